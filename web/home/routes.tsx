import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const homePages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./Home.tsx')).Home }) },
];

export const homeNav: NavItem[] = [{ to: '/', label: { zh: '首页', en: 'Home' }, group: 'public', for: 'everyone' }];
