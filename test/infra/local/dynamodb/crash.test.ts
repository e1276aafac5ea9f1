import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { indexRow } from '../../../../infra/local/dynamodb/indexes.ts';
import { type Item, readTable } from '../../../../infra/local/dynamodb/table.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crash-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Lets another process write from a number on, kills it after some acknowledged writes, and says which these were. */
async function writeAndKill(from: number, acknowledgements: number): Promise<Map<number, number>> {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('./writer.ts', import.meta.url)), directory, String(from)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(writer, 'exit');
  const latest = new Map<number, number>();
  let seen = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    const [lane, n] = line.split(' ').map(Number);
    if (lane === undefined || n === undefined || Number.isNaN(n)) continue;
    latest.set(lane, n);
    seen += 1;
    if (seen === acknowledgements) writer.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return latest;
}

async function everything(index?: string): Promise<Item[]> {
  const dynamodb = await openDynamoDb({ directory, clock: fakeClock(start), tables: [casesTable] });
  const found: Item[] = [];
  let next: unknown;
  do {
    const page = await dynamodb.execute('Scan', { TableName: 'cases', IndexName: index, ExclusiveStartKey: next });
    found.push(...(page.Items as Item[]));
    next = page.LastEvaluatedKey;
  } while (next);
  await dynamodb.close();
  return found;
}

const textOf = (item: Item, name: string): string => {
  const value = item[name] ?? { S: '' };
  return 'S' in value ? value.S : 'N' in value ? value.N : '';
};

test('A process killed in mid-stream loses no acknowledged write, leaves no half one, and its indexes fit its items', async () => {
  const table = readTable(casesTable);
  let from = 0;
  for (const acknowledgements of [40, 151, 300]) {
    const latest = await writeAndKill(from, acknowledgements);
    const items = await everything();
    const keys = new Set(items.map((item) => `${textOf(item, 'pk')} ${textOf(item, 'sk')}`));

    for (const [lane, n] of latest) {
      for (let written = from; written <= n; written += 1) {
        expect(keys).toContain(`lane-${lane} event#${written}`);
        expect(keys).toContain(`lane-${lane} single#${written}`);
      }
    }
    for (const head of items.filter((item) => textOf(item, 'sk') === 'head')) {
      const lane = textOf(head, 'pk');
      const events = items.filter((item) => textOf(item, 'pk') === lane && textOf(item, 'sk').startsWith('event#'));
      const last = Math.max(...events.map((event) => Number(textOf(event, 'sk').slice('event#'.length))));
      expect(textOf(head, 'latest')).toBe(String(last));
    }
    const [index] = table.GlobalSecondaryIndexes;
    const expected = items
      .map((item) => index && indexRow(table, index, item)?.item)
      .filter((row): row is Item => row !== undefined);
    const rows = await everything('queue');
    expect(rows).toHaveLength(expected.length);
    expect(new Set(rows.map((row) => JSON.stringify(sorted(row))))).toEqual(
      new Set(expected.map((row) => JSON.stringify(sorted(row)))),
    );
    from = Math.max(...latest.values()) + 10;
  }
});

const sorted = (item: Item) => Object.entries(item).sort(([one], [other]) => one.localeCompare(other));
