import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDynamoDb, type TableDefinition } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

let directory: string;
const clock = fakeClock(start);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterEach(() => rm(directory, { recursive: true }));

const open = (table: TableDefinition = casesTable) => openDynamoDb({ directory, clock, tables: [table] });
const named = { TableName: 'cases' };
const item = (id: string) => ({
  pk: { S: id },
  sk: { S: 'head' },
  queuePk: { S: 'review' },
  queueSk: { S: id },
  title: { S: `case ${id}` },
  owner: { S: 'employer' },
  until: { N: String(Date.parse(start) / 1000 + 60) },
});
const changed = (properties: object): TableDefinition => ({
  ...casesTable,
  properties: { ...casesTable.properties, ...properties },
});

test('Opened again, the tables hold their items, and a repeated transaction is still known', async () => {
  const transaction = {
    ClientRequestToken: 'once',
    TransactItems: [
      {
        Update: {
          ...named,
          Key: { pk: { S: 'n' }, sk: { S: 'n' } },
          UpdateExpression: 'ADD steps :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  };
  const first = await open();
  await first.execute('PutItem', { ...named, Item: item('a') });
  await first.execute('TransactWriteItems', structuredClone(transaction));
  await first.close();

  const second = await open();
  await second.execute('TransactWriteItems', structuredClone(transaction));
  const { Items: items } = await second.execute('Scan', named);
  await second.close();
  expect(items).toHaveLength(2);
  expect(items).toContainEqual(item('a'));
  expect(items).toContainEqual({ pk: { S: 'n' }, sk: { S: 'n' }, steps: { N: '1' } });
});

test('An index that is added, changed or taken away is made to fit the items that are there', async () => {
  const [queue] = casesTable.properties.GlobalSecondaryIndexes as object[];
  const owners = {
    IndexName: 'owners',
    KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  };
  const attributes = [
    ...(casesTable.properties.AttributeDefinitions as object[]),
    { AttributeName: 'owner', AttributeType: 'S' },
  ];
  const first = await open();
  for (const id of ['a', 'b']) await first.execute('PutItem', { ...named, Item: item(id) });
  await first.close();

  const second = await open(
    changed({
      AttributeDefinitions: attributes,
      GlobalSecondaryIndexes: [{ ...queue, Projection: { ProjectionType: 'KEYS_ONLY' } }, owners],
    }),
  );
  const inQueue = await second.execute('Scan', { ...named, IndexName: 'queue' });
  const byOwner = await second.execute('Query', {
    ...named,
    IndexName: 'owners',
    KeyConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: 'employer' } },
  });
  await second.close();
  expect(inQueue.Items).toContainEqual({
    pk: { S: 'a' },
    sk: { S: 'head' },
    queuePk: { S: 'review' },
    queueSk: { S: 'a' },
  });
  expect(byOwner.Count).toBe(2);

  const third = await open(changed({ AttributeDefinitions: attributes, GlobalSecondaryIndexes: [owners] }));
  await third.execute('DeleteItem', { ...named, Key: { pk: { S: 'a' }, sk: { S: 'head' } } });
  await third.close();
  const fourth = await open();
  const again = await fourth.execute('Scan', { ...named, IndexName: 'queue' });
  await fourth.close();
  expect(again.Items).toEqual([expect.objectContaining({ pk: { S: 'b' }, title: { S: 'case b' } })]);
});

test('A time to live that is turned on applies to the items that are there', async () => {
  const first = await open();
  await first.execute('PutItem', { ...named, Item: item('a') });
  await first.close();
  const second = await open(changed({ TimeToLiveSpecification: { AttributeName: 'until', Enabled: true } }));
  clock.advance(61_000);
  await second.expire();
  const { Count: count } = await second.execute('Scan', named);
  await second.close();
  expect(count).toBe(0);
});

test('A table of another key is refused, and so is one that cannot be kept', async () => {
  await (await open()).close();
  const otherKey = changed({ KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });
  await expect(open(otherKey)).rejects.toThrow(/another key/);
  await expect(open(changed({ LocalSecondaryIndexes: [{ IndexName: 'local' }] }))).rejects.toThrow(
    /local secondary index/,
  );
  await expect(open(changed({ AttributeDefinitions: [] }))).rejects.toThrow(/type of its key attribute pk/);
});

test('A directory is opened by one zone at a time, and a closed table answers nothing', async () => {
  const first = await open();
  await expect(open()).rejects.toThrow(/another zone/);
  await first.close();
  await expect(first.execute('Scan', named)).rejects.toThrow(/closed/);
});

test('Properties of a global table are understood as well', async () => {
  const table = await open(changed({ Replicas: [{ Region: 'local-1' }], StreamSpecification: undefined }));
  await table.execute('PutItem', { ...named, Item: item('a') });
  const { Count: count } = await table.execute('Scan', { ...named, IndexName: 'queue' });
  await table.close();
  expect(count).toBe(1);
});
