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

/** How long an officer has for the present stage. */
export type StageClock = {
  startedAt: Instant;
  /** Last moment inside the promise: the end of its day in the zone's time zone. */
  dueAt: Instant;
  ceilingOn: Day;
  ceilingProvisional: boolean;
  provisional: boolean;
};

type Rules = { clocks: readonly ClockRule[]; timeZone: string };

const strictest = (rules: readonly ClockRule[]) => rules.reduce((a, b) => (b.promise < a.promise ? b : a));

/**
 * The zone's clock for a stage. While the category is not settled the shortest promise of all categories holds, so
 * that nobody waits longer than promised because the category was unclear.
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

/** Starts a stage's clock: submission and acceptance are the instants from which its rule may count. */
export function startClock(
  rules: Rules,
  count: CountWorkingDays,
  the: {
    procedure: string;
    category: Category | null;
    stage: OfficerStage;
    startedAt: Instant;
    submittedAt: Instant;
    acceptedAt?: Instant;
  },
): StageClock {
  const rule = clockRule(rules, the.procedure, the.category, the.stage);
  const base = dayIn(rules.timeZone, rule.from === 'acceptance' ? (the.acceptedAt ?? the.startedAt) : the.submittedAt);
  const promise = count(base, rule.promise);
  const ceiling = count(base, rule.ceiling);
  return {
    startedAt: the.startedAt,
    dueAt: endOfDay(rules.timeZone, promise.day),
    ceilingOn: ceiling.day,
    ceilingProvisional: ceiling.provisional,
    provisional: promise.provisional,
  };
}

/**
 * The day on which the whole case is promised to be concluded: from acceptance where that has happened, before that
 * from the day on which acceptance is promised.
 */
export function promisedConclusion(
  rules: Rules,
  count: CountWorkingDays,
  the: { procedure: string; category: Category | null; submittedAt: Instant; acceptedAt?: Instant },
): { day: Day; provisional: boolean } {
  const conclusion = clockRule(rules, the.procedure, the.category, 'conclusion');
  if (conclusion.from === 'submission') return count(dayIn(rules.timeZone, the.submittedAt), conclusion.promise);
  if (the.acceptedAt) return count(dayIn(rules.timeZone, the.acceptedAt), conclusion.promise);
  const preliminary = clockRule(rules, the.procedure, the.category, 'preliminary-review');
  const accepted = count(dayIn(rules.timeZone, the.submittedAt), preliminary.promise);
  const concluded = count(accepted.day, conclusion.promise);
  return { day: concluded.day, provisional: accepted.provisional || concluded.provisional };
}
