import type { Category, ClockRule, CountWorkingDays } from '../domain/application/case-clock.ts';
import { addWorkingDays } from '../domain/calendar/working-days.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import { type Assessment, assess } from '../domain/scoring/assess.ts';
import type { FactProblem, Facts } from '../domain/scoring/facts.ts';
import type { PointsPolicy } from '../domain/scoring/points-policy.ts';
import type { LocalRoutes } from '../domain/scoring/routes-policy.ts';
import { type Clock, type Day, dayIn, type Instant, instantOf } from '../domain/time.ts';
import { officialCalendar } from '../policy/calendars/index.ts';
import { pointsPolicy } from '../policy/points/index.ts';
import { procedure } from '../policy/procedures/index.ts';
import { routesIn } from '../policy/routes/index.ts';
import type { Result } from '../result.ts';
import type { Zone } from './zone.ts';

/** A zone with the law and policy that its file names, ready to be applied. */
export type Rules = {
  zone: Zone;
  timeZone: string;
  clocks: readonly ClockRule[];
  count: CountWorkingDays;
  points: PointsPolicy;
  routes: LocalRoutes;
  /** A delegated procedure in the version that takes applications on a day. */
  procedureOn: (id: string, on: Day) => Procedure | undefined;
  dayOf: (instant: Instant) => Day;
  today: (clock: Clock) => Day;
};

/**
 * Binds a zone to the policies that it names.
 * @throws when the zone names a policy that does not exist; synthesis refuses such a zone before
 */
export function rulesOf(zone: Zone): Rules {
  const points = pointsPolicy(zone.policy.points);
  if (!points) throw new Error(`the zone names an unknown points policy: ${zone.policy.points}`);
  const { timeZone } = zone;
  return {
    zone,
    timeZone,
    clocks: zone.clocks,
    count: (start, add) => addWorkingDays(officialCalendar, start, add),
    points,
    routes: routesIn(zone.policy.locality),
    procedureOn: (id, on) => (zone.delegation.procedures.includes(id) ? procedure(id, on) : undefined),
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

/** Scores an application's facts by the zone's policy as of a day. */
export const assessOn = (
  rules: Pick<Rules, 'points' | 'routes'>,
  facts: Facts,
  on: Day,
  advice: boolean,
): Result<Assessment, FactProblem[]> => assess(rules.points, rules.routes, facts, on, { advice });

/** A score as an event keeps it: enough to explain it and to compute it again years later. */
export type KeptScore = {
  policy: string;
  on: Day;
  facts: Facts;
  total: number | null;
  category: Category | null;
  route: string;
  rows: Record<string, [row: string | null, points: number | null]>;
};

/** Reduces an assessment to what an event keeps. */
export const keptScore = (assessment: Assessment, facts: Facts): KeptScore => ({
  policy: assessment.policy,
  on: assessment.assessedOn,
  facts,
  total: assessment.total,
  category: assessment.category,
  route: assessment.route.id,
  rows: Object.fromEntries(assessment.items.map(({ item, row, points }) => [item, [row, points]])),
});
