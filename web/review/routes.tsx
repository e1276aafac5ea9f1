import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const reviewPages: RouteObject[] = [];

export const reviewNav: NavItem[] = [];
