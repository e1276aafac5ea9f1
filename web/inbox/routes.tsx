import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const inboxPages: RouteObject[] = [];

export const inboxNav: NavItem[] = [];
