import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const queuePages: RouteObject[] = [];

export const queueNav: NavItem[] = [];
