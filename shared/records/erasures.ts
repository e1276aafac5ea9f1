import { createHash } from 'node:crypto';
import { canonical } from '../domain/application/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Target } from './data-request.ts';
import { keys } from './keys.ts';
import { absent, ContentionError, type Item, type Table } from './table.ts';

/** Why something was erased: its retention ended, its person asked, or it came back with a restored table. */
export type ErasureCause = 'retention' | 'request' | 'repeated';

/** One erasure on record: keys alone, no personal data. `previous` and `hash` chain them. */
export type Erasure = Target & {
  sequence: number;
  at: Instant;
  why: ErasureCause;
  /** The request or order that two officers decided. */
  order: string;
  previous: string;
  hash: string;
};

/** Number and hash of the last erasure on record, and the number up to which everything was carried out. */
export type ErasureStanding = { events: number; chain: string; done: number };

const bare = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as unknown as T;

export async function readErasureStanding(table: Table): Promise<ErasureStanding> {
  const item = await table.get(keys.erasureStanding());
  return item ? bare<ErasureStanding>(item) : { events: 0, chain: '', done: 0 };
}

export async function readErasure(table: Table, sequence: number): Promise<Erasure | undefined> {
  const item = await table.get(keys.erasure(sequence));
  return item ? bare<Erasure>(item) : undefined;
}

/** Whether an erasure is on record, or a later one of the same; an inbox fills again under its key. */
export async function isErased(table: Table, { what, id, at }: Target & { at: Instant }): Promise<boolean> {
  const mark = await table.get(keys.erased(what, id));
  return mark !== undefined && String(mark.at) >= at;
}

const mostAttempts = 8;

/**
 * Puts an erasure on record before anything goes, in one transaction with the mark of what it takes away: whoever dies
 * in between leaves a record by which the next run goes on.
 * @throws ContentionError when the record kept moving
 */
export async function recordErasure(
  table: Table,
  the: Target & { at: Instant; why: ErasureCause; order: string },
): Promise<Erasure> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const standing = await readErasureStanding(table);
    const whole = { ...the, sequence: standing.events + 1, previous: standing.chain };
    const erasure: Erasure = { ...whole, hash: createHash('sha256').update(canonical(whole)).digest('base64url') };
    const outcome = await table.transact([
      {
        put: {
          Item: { ...keys.erasureStanding(), ...standing, events: erasure.sequence, chain: erasure.hash },
          ...(standing.events === 0
            ? absent
            : { ConditionExpression: 'events = :seen', ExpressionAttributeValues: { ':seen': standing.events } }),
        },
      },
      { put: { Item: { ...keys.erasure(erasure.sequence), ...erasure }, ...absent } },
      { put: { Item: { ...keys.erased(the.what, the.id), sequence: erasure.sequence, at: the.at } } },
    ]);
    if (outcome.ok) return erasure;
  }
  throw new ContentionError('the record of erasures');
}

/** Notes that everything up to an erasure was carried out. */
export async function noteErasuresDone(table: Table, sequence: number): Promise<void> {
  await table.update({
    Key: keys.erasureStanding(),
    UpdateExpression: 'SET done = :done',
    ConditionExpression: 'attribute_exists(pk) AND done < :done',
    ExpressionAttributeValues: { ':done': sequence },
  });
}
