import {
  type CalendarYear,
  type StatutoryYear,
  type WorkingCalendar,
  workingCalendar,
} from '../../domain/calendar/working-days.ts';
import { official2025 } from './official-2025.ts';
import { official2026 } from './official-2026.ts';
import { statutory2027 } from './statutory-2027.ts';

/** Every year with an official calendar; a new notice is one more data file, named here. */
export const officialYears: readonly CalendarYear[] = [official2025, official2026];

/** Holidays known by rule for years whose notice is not published. */
export const statutoryYears: readonly StatutoryYear[] = [statutory2027];

/** The calendar by which time limits are counted. */
export const officialCalendar: WorkingCalendar = workingCalendar(officialYears, statutoryYears);
