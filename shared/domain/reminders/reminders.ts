import { addDays, type Day, daysBetween } from '../time.ts';

/** What can end: the permit, the passport in which it rests, the residence permit beside it, a merchant card. */
export const endings = ['permit', 'passport', 'residence', 'card'] as const;
export type Ending = (typeof endings)[number];

/** A reminder to be given on a day: of what ends on which other day. */
export type DueReminder = { ending: Ending; daysBefore: number; on: Day };

/**
 * The reminders of a day, the nearest ending first.
 * @param policy calendar days before the last day, for each ending
 */
export const remindersOf = (policy: Readonly<Record<Ending, readonly number[]>>, day: Day): DueReminder[] =>
  endings
    .flatMap((ending) => policy[ending].map((daysBefore) => ({ ending, daysBefore, on: addDays(day, daysBefore) })))
    .sort((one, other) => one.daysBefore - other.daysBefore);

/** Days of reminders that are made up for after a standstill: of what lies further back, the next reminder tells. */
const mostMadeUp = 7;

/**
 * The days whose reminders are still to be given, in order.
 * @param done the last day that was gone through to its end; undefined where there was none yet
 */
export function daysToRemind(done: Day | undefined, today: Day): Day[] {
  const missed = done === undefined ? 1 : Math.max(0, daysBetween(done, today));
  const count = Math.min(missed, mostMadeUp);
  return Array.from({ length: count }, (_, index) => addDays(today, index + 1 - count));
}

/** The days between which an extension is filed, both included. */
export const filingDays = (
  { opensDaysBefore, closesDaysBefore }: { opensDaysBefore: number; closesDaysBefore: number },
  validTo: Day,
): { from: Day; to: Day } => ({ from: addDays(validTo, -opensDaysBefore), to: addDays(validTo, -closesDaysBefore) });
