import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const guidePages: RouteObject[] = [];

export const guideNav: NavItem[] = [];
