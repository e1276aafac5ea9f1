import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const merchantCardPages: RouteObject[] = [
  { path: 'merchant-card', lazy: async () => ({ Component: (await import('./MerchantCards.tsx')).MerchantCards }) },
  {
    path: 'merchant-cards/:number',
    lazy: async () => ({ Component: (await import('./MerchantCard.tsx')).MerchantCard }),
  },
];

const label = { zh: '外籍商友卡', en: 'Merchant card' };

export const merchantCardNav: NavItem[] = [
  { to: '/merchant-card', label, group: 'mine', for: ['applicant'], part: 'merchantCard' },
  {
    to: '/merchant-card',
    label,
    group: 'records',
    for: ['front-officer', 'back-officer', 'decider', 'supervisor', 'inspector'],
    part: 'merchantCard',
  },
];
