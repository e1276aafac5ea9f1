import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { canonical } from '../../shared/domain/application/events.ts';
import type { Item, Key } from '../../shared/records/table.ts';
import { type SortedLines, sortedLines } from '../audit/sorted-lines.ts';

/** What a comparison knows of an item: nothing of its content, and of its key a digest. */
export type Trace = {
  key: string;
  /** Kind of partition, such as APPLICATION. */
  kind: string;
  /** How a finding names it, without anything personal. */
  name: string;
  digest: string;
  /** When an event of an application happened, in epoch milliseconds: an event never changes. */
  at?: number;
};

/** A table as it was read once: how many items of each kind, and a trace of each in the order of their keys. */
export type TableReading = {
  counts: ReadonlyMap<string, number>;
  traces: () => AsyncGenerator<Trace>;
  close: () => void;
};

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Sets and bytes in a form in which equal values are equal texts. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url');
  if (value instanceof Set) return [...value].map(plain).sort();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** Ids of applications say nothing of anybody; other keys can hold a code or the hash of a passport. */
const namedWithoutPerson = (kind: string, { pk, sk }: Key, key: string): string =>
  kind === 'APPLICATION' && /^(HEAD|FORM|SUBMITTED|TASK|EVENT#\d+|DOCUMENT#\w+)$/.test(sk)
    ? `application ${pk.slice(kind.length + 1)}, ${sk}`
    : `${kind}, item ${key.slice(0, 12)}`;

function traceOf(item: Item): Trace {
  const kind = item.pk.replace(/#.*$/, '');
  const key = digestOf(`${item.pk}\n${item.sk}`);
  const isEvent = kind === 'APPLICATION' && item.sk.startsWith('EVENT#');
  return {
    key,
    kind,
    name: namedWithoutPerson(kind, item, key),
    digest: digestOf(canonical(plain(item))),
    ...(isEvent ? { at: Date.parse(String(item.at)) } : {}),
  };
}

/**
 * Reads a whole table, page by page and not faster than so many read units a second. Memory stays bounded: traces are
 * sorted on the disk.
 * @param folder is made, and removed by `close`
 * @param each is told the items of a partition after one another, as the table gives them
 */
export async function readTable(
  client: DynamoDBClient,
  { table, folder, unitsASecond }: { table: string; folder: string; unitsASecond: number },
  each: (item: Item) => void = () => {},
): Promise<TableReading> {
  const documents = DynamoDBDocumentClient.from(client);
  const lines: SortedLines = sortedLines(folder);
  const counts = new Map<string, number>();
  let from: Key | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ExclusiveStartKey: from,
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    for (const item of (page.Items ?? []) as Item[]) {
      const trace = traceOf(item);
      counts.set(trace.kind, (counts.get(trace.kind) ?? 0) + 1);
      lines.add(trace.key, JSON.stringify(trace));
      each(item);
    }
    from = page.LastEvaluatedKey as Key | undefined;
    if (from) await pause(((page.ConsumedCapacity?.CapacityUnits ?? 0) / unitsASecond) * 1000);
  } while (from);
  return {
    counts,
    traces: async function* () {
      for await (const line of lines.read()) yield JSON.parse(line) as Trace;
    },
    close: lines.close,
  };
}
