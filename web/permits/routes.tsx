import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const permitsPages: RouteObject[] = [];

export const permitsNav: NavItem[] = [];
