import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const talentsPages: RouteObject[] = [
  { path: 'talents', lazy: async () => ({ Component: (await import('./TalentSearch.tsx')).TalentSearch }) },
  { path: 'talents/me', lazy: async () => ({ Component: (await import('./OwnObjection.tsx')).OwnObjection }) },
  { path: 'talents/:code', lazy: async () => ({ Component: (await import('./Talent.tsx')).Talent }) },
];

export const talentsNav: NavItem[] = [
  {
    to: '/talents',
    label: { zh: '外国人才库', en: 'Database of talents' },
    group: 'records',
    for: ['supervisor', 'back-officer', 'decider'],
    part: 'talents',
  },
  {
    to: '/talents/me',
    label: { zh: '外国人才库', en: 'Database of talents' },
    group: 'mine',
    for: ['applicant'],
    part: 'talents',
  },
];
