import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const reviewPages: RouteObject[] = [
  { path: 'cases/:id', lazy: async () => ({ Component: (await import('./CaseScreen.tsx')).CaseScreen }) },
];

export const reviewNav: NavItem[] = [];
