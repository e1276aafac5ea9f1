import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const permitsPages: RouteObject[] = [
  { path: 'permits', lazy: async () => ({ Component: (await import('./Permits.tsx')).Permits }) },
  { path: 'permits/:number', lazy: async () => ({ Component: (await import('./Permit.tsx')).Permit }) },
];

export const permitsNav: NavItem[] = [
  { to: '/permits', label: { zh: '我的许可', en: 'My permits' }, group: 'mine', for: ['employer', 'applicant'] },
];
