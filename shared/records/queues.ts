import { isOfficerStage, type Stage } from '../domain/application/transitions.ts';
import type { Instant } from '../domain/time.ts';
import type { Head } from './application.ts';
import { headOf } from './head-item.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** One queue of the index: a stage, and where the zone has service windows one of them. */
export type Queue = { stage: Stage; serviceWindow?: number };

/** A place in a queue, from which a list goes on. */
export type QueuePlace = Key & { queuePk: string; queueSk: string };

type Windows = { serviceWindows?: readonly { number: number }[] | undefined };

const keyOfQueue = ({ stage, serviceWindow }: Queue): string => queueKeys.stage(stage, serviceWindow);

/**
 * Every queue in which cases of a stage stand. A zone with service windows has one for each window, beside the one of
 * cases that were submitted before it had any; what no officer works stands in one queue everywhere.
 */
export const queuesOf = (zone: Windows, stage: Stage): Queue[] => [
  { stage },
  ...(isOfficerStage(stage) ? (zone.serviceWindows ?? []).map(({ number }) => ({ stage, serviceWindow: number })) : []),
];

/** The form of a place in one of these queues, by which a cursor that comes back is known. */
export const placesIn = (queues: readonly Queue[]) => ({
  pk: /^APPLICATION#[0-9a-z]{24}$/,
  sk: 'HEAD',
  queuePk: new RegExp(`^(${queues.map(keyOfQueue).join('|')})$`),
  queueSk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/,
});

/** Whether a place lies in one of these queues. */
export const liesIn = (queues: readonly Queue[], place: { queuePk: string }): boolean =>
  queues.some((queue) => keyOfQueue(queue) === place.queuePk);

/** A place before every other in a queue. */
export function beginningOf(queue: Queue): QueuePlace {
  const id = '0'.repeat(24);
  return { ...keys.application(id), queuePk: keyOfQueue(queue), queueSk: `0000-01-01T00:00:00.000Z#${id}` };
}

type Page = { limit: number; after?: Key | undefined; dueBefore?: Instant | undefined };

async function readQueue(table: Table, queue: Queue, { limit, after, dueBefore }: Page) {
  return table.query({
    IndexName: queueIndex,
    KeyConditionExpression: dueBefore ? 'queuePk = :stage AND queueSk < :before' : 'queuePk = :stage',
    ExpressionAttributeValues: {
      ':stage': keyOfQueue(queue),
      ...(dueBefore ? { ':before': dueBefore } : {}),
    },
    Limit: limit,
    ExclusiveStartKey: after,
  });
}

const placeOf = ({ pk, sk, queuePk, queueSk }: Item): QueuePlace => ({ pk, sk, queuePk, queueSk }) as QueuePlace;

/** The same place in another queue. */
const placeBeside = (place: QueuePlace, queue: Queue): QueuePlace => ({ ...place, queuePk: keyOfQueue(queue) });

/** One of the queues that are read side by side: what was read of it and not shown yet. */
type Strand = { queue: Queue; read: Item[]; more?: Key | undefined };

/**
 * One page of these queues together in order of due time. One queue is one query; of several each is read in portions,
 * so that a page costs little more than its own lines and one request for each queue.
 * @param page.after a place that an earlier page gave; it may lie in any of the queues
 * @param page.dueBefore only what stands before this instant
 */
export async function readQueues(
  table: Table,
  queues: readonly Queue[],
  page: { limit: number; after?: QueuePlace | undefined; dueBefore?: Instant | undefined },
): Promise<{ heads: Head[]; next?: QueuePlace }> {
  const { limit, after, dueBefore } = page;
  const [only, ...others] = queues;
  if (!only) return { heads: [] };
  if (others.length === 0) {
    const { items, next } = await readQueue(table, only, page);
    return { heads: items.map(headOf), ...(next ? { next: placeOf(next as Item) } : {}) };
  }
  const portion = Math.min(limit, Math.ceil(limit / queues.length) + 2);
  const readOn = async (queue: Queue, from: Key | undefined): Promise<Strand> => {
    const { items, next } = await readQueue(table, queue, { limit: portion, after: from, dueBefore });
    return { queue, read: items, more: next };
  };
  const strands = await Promise.all(queues.map((queue) => readOn(queue, after && placeBeside(after, queue))));
  const shown: Item[] = [];
  while (shown.length < limit) {
    for (const [index, { queue, read, more }] of strands.entries()) {
      if (read.length === 0 && more) strands[index] = await readOn(queue, more);
    }
    const next = strands
      .filter(({ read }) => read.length > 0)
      .reduce<Strand | undefined>((first, one) => (first && isBefore(first, one) ? first : one), undefined);
    const item = next?.read.shift();
    if (!item) break;
    shown.push(item);
  }
  const last = shown.at(-1);
  const left = strands.some(({ read, more }) => read.length > 0 || more !== undefined);
  return { heads: shown.map(headOf), ...(last && left ? { next: placeOf(last) } : {}) };
}

/**
 * One page of these queues, one after the other, so that its place is always one in one of them; for what looks at every
 * case and needs no order between queues.
 */
export async function readInTurn(
  table: Table,
  queues: readonly Queue[],
  page: { limit: number; after?: QueuePlace | undefined; dueBefore?: Instant | undefined },
): Promise<{ heads: Head[]; next?: QueuePlace }> {
  const heads: Head[] = [];
  const { limit, after, dueBefore } = page;
  const from = after ? queues.findIndex((queue) => liesIn([queue], after)) : 0;
  for (const queue of queues.slice(from)) {
    // A queue that ends with the page is asked again by the next request, which then finds nothing and goes on.
    const found = await readQueues(table, [queue], {
      limit: limit - heads.length,
      after: after && liesIn([queue], after) ? after : undefined,
      dueBefore,
    });
    heads.push(...found.heads);
    if (found.next) return { heads, next: found.next };
    if (heads.length >= limit) {
      const following = queues[queues.indexOf(queue) + 1];
      return following ? { heads, next: beginningOf(following) } : { heads };
    }
  }
  return { heads };
}

const isBefore = (one: Strand, other: Strand): boolean => String(one.read[0]?.queueSk) < String(other.read[0]?.queueSk);

/** Every case of a stage, queue after queue and page after page; for what has to look at all of them. */
export async function* everyCase(
  table: Table,
  zone: Windows,
  stage: Stage,
  page: { length: number; dueBefore?: Instant },
): AsyncGenerator<Head> {
  for (const queue of queuesOf(zone, stage)) {
    let after: Key | undefined;
    do {
      const { items, next } = await readQueue(table, queue, {
        limit: page.length,
        after,
        dueBefore: page.dueBefore,
      });
      yield* items.map(headOf);
      after = next;
    } while (after);
  }
}

/** What waits in one queue, as far as it is looked at: the first lines by due time. */
export const glanceAt = async (table: Table, queue: Queue, most: number): Promise<{ heads: Head[]; more: boolean }> => {
  const { items, next } = await readQueue(table, queue, { limit: most });
  return { heads: items.map(headOf), more: next !== undefined };
};
