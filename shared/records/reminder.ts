import type { Ending } from '../domain/reminders/reminders.ts';
import { addDays, type Day, epochOf, type Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** That something ends on a day; it counts only while what it names still says so. */
export type EndingEntry = { ending: Ending; number: string };

const forgottenAfter = (day: Day): number => epochOf(`${addDays(day, 2)}T00:00:00.000Z`) / 1000;

/**
 * Enters under its day that something ends. Alone the entry means nothing: whoever follows it looks at the permit, the
 * form or the card first, so that an entry of what did not come about, or was changed, reminds nobody.
 */
export async function enterEnding(table: Table, { ending, number }: EndingEntry, on: Day): Promise<void> {
  await table.put({ ...keys.ending(on, ending, number), expiresAt: forgottenAfter(on) });
}

/** One page of what ends on a day in one way. */
export async function readEndings(
  table: Table,
  on: Day,
  ending: Ending,
  page: { limit: number; after?: Key },
): Promise<{ numbers: string[]; next?: Key }> {
  const { pk, sk } = keys.ending(on, ending, '');
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :ending)',
    ExpressionAttributeValues: { ':pk': pk, ':ending': sk },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  return { numbers: items.map((item) => item.sk.slice(sk.length)), ...(next ? { next } : {}) };
}

/** Until when a holder's residence permit runs, as it was stated last. */
export type Residence = { validTo: Day; statedAt: Instant; statedBy: string };

export async function readResidence(table: Table, number: string): Promise<Residence | undefined> {
  const item = await table.get(keys.residence(number));
  if (!item) return undefined;
  const { pk: _pk, sk: _sk, ...rest } = item as Item & Residence;
  return rest;
}

export async function stateResidence(table: Table, number: string, residence: Residence): Promise<void> {
  await enterEnding(table, { ending: 'residence', number }, residence.validTo);
  await table.put({ ...keys.residence(number), ...residence });
}

/** The last day whose reminders were all given. */
export async function readRemindedUntil(table: Table): Promise<Day | undefined> {
  const item = await table.get(keys.reminded());
  return item ? (item as Item & { day: Day }).day : undefined;
}

export async function noteReminded(table: Table, day: Day): Promise<void> {
  await table.put(
    { ...keys.reminded(), day },
    {
      ConditionExpression: 'attribute_not_exists(pk) OR #day < :day',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':day': day },
    },
  );
}
