import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const importsPages: RouteObject[] = [];

export const importsNav: NavItem[] = [];
