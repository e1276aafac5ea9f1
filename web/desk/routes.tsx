import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

const desk = ['front-officer', 'back-officer', 'supervisor'] as const;
const staff = ['front-officer', 'back-officer', 'decider', 'supervisor', 'inspector', 'admin'] as const;

export const deskPages: RouteObject[] = [
  { path: 'desk', lazy: async () => ({ Component: (await import('./Today.tsx')).Today }) },
  { path: 'inquiries', lazy: async () => ({ Component: (await import('./Inquiries.tsx')).Inquiries }) },
  { path: 'inquiries/log', lazy: async () => ({ Component: (await import('./LogInquiry.tsx')).LogInquiry }) },
  { path: 'inquiries/:inquiry', lazy: async () => ({ Component: (await import('./Inquiry.tsx')).Inquiry }) },
  {
    path: 'desk/answers',
    lazy: async () => ({ Component: (await import('./StandardAnswers.tsx')).StandardAnswers }),
  },
  {
    path: 'desk/consultations',
    lazy: async () => ({ Component: (await import('./Consultations.tsx')).Consultations }),
  },
  { path: 'desk/trainings', lazy: async () => ({ Component: (await import('./Trainings.tsx')).Trainings }) },
  { path: 'desk/trainings/:training', lazy: async () => ({ Component: (await import('./Training.tsx')).Training }) },
];

export const deskNav: NavItem[] = [
  { to: '/desk', label: { zh: '今日工作', en: 'Today' }, group: 'work', for: staff },
  { to: '/inquiries', label: { zh: '咨询', en: 'Inquiries' }, group: 'desk', for: desk },
  { to: '/desk/answers', label: { zh: '标准答复', en: 'Ready answers' }, group: 'desk', for: desk },
  { to: '/desk/consultations', label: { zh: '企业辅导记录', en: 'Advice to employers' }, group: 'desk', for: desk },
  { to: '/desk/trainings', label: { zh: '企业培训', en: 'Training of employers' }, group: 'desk', for: desk },
];
