import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const merchantCardPages: RouteObject[] = [];

export const merchantCardNav: NavItem[] = [];
