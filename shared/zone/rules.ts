import type { ClockRule, CountWorkingDays } from '../domain/application/case-clock.ts';
import { addWorkingDays, workingDaysBetween } from '../domain/calendar/working-days.ts';
import type { CreditRules } from '../domain/credit/rule-set.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import { versionOn } from '../domain/procedure/versions.ts';
import { type Assessment, assess, type SettledRows } from '../domain/scoring/assess.ts';
import type { FactProblem, Facts } from '../domain/scoring/facts.ts';
import type { PointsPolicy } from '../domain/scoring/points-policy.ts';
import type { LocalRoutes } from '../domain/scoring/routes-policy.ts';
import { type Clock, type Day, dayIn, type Instant, instantOf } from '../domain/time.ts';
import { officialCalendar } from '../policy/calendars/index.ts';
import type { Result } from '../result.ts';
import type { CreditScoring } from './credit-rules.ts';
import type { Zone } from './zone.ts';

/** A zone with the law and policy that its file names, ready to be applied. */
export type Rules = {
  zone: Zone;
  timeZone: string;
  clocks: readonly ClockRule[];
  count: CountWorkingDays;
  /** Working days from one day to another: the first is not counted, the last is. */
  between: (from: Day, to: Day) => { days: number; provisional: boolean };
  /** Working days after receipt in which silence becomes acceptance (Licensing Law art. 32). */
  deemedAcceptanceDays: number;
  /** By what is scored as of a day: a case keeps the table and the routes of its submission when others come into force. */
  scoringOn: (on: Day) => Policies;
  /** By what credit is counted as of a day; undefined where the zone keeps none. */
  creditOn: (on: Day) => CreditRules | undefined;
  /** A procedure in the version that takes applications on a day, as the zone has it; delegated or not. */
  procedureOn: (id: string, on: Day) => Procedure | undefined;
  dayOf: (instant: Instant) => Day;
  today: (clock: Clock) => Day;
};

/** A points table and the routes beside it. */
export type Policies = { points: PointsPolicy; routes: LocalRoutes };

/** By what a zone scores, and by what it scored before: each with its last day, the earliest first. */
export type Scoring = Policies & { before: readonly (Policies & { until: Day })[] };

/**
 * Binds a zone to the law and policy that its file names.
 * @param procedures every version of every procedure with the zone's own changes, as `zoneProcedures` makes them
 * @param scoring as `scoringOf` of shared/zone/scoring.ts finds it
 * @param credit as `creditScoringOf` of shared/zone/credit-rules.ts finds it; null where the zone keeps none
 */
export function rulesOf(
  zone: Zone,
  procedures: readonly Procedure[],
  scoring: Scoring,
  credit: CreditScoring | null = null,
): Rules {
  const { timeZone } = zone;
  return {
    zone,
    timeZone,
    clocks: zone.clocks,
    count: (start, add) => addWorkingDays(officialCalendar, start, add),
    between: (from, to) => workingDaysBetween(officialCalendar, from, to),
    deemedAcceptanceDays: zone.policy.deemedAcceptance.workingDays,
    scoringOn: (on) => scoring.before.find(({ until }) => on <= until) ?? scoring,
    creditOn: (on) => credit?.before.find(({ until }) => on <= until)?.rules ?? credit?.rules,
    procedureOn: (id, on) => versionOn(procedures, id, on),
    dayOf: (instant) => dayIn(timeZone, instant),
    today: (clock) => dayIn(timeZone, instantOf(clock.now())),
  };
}

/** The facts of an application as the scorer takes them: the age follows from the passport's birth date alone. */
export const factsOf = (form: { facts?: Facts; applicant?: { birthDate?: Day } }): Facts => ({
  ...form.facts,
  birthDate: form.applicant?.birthDate,
  ageOnAssessment: undefined,
});

/** Scores an application's facts by the zone's policy as of a day, and by the table and routes of that day. */
export function assessOn(
  rules: Pick<Rules, 'scoringOn'>,
  facts: Facts,
  on: Day,
  advice: boolean,
  settled?: SettledRows,
): Result<Assessment, FactProblem[]> {
  const { points, routes } = rules.scoringOn(on);
  return assess(points, routes, facts, on, { advice, settled });
}
