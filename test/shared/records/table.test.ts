import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { absent, ContentionError, fingerprint, idOf, newId } from '../../../shared/records/table.ts';
import { dynamoError, openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterEach(() => {
  records.hooks.before = undefined;
  records.hooks.wait = undefined;
});
afterAll(() => records.close());

const key = (pk: string) => ({ pk, sk: 'A' });

/** Time that passes only when everybody waits: it goes on to the next who has waited long enough. */
function openWaitingLine() {
  let now = 0;
  const waiting: { until: number; go: () => void }[] = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    wait: (milliseconds: number) => new Promise<void>((go) => waiting.push({ until: now + milliseconds, go })),
    until: async <T>(work: Promise<T>): Promise<T> => {
      let done = false;
      const finished = work.finally(() => {
        done = true;
      });
      while (!done) {
        for (let turn = 0; turn < 20; turn++) await settled();
        const next = waiting.sort((one, other) => one.until - other.until).shift();
        if (!next) continue;
        now = next.until;
        next.go();
      }
      return finished;
    },
  };
}

describe('single writes', () => {
  test('what was put is read back, sets and bytes included', async () => {
    const item = { ...key('whole'), text: '名', number: 1.5, list: [null, true], bytes: new Uint8Array([0, 255]) };
    await records.table.put({ ...item, absent: undefined, names: new Set(['a', 'b']) });
    const found = await records.table.get(key('whole'));
    expect(found).toEqual({ ...item, names: new Set(['a', 'b']) });
  });

  test('a condition that does not hold answers with the item that stands there', async () => {
    await records.table.put({ ...key('taken'), by: 'first' }, absent);
    const outcome = await records.table.put({ ...key('taken'), by: 'second' }, absent);
    expect(outcome).toEqual({ ok: false, error: { item: { ...key('taken'), by: 'first' } } });
    const updated = await records.table.update({
      Key: key('nothing here'),
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':a': 1 },
    });
    expect(updated).toEqual({ ok: false, error: {} });
  });

  test('more items than one request may name are read in several, and those that are missing left out', async () => {
    const wanted = Array.from({ length: 130 }, (_, index) => key(`many-${index}`));
    await Promise.all(wanted.slice(1).map((each) => records.table.put(each)));
    const found = await records.table.getMany(wanted);
    expect(found.map(({ pk }) => pk).sort()).toEqual(
      wanted
        .slice(1)
        .map(({ pk }) => pk)
        .sort(),
    );
  });
});

describe('a transaction', () => {
  test('does all or nothing, and names every step whose condition did not hold', async () => {
    await records.table.put({ ...key('stands'), by: 'someone' });
    const outcome = await records.table.transact([
      { put: { Item: key('new'), ...absent } },
      { put: { Item: key('stands'), ...absent } },
      { check: { Key: key('missing'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);
    expect(outcome).toEqual({
      ok: false,
      error: { steps: [{ index: 1, item: { ...key('stands'), by: 'someone' } }, { index: 2 }] },
    });
    expect(await records.table.get(key('new'))).toBeUndefined();
  });

  test('that other transactions get in the way of is tried again under the same token', async () => {
    const tokens: unknown[] = [];
    records.hooks.before = (operation, body) => {
      expect(operation).toBe('TransactWriteItems');
      tokens.push(body.ClientRequestToken);
      if (tokens.length === 1) throw dynamoError('TransactionInProgressException');
      if (tokens.length === 2) {
        const reasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }];
        throw dynamoError('TransactionCanceledException', { CancellationReasons: reasons });
      }
    };
    const outcome = await records.table.transact([{ put: { Item: key('contended') } }, { delete: { Key: key('x') } }]);
    expect(outcome.ok).toBe(true);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens).toHaveLength(3);
  });

  test('that never gets its turn fails as contention, which passes by itself', async () => {
    const pauses: number[] = [];
    let attempts = 0;
    records.hooks.wait = async (milliseconds) => {
      pauses.push(milliseconds);
    };
    records.hooks.before = () => {
      attempts += 1;
      throw dynamoError('TransactionCanceledException', { CancellationReasons: [{ Code: 'ThrottlingError' }] });
    };
    await expect(records.table.transact([{ put: { Item: key('never') } }])).rejects.toThrow(ContentionError);
    expect(attempts).toBe(14);
    const together = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(together, 'before the function itself is given up on').toBeLessThan(15_000);
  });

  test('and forty-nine others that ask for the same item at the same moment all get their turn', async () => {
    const line = openWaitingLine();
    const held = new Set<string>();
    let conflicts = 0;
    records.hooks.wait = line.wait;
    // As DynamoDB does, and the emulator does not: who meets another transaction on an item is sent away at once.
    records.hooks.before = async (operation, body) => {
      expect(operation).toBe('TransactWriteItems');
      const steps = body.TransactItems as { [kind: string]: { Key?: object; Item?: { pk: object } } }[];
      const named = steps.map((step) =>
        JSON.stringify(Object.values(step)[0]?.Key ?? Object.values(step)[0]?.Item?.pk),
      );
      if (named.some((name) => held.has(name))) {
        conflicts += 1;
        const CancellationReasons = named.map((name) => ({ Code: held.has(name) ? 'TransactionConflict' : 'None' }));
        throw dynamoError('TransactionCanceledException', { CancellationReasons });
      }
      for (const name of named) held.add(name);
      await line.wait(20);
      for (const name of named) held.delete(name);
    };
    const decisions = Array.from({ length: 50 }, (_, index) =>
      records.table.transact([
        { put: { Item: key(`decision-${index}`) } },
        { check: { Key: key('standing'), ConditionExpression: 'attribute_not_exists(suspended)' } },
      ]),
    );
    const outcomes = await line.until(Promise.all(decisions));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(conflicts).toBeGreaterThan(100);
    expect(line.now(), 'milliseconds until the last was through').toBeLessThan(10_000);
  });

  test('that fails for any other reason fails as it is', async () => {
    records.hooks.before = () => {
      throw dynamoError('ValidationException');
    };
    await expect(records.table.transact([{ put: { Item: key('never') } }])).rejects.toThrow('ValidationException');
  });
});

test.each(['put', 'update', 'delete'] as const)(
  'a single %s that meets a transaction is tried again',
  async (write) => {
    let attempts = 0;
    records.hooks.before = () => {
      attempts += 1;
      if (attempts === 1) throw dynamoError('TransactionConflictException');
    };
    if (write === 'put') await records.table.put(key('single'));
    if (write === 'update') await records.table.update({ Key: key('single'), UpdateExpression: 'REMOVE a' });
    if (write === 'delete') await records.table.delete(key('single'));
    expect(attempts).toBe(2);
  },
);

describe('identifiers', () => {
  test('are 24 lower-case signs without i, l, o and u, and never the same twice', () => {
    const made = Array.from({ length: 1000 }, newId);
    for (const id of made) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{24}$/);
    expect(new Set(made).size).toBe(1000);
  });

  test('follow from sender, Idempotency-Key and what is made, so that a repeated request leads to the same', () => {
    const one = idOf('wang', 'key-1', 'application');
    expect(idOf('wang', 'key-1', 'application')).toBe(one);
    const others = [
      idOf('li', 'key-1', 'application'),
      idOf('wang', 'key-2', 'application'),
      idOf('wang', 'key-1', 'employer'),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
    expect(one).toMatch(/^[0-9a-z]{24}$/);
  });

  test('a fingerprint has 22 signs and does not tell what it was made of', () => {
    expect(fingerprint('U12345678')).toMatch(/^[\w-]{22}$/);
    expect(fingerprint('U12345678')).not.toBe(fingerprint('U12345679'));
  });
});
