import { epochOf, type Instant, instantOf } from '../domain/time.ts';
import { keys, outboxShards } from './keys.ts';
import { type OutboxItem, readOutbox } from './outbox.ts';
import type { Item, Table } from './table.ts';

/** An effect that was not brought about: still tried by the sweeper, or given up after too many failures. */
export type OpenEffect = { item: OutboxItem; state: 'waiting' | 'parked' };

const placeOf = (sk: string) => ({ at: sk.slice(0, 24), mark: sk.slice(-12) });

/** By what an effect is known to callers, wherever it lies: when it was written, and its mark. */
export function effectIdOf({ sk }: Pick<OutboxItem, 'sk'>): string {
  const { at, mark } = placeOf(sk);
  return `${epochOf(at)}-${mark}`;
}

/** The form of a sort key in the outbox and among what was parked. */
export const effectPlace = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9a-f]{12}$/;

const isParked = ({ pk }: Pick<Item, 'pk'>): boolean => pk === keys.parked('', '').pk;

/**
 * A page of the effects that were written before an instant and not delivered, oldest first: one query for each of the
 * outbox's few partitions, whose sort keys go on from each other.
 * @param page.after sort key of the last effect of the page before
 */
export async function readWaitingEffects(
  table: Table,
  page: { before: Instant; limit: number; after?: string | undefined },
): Promise<{ effects: OpenEffect[]; next?: string }> {
  const { before, limit, after } = page;
  const shards = Array.from({ length: outboxShards }, (_, shard) => shard);
  const found = await Promise.all(shards.map((shard) => readOutbox(table, shard, before, limit + 1, after)));
  const items = found.flat().sort((one, other) => (one.sk < other.sk ? -1 : 1));
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return {
    effects: shown.map((item) => ({ item, state: 'waiting' })),
    ...(last && items.length > limit ? { next: last.sk } : {}),
  };
}

/** A page of the effects that failed too often, oldest first. */
export async function readParkedEffects(
  table: Table,
  page: { limit: number; after?: string | undefined },
): Promise<{ effects: OpenEffect[]; next?: string }> {
  const { pk } = keys.parked('', '');
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    Limit: page.limit,
    ExclusiveStartKey: page.after === undefined ? undefined : { pk, sk: page.after },
    ConsistentRead: true,
  });
  return {
    effects: items.map((item) => ({ item: item as unknown as OutboxItem, state: 'parked' })),
    ...(next ? { next: next.sk } : {}),
  };
}

/**
 * An effect that still waits or was parked.
 * @param id as `effectIdOf` gives it
 * @returns undefined where nothing is left to deliver, or where no effect can be called so
 */
export async function findEffect(table: Table, id: string): Promise<OpenEffect | undefined> {
  const [, epoch = '', mark = ''] = /^(\d{13})-([0-9a-f]{12})$/.exec(id) ?? [];
  if (!mark) return undefined;
  const at = instantOf(Number(epoch));
  // The partition follows from the first byte of the mark, as `outboxItem` chose it.
  const shard = Number.parseInt(mark.slice(0, 2), 16) % outboxShards;
  const item = (await table.get(keys.outbox(shard, at, mark))) ?? (await table.get(keys.parked(at, mark)));
  return item && { item: item as unknown as OutboxItem, state: isParked(item) ? 'parked' : 'waiting' };
}
