import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const visitsPages: RouteObject[] = [];

export const visitsNav: NavItem[] = [];
