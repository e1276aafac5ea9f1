import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const stationsPages: RouteObject[] = [
  { path: 'stations', lazy: async () => ({ Component: (await import('./Stations.tsx')).Stations }) },
  {
    path: 'service-windows',
    lazy: async () => ({ Component: (await import('./ServiceWindows.tsx')).ServiceWindows }),
  },
];

export const stationsNav: NavItem[] = [
  {
    to: '/service-windows',
    label: { zh: '服务窗口', en: 'Service windows' },
    group: 'public',
    for: 'everyone',
    part: 'serviceWindows',
  },
  { to: '/stations', label: { zh: '服务站', en: 'Stations' }, group: 'public', for: 'everyone', part: 'help' },
];
