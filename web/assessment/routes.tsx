import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const assessmentPages: RouteObject[] = [];

export const assessmentNav: NavItem[] = [];
