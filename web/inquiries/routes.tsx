import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const inquiriesPages: RouteObject[] = [];

export const inquiriesNav: NavItem[] = [];
