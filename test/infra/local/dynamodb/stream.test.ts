import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDynamoDb, type TableDefinition } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

const fedTable: TableDefinition = {
  ...casesTable,
  properties: { ...casesTable.properties, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
};

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const open = (directory?: string, table = fedTable) =>
  openDynamoDb({ clock: fakeClock(start), tables: [table], ...(directory ? { directory } : {}) });
type Store = Awaited<ReturnType<typeof open>>;

const key = (pk: string, sk = 'HEAD') => ({ pk: { S: pk }, sk: { S: sk } });
const put = (store: Store, pk: string, more: Record<string, unknown> = {}) =>
  store.execute('PutItem', { TableName: 'cases', Item: { ...key(pk), ...more } });
const told = async (store: Store, after = '') =>
  (await store.streams.read('cases', after, 1000)).map(
    ({ eventName, dynamodb }) =>
      `${eventName} ${(dynamodb.Keys as { pk: { S: string } }).pk.S} ${JSON.stringify(dynamodb.NewImage?.n ?? null)}`,
  );

it('tells what was inserted, changed and deleted, with the new image, in order', async () => {
  const store = await open();
  await put(store, 'A', { n: { N: '1' } });
  await put(store, 'A', { n: { N: '2' } });
  await store.execute('UpdateItem', {
    TableName: 'cases',
    Key: key('B'),
    UpdateExpression: 'SET n = :n',
    ExpressionAttributeValues: { ':n': { N: '7' } },
  });
  await store.execute('DeleteItem', { TableName: 'cases', Key: key('A') });
  expect(await told(store)).toEqual([
    'INSERT A {"N":"1"}',
    'MODIFY A {"N":"2"}',
    'INSERT B {"N":"7"}',
    'REMOVE A null',
  ]);
  await store.close();
});

it('tells nothing of a write that changes nothing, of a check, or of what was refused', async () => {
  const store = await open();
  await put(store, 'A', { n: { N: '1' } });
  await put(store, 'A', { n: { N: '1' } });
  await store.execute('DeleteItem', { TableName: 'cases', Key: key('nobody') });
  await store
    .execute('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'cases', Item: key('C') } },
        {
          ConditionCheck: { TableName: 'cases', Key: key('A'), ConditionExpression: 'attribute_not_exists(pk)' },
        },
      ],
    })
    .catch(() => {});
  await store.execute('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: 'cases', Item: key('D') } },
      { ConditionCheck: { TableName: 'cases', Key: key('A'), ConditionExpression: 'attribute_exists(pk)' } },
    ],
  });
  expect(await told(store)).toEqual(['INSERT A {"N":"1"}', 'INSERT D null']);
  await store.close();
});

it('is not kept for a table that asks for none', async () => {
  const store = await open(undefined, casesTable);
  await put(store, 'A');
  expect(store.streams.has('cases')).toBe(false);
  expect(await store.streams.read('cases', '', 10)).toEqual([]);
  await store.close();
});

it('forgets a change when every consumer has it, and never gives a number twice, not even over a restart', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stream-'));
  folders.push(directory);
  let store = await open(directory);
  for (const name of ['A', 'B', 'C']) await put(store, name);
  const [first, second, third] = (await store.streams.read('cases', '', 10)).map((one) => one.dynamodb.SequenceNumber);
  await store.streams.keep(
    'cases',
    new Map([
      ['fast', String(third)],
      ['slow', String(first)],
    ]),
  );
  expect(await told(store)).toEqual(['INSERT B null', 'INSERT C null']);
  await store.close();

  store = await open(directory);
  expect(await told(store, second)).toEqual(['INSERT C null']);
  expect([...(await store.streams.checkpoints('cases'))]).toEqual([
    ['fast', third],
    ['slow', first],
  ]);
  await store.streams.keep('cases', new Map([['fast', String(third)]]));
  expect(await told(store)).toEqual([]);
  await store.close();

  store = await open(directory);
  await put(store, 'D');
  expect(await told(store, third)).toEqual(['INSERT D null']);
  await store.close();
});

it('shows a change only when everything begun before it is there, so that a reader can pass nothing over', async () => {
  const store = await open();
  const seen: string[] = [];
  let after = '';
  const reading = (async () => {
    while (seen.length < 300) {
      for (const record of await store.streams.read('cases', after, 1000)) {
        after = record.dynamodb.SequenceNumber;
        seen.push(after);
      }
      await new Promise(setImmediate);
    }
  })();
  await Promise.all(Array.from({ length: 300 }, (_, n) => put(store, `lane-${n % 7}`, { n: { N: String(n) } })));
  await reading;
  expect(new Set(seen).size).toBe(300);
  expect(seen).toEqual([...seen].sort());
  await store.close();
});
