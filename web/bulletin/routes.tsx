import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const bulletinPages: RouteObject[] = [
  { path: 'bulletin/:month?', lazy: async () => ({ Component: (await import('./Bulletin.tsx')).Bulletin }) },
];

export const bulletinNav: NavItem[] = [
  { to: '/bulletin', label: { zh: '工作月报', en: 'Bulletin' }, group: 'public', for: 'everyone' },
];
