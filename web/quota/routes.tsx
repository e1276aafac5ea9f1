import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const quotaPages: RouteObject[] = [
  { path: 'quota', lazy: async () => ({ Component: (await import('./Quotas.tsx')).Quotas }) },
  { path: 'quota/:year/:group', lazy: async () => ({ Component: (await import('./Ledger.tsx')).Ledger }) },
];

export const quotaNav: NavItem[] = [
  {
    to: '/quota',
    label: { zh: '配额', en: 'Quota' },
    group: 'records',
    for: ['supervisor', 'admin', 'decider', 'inspector'],
  },
];
