import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const helpPages: RouteObject[] = [
  { path: 'help', lazy: async () => ({ Component: (await import('./Help.tsx')).Help }) },
  { path: 'help/new', lazy: async () => ({ Component: (await import('./NewHelp.tsx')).NewHelp }) },
  { path: 'help/statistics', lazy: async () => ({ Component: (await import('./HelpFigures.tsx')).HelpFigures }) },
  { path: 'help/:id', lazy: async () => ({ Component: (await import('./HelpRequest.tsx')).HelpRequest }) },
];

const label = { zh: '求助与纠纷', en: 'Help and disputes' };

export const helpNav: NavItem[] = [
  { to: '/help', label, group: 'mine', for: ['employer', 'applicant'], part: 'help' },
  { to: '/help', label, group: 'desk', for: ['front-officer', 'supervisor'], part: 'help' },
];
