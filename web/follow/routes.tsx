import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const followPages: RouteObject[] = [
  { path: 'follow', lazy: async () => ({ Component: (await import('./Follow.tsx')).Follow }) },
];

export const followNav: NavItem[] = [
  { to: '/follow', label: { zh: '查进度', en: 'Follow' }, group: 'public', for: 'everyone' },
];
