import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const myDataPages: RouteObject[] = [
  { path: 'my-data', lazy: async () => ({ Component: (await import('./MyData.tsx')).MyData }) },
];

export const myDataNav: NavItem[] = [
  { to: '/my-data', label: { zh: '我的个人信息', en: 'My data' }, group: 'mine', for: ['applicant'] },
];
