import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../../../infra/local/aws-error.ts';
import { itemSize, readUnits, writeUnits } from '../../../../infra/local/dynamodb/capacity.ts';
import { openCases } from './wire.ts';

let cases: Awaited<ReturnType<typeof openCases>>;

beforeEach(async () => {
  cases = await openCases();
});
afterEach(() => cases.close());

const named = { TableName: 'cases' };
const key = (id: string) => ({ pk: { S: id }, sk: { S: 'head' } });
/** An item of exactly so many bytes: `pk`, `sk` and `note` take 8 with their names, `head` 4. */
const ofSize = (id: string, bytes: number, more: Record<string, { S: string }> = {}) => {
  const item = { ...key(id), ...more };
  return { ...item, note: { S: 'x'.repeat(bytes - itemSize(item) - 'note'.length) } };
};
const queued = (queue: string, at: string, title: string) => ({
  queuePk: { S: queue },
  queueSk: { S: at },
  title: { S: title },
});

/** What one operation consumed, its failure included. */
async function costOf(operation: string, body: Json) {
  const before = cases.dynamodb.usage();
  await cases.dynamodb.execute(operation, body).catch(() => undefined);
  const after = cases.dynamodb.usage();
  expect(after.operations).toBe(before.operations + 1);
  const { writeUnits: write, readUnits: read, items } = after.last.at(-1) ?? {};
  expect(after.writeUnits - before.writeUnits).toBe(write);
  expect(after.readUnits - before.readUnits).toBe(read);
  return { write, read, items };
}
const put = (item: object, more: object = {}) => costOf('PutItem', { ...named, Item: item, ...more });
const update = (id: string, expression: string, values: object, more: object = {}) =>
  costOf('UpdateItem', {
    ...named,
    Key: key(id),
    UpdateExpression: expression,
    ExpressionAttributeValues: values,
    ...more,
  });
const written = (write: number, items = 1) => ({ write, read: 0, items });
const read = (units: number, items = 1) => ({ write: 0, read: units, items });

describe('the size of an item', () => {
  test.each([
    ['text in UTF-8, its name too', { 姓名: { S: '张三' } }, 12],
    ['a number by its digits', { n: { N: '123456' } }, 1 + 4],
    ['a negative number', { n: { N: '-12' } }, 1 + 3],
    ['zero', { n: { N: '0' } }, 1 + 1],
    ['binary unencoded', { b: { B: Buffer.alloc(100).toString('base64') } }, 1 + 100],
    ['a boolean and a null', { b: { BOOL: true }, n: { NULL: true as const } }, 2 + 2],
    ['a set', { s: { SS: ['ab', '许可'] } }, 1 + 2 + 6],
    ['a list', { l: { L: [{ S: 'ab' }, { BOOL: false }] } }, 1 + 3 + (1 + 2) + (1 + 1)],
    ['a map', { m: { M: { ab: { S: 'cd' } } } }, 1 + 3 + 1 + 4],
  ])('counts %s', (_what, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });

  test('makes a started KB a write unit and a started 4 KB a read unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 20_000 }), (bytes) => {
        const item = { t: { S: 'x'.repeat(bytes - 1) } };
        const units = writeUnits(undefined, item);
        expect(units * 1024).toBeGreaterThanOrEqual(bytes);
        expect((units - 1) * 1024).toBeLessThan(bytes);
        expect(writeUnits(item, undefined)).toBe(units);
        expect(readUnits(bytes, 1)).toBe(Math.ceil(bytes / 4096));
        expect(readUnits(bytes, 2)).toBe(4 * readUnits(bytes, 0.5));
      }),
    );
  });
});

describe('a write costs', () => {
  test('one unit for a KB and two for a byte more', async () => {
    expect(await put(ofSize('a', 1024))).toEqual(written(1));
    expect(await put(ofSize('b', 1025))).toEqual(written(2));
  });

  test('the larger of what was and what becomes', async () => {
    await put(ofSize('a', 5000));
    expect(await put(ofSize('a', 100))).toEqual(written(5));
    expect(await update('a', 'SET note = :t', { ':t': { S: 'x'.repeat(2100) } })).toEqual(written(3));
  });

  test('for a deletion what was there, and one unit when nothing was', async () => {
    await put(ofSize('a', 2049));
    expect(await costOf('DeleteItem', { ...named, Key: key('a') })).toEqual(written(3));
    expect(await costOf('DeleteItem', { ...named, Key: key('a') })).toEqual(written(1));
  });

  test('when its condition fails, what is stored, and one unit when nothing is', async () => {
    const never = { ConditionExpression: 'attribute_exists(nothing)' };
    expect(await put(ofSize('a', 3000), never)).toEqual(written(1));
    await put(ofSize('a', 2000));
    expect(await put(ofSize('a', 9000), never)).toEqual(written(2));
  });

  test('in a batch the sum of its items', async () => {
    await put(ofSize('old', 3000));
    const requests = [
      { PutRequest: { Item: ofSize('a', 1500) } },
      { PutRequest: { Item: ofSize('b', 500) } },
      { DeleteRequest: { Key: key('old') } },
    ];
    expect(await costOf('BatchWriteItem', { RequestItems: { cases: requests } })).toEqual(written(2 + 1 + 3, 3));
  });
});

describe('an index adds', () => {
  test('one unit when an item enters it, by the size of what it projects', async () => {
    expect(await put(ofSize('a', 3000, queued('review', '1', 't')))).toEqual(written(3 + 1));
    expect(await put(ofSize('b', 3000, queued('review', '1', 't'.repeat(1500))))).toEqual(written(3 + 2));
  });

  test('nothing for an item that it does not hold', async () => {
    expect(await put({ ...key('a'), title: { S: 't' } })).toEqual(written(1));
    expect(await update('a', 'SET title = :t', { ':t': { S: 'other' } })).toEqual(written(1));
    expect(await costOf('DeleteItem', { ...named, Key: key('a') })).toEqual(written(1));
  });

  test('nothing when what it holds does not change', async () => {
    const item = { ...key('a'), ...queued('review', '1', 't') };
    await put(item);
    expect(await update('a', 'SET stage = :s', { ':s': { S: 'not projected' } })).toEqual(written(1));
    expect(await put(item)).toEqual(written(1));
  });

  test('one when a projected value changes in place, two when the item moves, one when it leaves', async () => {
    await put({ ...key('a'), ...queued('review', '1', 't') });
    expect(await update('a', 'SET title = :t', { ':t': { S: 'other' } })).toEqual(written(1 + 1));
    expect(await update('a', 'SET queuePk = :q', { ':q': { S: 'conclusion' } })).toEqual(written(1 + 2));
    expect(await update('a', 'REMOVE queuePk SET stage = :s', { ':s': { S: 'closed' } })).toEqual(written(1 + 1));
  });

  test('one when its item is deleted', async () => {
    await put({ ...key('a'), ...queued('review', '1', 't') });
    expect(await costOf('DeleteItem', { ...named, Key: key('a') })).toEqual(written(1 + 1));
  });
});

describe('a transaction costs', () => {
  const check = { ConditionCheck: { ...named, Key: key('check'), ConditionExpression: 'attribute_exists(pk)' } };

  test('twice the units of each item and check, but its indexes only once', async () => {
    await put(ofSize('check', 1500));
    await put({ ...key('moved'), ...queued('review', '1', 't') });
    const items = [
      { Put: { ...named, Item: ofSize('big', 2000) } },
      {
        Update: {
          ...named,
          Key: key('moved'),
          UpdateExpression: 'SET queuePk = :q',
          ExpressionAttributeValues: { ':q': { S: 'conclusion' } },
        },
      },
      check,
    ];
    expect(await costOf('TransactWriteItems', { TransactItems: items })).toEqual(written(4 + (2 + 2) + 4, 3));
  });

  test('also when it is cancelled: twice what is stored of each item', async () => {
    await put(ofSize('big', 2500));
    const items = [
      { Put: { ...named, Item: ofSize('big', 100) } },
      { Put: { ...named, Item: ofSize('new', 9000) } },
      check,
    ];
    expect(await costOf('TransactWriteItems', { TransactItems: items })).toEqual(written(6 + 2 + 2, 3));
  });

  test('read units when its token is repeated', async () => {
    const body = { ClientRequestToken: 'once', TransactItems: [{ Put: { ...named, Item: ofSize('big', 5000) } }] };
    expect(await costOf('TransactWriteItems', structuredClone(body))).toEqual(written(10));
    expect(await costOf('TransactWriteItems', structuredClone(body))).toEqual(read(4));
  });

  test('two read units for each started 4 KB of each item it reads, missing ones included', async () => {
    await put(ofSize('a', 4097));
    const items = ['a', 'nobody'].map((id) => ({ Get: { ...named, Key: key(id) } }));
    expect(await costOf('TransactGetItems', { TransactItems: items })).toEqual(read(4 + 2, 2));
  });
});

describe('a read costs', () => {
  test('half a unit for a started 4 KB, twice that when it is consistent, and the same for a missing item', async () => {
    await put(ofSize('a', 4097));
    expect(await costOf('GetItem', { ...named, Key: key('a') })).toEqual(read(1));
    expect(await costOf('GetItem', { ...named, Key: key('a'), ConsistentRead: true })).toEqual(read(2));
    expect(await costOf('GetItem', { ...named, Key: key('nobody') })).toEqual(read(0.5));
  });

  test('in a batch each item by itself', async () => {
    await put(ofSize('a', 1500));
    await put(ofSize('b', 6500));
    const keys = { Keys: [key('a'), key('b'), key('nobody')], ConsistentRead: true };
    expect(await costOf('BatchGetItem', { RequestItems: { cases: keys } })).toEqual(read(1 + 2 + 1, 3));
  });

  test('in a query all items it looked at together, filtered out or not', async () => {
    for (const sk of ['1', '2', '3', '4']) await put({ pk: { S: 'p' }, sk: { S: sk }, note: { S: 'x'.repeat(2000) } });
    const query = {
      ...named,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'p' } },
    };
    const all = 4 * (2 + 1 + 2 + 1 + 4 + 2000);
    expect(await costOf('Query', query)).toEqual(read(Math.ceil(all / 4096) / 2, 4));
    expect(await costOf('Query', { ...query, ConsistentRead: true })).toEqual(read(Math.ceil(all / 4096), 4));
    const filtered = { ...query, FilterExpression: 'attribute_exists(nothing)' };
    expect(await costOf('Query', filtered)).toEqual(read(1, 4));
    expect(await costOf('Query', { ...query, Limit: 2 })).toEqual(read(0.5, 2));
    const none = { ...query, ExpressionAttributeValues: { ':p': { S: 'nobody' } } };
    expect(await costOf('Query', none)).toEqual(read(0.5, 0));
  });

  test('in an index only what the index projects', async () => {
    for (const id of ['a', 'b']) await put(ofSize(id, 5000, queued('review', id, 't')));
    const query = {
      ...named,
      IndexName: 'queue',
      KeyConditionExpression: 'queuePk = :q',
      ExpressionAttributeValues: { ':q': { S: 'review' } },
    };
    expect(await costOf('Query', query)).toEqual(read(0.5, 2));
    expect(await costOf('Scan', named)).toEqual(read(Math.ceil(10_000 / 4096) / 2, 2));
  });
});

test('A request that asks is told what it consumed, table and index apart', async () => {
  const item = { ...key('a'), ...queued('review', '1', 't') };
  const single = await cases.dynamodb.execute('PutItem', { ...named, Item: item, ReturnConsumedCapacity: 'INDEXES' });
  expect(single.ConsumedCapacity).toEqual({
    TableName: 'cases',
    CapacityUnits: 2,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { queue: { CapacityUnits: 1 } },
  });
  const transaction = await cases.dynamodb.execute('TransactWriteItems', {
    TransactItems: [{ Delete: { ...named, Key: key('a') } }],
    ReturnConsumedCapacity: 'TOTAL',
  });
  expect(transaction.ConsumedCapacity).toEqual([{ TableName: 'cases', CapacityUnits: 3, WriteCapacityUnits: 3 }]);
});

test('A request that is refused unread costs nothing, and the last thousand costs are kept', async () => {
  await expect(cases.dynamodb.execute('PutItem', { ...named, Item: { pk: { S: 'a' } } })).rejects.toThrow();
  expect(cases.dynamodb.usage()).toMatchObject({ operations: 0, writeUnits: 0, readUnits: 0, last: [] });
  for (let at = 0; at < 1010; at += 1) await cases.dynamodb.execute('GetItem', { ...named, Key: key('a') });
  const usage = cases.dynamodb.usage();
  expect([usage.operations, usage.readUnits, usage.last.length]).toEqual([1010, 505, 1000]);
});

test('units are told apart by the sort of item that they were spent on', async () => {
  const before = cases.dynamodb.usage();
  const put = (pk: string, sk: string, note = '') =>
    cases.dynamodb.execute('PutItem', { ...named, Item: { pk: { S: pk }, sk: { S: sk }, note: { S: note } } });
  await put('APPLICATION#a', 'HEAD');
  await put('APPLICATION#a', 'EVENT#000001', 'x'.repeat(1100));
  await put('OUTBOX#0', '2026-11-23T02:00:00.000Z#1');
  const after = cases.dynamodb.usage();
  const spent = (kind: string) => [
    (after.writesByKind[kind] ?? 0) - (before.writesByKind[kind] ?? 0),
    (after.writeUnitsByKind[kind] ?? 0) - (before.writeUnitsByKind[kind] ?? 0),
  ];
  expect([spent('APPLICATION HEAD'), spent('APPLICATION EVENT'), spent('OUTBOX')]).toEqual([
    [1, 1],
    [1, 2],
    [1, 1],
  ]);
});
