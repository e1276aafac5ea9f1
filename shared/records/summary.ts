import type { ReopenedCase, SubmittedCase } from '../domain/statistics/bulletin.ts';
import type { Notice } from '../domain/statistics/common-returns.ts';
import { monthOf } from '../domain/statistics/months.ts';
import type { ClosedCase } from '../domain/statistics/passes.ts';
import { type Day, dayIn, epochOf, type Instant } from '../domain/time.ts';
import { keys, summaryShards } from './keys.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/** What is kept of a month: what was handed in, what ended, what parties were told was wrong, what was taken up again. */
export type Summaries = {
  SUBMITTED: SubmittedCase;
  CLOSED: ClosedCase;
  NOTICE: Omit<Notice, 'application'>;
  REOPENED: ReopenedCase;
};
export type SummaryKind = keyof Summaries;

/** A summary with the application and the event from which it was made. */
export type Kept<Kind extends SummaryKind> = Summaries[Kind] & { application: string; sequence: number };

/** Applications are spread by their random ids, so that a busy day does not meet in one partition. */
const shardOf = (application: string): number =>
  [...application].reduce((sum, character) => sum + character.charCodeAt(0), 0) % summaryShards;

const placeOf = (kind: SummaryKind, day: Day, application: string, sequence: number): string =>
  `${kind}#${day}#${application}#${String(sequence).padStart(6, '0')}`;

const secondsInYear = 365.25 * 86_400;

/** The zone as far as its summaries depend on it. */
export type SummaryZone = { timeZone: string; statistics: { summaries: { years: number } } };

/**
 * The item of a summary. Its key follows from the event that it is made from, so that however often an event is told
 * of, one item comes of it; it expires when the zone's time for summaries is over.
 */
export function summaryItem<Kind extends SummaryKind>(
  zone: SummaryZone,
  kind: Kind,
  of: { application: string; sequence: number },
  summary: Summaries[Kind],
): Item {
  const { at } = summary as { at: Instant };
  const { application, sequence } = of;
  const day = dayIn(zone.timeZone, at);
  return {
    ...keys.summary(monthOf(day), shardOf(application), placeOf(kind, day, application, sequence)),
    ...summary,
    application,
    sequence,
    expiresAt: Math.floor(epochOf(at) / 1000 + zone.statistics.summaries.years * secondsInYear),
  };
}

/** Keeps a summary unless it is kept already. */
export const keepSummary = async (table: Table, item: Item): Promise<boolean> => (await table.put(item, absent)).ok;

const stripped = <Kind extends SummaryKind>({ pk: _pk, sk: _sk, expiresAt: _expiresAt, ...rest }: Item): Kept<Kind> =>
  rest as unknown as Kept<Kind>;

async function shardOfMonth(
  table: Table,
  month: string,
  shard: number,
  range: { from: string; to: string },
  consistent: boolean,
): Promise<Item[]> {
  const found: Item[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': keys.summary(month, shard, '').pk, ':from': range.from, ':to': range.to },
      ConsistentRead: consistent,
      ...(after ? { ExclusiveStartKey: after } : {}),
    });
    found.push(...page.items);
    after = page.next;
  } while (after);
  return found;
}

async function itemsOfMonth(table: Table, month: string, range: { from: string; to: string }, consistent: boolean) {
  const shards = Array.from({ length: summaryShards }, (_, shard) =>
    shardOfMonth(table, month, shard, range, consistent),
  );
  return (await Promise.all(shards)).flat();
}

/**
 * Everything that is kept of a month: one query for each partition.
 * @param consistent for what is published; otherwise the last second may be missing
 */
export async function readMonth(
  table: Table,
  month: string,
  consistent = false,
): Promise<{ [Kind in SummaryKind]: Kept<Kind>[] }> {
  const items = await itemsOfMonth(table, month, { from: '!', to: '~' }, consistent);
  const ofKind = <Kind extends SummaryKind>(kind: Kind): Kept<Kind>[] =>
    items.filter(({ sk }) => sk.startsWith(`${kind}#`)).map((item) => stripped<Kind>(item));
  return {
    SUBMITTED: ofKind('SUBMITTED'),
    CLOSED: ofKind('CLOSED'),
    NOTICE: ofKind('NOTICE'),
    REOPENED: ofKind('REOPENED'),
  };
}

/** The summaries of one kind in a month; days outside `from` and `to` are left out, both are included. */
export async function readSummaries<Kind extends SummaryKind>(
  table: Table,
  kind: Kind,
  month: string,
  days: { from?: Day; to?: Day } = {},
): Promise<Kept<Kind>[]> {
  const range = { from: `${kind}#${days.from ?? ''}`, to: `${kind}#${days.to ?? ''}~` };
  return (await itemsOfMonth(table, month, range, false)).map((item) => stripped<Kind>(item));
}
