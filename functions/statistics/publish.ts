import {
  lastDayOf,
  type Month,
  monthOf,
  monthsAfter,
  monthsFrom,
  publishableAt,
} from '../../shared/domain/statistics/months.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Instant, instantOf } from '../../shared/domain/time.ts';
import { publishEdition, readPublishedMonths } from '../../shared/records/bulletin.ts';
import { bulletinOf, countMonth, isEmpty, type StatisticsGiven } from './figures.ts';

/** Months before the first bulletin that are looked at: earlier ones are nobody's any more. */
const monthsBefore = 12;

/** Counts a month and publishes it as an edition. */
export async function publish(
  given: StatisticsGiven,
  month: Month,
  edition: number,
  figures: Awaited<ReturnType<typeof countMonth>>,
  corrected?: { by: string; reason: Text },
): Promise<boolean> {
  const { table, clock, log } = given;
  const publishedAt: Instant = instantOf(clock.now());
  const standing = {
    state: 'published',
    edition,
    publishedAt,
    ...(corrected ? { correction: corrected.reason } : {}),
  } as const;
  const body = JSON.stringify(bulletinOf(given, month, figures, standing));
  const done = await publishEdition(table, {
    month,
    edition,
    publishedAt,
    ...(corrected ? { by: corrected.by, correction: corrected.reason } : {}),
    body,
  });
  if (done) log.info('bulletin-published', { month, edition });
  return done;
}

/**
 * Publishes every month that ended long enough ago and was not published yet, in order. Before the first bulletin
 * months in which nothing happened are left out: the zone did not work yet.
 * @returns the months that were published now
 */
export async function publishDue(given: StatisticsGiven): Promise<Month[]> {
  const { table, clock, rules } = given;
  const now = instantOf(clock.now());
  const thisMonth = monthOf(rules.dayOf(now));
  const [latest] = await readPublishedMonths(table);
  const from = latest ? monthsAfter(latest.month, 1) : monthsAfter(thisMonth, -monthsBefore);
  const last = monthsAfter(thisMonth, -1);
  const due = from > last ? [] : monthsFrom(`${from}-01`, lastDayOf(last));
  const published: Month[] = [];
  let begun = latest !== undefined;
  for (const month of due) {
    if (publishableAt(month, rules.zone.statistics.bulletin.publishAfterDays, rules.timeZone) > now) break;
    const figures = await countMonth(given, month, true);
    begun ||= !isEmpty(figures);
    if (begun && (await publish(given, month, 1, figures))) published.push(month);
  }
  return published;
}
