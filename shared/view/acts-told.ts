import type { CountWorkingDays } from '../domain/application/case-clock.ts';
import type { Deficiency } from '../domain/checklist/checklist.ts';
import { addDays, type Instant } from '../domain/time.ts';
import { type Head, timedOf } from '../records/application.ts';
import type { Rules } from '../zone/rules.ts';
import { timesOf } from '../zone/times.ts';
import type { Reason } from './reasons-problem.ts';

/*
 * What decisions tell their parties, counted in one place: for the event that a decision records, and for the preview of
 * its letter.
 */

const replyBy = ({ day, provisional }: ReturnType<CountWorkingDays>) => ({
  respondBy: day,
  ...(provisional ? { provisional } : {}),
});

/**
 * What a return tells (art. 32(4)): everything to mend, and until when. The day of the return is not counted, and a last
 * day that is a day off gives way to the next working day.
 * @param at the instant of the return
 */
export function returnTold(
  rules: Rules,
  { round }: Pick<Head, 'round'>,
  at: Instant,
  deficiencies: readonly Deficiency[],
) {
  const last = rules.count(addDays(rules.dayOf(at), rules.zone.policy.returnedDays.days), 0);
  const data = { deficiencies, round, ...replyBy(last) };
  return { last, data };
}

/** What the announcement of a refusal tells (arts. 7, 36): its reasons, and until when the parties may reply. */
export function intentionTold(rules: Rules, at: Instant, reasons: readonly Reason[]) {
  const last = rules.count(rules.dayOf(at), rules.zone.policy.replyPeriod.workingDays);
  const data = { reasons, ...replyBy(last) };
  return { last, data };
}

/** The times that an acceptance gives and tells. */
export const acceptedTimes = (rules: Rules, head: Head, at: Instant) =>
  timesOf(rules, { ...timedOf({ ...head, acceptedAt: at }), stage: 'review', permitTo: head.permitTo });
