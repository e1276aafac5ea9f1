import { epochOf, type Instant, instantOf } from '../domain/time.ts';
import type { ChannelName, Deliveries, Delivery, KeptNotice } from '../notices/notice.ts';
import { keys } from './keys.ts';
import type { Item, Key, Table, TransactionStep } from './table.ts';

/** That a notice is to be delivered again, from an instant on. */
export type Redelivery = Key & { notice: Key; leasedUntil?: Instant };

/** A notice that could not be delivered some way, for a person to look at. */
export type Undelivered = Key & { notice: Key; kind: string; about?: KeptNotice['about']; channels: ChannelName[] };

/** The mark of a notice, which it alone has: the part of its key that does not tell the time. */
const markOf = ({ sk }: { sk: string }): string => sk.slice(25);

const entriesOf = (deliveries: Deliveries) => Object.entries(deliveries) as [ChannelName, Delivery][];

const short = (instant: Instant): string => epochOf(instant).toString(36);
const long = (text: string): Instant => instantOf(Number.parseInt(text, 36));

/** Deliveries in few bytes, so that a notice stays below 1 KB: state, attempts, instant, and what a failure has besides. */
const packed = (deliveries: Deliveries): Record<string, string> =>
  Object.fromEntries(
    entriesOf(deliveries).map(([name, { state, attempts, at, reason, next }]) => [
      name,
      [state, attempts, short(at), ...(reason ? [reason] : []), ...(next ? [short(next)] : [])].join(' '),
    ]),
  );

const unpacked = (text: string): Delivery => {
  const [state, attempts, at = '', reason, next] = text.split(' ');
  return {
    state: state as Delivery['state'],
    attempts: Number(attempts),
    at: long(at),
    ...(reason ? { reason: reason as NonNullable<Delivery['reason']> } : {}),
    ...(next ? { next: long(next) } : {}),
  };
};

/** A notice out of its item. */
export const keptNotice = ({ deliveries, ...item }: Item): KeptNotice =>
  ({
    ...item,
    ...(deliveries
      ? {
          deliveries: Object.fromEntries(
            Object.entries(deliveries as Record<string, string>).map(([name, text]) => [name, unpacked(text)]),
          ),
        }
      : {}),
  }) as unknown as KeptNotice;

export async function readNotice(table: Table, key: Key): Promise<KeptNotice | undefined> {
  const item = await table.get(keyOf(key));
  return item && keptNotice(item);
}

/** What is to be delivered again by now, the longest due first. */
export async function readRedeliveries(table: Table, now: Instant, limit: number): Promise<Redelivery[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk < :until',
    ExpressionAttributeValues: { ':pk': keys.redelivery('', '').pk, ':until': `${now}~` },
    Limit: limit,
    ConsistentRead: true,
  });
  return items as unknown as Redelivery[];
}

const leaseMilliseconds = 5 * 60_000;

/** Takes a redelivery for some minutes, so that no two rounds send the same; false when another has it. */
export async function lease(table: Table, due: Key, now: number): Promise<boolean> {
  const outcome = await table.update({
    Key: { pk: due.pk, sk: due.sk },
    UpdateExpression: 'SET leasedUntil = :until',
    ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(leasedUntil) OR leasedUntil < :now)',
    ExpressionAttributeValues: { ':until': instantOf(now + leaseMilliseconds), ':now': instantOf(now) },
  });
  return outcome.ok;
}

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

const noted = (notice: KeptNotice, deliveries: Deliveries) => ({
  Key: keyOf(notice),
  UpdateExpression: 'SET deliveries = :deliveries, rounds = :next',
  ConditionExpression:
    notice.rounds === undefined ? 'attribute_exists(pk) AND attribute_not_exists(rounds)' : 'rounds = :seen',
  ExpressionAttributeValues: {
    ':deliveries': packed(deliveries),
    ':next': (notice.rounds ?? 0) + 1,
    ...(notice.rounds === undefined ? {} : { ':seen': notice.rounds }),
  },
});

/**
 * Notes how the deliveries of a notice went: what failed is due again, what was given up lies where a person looks.
 * @param due the redelivery that this round was for
 * @returns false when another round has noted something meanwhile
 */
export async function noteDeliveries(
  table: Table,
  notice: KeptNotice,
  deliveries: Deliveries,
  due?: Key,
): Promise<boolean> {
  const all = entriesOf(deliveries);
  const next = all.flatMap(([, { next: at }]) => at ?? []).sort()[0];
  const before = notice.deliveries ?? {};
  const givenUp = all.filter(([name, { state }]) => state === 'given-up' && before[name]?.state !== 'given-up');
  const update = noted(notice, deliveries);
  const again = next === undefined ? undefined : keys.redelivery(next, markOf(notice));
  const steps: TransactionStep[] = [
    ...(again ? [{ put: { Item: { ...again, notice: keyOf(notice) } } }] : []),
    ...(due && due.sk !== again?.sk ? [{ delete: { Key: keyOf(due) } }] : []),
    ...(givenUp.length > 0 ? [{ put: { Item: undeliveredItem(notice, deliveries) } }] : []),
  ];
  if (steps.length === 0) return (await table.update(update)).ok;
  return (await table.transact([{ update }, ...steps])).ok;
}

function undeliveredItem(notice: KeptNotice, deliveries: Deliveries): Item {
  const [at = ''] = notice.sk.split('#');
  const channels = entriesOf(deliveries)
    .filter(([, { state }]) => state === 'given-up')
    .map(([name]) => name);
  const { kind, about } = notice;
  return {
    ...keys.undelivered(at, markOf(notice)),
    notice: keyOf(notice),
    kind,
    channels,
    ...(about ? { about } : {}),
  };
}

export async function readUndelivered(
  table: Table,
  page: { limit: number; after?: Key },
): Promise<{ items: Undelivered[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.undelivered('', '').pk },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  return { items: items as unknown as Undelivered[], ...(next ? { next } : {}) };
}

/** The undelivered notice at a place that its id means. */
export const undeliveredKey = (place: string): Key => ({ pk: keys.undelivered('', '').pk, sk: place });

/**
 * Lets what was given up of a notice go out again from now on; what was sent stays as it is.
 * @returns false when it is not there any more, or is being delivered
 */
export async function deliverAgain(
  table: Table,
  notice: KeptNotice,
  undelivered: Undelivered,
  at: Instant,
): Promise<boolean> {
  const deliveries: Deliveries = Object.fromEntries(
    entriesOf(notice.deliveries ?? {}).map(([name, delivery]): [ChannelName, Delivery] => [
      name,
      delivery.state === 'given-up' ? { ...delivery, state: 'failed', attempts: 0, next: at } : delivery,
    ]),
  );
  const outcome = await table.transact([
    { update: noted(notice, deliveries) },
    { put: { Item: { ...keys.redelivery(at, markOf(notice)), notice: keyOf(notice) } } },
    { delete: { Key: keyOf(undelivered), ConditionExpression: 'attribute_exists(pk)' } },
  ]);
  return outcome.ok;
}

/** A page of several inboxes as one, the latest first. */
export async function readInboxes(
  table: Table,
  inboxes: readonly string[],
  page: { limit: number; before?: string },
): Promise<{ items: KeptNotice[]; more: boolean }> {
  const lists = await Promise.all(
    inboxes.map((inbox) =>
      table.query({
        KeyConditionExpression: `pk = :pk${page.before ? ' AND sk < :before' : ''}`,
        ExpressionAttributeValues: {
          ':pk': keys.inbox(inbox, '', '').pk,
          ...(page.before ? { ':before': page.before } : {}),
        },
        ScanIndexForward: false,
        Limit: page.limit,
        ConsistentRead: true,
      }),
    ),
  );
  const found = lists.flatMap(({ items }) => items.map(keptNotice)).sort((a, b) => (a.sk > b.sk ? -1 : 1));
  return { items: found.slice(0, page.limit), more: found.length > page.limit || lists.some(({ next }) => next) };
}

/** Notes that a notice was read; when it was read first stays. @returns undefined when it is not in the inbox */
export async function markRead(table: Table, key: Key, at: Instant): Promise<KeptNotice | undefined> {
  const outcome = await table.update({
    Key: key,
    UpdateExpression: 'SET readAt = if_not_exists(readAt, :at)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':at': at },
    ReturnValues: 'ALL_NEW',
  });
  return outcome.ok && outcome.value ? keptNotice(outcome.value) : undefined;
}
