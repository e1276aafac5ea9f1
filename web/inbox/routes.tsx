import type { RouteObject } from 'react-router';
import { roles } from '../../shared/domain/access/roles.ts';
import type { NavItem } from '../app/navigation.ts';
import { UnreadCount } from './UnreadCount.tsx';

export const inboxPages: RouteObject[] = [
  { path: 'inbox', lazy: async () => ({ Component: (await import('./Inbox.tsx')).Inbox }) },
];

export const inboxNav: NavItem[] = [
  { to: '/inbox', label: { zh: '消息', en: 'Messages' }, group: 'mine', for: roles, Mark: UnreadCount },
];
