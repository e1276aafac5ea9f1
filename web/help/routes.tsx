import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const helpPages: RouteObject[] = [];

export const helpNav: NavItem[] = [];
