import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const employersPages: RouteObject[] = [];

export const employersNav: NavItem[] = [];
