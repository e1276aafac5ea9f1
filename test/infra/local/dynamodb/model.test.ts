import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../../infra/local/aws-error.ts';
import { openDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import type { Item } from '../../../../infra/local/dynamodb/table.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

const named = { TableName: 'cases' };
const id = fc.constantFrom('a', 'b', 'c', '许');
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'head' } });
const text = fc.constantFrom('1', '2', '10', '审查').map((value) => ({ S: value }));
const attributes = fc.record({ queuePk: text, queueSk: text, title: text, stage: text }, { requiredKeys: [] });

type Write =
  | { kind: 'Put'; pk: string; values: Item }
  | { kind: 'Update'; pk: string; values: Item; remove: string[] }
  | { kind: 'Delete'; pk: string; values: Item };

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ kind: fc.constant('Put' as const), pk: id, values: attributes }),
  fc.record({
    kind: fc.constant('Update' as const),
    pk: id,
    values: attributes,
    remove: fc.subarray(['queuePk', 'queueSk', 'title']),
  }),
  fc.record({ kind: fc.constant('Delete' as const), pk: id, values: fc.constant({}) }),
);
/** One write by itself, or several items in one transaction that may carry a condition that fails. */
const step = fc.oneof(
  fc.record({ writes: fc.tuple(write), fails: fc.boolean(), transaction: fc.constant(false) }),
  fc.record({
    writes: fc.uniqueArray(write, { selector: ({ pk }) => pk, minLength: 1, maxLength: 4 }),
    fails: fc.boolean(),
    transaction: fc.constant(true),
  }),
);

const condition = (fails: boolean) => ({
  ConditionExpression: fails ? 'attribute_exists(nothing)' : 'attribute_not_exists(nothing)',
});

function request(one: Write, fails: boolean): Json {
  if (one.kind === 'Put') return { ...named, Item: { ...key(one.pk), ...one.values }, ...condition(fails) };
  if (one.kind === 'Delete') return { ...named, Key: key(one.pk), ...condition(fails) };
  const set = Object.keys(one.values);
  const remove = one.remove.filter((name) => !set.includes(name));
  const values = Object.fromEntries(set.map((name) => [`:${name}`, one.values[name]]));
  return {
    ...named,
    Key: key(one.pk),
    UpdateExpression:
      [
        set.length > 0 && `SET ${set.map((name) => `${name} = :${name}`).join()}`,
        remove.length > 0 && `REMOVE ${remove.join()}`,
      ]
        .filter(Boolean)
        .join(' ') || 'REMOVE nothing',
    ...(set.length > 0 && { ExpressionAttributeValues: values }),
    ...condition(fails),
  };
}

function apply(model: Map<string, Item>, one: Write): void {
  if (one.kind === 'Delete') model.delete(one.pk);
  else if (one.kind === 'Put') model.set(one.pk, { ...key(one.pk), ...one.values });
  else {
    const old = Object.entries(model.get(one.pk) ?? key(one.pk));
    model.set(one.pk, {
      ...Object.fromEntries(old.filter(([name]) => !one.remove.includes(name))),
      ...one.values,
    });
  }
}

test('After any writes, alone, together or failed, the table and its index hold what a plain map says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const dynamodb = await openDynamoDb({ clock: fakeClock(start), tables: [casesTable] });
      const model = new Map<string, Item>();
      for (const { writes, fails, transaction } of steps) {
        const [first] = writes;
        const items = writes.map((one) => ({ [one.kind]: request(one, fails && one === first) }));
        const done = transaction
          ? dynamodb.execute('TransactWriteItems', { TransactItems: items })
          : dynamodb.execute(`${first?.kind}Item`, items[0]?.[first?.kind ?? ''] ?? {});
        if (fails) await expect(done).rejects.toThrow(/condition/i);
        else {
          await done;
          for (const one of writes) apply(model, one);
        }
      }
      const { Items: items } = await dynamodb.execute('Scan', named);
      const { Items: rows } = await dynamodb.execute('Scan', { ...named, IndexName: 'queue' });
      await dynamodb.close();
      const byId = (list: unknown) => new Map((list as Item[]).map((item) => [JSON.stringify(item.pk), { ...item }]));
      expect(byId(items)).toEqual(byId([...model.values()]));
      const projected = [...model.values()]
        .filter((item) => item.queuePk && item.queueSk)
        .map(({ stage: _stage, ...rest }) => rest);
      expect(byId(rows)).toEqual(byId(projected));
      expect(rows).toHaveLength(projected.length);
    }),
    { numRuns: 150 },
  );
});
