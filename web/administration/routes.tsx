import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const administrationPages: RouteObject[] = [];

export const administrationNav: NavItem[] = [];
