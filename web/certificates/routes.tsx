import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const certificatesPages: RouteObject[] = [
  { path: 'certificates', lazy: async () => ({ Component: (await import('./Certificates.tsx')).Certificates }) },
  {
    path: 'certificates/check',
    lazy: async () => ({ Component: (await import('./VerifyCertificate.tsx')).VerifyCertificate }),
  },
  { path: 'certificates/:id', lazy: async () => ({ Component: (await import('./Certificate.tsx')).Certificate }) },
];

export const certificatesNav: NavItem[] = [
  {
    to: '/certificates',
    label: { zh: '旧证登记', en: 'Old certificates' },
    group: 'records',
    for: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    part: 'certificates',
  },
  {
    to: '/certificates/check',
    label: { zh: '核验旧证', en: 'Verify an old certificate' },
    group: 'records',
    for: ['inspector'],
    part: 'certificates',
  },
];
