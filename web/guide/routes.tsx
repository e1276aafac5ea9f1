import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const guidePages: RouteObject[] = [
  { path: 'guide', lazy: async () => ({ Component: (await import('./Guide.tsx')).Guide }) },
];

export const guideNav: NavItem[] = [
  { to: '/guide', label: { zh: '办事指南', en: 'Guide' }, group: 'public', for: 'everyone' },
];
