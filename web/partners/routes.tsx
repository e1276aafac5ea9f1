import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const partnersPages: RouteObject[] = [
  { path: 'admin/partners', lazy: async () => ({ Component: (await import('./Partners.tsx')).Partners }) },
  { path: 'admin/partners/:id', lazy: async () => ({ Component: (await import('./Partner.tsx')).Partner }) },
];

export const partnersNav: NavItem[] = [
  {
    to: '/admin/partners',
    label: { zh: '合作单位', en: 'Partners' },
    group: 'administration',
    for: ['supervisor', 'admin'],
    part: 'partners',
  },
];
