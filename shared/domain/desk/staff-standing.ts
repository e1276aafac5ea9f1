import { addDays, addMonths, type Day } from '../time.ts';
import type { PracticeOffice } from './practice.ts';

/** What a zone wants before an officer counts as assessed for an office. */
export type AssessmentPolicy = {
  cases: Partial<Record<PracticeOffice, number>>;
  validMonths: number;
};

/** A marked attempt as far as it counts. */
export type Passed = { case: string; office: PracticeOffice; passed: boolean; on: Day };

export type StaffStanding = {
  office: PracticeOffice;
  /** Different cases that were passed and still count. */
  passed: number;
  needed: number;
  assessed: boolean;
  /** Last day on which it holds, if nothing more is passed. */
  until?: Day;
};

/** Last day on which a case that was passed on a day still counts. */
export const countsUntil = (on: Day, { validMonths }: Pick<AssessmentPolicy, 'validMonths'>): Day =>
  addDays(addMonths(on, validMonths), -1);

/**
 * Whether an officer counts as assessed (考核合格): enough different cases of the office passed, each not too long ago.
 * Of several passes of one case the latest counts.
 */
export function staffStanding(
  office: PracticeOffice,
  attempts: readonly Passed[],
  policy: AssessmentPolicy,
  today: Day,
): StaffStanding {
  const needed = policy.cases[office] ?? 1;
  const latest = new Map<string, Day>();
  for (const { case: id, on } of attempts.filter((attempt) => attempt.passed && attempt.office === office)) {
    const before = latest.get(id);
    if (before === undefined || before < on) latest.set(id, on);
  }
  const ends = [...latest.values()]
    .map((on) => countsUntil(on, policy))
    .filter((last) => last >= today)
    .sort()
    .reverse();
  const until = ends[needed - 1];
  return { office, passed: ends.length, needed, assessed: until !== undefined, ...(until ? { until } : {}) };
}
