import type { statisticsRoutes } from '../../shared/contract/statistics.ts';
import { isMonth, monthOf } from '../../shared/domain/statistics/months.ts';
import { officeLabels } from '../../shared/domain/statistics/names.ts';
import { officeReport } from '../../shared/domain/statistics/office-report.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { readSamples } from '../../shared/records/sample.ts';
import { readMonth } from '../../shared/records/summary.ts';
import { failure, success } from '../../shared/result.ts';
import type { StatisticsGiven } from './figures.ts';

/** How each office worked in a month. Where officers are told apart it is recorded who asked, before anything is shown. */
export function reports(given: StatisticsGiven): Pick<Handles<typeof statisticsRoutes>, 'readReport'> {
  const { table, clock, rules } = given;
  const { zone } = rules;
  return {
    readReport: async ({ parameters, query, principal }) => {
      const { month = '' } = parameters;
      if (!isMonth(month) || month > monthOf(rules.today(clock))) return failure(problem('not-found'));
      const officers = query.officers === 'true';
      if (officers) {
        await recordReading({ table, clock, zone }, { by: principal.subject, what: 'officer-report', id: month });
      }
      const [kept, samples] = await Promise.all([readMonth(table, month), readSamples(table, month)]);
      const looks = samples.flatMap(({ looks: drawn }) =>
        drawn.map(({ applicationId, finding }) => ({ application: applicationId, ...(finding ? { finding } : {}) })),
      );
      const offices = officeReport(
        { cases: kept.CLOSED, reopened: kept.REOPENED, looks, method: zone.statistics.percentiles.method },
        { officers },
      );
      return success({
        body: {
          month,
          asOf: instantOf(clock.now()),
          offices: offices.map((one) => ({ ...one, label: officeLabels[one.office] })),
        },
      });
    },
  };
}
