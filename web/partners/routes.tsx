import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const partnersPages: RouteObject[] = [];

export const partnersNav: NavItem[] = [];
