import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const quotaPages: RouteObject[] = [];

export const quotaNav: NavItem[] = [];
