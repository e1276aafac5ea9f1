import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const publishedPages: RouteObject[] = [
  { path: 'published', lazy: async () => ({ Component: (await import('./Published.tsx')).Published }) },
  { path: 'published/points', lazy: async () => ({ Component: (await import('./PointsRules.tsx')).PointsRules }) },
  { path: 'published/talents', lazy: async () => ({ Component: (await import('./TalentsNotice.tsx')).TalentsNotice }) },
  { path: 'published/visits', lazy: async () => ({ Component: (await import('./VisitOffer.tsx')).VisitOffer }) },
  { path: 'published/credit', lazy: async () => ({ Component: (await import('./CreditRules.tsx')).CreditRules }) },
  {
    path: 'published/credit/:list',
    lazy: async () => ({ Component: (await import('./CreditList.tsx')).CreditList }),
  },
];

export const publishedNav: NavItem[] = [
  { to: '/published', label: { zh: '公开信息', en: 'Rules' }, group: 'public', for: 'everyone' },
];
