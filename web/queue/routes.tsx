import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const queuePages: RouteObject[] = [
  { path: 'queue', lazy: async () => ({ Component: (await import('./OwnQueue.tsx')).OwnQueue }) },
  { path: 'queues/:stage', lazy: async () => ({ Component: (await import('./Queue.tsx')).Queue }) },
];

export const queueNav: NavItem[] = [
  {
    to: '/queues/preliminary-review',
    label: { zh: '待预审', en: 'Preliminary review' },
    group: 'work',
    for: ['front-officer', 'supervisor'],
  },
  { to: '/queues/review', label: { zh: '待审查', en: 'Review' }, group: 'work', for: ['back-officer', 'supervisor'] },
  {
    to: '/queues/conclusion',
    label: { zh: '待决定', en: 'Conclusion' },
    group: 'work',
    for: ['decider', 'supervisor'],
  },
  {
    to: '/queues/late',
    label: { zh: '已超时', en: 'Overdue' },
    group: 'work',
    for: ['front-officer', 'back-officer', 'decider', 'supervisor'],
  },
];
