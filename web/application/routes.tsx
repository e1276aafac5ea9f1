import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const applicationPages: RouteObject[] = [];

export const applicationNav: NavItem[] = [];
