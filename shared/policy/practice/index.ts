import type { PracticeCase } from '../../domain/desk/practice.ts';
import { backOfficeCases } from './back-office.ts';
import { frontOfficeCases } from './front-office.ts';

/** Every practice case (练习案例) with its marked solution. */
export const practiceCases: readonly PracticeCase[] = [...frontOfficeCases, ...backOfficeCases];
