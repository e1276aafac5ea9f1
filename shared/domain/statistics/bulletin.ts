import type { Category } from '../application/case-clock.ts';
import { type OfficerStage, officerStages } from '../application/transitions.ts';
import type { Instant } from '../time.ts';
import { type ClosedCase, decidedEndings, type Ending, endings } from './passes.ts';
import { type PercentileMethod, percentile } from './percentile.ts';

/** An application that was handed in for the first time. */
export type SubmittedCase = { at: Instant; procedure: string; category: Category | null };

/** A case that was taken up again after it had ended. */
export type ReopenedCase = {
  at: Instant;
  procedure: string;
  category: Category | null;
  from: Ending;
  basis?: string;
  /** Subject of the officer whose decision had ended it. */
  closedBy?: string;
};

/** A question that was asked of the office. */
export type AskedTopic = { topic: string };

/** What happened in one month, as summaries keep it. */
export type MonthOfCases = {
  submitted: readonly SubmittedCase[];
  closed: readonly ClosedCase[];
  reopened: readonly ReopenedCase[];
  inquiries: readonly AskedTopic[];
};

/** By what a zone counts and what it does not tell. */
export type CountingRules = {
  /** Fewest cases of which a figure is told, and fewest in every part of what is broken down. */
  smallestCell: number;
  method: PercentileMethod;
  /** Whether a procedure is about an employer alone, so that it is no application for a foreigner. */
  concernsEmployer: (procedure: string) => boolean;
};

export type CategoryCounts = Record<Category | 'none', number>;

/** Cases of a procedure. `categories` is absent where a part of them would be too few to tell apart. */
export type ProcedureCount = { procedure: string; cases: number; categories?: CategoryCounts };

/** How long cases took; `withheld` in place of figures that rest on too few cases. */
export type TimeFigures = {
  stage: OfficerStage | 'whole';
  cases: number;
  /** Working days, and hours of the office. */
  days?: { median: number; p95: number };
  hours?: { median: number; p95: number };
  /** Cases in which no passage ended after its due time. */
  inTime?: number;
  withheld?: true;
};

export type EndingCounts = Record<Ending, number>;

/** The figures of a month. */
export type BulletinFigures = {
  inquiries: { total: number; topics: { topic: string; inquiries: number }[] };
  /** Employers that came into the register, and whose entry was changed. */
  employers: { registered: number; changed: number };
  submitted: { total: number; procedures: ProcedureCount[] };
  /** Cases that the office decided for the first time; those that their parties ended stand beside them. */
  concluded: { total: number; procedures: ProcedureCount[] };
  endings: EndingCounts;
  /** Decided by law because nobody had: acceptances and renewals. */
  byLaw: { acceptance: number; renewal: number };
  /** Cases that ended once more after they were reopened; they stand in no other figure. */
  again: { total: number; endings: EndingCounts };
  reopened: number;
  stages: TimeFigures[];
  /** Of the concluded cases: how many were decided by the promised day. */
  promise: { cases: number; kept: number };
  returns: { cases: number; returned: number; total: number };
  /** Some count touched a year whose official calendar was not published. */
  provisional: boolean;
};

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const noEndings = (): EndingCounts => Object.fromEntries(endings.map((name) => [name, 0])) as EndingCounts;

function countEndings(cases: readonly ClosedCase[]): EndingCounts {
  const counts = noEndings();
  for (const { ending } of cases) counts[ending] += 1;
  return counts;
}

/**
 * Cases by procedure, and by category where no part is too small: a single small part would be found again by
 * subtraction, so none is shown then.
 */
export function countByProcedure(
  cases: readonly { procedure: string; category: Category | null }[],
  smallestCell: number,
): ProcedureCount[] {
  const found = new Map<string, CategoryCounts>();
  for (const { procedure, category } of cases) {
    const counts = found.get(procedure) ?? { A: 0, B: 0, C: 0, none: 0 };
    counts[category ?? 'none'] += 1;
    found.set(procedure, counts);
  }
  return [...found]
    .sort(([a], [b]) => order(a, b))
    .map(([procedure, categories]) => {
      const parts = Object.values(categories);
      const tellable = parts.every((part) => part === 0 || part >= smallestCell);
      return {
        procedure,
        cases: parts.reduce((sum, part) => sum + part, 0),
        ...(tellable ? { categories } : {}),
      };
    });
}

/** The time of one case in a stage, or in all; undefined where no office had it there. */
export function timeIn(
  { passes }: Pick<ClosedCase, 'passes'>,
  stage: OfficerStage | 'whole',
): { days: number; minutes: number; late: boolean } | undefined {
  const found = stage === 'whole' ? passes : passes.filter((pass) => pass.stage === stage);
  if (found.length === 0) return undefined;
  return {
    days: found.reduce((sum, { days }) => sum + days, 0),
    minutes: found.reduce((sum, { minutes }) => sum + minutes, 0),
    late: found.some(({ late }) => late === true),
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function timeFigures(
  cases: readonly ClosedCase[],
  stage: OfficerStage | 'whole',
  { smallestCell, method }: CountingRules,
): TimeFigures {
  const times = cases.flatMap((one) => timeIn(one, stage) ?? []);
  if (times.length < smallestCell || times.length === 0) {
    return { stage, cases: times.length, ...(times.length > 0 ? { withheld: true } : {}) };
  }
  const both = (values: readonly number[]) => ({
    median: tenth(percentile(values, 0.5, method)),
    p95: tenth(percentile(values, 0.95, method)),
  });
  return {
    stage,
    cases: times.length,
    days: both(times.map(({ days }) => days)),
    hours: both(times.map(({ minutes }) => minutes / 60)),
    inTime: times.filter(({ late }) => !late).length,
  };
}

function topicsOf(inquiries: readonly AskedTopic[]) {
  const counts = new Map<string, number>();
  for (const { topic } of inquiries) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts]
    .map(([topic, count]) => ({ topic, inquiries: count }))
    .sort((a, b) => b.inquiries - a.inquiries || order(a.topic, b.topic));
}

/**
 * Counts a month. The order in which its summaries come does not matter. A case counts when it ends for the first time;
 * what ends again after a reopening is counted apart, so that no case stands twice in a figure and no month that was
 * published changes.
 */
export function bulletinFigures(month: MonthOfCases, rules: CountingRules): BulletinFigures {
  const ofForeigners = <T extends { procedure: string }>(cases: readonly T[]) =>
    cases.filter(({ procedure }) => !rules.concernsEmployer(procedure));
  const registrations = month.closed.filter(
    ({ procedure, ending, again }) => rules.concernsEmployer(procedure) && ending === 'completed' && !again,
  );
  const closed = ofForeigners(month.closed);
  const first = closed.filter(({ again }) => !again);
  const again = closed.filter((one) => one.again === true);
  const concluded = first.filter(({ ending }) => decidedEndings.includes(ending));
  const promised = concluded.filter(({ kept }) => kept !== undefined);
  const submitted = ofForeigners(month.submitted);
  const byLaw = (what: 'acceptance' | 'renewal') => first.filter((one) => one.byLaw?.includes(what)).length;
  return {
    inquiries: { total: month.inquiries.length, topics: topicsOf(month.inquiries) },
    employers: {
      registered: registrations.filter(({ procedure }) => procedure === 'employer-registration').length,
      changed: registrations.filter(({ procedure }) => procedure !== 'employer-registration').length,
    },
    submitted: { total: submitted.length, procedures: countByProcedure(submitted, rules.smallestCell) },
    concluded: { total: concluded.length, procedures: countByProcedure(concluded, rules.smallestCell) },
    endings: countEndings(first),
    byLaw: { acceptance: byLaw('acceptance'), renewal: byLaw('renewal') },
    again: { total: again.length, endings: countEndings(again) },
    reopened: ofForeigners(month.reopened).length,
    stages: [...officerStages, 'whole' as const].map((stage) => timeFigures(concluded, stage, rules)),
    promise: { cases: promised.length, kept: promised.filter(({ kept }) => kept === true).length },
    returns: {
      cases: first.length,
      returned: first.filter(({ returns }) => returns > 0).length,
      total: first.reduce((sum, { returns }) => sum + returns, 0),
    },
    provisional: month.closed.some(({ provisional }) => provisional === true),
  };
}
