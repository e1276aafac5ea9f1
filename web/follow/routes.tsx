import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const followPages: RouteObject[] = [];

export const followNav: NavItem[] = [];
