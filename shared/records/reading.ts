import { type Clock, type Day, instantOf } from '../domain/time.ts';
import { keys } from './keys.ts';
import { type KeptReading, type Reading, type ReadingZone, readingItem } from './reading-item.ts';
import { type Item, type Key, newId, type Table } from './table.ts';

/** Records that someone reads a sensitive value, before it is shown. What is not recorded is not shown. */
export async function recordReading(
  given: { table: Table; clock: Clock; zone: ReadingZone },
  reading: Reading,
): Promise<void> {
  await given.table.put(readingItem(given.zone, instantOf(given.clock.now()), newId(), reading));
}

/** Most entries of a day that one request looks at while it searches for an officer or an application. */
const lookedAtOnce = 1000;

const readingOf = ({ pk: _pk, sk: _sk, ...rest }: Item) => rest as unknown as KeptReading;

/**
 * One page of the readings of a day, oldest first. With a filter a page may be short, or empty, and still have more
 * after it: a request looks at no more than a thousand entries.
 */
export async function readReadings(
  table: Table,
  day: Day,
  page: { limit: number; after?: Key; by?: string; id?: string },
): Promise<{ readings: KeptReading[]; next?: Key }> {
  const filters = [...(page.by ? ['#by = :by'] : []), ...(page.id ? ['#id = :id'] : [])];
  const answer = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: {
      ':pk': keys.reading(day, '', '').pk,
      ...(page.by ? { ':by': page.by } : {}),
      ...(page.id ? { ':id': page.id } : {}),
    },
    ...(filters.length > 0
      ? {
          FilterExpression: filters.join(' AND '),
          ExpressionAttributeNames: { ...(page.by ? { '#by': 'by' } : {}), ...(page.id ? { '#id': 'id' } : {}) },
        }
      : {}),
    // With a filter the limit counts what is looked at; what is found beyond the page is left for the next one.
    Limit: filters.length > 0 ? lookedAtOnce : page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const found = answer.items.slice(0, page.limit);
  const last = found.at(-1);
  const next = answer.items.length > page.limit && last ? { pk: last.pk, sk: last.sk } : answer.next;
  return { readings: found.map(readingOf), ...(next ? { next } : {}) };
}
