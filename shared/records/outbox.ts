import { createHash } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import { keys, outboxShards } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Something outside the table that a change of stage must bring about, at least once. */
export type Effect =
  | { kind: 'start-approval'; applicationId: string }
  | { kind: 'wake-approval'; applicationId: string };

/** An effect on its way, written in the transaction that made it necessary and deleted when it is done. */
export type OutboxItem = Key & { effect: Effect; at: Instant; attempts: number; failed?: string };

/** Milliseconds that the function which wrote an effect has to deliver it itself. */
export const deliveryGrace = 30_000;

/** The outbox item of an effect; spread over a few partitions by the event that caused it. */
export function outboxItem(effect: Effect, at: Instant, event: string): Item {
  const digest = createHash('sha256').update(event).digest();
  const shard = (digest[0] ?? 0) % outboxShards;
  return { ...keys.outbox(shard, at, digest.toString('hex').slice(0, 12)), effect, at, attempts: 0 };
}

/**
 * Effects that were written before an instant and are still not delivered, oldest first.
 * @param after sort key from which a list goes on
 */
export async function readOutbox(
  table: Table,
  shard: number,
  before: Instant,
  limit: number,
  after?: string,
): Promise<OutboxItem[]> {
  const { pk } = keys.outbox(shard, '', '');
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: { ':pk': pk, ':before': before },
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
    ConsistentRead: true,
  });
  return items as unknown as OutboxItem[];
}

/**
 * Counts a failed delivery; after too many the item moves to where a person looks, and stays there.
 * @param failed name of the error
 */
export async function postpone(
  table: Table,
  item: OutboxItem,
  mostAttempts: number,
  failed: string,
): Promise<'postponed' | 'parked'> {
  const attempts = item.attempts + 1;
  const { pk, sk, ...rest } = item;
  const parked = keys.parked(item.at, sk.slice(-12));
  if (attempts < mostAttempts || pk === parked.pk) {
    await table.update({
      Key: { pk, sk },
      UpdateExpression: 'SET attempts = :attempts, failed = :failed',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':attempts': attempts, ':failed': failed },
    });
    return 'postponed';
  }
  const moved = await table.transact([
    { put: { Item: { ...parked, ...rest, attempts, failed } } },
    // Somebody else may have delivered it meanwhile.
    { delete: { Key: { pk, sk }, ConditionExpression: 'attribute_exists(pk)' } },
  ]);
  return moved.ok ? 'parked' : 'postponed';
}
