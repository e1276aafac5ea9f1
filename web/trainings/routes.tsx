import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const trainingsPages: RouteObject[] = [];

export const trainingsNav: NavItem[] = [];
