import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const applicationPages: RouteObject[] = [
  {
    path: 'applications',
    lazy: async () => ({ Component: (await import('./Applications.tsx')).Applications }),
  },
  {
    path: 'applications/new',
    lazy: async () => ({ Component: (await import('./NewApplication.tsx')).NewApplication }),
  },
  {
    path: 'applications/:id',
    lazy: async () => ({ Component: (await import('./ApplicationPage.tsx')).ApplicationPage }),
  },
];

export const applicationNav: NavItem[] = [
  {
    to: '/applications',
    label: { zh: '我的申请', en: 'My applications' },
    group: 'mine',
    for: ['employer', 'applicant'],
  },
];
