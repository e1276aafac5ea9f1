import type { RouteObject } from 'react-router';
import type { NavItem } from '../app/navigation.ts';

export const certificatesPages: RouteObject[] = [];

export const certificatesNav: NavItem[] = [];
