import { type Day, dayIn, endOfDay, type Instant } from '../time.ts';
import type { OfficerStage } from './transitions.ts';

/** Counts working days; the start day itself is not counted (Licensing Law art. 82). Bound to a zone's calendar. */
export type CountWorkingDays = (start: Day, add: number) => { day: Day; provisional: boolean };

export type Category = 'A' | 'B' | 'C';

/** One clock of a zone: the promise beside the statutory ceiling, in working days. */
export type ClockRule = {
  procedure: string;
  categories: readonly Category[];
  stage: OfficerStage;
  from: 'submission' | 'acceptance';
  promise: number;
  ceiling: number;
};

/**
 * How a due time came about, as the event keeps it: enough to compute it again years later. All counts are working
 * days; `added` are those by which the clock stood still or was extended.
 */
export type KeptClock = {
  stage: OfficerStage;
  promise: number;
  ceiling: number;
  from: 'submission' | 'acceptance';
  /** Day from which it counts; not counted itself (Licensing Law art. 82). */
  base: Day;
  added: number;
  /** Last moment inside the promise: the end of its day in the zone's time zone. */
  dueAt: Instant;
  ceilingOn: Day;
  /** Named only where they hold, for every event pays for its bytes. */
  provisional?: true;
  ceilingProvisional?: true;
};

type Rules = { clocks: readonly ClockRule[]; timeZone: string };

/** A case as far as its clocks are concerned. */
export type Timed = {
  procedure: string;
  category: Category | null;
  submittedAt: Instant;
  acceptedAt?: Instant;
  /** Working days since acceptance in which the clock stood still. */
  paused?: number;
  /** Working days by which the time was extended (Licensing Law art. 42). */
  extended?: number;
  /** Hours by which it is ahead in the queues at present. */
  ahead?: number;
};

const strictest = (rules: readonly ClockRule[]) =>
  rules.reduce((a, b) => (b.promise < a.promise || (b.promise === a.promise && b.ceiling < a.ceiling) ? b : a));

/**
 * The zone's clock for a stage. While the category is not settled the shortest promise of all categories holds, of equal
 * ones that with the lowest ceiling, so that nobody waits longer than promised because the category was unclear.
 * @throws when the zone has no such clock: the zone schema refuses such a zone
 */
export function clockRule(rules: Rules, procedure: string, category: Category | null, stage: OfficerStage): ClockRule {
  const found = rules.clocks.filter(
    (rule) =>
      rule.procedure === procedure && rule.stage === stage && (category === null || rule.categories.includes(category)),
  );
  if (found.length === 0) throw new Error(`no clock for ${procedure}, ${category ?? 'any category'}, ${stage}`);
  return strictest(found);
}

/** Pauses and extensions belong to the time after acceptance. */
const addedTo = (the: Timed): number => (the.acceptedAt ? (the.paused ?? 0) + (the.extended ?? 0) : 0);

/**
 * A due time from its parts; the same parts give the same clock, unless a calendar was published since a provisional
 * one.
 */
export function computeClock(
  timeZone: string,
  count: CountWorkingDays,
  parts: Pick<KeptClock, 'stage' | 'promise' | 'ceiling' | 'from' | 'base' | 'added'>,
): KeptClock {
  const { stage, promise, ceiling, from, base, added } = parts;
  const promised = count(base, promise + added);
  const latest = count(base, ceiling + added);
  return {
    stage,
    promise,
    ceiling,
    from,
    base,
    added,
    dueAt: endOfDay(timeZone, promised.day),
    ceilingOn: latest.day,
    ...(promised.provisional ? { provisional: true } : {}),
    ...(latest.provisional ? { ceilingProvisional: true } : {}),
  };
}

/** Starts a stage's clock: submission and acceptance are the instants from which its rule may count. */
export function startClock(rules: Rules, count: CountWorkingDays, the: Timed & { stage: OfficerStage }): KeptClock {
  const { promise, ceiling, from } = clockRule(rules, the.procedure, the.category, the.stage);
  const base = dayIn(rules.timeZone, from === 'acceptance' ? (the.acceptedAt ?? the.submittedAt) : the.submittedAt);
  return computeClock(rules.timeZone, count, { stage: the.stage, promise, ceiling, from, base, added: addedTo(the) });
}

/**
 * The day on which the whole case is promised to be concluded: from acceptance where that has happened, before that
 * from the day on which acceptance is promised.
 */
export function promisedConclusion(
  rules: Rules,
  count: CountWorkingDays,
  the: Timed,
): { day: Day; provisional: boolean } {
  const conclusion = clockRule(rules, the.procedure, the.category, 'conclusion');
  const days = conclusion.promise + addedTo(the);
  if (conclusion.from === 'submission') return count(dayIn(rules.timeZone, the.submittedAt), days);
  if (the.acceptedAt) return count(dayIn(rules.timeZone, the.acceptedAt), days);
  const preliminary = clockRule(rules, the.procedure, the.category, 'preliminary-review');
  const accepted = count(dayIn(rules.timeZone, the.submittedAt), preliminary.promise);
  const concluded = count(accepted.day, conclusion.promise);
  return { day: concluded.day, provisional: accepted.provisional || concluded.provisional };
}

/**
 * The instant at which the law decides by itself while the office has said nothing: acceptance after the zone's days
 * without notice (Licensing Law art. 32), a grant at the end of the permit's last day (art. 50), whichever is earlier.
 * @param the.permitTo last day of the permit that an extension is for
 * @returns undefined where nothing is ever deemed
 */
export function deemedAt(
  rules: { timeZone: string; deemedAcceptanceDays: number },
  count: CountWorkingDays,
  the: { stage: string; submittedAt: Instant; permitTo?: Day },
): { at: Instant; what: 'accepted' | 'granted'; provisional: boolean } | undefined {
  const { timeZone, deemedAcceptanceDays } = rules;
  const granted = the.permitTo
    ? { at: endOfDay(timeZone, the.permitTo), what: 'granted' as const, provisional: false }
    : undefined;
  if (the.stage !== 'preliminary-review') return granted;
  const last = count(dayIn(timeZone, the.submittedAt), deemedAcceptanceDays);
  const accepted = { at: endOfDay(timeZone, last.day), what: 'accepted' as const, provisional: last.provisional };
  return granted && granted.at <= accepted.at ? granted : accepted;
}
