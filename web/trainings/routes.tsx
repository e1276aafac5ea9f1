import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const trainingsPages: RouteObject[] = [
  {
    path: 'trainings',
    lazy: async () => ({ Component: (await import('./EmployerTrainings.tsx')).EmployerTrainings }),
  },
];

export const trainingsNav: NavItem[] = [
  { to: '/trainings', label: { zh: '企业培训', en: 'Training' }, group: 'mine', for: ['employer'] },
];
