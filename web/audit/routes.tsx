import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const auditPages: RouteObject[] = [];

export const auditNav: NavItem[] = [];
