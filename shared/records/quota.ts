import type { PlaceState, QuotaYear } from '../domain/quota/quota.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, type Instant, instantOf } from '../domain/time.ts';
import { keys } from './keys.ts';
import type { TakenPlace } from './quota-place.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** How many places a year and group begins with, and where the figure comes from. */
export type OpeningSize = { perYear: number; source: string; placeholder: boolean };

/** What stands of a year and group beside its places. */
export type StoredSize = {
  /** Places that there are, as last decided. */
  size: number;
  /** Highest number that there ever was; it only grows, so that a place can be taken on what was read before. */
  extent: number;
  version: number;
  /** Decisions about the size, the first included. */
  changes: number;
  /** Marks of the last requests that changed it, so that their repetition is answered alike. */
  requests?: string[];
};

/** One decision about the size of a year and group; the first is the zone's own figure. */
export type SizeChange = {
  change: number;
  at: Instant;
  /** Who decided; absent for the zone's own figure. */
  by?: string;
  from?: number;
  to: number;
  reason?: Text;
  source?: string;
  placeholder?: boolean;
};

const stripped = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

export async function readSize(table: Table, { year, group }: QuotaYear): Promise<StoredSize | undefined> {
  const item = await table.get(keys.quotaSize(year, group));
  return item ? stripped<StoredSize>(item) : undefined;
}

export const zonesOwn = ({ perYear, source, placeholder }: OpeningSize, at: Instant): SizeChange => ({
  change: 1,
  at,
  to: perYear,
  source,
  ...(placeholder ? { placeholder } : {}),
});

/** The first that is written of a year and group; loses against any that stands already. */
export const openingSteps = (of: QuotaYear, size: StoredSize, ...history: SizeChange[]): TransactionStep[] => [
  { put: { Item: { ...keys.quotaSize(of.year, of.group), ...size }, ...absent } },
  ...history.map((change) => ({
    put: { Item: { ...keys.quotaChange(of.year, of.group, change.change), ...change }, ...absent },
  })),
];

/**
 * Writes down the zone's figure before the first place of a year and group is taken: a later zone file does not make
 * places disappear under those who hold them.
 */
export async function openSize(table: Table, clock: Clock, of: QuotaYear, opening: OpeningSize): Promise<void> {
  if (await readSize(table, of)) return;
  const { perYear } = opening;
  await table.transact(
    openingSteps(
      of,
      { size: perYear, extent: perYear, version: 1, changes: 1 },
      zonesOwn(opening, instantOf(clock.now())),
    ),
  );
}

export const numberOf = ({ sk }: Key): number => Number(sk.slice('PLACE#'.length));

/** A page of places by number; from where it goes on when there are more. */
export async function placesFrom(table: Table, { year, group }: QuotaYear, from: number, to: number, limit?: number) {
  return table.query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': keys.quotaPlace(year, group, 0).pk,
      ':from': keys.quotaPlace(year, group, from).sk,
      ':to': keys.quotaPlace(year, group, to).sk,
    },
    ConsistentRead: true,
    ...(limit ? { Limit: limit } : {}),
  });
}

export type ClosedPlace = { number: number; state: 'closed'; change: number };

/** Every place of a year and group at which something stands, by number. */
export async function readPlaces(table: Table, of: QuotaYear): Promise<(TakenPlace | ClosedPlace)[]> {
  const found: (TakenPlace | ClosedPlace)[] = [];
  let from = 0;
  for (;;) {
    const { items, next } = await placesFrom(table, of, from, 9_999_999);
    found.push(...items.map((item) => stripped<TakenPlace | ClosedPlace>(item)));
    if (!next) return found;
    from = numberOf(next) + 1;
  }
}

export const isTaken = (place: { state: PlaceState }): place is TakenPlace => place.state !== 'closed';

/** What sorts places in order of acceptance (Licensing Law art. 57). */
export const orderOf = ({ acceptedAt, reservedAt, applicationId }: TakenPlace): string =>
  `${acceptedAt} ${reservedAt} ${applicationId}`;

/** Every decision about the size of a year and group, the first one first. */
export async function readSizeChanges(table: Table, { year, group }: QuotaYear): Promise<SizeChange[]> {
  const found: SizeChange[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :change)',
      ExpressionAttributeValues: { ':pk': keys.quotaChange(year, group, 0).pk, ':change': 'CHANGE#' },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items.map((item) => stripped<SizeChange>(item)));
    from = page.next;
  } while (from);
  return found;
}
