import type { statisticsRoutes } from '../../shared/contract/statistics.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { failure, success } from '../../shared/result.ts';
import { officeTimeOf } from '../../shared/zone/statistics.ts';
import { bulletins } from './bulletins.ts';
import type { StatisticsGiven } from './figures.ts';
import { reports } from './reports.ts';
import { samples } from './samples.ts';
import { summariseAgain } from './summarise.ts';

/** Milliseconds for which a count of a month that is not published is used again. */
const usuallyKept = 60_000;

/** What a zone tells of its work: to everybody as bulletins, to its supervisors as reports and second looks. */
export function statistics(
  given: StatisticsGiven,
  { keptFor = usuallyKept }: { keptFor?: number } = {},
): Handles<typeof statisticsRoutes> {
  const { rules } = given;
  const counting = { ...given, zone: rules.zone, office: officeTimeOf(rules) };
  return {
    ...bulletins(given, keptFor),
    ...reports(given),
    ...samples(given),
    summariseApplication: async ({ parameters }) => {
      const added = await summariseAgain(counting, parameters.id ?? '');
      return added === undefined ? failure(problem('not-found')) : success({ body: { added } });
    },
  };
}
