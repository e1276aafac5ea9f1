import type { Category } from '../../shared/domain/application/case-clock.ts';
import { isKnownReturnCode } from '../../shared/domain/statistics/avoid.ts';
import { commonReturns, type Notice } from '../../shared/domain/statistics/common-returns.ts';
import { monthsFrom } from '../../shared/domain/statistics/months.ts';
import { addDays } from '../../shared/domain/time.ts';
import { keepCommonReturns } from '../../shared/records/common-returns.ts';
import { readSummaries } from '../../shared/records/summary.ts';
import type { StatisticsGiven } from './figures.ts';

const categories: readonly Category[] = ['A', 'B', 'C'];

/**
 * Computes anew what goes wrong most in each procedure of the zone, from the returns of the last days: one small item
 * for each, which the service guide reads.
 */
export async function refreshCommonReturns({ table, clock, rules, log }: StatisticsGiven): Promise<void> {
  const { days, smallest, most } = rules.zone.statistics.commonReturns;
  const to = rules.today(clock);
  const from = addDays(to, 1 - days);
  const months = monthsFrom(from, to).map((month) => readSummaries(table, 'NOTICE', month, { from, to }));
  const notices: Notice[] = (await Promise.all(months)).flat();
  const tell = (of: readonly Notice[]) => commonReturns(of, { smallest, most, isKnownCode: isKnownReturnCode });
  for (const procedure of rules.zone.delegation.procedures) {
    const ofProcedure = notices.filter((notice) => notice.procedure === procedure);
    const all = tell(ofProcedure);
    await keepCommonReturns(table, {
      procedure,
      from,
      to,
      ...(all ? { all } : {}),
      categories: Object.fromEntries(
        categories.flatMap((category) => {
          const found = tell(ofProcedure.filter((notice) => notice.category === category));
          return found ? [[category, found]] : [];
        }),
      ),
    });
  }
  log.info('common-returns-refreshed', { notices: notices.length });
}
