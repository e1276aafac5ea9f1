import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';
import { openDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { openFeeds, readFeedMappings } from '../../../infra/local/feeds.ts';
import type { JsonObject, JsonValue } from '../../../infra/local/json.ts';
import { deploy } from '../../../infra/local/template.ts';

const start = Date.parse('2026-11-22T01:00:00Z');
const pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'CASE#' }] } } } });

const template = (mapping: JsonObject = {}) =>
  deploy([
    {
      name: 'zone-service',
      region: 'cn-north-1',
      directory: '/app',
      template: {
        Resources: {
          Table: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              KeySchema: [
                { AttributeName: 'pk', KeyType: 'HASH' },
                { AttributeName: 'sk', KeyType: 'RANGE' },
              ],
              AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
              StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
            },
          },
          Follower: { Type: 'AWS::Lambda::Function' },
          Mapping: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: {
              EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
              FunctionName: { Ref: 'Follower' },
              StartingPosition: 'TRIM_HORIZON',
              BatchSize: 4,
              BisectBatchOnFunctionError: true,
              FunctionResponseTypes: ['ReportBatchItemFailures'],
              MaximumRetryAttempts: 3,
              FilterCriteria: { Filters: [{ Pattern: pattern }] },
              ...mapping,
            },
          },
        },
      },
    },
  ]);

type Batch = { Records: { dynamodb: { SequenceNumber: string; NewImage: { sk: { S: string } } } }[] };
type Take = (names: string[], numbers: string[]) => JsonValue | Promise<JsonValue>;

async function following(take: Take, directory?: string) {
  const deployment = template();
  const clock = openClock({ database: new DatabaseSync(':memory:'), machine: () => start });
  const store = await openDynamoDb({
    clock,
    tables: deployment.of('AWS::DynamoDB::Table'),
    ...(directory ? { directory } : {}),
  });
  const failures: string[] = [];
  const batches: string[][] = [];
  const feeds = await openFeeds({
    streams: store.streams,
    clock,
    mappings: readFeedMappings(deployment),
    invoke: async (_name, event) => {
      const { Records } = event as unknown as Batch;
      const names = Records.map(({ dynamodb }) => dynamodb.NewImage.sk.S);
      batches.push(names);
      return take(
        names,
        Records.map(({ dynamodb }) => dynamodb.SequenceNumber),
      );
    },
    failed: (error) => failures.push(error instanceof Error ? error.message : String(error)),
  });
  const put = (sk: string, pk = 'CASE#1') =>
    store.execute('PutItem', { TableName: 'zone-service-Table', Item: { pk: { S: pk }, sk: { S: sk } } });
  return {
    store,
    clock,
    feeds,
    batches,
    failures,
    put,
    end: async () => {
      await feeds.settled();
      feeds.close();
      clock.close();
      await store.close();
    },
  };
}

const done: Take = () => ({ batchItemFailures: [] });
const behind = async ({ feeds }: Awaited<ReturnType<typeof following>>) => (await feeds.behind())[0];

describe('a function that follows the changes of a table', () => {
  it('is handed those it asked for, in their order, and never more at once than it can take', async () => {
    const zone = await following(done);
    for (let n = 0; n < 10; n++) {
      await zone.put(String(n));
      await zone.put(`other-${n}`, 'OTHER');
    }
    await zone.feeds.settled();
    expect(zone.batches.flat()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(Math.max(...zone.batches.map((batch) => batch.length))).toBeLessThanOrEqual(4);
    expect(await behind(zone)).toEqual({
      functionName: 'zone-service-Follower',
      mapping: 'zone-service-Mapping',
      changes: 0,
      waiting: false,
    });
    expect(await zone.store.streams.read('zone-service-Table', '', 10)).toEqual([]);
    await zone.end();
  });

  it('is handed again, after a while, only what it could not take and what came after', async () => {
    let broken = true;
    const zone = await following((names, numbers) => {
      const at = broken ? names.indexOf('2') : -1;
      return { batchItemFailures: at < 0 ? [] : [{ itemIdentifier: String(numbers[at]) }] };
    });
    for (let n = 0; n < 4; n++) await zone.put(String(n));
    await zone.feeds.settled();
    expect(await behind(zone)).toMatchObject({ changes: 2, waiting: true });
    expect(zone.batches.flat().filter((name) => name === '3').length).toBeLessThanOrEqual(1);
    broken = false;
    const before = zone.batches.length;
    await zone.clock.moveTo(start + 999);
    expect(zone.batches.length).toBe(before);
    await zone.clock.moveTo(start + 1000);
    await zone.feeds.settled();
    expect(zone.batches.slice(before)).toEqual([['2', '3']]);
    expect(await behind(zone)).toMatchObject({ changes: 0, waiting: false });
    await zone.end();
  });

  it('gets a batch that it dies of in halves, so that one change alone is given up in the end', async () => {
    const zone = await following((names) => {
      if (names.includes('1')) throw new Error('died');
      return null;
    });
    for (const name of ['0', '1', '2', '3', '4']) await zone.put(name);
    await zone.feeds.settled();
    await zone.clock.moveTo(start + 60_000);
    await zone.feeds.settled();
    expect(zone.failures.at(-1)).toBe('zone-service-Mapping gave up a change after 4 attempts');
    expect(zone.failures.filter((failure) => failure === 'died')).toHaveLength(4);
    const alone = zone.batches.filter((batch) => !batch.includes('1')).flat();
    expect(new Set(alone)).toEqual(new Set(['0', '2', '3', '4']));
    expect(await behind(zone)).toMatchObject({ changes: 0, waiting: false });
    await zone.end();
  });

  it('is refused when the template asks for what this machine cannot do', () => {
    expect(() => readFeedMappings(template({ StartingPosition: 'LATEST' }))).toThrow(/cannot be run here/);
    expect(() => readFeedMappings(template({ ParallelizationFactor: 2 }))).toThrow(/cannot be run here/);
    expect(() => readFeedMappings(template({ EventSourceArn: 'arn:aws:sqs:x:1:queue' }))).toThrow(/tables only/);
  });

  it('misses nothing when the process is killed, and gets nothing again but what was under way', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'feeds-'));
    const program = fileURLToPath(new URL('./follower.ts', import.meta.url));
    const taken: string[] = [];
    const written = new Set<string>();
    for (const kills of [20, 35, 50]) {
      const child = spawn(process.execPath, [program, directory, String(kills)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        const [what = '', name = ''] = line.split(' ');
        if (what === 'wrote') written.add(name);
        else taken.push(name);
        lines += 1;
        if (lines === kills) child.kill('SIGKILL');
      }
      expect(await exited).toEqual([null, 'SIGKILL']);
    }
    const zone = await following((names) => {
      taken.push(...names);
      return null;
    }, directory);
    await zone.feeds.settled();
    await zone.end();
    rmSync(directory, { recursive: true });
    expect(written.size).toBeGreaterThan(20);
    for (const name of written) expect(taken).toContain(name);
    // At most the batch that was under way at each of the three deaths.
    expect(taken.length - new Set(taken).size).toBeLessThanOrEqual(3 * 4);
  });
});
