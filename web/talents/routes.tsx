import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const talentsPages: RouteObject[] = [];

export const talentsNav: NavItem[] = [];
