import { createHash } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import { keys, outboxShards } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Something outside the table that a change of stage must bring about, at least once. */
export type Effect =
  | { kind: 'start-approval'; applicationId: string }
  | { kind: 'wake-approval'; applicationId: string };

/** An effect on its way, written in the transaction that made it necessary and deleted when it is done. */
export type OutboxItem = Key & { effect: Effect; at: Instant; attempts: number };

/** The outbox item of an effect; spread over a few partitions by the event that caused it. */
export function outboxItem(effect: Effect, at: Instant, event: string): Item {
  const digest = createHash('sha256').update(event).digest();
  const shard = (digest[0] ?? 0) % outboxShards;
  return { ...keys.outbox(shard, at, digest.toString('hex').slice(0, 12)), effect, at, attempts: 0 };
}

/** Effects that were written before an instant and are still not delivered, oldest first. */
export async function readOutbox(table: Table, shard: number, before: Instant, limit: number): Promise<OutboxItem[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: { ':pk': keys.outbox(shard, '', '').pk, ':before': before },
    Limit: limit,
    ConsistentRead: true,
  });
  return items as unknown as OutboxItem[];
}

/** Counts a failed delivery; after too many the item moves to where a person looks. */
export async function postpone(table: Table, item: OutboxItem, mostAttempts: number): Promise<'postponed' | 'parked'> {
  const attempts = item.attempts + 1;
  if (attempts < mostAttempts) {
    await table.update({
      Key: { pk: item.pk, sk: item.sk },
      UpdateExpression: 'SET attempts = :attempts',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':attempts': attempts },
    });
    return 'postponed';
  }
  const { pk: _pk, sk, ...rest } = item;
  await table.transact([
    { put: { Item: { ...keys.parked(item.at, sk.slice(-12)), ...rest, attempts } } },
    { delete: { Key: { pk: item.pk, sk: item.sk } } },
  ]);
  return 'parked';
}
