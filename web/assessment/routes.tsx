import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const assessmentPages: RouteObject[] = [
  { path: 'assessment', lazy: async () => ({ Component: (await import('./SelfAssessment.tsx')).SelfAssessment }) },
];

export const assessmentNav: NavItem[] = [
  { to: '/assessment', label: { zh: '自我评估', en: 'Self-assessment' }, group: 'public', for: 'everyone' },
];
