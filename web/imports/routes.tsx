import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const importsPages: RouteObject[] = [
  { path: 'admin/imports', lazy: async () => ({ Component: (await import('./Imports.tsx')).Imports }) },
  { path: 'admin/imports/:id', lazy: async () => ({ Component: (await import('./Import.tsx')).Import }) },
];

export const importsNav: NavItem[] = [
  {
    to: '/admin/imports',
    label: { zh: '批量导入', en: 'Imports' },
    group: 'administration',
    for: ['supervisor', 'admin'],
  },
];
