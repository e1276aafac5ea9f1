import type { Day } from '../../domain/time.ts';

/**
 * The editions of the wording of letters, oldest first. An edition that was in force is never edited: what was written
 * must read the same for ever. A new wording is a new edition with its own first day.
 */
export const letterEditions: readonly { id: string; effectiveFrom: Day }[] = [
  // The pilot of the one permit began in October 2016; no zone wrote letters of it before.
  { id: '2026-11', effectiveFrom: '2016-10-01' },
];

/** The edition in which letters of a day are written. */
export const editionOn = (day: Day): string =>
  (letterEditions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? letterEditions[0])?.id ?? '';
