import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const visitsPages: RouteObject[] = [
  { path: 'visits', lazy: async () => ({ Component: (await import('./Visits.tsx')).Visits }) },
  { path: 'visits/new', lazy: async () => ({ Component: (await import('./NewVisit.tsx')).NewVisit }) },
  { path: 'visits/:id', lazy: async () => ({ Component: (await import('./Visit.tsx')).Visit }) },
];

const label = { zh: '一次办预约', en: 'Visits' };

export const visitsNav: NavItem[] = [
  { to: '/visits', label, group: 'mine', for: ['employer', 'applicant'], part: 'visits' },
  { to: '/visits', label, group: 'desk', for: ['front-officer', 'supervisor'], part: 'visits' },
];
