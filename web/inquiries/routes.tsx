import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

/** Asking is for everybody; what was asked by somebody who signed in, and what officers answer, lies in the desk. */
export const inquiriesPages: RouteObject[] = [
  { path: 'ask', lazy: async () => ({ Component: (await import('./Ask.tsx')).Ask }) },
];

export const inquiriesNav: NavItem[] = [
  { to: '/ask', label: { zh: '咨询', en: 'Ask' }, group: 'public', for: 'everyone' },
];
