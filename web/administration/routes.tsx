import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';
import { leads } from './leads.ts';

export const administrationPages: RouteObject[] = [
  { path: 'admin', lazy: async () => ({ Component: (await import('./Overview.tsx')).Overview }) },
  { path: 'admin/delegation', lazy: async () => ({ Component: (await import('./Delegation.tsx')).Delegation }) },
  { path: 'admin/zone/:part?/:year?', lazy: async () => ({ Component: (await import('./ZoneFile.tsx')).ZoneFile }) },
  { path: 'admin/policies', lazy: async () => ({ Component: (await import('./Policies.tsx')).Policies }) },
  { path: 'admin/policies/new', lazy: async () => ({ Component: (await import('./EditPolicy.tsx')).EditPolicy }) },
  { path: 'admin/policies/:draft', lazy: async () => ({ Component: (await import('./PolicyDraft.tsx')).PolicyDraft }) },
  {
    path: 'admin/policies/:draft/edit',
    lazy: async () => ({ Component: (await import('./EditPolicy.tsx')).EditPolicy }),
  },
  { path: 'admin/upkeep', lazy: async () => ({ Component: (await import('./Upkeep.tsx')).Upkeep }) },
  { path: 'admin/notices', lazy: async () => ({ Component: (await import('./Notices.tsx')).Notices }) },
  { path: 'admin/data-requests', lazy: async () => ({ Component: (await import('./DataRequests.tsx')).DataRequests }) },
  { path: 'admin/staff', lazy: async () => ({ Component: (await import('./Staff.tsx')).Staff }) },
];

export const administrationNav: NavItem[] = [
  { to: '/admin', label: { zh: '辖区今日', en: 'The zone today' }, group: 'administration', for: leads },
  { to: '/admin/zone', label: { zh: '辖区资料', en: 'Zone profile' }, group: 'administration', for: leads },
  { to: '/admin/delegation', label: { zh: '委托', en: 'Delegation' }, group: 'administration', for: leads },
  { to: '/admin/staff', label: { zh: '人员', en: 'Staff' }, group: 'administration', for: leads },
  { to: '/admin/policies', label: { zh: '政策草案', en: 'Policies' }, group: 'administration', for: leads },
  { to: '/admin/upkeep', label: { zh: '运行维护', en: 'Upkeep' }, group: 'administration', for: leads },
  {
    to: '/admin/data-requests',
    label: { zh: '个人信息请求', en: 'Requests about data' },
    group: 'administration',
    for: leads,
  },
  { to: '/admin/notices', label: { zh: '未送达的通知', en: 'Notices' }, group: 'administration', for: leads },
];
