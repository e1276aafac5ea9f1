import { randomInt } from 'node:crypto';
import {
  freeBetween,
  type PlaceChange,
  placeName,
  placeNamed,
  type QuotaPlace,
  type QuotaYear,
} from '../domain/quota/quota.ts';
import { type Clock, type Instant, instantOf } from '../domain/time.ts';
import { failure, type Result } from '../result.ts';
import type { Conflict, Head } from './application.ts';
import { numberOf, type OpeningSize, openSize, placesFrom, readSize } from './quota.ts';
import { releaseStep, reserveStep } from './quota-place.ts';
import type { Item, Table, TransactionStep } from './table.ts';

/** Numbers that are looked at together when a free one is sought. */
const runLength = 64;

/**
 * A free number, any one: those who ask at the same moment should not all get the same. Looks at a run of numbers from
 * a random one on, and at the next runs only when that has none.
 * @returns undefined when every number is taken or closed
 */
async function freeNumber(table: Table, of: QuotaYear, extent: number): Promise<number | undefined> {
  if (extent === 0) return undefined;
  const start = randomInt(extent) + 1;
  for (const [first, last] of [
    [start, extent],
    [1, start - 1],
  ] as const) {
    for (let from = first; from <= last; ) {
      const { items, next } = await placesFrom(table, of, from, last, runLength);
      const to = next ? numberOf(next) : last;
      const free = freeBetween(from, to, items.map(numberOf));
      if (free.length > 0) return free[randomInt(free.length)];
      from = to + 1;
    }
  }
  return undefined;
}

/** What an application needs of a quota, and the figure that its year begins with. */
export type PlaceNeed = QuotaYear & { opening: OpeningSize };

/** What a change of an application carries so that it takes, keeps or gives up a place. */
export type PlaceMove = {
  set: { quota?: string | undefined };
  data: { quota?: PlaceChange };
  also: { step: TransactionStep; refused: (item?: Item) => Conflict }[];
};

/** How often another free place is tried before the caller is asked to try again. */
const mostTries = 12;

/**
 * Makes a change of an application together with what becomes of its place: a place of another year or group is given
 * up, one that is needed is taken, both in the transaction of the change. When others take the same number at the same
 * moment, the change is tried anew with another.
 * @param the.need what the application needs from now on; undefined gives up what it holds
 * @param the.acceptedAt decides the order of acceptance
 * @param the.orWithout what happens when every place is taken: go on without one, or refuse and change nothing
 * @param change makes the change with what it is given; called anew for each try
 */
export async function changeWithPlace<T>(
  { table, clock }: { table: Table; clock: Clock },
  head: Pick<Head, 'id' | 'quota' | 'receiptNumber'>,
  the: { need: PlaceNeed | undefined; acceptedAt: Instant; orWithout?: boolean },
  change: (move: PlaceMove) => Promise<Result<T, Conflict>>,
): Promise<Result<T, Conflict>> {
  const { need, acceptedAt } = the;
  const held = head.quota === undefined ? undefined : placeNamed(head.quota);
  if (held && need && held.year === need.year && held.group === need.group) {
    return change({ set: {}, data: {}, also: [] });
  }
  const givenUp: PlaceMove =
    head.quota === undefined
      ? { set: {}, data: {}, also: [] }
      : {
          set: { quota: undefined },
          data: { quota: { released: head.quota } },
          also: [{ step: releaseStep(head.quota, head.id), refused: () => ({ kind: 'other-step' }) }],
        };
  if (!need) return change(givenUp);
  await openSize(table, clock, need, need.opening);
  for (let tries = 0; tries < mostTries; tries++) {
    const stored = await readSize(table, need);
    const number = stored && (await freeNumber(table, need, stored.extent));
    if (number === undefined) {
      if (the.orWithout) return change(givenUp);
      const { year, group } = need;
      return failure({ kind: 'quota-exhausted', quota: { year, group, size: stored?.size ?? 0 } });
    }
    const place: QuotaPlace = { year: need.year, group: need.group, number };
    const step = reserveStep(place, {
      applicationId: head.id,
      ...(head.receiptNumber ? { receiptNumber: head.receiptNumber } : {}),
      acceptedAt,
      reservedAt: instantOf(clock.now()),
    });
    const outcome = await change({
      set: { quota: placeName(place) },
      data: { quota: { ...givenUp.data.quota, reserved: placeName(place) } },
      also: [...givenUp.also, { step, refused: () => ({ kind: 'place-taken' }) }],
    });
    if (outcome.ok || outcome.error.kind !== 'place-taken') return outcome;
  }
  return failure({ kind: 'place-taken' });
}
