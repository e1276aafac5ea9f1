import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const stationsPages: RouteObject[] = [];

export const stationsNav: NavItem[] = [];
