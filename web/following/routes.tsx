import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const followingPages: RouteObject[] = [];

export const followingNav: NavItem[] = [];
