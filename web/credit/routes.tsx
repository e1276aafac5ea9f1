import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const creditPages: RouteObject[] = [
  { path: 'credit', lazy: async () => ({ Component: (await import('./Credit.tsx')).Credit }) },
  { path: 'credit/matters', lazy: async () => ({ Component: (await import('./Matters.tsx')).Matters }) },
  { path: 'credit/persons/:code', lazy: async () => ({ Component: (await import('./Account.tsx')).AccountOfPerson }) },
  {
    path: 'credit/enterprises/:code',
    lazy: async () => ({ Component: (await import('./Account.tsx')).AccountOfEnterprise }),
  },
];

const label = { zh: '信用', en: 'Credit' };

export const creditNav: NavItem[] = [
  { to: '/credit', label, group: 'mine', for: ['employer', 'applicant'], part: 'credit' },
  {
    to: '/credit',
    label,
    group: 'records',
    for: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    part: 'credit',
  },
];
