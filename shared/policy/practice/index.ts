import type { PracticeCase } from '../../domain/desk/practice.ts';
import { backOfficeCases } from './back-office.ts';
import { frontOfficeCases } from './front-office.ts';

/** Every practice case (练习案例) with its marked solution. */
export const practiceCases: readonly PracticeCase[] = [...frontOfficeCases, ...backOfficeCases];

/** The cases with which a zone trains: those of procedures that are delegated to it. */
export const practiceOf = (zone: { delegation: { procedures: readonly string[] } }): readonly PracticeCase[] =>
  practiceCases.filter(({ procedure }) => zone.delegation.procedures.includes(procedure));
