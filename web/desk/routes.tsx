import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const deskPages: RouteObject[] = [];

export const deskNav: NavItem[] = [];
