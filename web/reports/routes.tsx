import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const reportsPages: RouteObject[] = [
  { path: 'reports', lazy: async () => ({ Component: (await import('./OfficeReport.tsx')).OfficeReport }) },
  { path: 'reports/samples', lazy: async () => ({ Component: (await import('./Samples.tsx')).Samples }) },
  { path: 'reports/samples/:sample', lazy: async () => ({ Component: (await import('./Sample.tsx')).Sample }) },
  { path: 'reports/bulletins', lazy: async () => ({ Component: (await import('./Bulletins.tsx')).Bulletins }) },
];

export const reportsNav: NavItem[] = [
  { to: '/reports', label: { zh: '办件统计', en: 'How the offices worked' }, group: 'reports', for: ['supervisor'] },
  {
    to: '/reports/samples',
    label: { zh: '抽查复核', en: 'Second looks' },
    group: 'reports',
    for: ['supervisor', 'front-officer', 'back-officer', 'decider'],
  },
  { to: '/reports/bulletins', label: { zh: '公报更正', en: 'Bulletins' }, group: 'reports', for: ['supervisor'] },
];
