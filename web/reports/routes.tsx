import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const reportsPages: RouteObject[] = [];

export const reportsNav: NavItem[] = [];
