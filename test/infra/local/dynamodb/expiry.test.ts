import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCases, start } from './wire.ts';

let cases: Awaited<ReturnType<typeof openCases>>;

beforeEach(async () => {
  cases = await openCases();
});
afterEach(() => cases.close());

const now = Date.parse(start) / 1000;
const named = { TableName: 'cases' };
const key = (id: string) => ({ pk: { S: id }, sk: { S: 'head' } });
const put = (id: string, expiresAt: object, more: object = {}) =>
  cases.dynamodb.execute('PutItem', { ...named, Item: { ...key(id), expiresAt, ...more } });
const at = (seconds: number) => ({ N: String(seconds) });
const remaining = async () => {
  const { Items: items } = await cases.dynamodb.execute('Scan', named);
  return (items as { pk: { S: string } }[]).map((item) => item.pk.S).sort();
};

test('An item stays until the clock has passed its time to live, then it goes with its index row', async () => {
  await put('soon', at(now + 60), { queuePk: { S: 'notices' }, queueSk: { S: '1' } });
  await put('later', at(now + 3600));
  await cases.dynamodb.expire();
  cases.clock.advance(60_000);
  await cases.dynamodb.expire();
  expect(await remaining()).toEqual(['later', 'soon']);
  cases.clock.advance(1000);
  await cases.dynamodb.expire();
  expect(await remaining()).toEqual(['later']);
  const queue = await cases.dynamodb.execute('Scan', { ...named, IndexName: 'queue' });
  expect(queue.Items).toEqual([]);
});

test('An item whose time to live is put off or taken away stays', async () => {
  for (const id of ['put off', 'taken away', 'replaced']) await put(id, at(now + 60));
  await put('put off', at(now + 7200));
  await put('replaced', { S: 'no number' });
  await cases.dynamodb.execute('UpdateItem', {
    ...named,
    Key: key('taken away'),
    UpdateExpression: 'REMOVE expiresAt',
  });
  cases.clock.advance(3_600_000);
  await cases.dynamodb.expire();
  expect(await remaining()).toEqual(['put off', 'replaced', 'taken away']);
});

test('An item written with a time to live of more than five years ago stays, as in DynamoDB', async () => {
  await put('ancient', at(now - 6 * 365 * 86_400));
  await put('recent', at(now - 60));
  await cases.dynamodb.expire();
  expect(await remaining()).toEqual(['ancient']);
});

test('Many items expire at once without costing a unit', async () => {
  await Promise.all(Array.from({ length: 250 }, (_, n) => put(`case-${n}`, at(now + n))));
  const { writeUnits } = cases.dynamodb.usage();
  cases.clock.advance(200_000);
  await cases.dynamodb.expire();
  expect(await remaining()).toHaveLength(50);
  expect(cases.dynamodb.usage().writeUnits).toBe(writeUnits);
});
