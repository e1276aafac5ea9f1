import type { z } from 'zod';
import type { calendarView, policiesRoutes } from '../../shared/contract/policies.ts';
import type { LocalRoutes } from '../../shared/domain/scoring/routes-policy.ts';
import { addDays, type Day } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { officialYears, statutoryYears } from '../../shared/policy/calendars/index.ts';
import { failure, success } from '../../shared/result.ts';
import { policyDigest } from '../../shared/zone/published-policy.ts';
import type { Policies, Scoring } from '../../shared/zone/rules.ts';
import { sourcedFigures } from '../../shared/zone/sourced-figures.ts';
import { type PoliciesGiven, policiesOn, today } from './given.ts';

type CalendarView = z.input<typeof calendarView>;

/** Every year of which days off are known, published or by rule; a published year takes the place of its rule. */
const calendars: readonly CalendarView[] = [
  ...officialYears.map(
    ({ year, notice, published, source, daysOff, makeUpDays }): CalendarView => ({
      year,
      state: 'published',
      notice,
      published,
      source,
      daysOff: daysOff.map(([first, last]) => [first, last]),
      makeUpDays: [...makeUpDays],
    }),
  ),
  ...statutoryYears
    .filter(({ year }) => !officialYears.some((official) => official.year === year))
    .map(
      ({ year, source, daysOff }): CalendarView => ({
        year,
        state: 'by-rule',
        notice: null,
        source,
        daysOff: daysOff.map(([first, last]) => [first, last]),
        makeUpDays: [],
      }),
    ),
];

type Turn = { from?: Day; until?: Day };

/** What the zone scores by, the earliest first, each once with the days on which it applies. */
function turnsOf<T extends { id: string }>(
  scoring: Scoring,
  part: (policies: Policies) => T,
): (Turn & { policy: T })[] {
  const turns: (Turn & { policy: T })[] = [];
  for (const { until, ...policies } of [...scoring.before, { ...scoring, until: undefined }]) {
    const policy = part(policies);
    const last = turns.at(-1);
    if (last?.policy.id === policy.id) {
      if (until) last.until = until;
      else delete last.until;
    } else {
      turns.push({ policy, ...(last?.until ? { from: addDays(last.until, 1) } : {}), ...(until ? { until } : {}) });
    }
  }
  return turns;
}

const unprovenOf = ({ locality }: LocalRoutes) => [
  ...(locality.salaryBases.some(({ averageWage, published }) => averageWage === null && !published) ||
  locality.salaryBases.length === 0
    ? [locality.unknownSalaryBase.text]
    : []),
  ...Object.values(locality.multiples).flatMap(({ placeholder }) => (placeholder ? [placeholder.text] : [])),
  ...locality.direct.flatMap(({ placeholder }) => (placeholder ? [placeholder.text] : [])),
];

/** What the zone was deployed with, for administrators to look at, and its calendars for everybody. */
export function zoneFile(
  given: PoliciesGiven,
): Pick<Handles<typeof policiesRoutes>, 'readCalendar' | 'readZoneFile' | 'readPolicyInForce'> {
  const { zone, scoring, procedures } = given;
  const figures = sourcedFigures(zone);
  return {
    readCalendar: async ({ parameters }) => {
      const found = calendars.find(({ year }) => String(year) === parameters.year);
      return found
        ? success({ body: found, headers: { 'cache-control': 'public, max-age=3600' } })
        : failure(problem('not-found'));
    },

    readZoneFile: async () => {
      const on = today(given);
      const inForce = (version: { effectiveFrom: Day; effectiveTo?: Day }) =>
        version.effectiveFrom <= on && (version.effectiveTo === undefined || on <= version.effectiveTo);
      return success({
        body: {
          ...zone,
          today: on,
          figures,
          placeholders: figures.filter(({ placeholder }) => placeholder).length,
          policies: {
            points: turnsOf(scoring, ({ points }) => points).map(({ policy, ...days }) => ({
              id: policy.id,
              title: policy.title,
              source: policy.source,
              digest: policyDigest(policy),
              ...days,
              placeholders: policy.placeholders.map(({ text }) => text),
            })),
            routes: turnsOf(scoring, ({ routes }) => routes).map(({ policy, ...days }) => ({
              id: policy.id,
              title: policy.locality.name,
              digest: policyDigest(policy.locality),
              ...days,
              placeholders: unprovenOf(policy),
            })),
            credit: zone.credit?.rules,
          },
          procedures: procedures.map((version) => ({
            ...version,
            delegated: zone.delegation.procedures.includes(version.id),
            inForce: inForce(version),
            changedBy: version.changedBy ?? [],
          })),
          calendars,
          serviceWindows: (zone.serviceWindows ?? []).map(({ competence, ...window }) => ({
            ...window,
            procedures: competence.procedures,
            categories: competence.categories,
            divisions: competence.divisions,
          })),
        },
      });
    },

    readPolicyInForce: async () => {
      const { points, routes } = policiesOn(scoring, today(given));
      const { locality } = routes;
      return success({
        body: { points, locality, digests: { points: policyDigest(points), locality: policyDigest(locality) } },
      });
    },
  };
}
