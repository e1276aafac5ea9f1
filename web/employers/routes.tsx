import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const employersPages: RouteObject[] = [
  { path: 'employers', lazy: async () => ({ Component: (await import('./Employers.tsx')).Employers }) },
  { path: 'employers/new', lazy: async () => ({ Component: (await import('./NewEmployer.tsx')).NewEmployer }) },
  { path: 'employers/:id', lazy: async () => ({ Component: (await import('./Employer.tsx')).Employer }) },
  {
    path: 'employers/:id/accept',
    lazy: async () => ({ Component: (await import('./AcceptInvitation.tsx')).AcceptInvitation }),
  },
];

export const employersNav: NavItem[] = [
  { to: '/employers', label: { zh: '用人单位', en: 'Employers' }, group: 'mine', for: ['employer'] },
];
