import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/records/table.ts';
import { compare } from './compare.ts';
import { readTable, type TableReading } from './read-table.ts';
import { examineCase, type NamedFile } from './whole-case.ts';

/** Whether a version of a file is in the bucket. */
export type FileIsThere = (file: NamedFile) => Promise<boolean>;

export type Examination = {
  findings: string[];
  counts: ReadonlyMap<string, { source: number; copy: number }>;
  same: number;
  moved: number;
  applications: number;
  events: number;
  files: number;
};

const atOnce = 8;

/** Asks for many things, some at a time. */
async function inTurn<T>(items: readonly T[], ask: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await ask(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/**
 * Examines a copy of a zone's table: against its source as it was read before (where it was) and as it is now, each
 * application in itself, and that every file which an application names is in the bucket. It reads and changes nothing.
 * @param given.folder for what is sorted on the way; emptied again
 * @param given.moment of which the copy is, in epoch milliseconds
 */
export async function examine(given: {
  client: DynamoDBClient;
  source: string;
  copy: string;
  before: TableReading | undefined;
  moment: number;
  folder: string;
  unitsASecond: number;
  fileIsThere: FileIsThere;
}): Promise<Examination> {
  const { client, source, copy, before, moment, folder, unitsASecond } = given;
  const findings: string[] = [];
  let [applications, events, files] = [0, 0, 0];
  let open: Item[] = [];
  let named: NamedFile[] = [];
  const close = () => {
    if (open.length === 0) return;
    const case_ = examineCase(open);
    applications += 1;
    events += case_.events;
    named.push(...case_.files);
    findings.push(...case_.findings);
    open = [];
  };
  const copied = await readTable(client, { table: copy, folder: join(folder, 'copy'), unitsASecond }, (item) => {
    if (open.length > 0 && open[0]?.pk !== item.pk) close();
    if (item.pk.startsWith('APPLICATION#')) open.push(item);
  });
  close();
  const now = await readTable(client, { table: source, folder: join(folder, 'now'), unitsASecond });
  try {
    const { findings: differences, same, moved } = await compare({ before, now, copy: copied }, moment);
    findings.push(...differences);
    files = named.length;
    await inTurn(named, async (file) => {
      if (await given.fileIsThere(file)) return;
      findings.push(`application ${file.application}, document ${file.document}: its version is not in the bucket`);
    });
    named = [];
    const kinds = [...new Set([...now.counts.keys(), ...copied.counts.keys()])].sort();
    const counts = new Map(
      kinds.map((kind) => [kind, { source: now.counts.get(kind) ?? 0, copy: copied.counts.get(kind) ?? 0 }]),
    );
    return { findings: findings.sort(), counts, same, moved, applications, events, files };
  } finally {
    copied.close();
    now.close();
  }
}
