import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const auditPages: RouteObject[] = [
  { path: 'readings', lazy: async () => ({ Component: (await import('./Readings.tsx')).Readings }) },
  { path: 'replay', lazy: async () => ({ Component: (await import('./ReplayChoice.tsx')).ReplayChoice }) },
  { path: 'replay/:id', lazy: async () => ({ Component: (await import('./Replay.tsx')).Replay }) },
];

export const auditNav: NavItem[] = [
  {
    to: '/readings',
    label: { zh: '查阅记录', en: 'Who read what' },
    group: 'reports',
    for: ['inspector', 'supervisor'],
  },
  {
    to: '/replay',
    label: { zh: '案件重算', en: 'Replay of a case' },
    group: 'reports',
    for: ['supervisor', 'admin'],
  },
];
