import { addDays, addMonths, type Day, dayIn, type Instant } from '../../shared/domain/time.ts';
import { keys } from '../../shared/records/keys.ts';
import type { KeptReading } from '../../shared/records/reading-item.ts';
import type { Key, Table } from '../../shared/records/table.ts';

/** Most ids that one search compares with. */
const mostIds = 90;

/** The days of a month, `YYYY-MM`. */
const daysOf = (month: string): Day[] => {
  const days: Day[] = [];
  const next = addMonths(`${month}-01`, 1);
  for (let day = `${month}-01`; day < next; day = addDays(day, 1)) days.push(day);
  return days;
};

async function readingsOn(table: Table, day: Day, ids: readonly string[]): Promise<KeptReading[]> {
  const found: KeptReading[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: `#id IN (${ids.map((_, index) => `:id${index}`).join(', ')})`,
      ExpressionAttributeNames: { '#id': 'id' },
      ExpressionAttributeValues: {
        ':pk': keys.reading(day, '', '').pk,
        ...Object.fromEntries(ids.map((id, index) => [`:id${index}`, id])),
      },
      ExclusiveStartKey: after,
    });
    found.push(...(page.items as unknown as KeptReading[]));
    after = page.next;
  } while (after);
  return found;
}

/** Who read something of these applications, permits and cards in a month, without the names of officers. */
export async function readingsAbout(
  table: Table,
  month: string,
  ids: readonly string[],
): Promise<{ at: Instant; what: string; about: string }[]> {
  const wanted = ids.slice(0, mostIds);
  if (wanted.length === 0) return [];
  const found: KeptReading[] = [];
  for (const day of daysOf(month)) found.push(...(await readingsOn(table, day, wanted)));
  return found.map(({ at, what, id }) => ({ at, what, about: id }));
}

/** The months whose readings are kept still, from the first that matters on. */
export function monthsKept(timeZone: string, now: Instant, since: Instant, readingsDays: number): string[] {
  const today = dayIn(timeZone, now);
  const first = [dayIn(timeZone, since), addDays(today, -readingsDays)].sort().at(-1) ?? today;
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= today.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7)) {
    months.push(month);
  }
  return months;
}
