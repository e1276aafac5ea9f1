import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const bulletinPages: RouteObject[] = [];

export const bulletinNav: NavItem[] = [];
