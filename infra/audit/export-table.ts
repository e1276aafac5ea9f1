import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { canonical } from '../../shared/domain/application/events.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { type Item, type Key, openTable } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import {
  type ExportFile,
  type ExportRules,
  exportFiles,
  isTorn,
  isWhole,
  lineOfItem,
  linesOfWhole,
} from './lines-of.ts';
import { type SortedLines, sortedLines, writeLines } from './sorted-lines.ts';

/** What an export says of itself. Everything but its times follows from the table. */
export type Manifest = {
  format: 'greenpath-export/1';
  zone: string;
  table: string;
  /** Day in the zone's time zone for which what is due for erasure was computed. */
  on: string;
  startedAt: string;
  finishedAt: string;
  /** Nothing moved from one case to another while the export was made; see docs/audit.md. */
  settled: boolean;
  files: Record<string, { lines: number; bytes: number; sha256: string }>;
};

/** The folder is not empty: an export never mixes with another. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

type Given = { client: DynamoDBClient; table: string; zone: Zone; clock: Clock; folder: string; segments: number };

/** Items that rules across cases depend on; if none of these moved, the export shows one moment. */
const isAnchor = ({ pk, sk }: Key) =>
  sk === 'HEAD' || sk === 'PERMIT' || sk === 'OPEN' || (pk.startsWith('QUOTA#') && sk.startsWith('PLACE#'));

/** What is compared of an anchor between the two passes; all of these change with it. */
const marks = ['pk', 'sk', 'version', 'events', 'state', 'status', 'applicationId'] as const;

/** A sum over anchors that does not depend on their order. */
function anchorSum() {
  const sum = Buffer.alloc(32);
  return {
    add: (item: Item) => {
      const marked = Object.fromEntries(marks.map((name) => [name, item[name]]));
      const digest = createHash('sha256').update(canonical(marked)).digest();
      for (const [at, byte] of digest.entries()) sum[at] = (sum[at] ?? 0) ^ byte;
    },
    value: () => sum.toString('hex'),
  };
}

/** Reads the whole table, some segments at a time; items of a partition come one after the other. */
async function scan(
  given: Given,
  input: Partial<ScanCommandInput>,
  take: (segment: number, item: Item) => Promise<void>,
) {
  const documents = DynamoDBDocumentClient.from(given.client);
  const segment = async (number: number) => {
    let from: Key | undefined;
    do {
      const page = await documents.send(
        new ScanCommand({
          TableName: given.table,
          Segment: number,
          TotalSegments: given.segments,
          ConsistentRead: true,
          ExclusiveStartKey: from,
          ...input,
        }),
      );
      for (const item of page.Items ?? []) await take(number, item as Item);
      from = page.LastEvaluatedKey as Key | undefined;
    } while (from);
  };
  await Promise.all(Array.from({ length: given.segments }, (_, number) => segment(number)));
}

/** A partition as it stands now, read anew until its head and its events speak of the same moment. */
async function readAgain(given: Given, pk: string): Promise<Item[]> {
  const table = openTable(given.table, given.client);
  let items: Item[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    items = [];
    let from: Key | undefined;
    do {
      const page = await table.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      });
      items.push(...page.items);
      from = page.next;
    } while (from);
    if (!isTorn(items)) return items;
  }
  // A record that contradicts itself is exported as it is; the checker says so.
  return items;
}

async function gather(given: Given, rules: ExportRules, lines: Record<ExportFile, SortedLines>): Promise<string> {
  const sum = anchorSum();
  const open = new Map<number, Item[]>();
  const lay = async (segment: number) => {
    const gathered = open.get(segment) ?? [];
    open.delete(segment);
    const [first] = gathered;
    if (!first) return;
    const items = isTorn(gathered) ? await readAgain(given, first.pk) : gathered;
    for (const item of items) if (isAnchor(item)) sum.add(item);
    for (const { file, key, text } of linesOfWhole(items, rules)) lines[file].add(key, text);
  };
  await scan(given, {}, async (segment, item) => {
    const gathered = open.get(segment);
    if (gathered && gathered[0]?.pk !== item.pk) await lay(segment);
    if (isWhole(item)) {
      const begun = open.get(segment);
      if (begun) begun.push(item);
      else open.set(segment, [item]);
      return;
    }
    if (isAnchor(item)) sum.add(item);
    const { file, key, text } = lineOfItem(item);
    lines[file].add(key, text);
  });
  for (const segment of [...open.keys()]) await lay(segment);
  return sum.value();
}

/** The same sum again, from a second look at what moves: equal sums mean that one moment was exported. */
async function lookAgain(given: Given): Promise<string> {
  const sum = anchorSum();
  const names = Object.fromEntries(marks.map((name) => [`#${name}`, name]));
  await scan(
    given,
    { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names },
    async (_segment, item) => {
      if (isAnchor(item)) sum.add(item);
    },
  );
  return sum.value();
}

/**
 * Writes everything that a zone's table holds into a folder: one file per kind, one JSON line per case, permit or item,
 * in an order that depends on nothing but the content, and a manifest with their counts and sums. Memory stays bounded
 * however large the table is. An administrator's command: the service itself never scans.
 * @throws FolderInUse when the folder holds something already
 */
export async function exportTable(given: Given): Promise<Manifest> {
  const { clock, folder, zone } = given;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0) throw new FolderInUse(`${folder} is not empty`);
  const startedAt = instantOf(clock.now());
  const rules: ExportRules = { zone, on: dayIn(zone.timeZone, startedAt) };
  const sorting = join(folder, 'sorting');
  const lines = Object.fromEntries(exportFiles.map((name) => [name, sortedLines(join(sorting, name))])) as Record<
    ExportFile,
    SortedLines
  >;
  try {
    const first = await gather(given, rules, lines);
    const settled = first === (await lookAgain(given));
    const files: Manifest['files'] = {};
    for (const name of exportFiles) {
      const hash = createHash('sha256');
      let count = 0;
      let bytes = 0;
      await writeLines(join(folder, `${name}.ndjson`), lines[name].read(), (text) => {
        hash.update(text).update('\n');
        count += 1;
        bytes += Buffer.byteLength(text) + 1;
      });
      files[`${name}.ndjson`] = { lines: count, bytes, sha256: hash.digest('hex') };
    }
    const manifest: Manifest = {
      format: 'greenpath-export/1',
      zone: zone.id,
      table: given.table,
      on: rules.on,
      startedAt,
      finishedAt: instantOf(clock.now()),
      settled,
      files,
    };
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  } finally {
    for (const name of exportFiles) lines[name].close();
    rmSync(sorting, { recursive: true, force: true });
  }
}
