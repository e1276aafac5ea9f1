import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const creditPages: RouteObject[] = [];

export const creditNav: NavItem[] = [];
