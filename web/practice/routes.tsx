import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

export const practicePages: RouteObject[] = [
  { path: 'practice', lazy: async () => ({ Component: (await import('./PracticeCases.tsx')).PracticeCases }) },
  {
    path: 'practice/assessments',
    lazy: async () => ({ Component: (await import('./StaffAssessments.tsx')).StaffAssessments }),
  },
  { path: 'practice/:case', lazy: async () => ({ Component: (await import('./PracticeCase.tsx')).PracticeCase }) },
];

export const practiceNav: NavItem[] = [
  { to: '/practice', label: { zh: '练习与考核', en: 'Practice' }, group: 'desk', for: officers },
];
