import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const practicePages: RouteObject[] = [];

export const practiceNav: NavItem[] = [];
