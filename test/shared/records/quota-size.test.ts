import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeApplication } from '../../../shared/records/application.ts';
import { readSize, readSizeChanges } from '../../../shared/records/quota.ts';
import { changeSize } from '../../../shared/records/quota-size.ts';
import { dynamoError, mondayMorning, openRecords, type Records } from '../../records-wire.ts';
import { accept, accepted, handedIn, interns, need, opening, readAgain, standing } from './quota-cases.ts';

let records: Records;
beforeEach(async () => {
  records = await openRecords();
});
afterEach(() => records.close());

const reason = { zh: '本年度配额调整', en: 'The quota of this year was adjusted' };
const decide = (size: number, more: { version?: number; request?: string; by?: string; perYear?: number } = {}) => {
  const { perYear = 10, ...rest } = more;
  const decision = { size, reason, by: 'supervisor-zhou', ...rest };
  return changeSize(records.table, records.clock, interns, decision, opening(perYear));
};
const history = async () => (await readSizeChanges(records.table, interns)).map(({ from, to }) => [from, to]);

describe('deciding about a size', () => {
  test('keeps who decided, when and why, beside the size before and the zone’s own figure', async () => {
    expect(await decide(40)).toMatchObject({ ok: true, value: { size: 40, version: 2 } });
    records.clock.advance(60_000);
    expect(await decide(30, { by: 'admin-xu' })).toMatchObject({ ok: true, value: { size: 30, version: 3 } });
    expect(await readSizeChanges(records.table, interns)).toEqual([
      { change: 1, at: mondayMorning, to: 10, source: 'invented', placeholder: true },
      { change: 2, at: mondayMorning, by: 'supervisor-zhou', from: 10, to: 40, reason },
      { change: 3, at: '2026-11-23T02:01:00.000Z', by: 'admin-xu', from: 40, to: 30, reason },
    ]);
  });

  test('adds places when there are to be more', async () => {
    for (let taken = 0; taken < 2; taken++) await accepted(records, need(2));
    expect(await accept(records, await handedIn(records), need(2))).toMatchObject({ ok: false });
    expect((await decide(3, { perYear: 2 })).ok).toBe(true);
    expect((await accept(records, await handedIn(records), need(2))).ok).toBe(true);
    expect(await accept(records, await handedIn(records), need(2))).toMatchObject({
      error: { kind: 'quota-exhausted', quota: { size: 3 } },
    });
  });

  test('takes free places away when there are to be fewer, and opens them again before it adds others', async () => {
    const held = await accepted(records, need(10));
    await decide(1);
    expect(await accept(records, await handedIn(records), need(10))).toMatchObject({
      error: { kind: 'quota-exhausted', quota: { size: 1 } },
    });
    expect(await standing(records)).toMatchObject({ size: 1, open: 1, closed: 9 });
    await decide(6);
    expect(await standing(records)).toMatchObject({ size: 6, open: 6, closed: 4 });
    await decide(25);
    expect(await standing(records)).toMatchObject({ size: 25, open: 25, closed: 0 });
    expect(await readAgain(records, held)).toEqual(held);
  });

  test('never goes below what is taken, and then changes nothing', async () => {
    for (let taken = 0; taken < 3; taken++) await accepted(records, need(10));
    const before = await records.items();
    expect(await decide(2)).toEqual({ ok: false, error: { kind: 'taken', taken: 3 } });
    expect(await records.items()).toEqual(before);
    expect((await decide(3)).ok).toBe(true);
  });

  test('lets a place that is given back later be taken again only within the size', async () => {
    const held = await accepted(records, need(10));
    await accepted(records, need(10));
    await decide(2);
    await changeApplication(records.table, records.clock, {
      head: held,
      transition: 'withdraw',
      event: { type: 'withdrawn' },
      by: { party: 'system' },
    });
    expect((await accept(records, await handedIn(records), need(10))).ok).toBe(true);
    expect(await accept(records, await handedIn(records), need(10))).toMatchObject({ ok: false });
  });

  test('the same figure again is recorded, for it may confirm what was a placeholder', async () => {
    await accepted(records, need(10));
    expect((await decide(10)).ok).toBe(true);
    expect(await history()).toEqual([
      [undefined, 10],
      [10, 10],
    ]);
  });

  test('on what somebody else has changed meanwhile is refused', async () => {
    expect((await decide(20, { version: 1 })).ok).toBe(true);
    expect(await decide(30, { version: 1 })).toEqual({ ok: false, error: { kind: 'changed' } });
    expect((await decide(30, { version: 2 })).ok).toBe(true);
  });

  test('twice by the same request is done once; the same key for something else is refused', async () => {
    const key = 'sender-of-it';
    await decide(20, { request: `${key}aaaaaa` });
    await decide(25);
    expect(await decide(20, { request: `${key}aaaaaa` })).toMatchObject({ ok: true, value: { size: 25 } });
    expect(await decide(21, { request: `${key}bbbbbb` })).toEqual({ ok: false, error: { kind: 'other-body' } });
    expect(await history()).toEqual([
      [undefined, 10],
      [10, 20],
      [20, 25],
    ]);
  });
});

describe('a size that is lowered by hundreds', () => {
  const transactions = () => {
    const seen = { count: 0 };
    records.hooks.before = (operation) => {
      if (operation === 'TransactWriteItems') seen.count++;
    };
    return seen;
  };

  test('is reached in several steps and recorded as one decision', async () => {
    await accepted(records, need(400));
    const seen = transactions();
    expect((await decide(60, { version: 1 })).ok).toBe(true);
    expect(seen.count).toBe(4);
    expect(await standing(records)).toMatchObject({ size: 60, open: 60, closed: 340 });
    expect(await history()).toEqual([
      [undefined, 400],
      [400, 60],
    ]);
  });

  test('stays as it was when a step fails, and has all its places', async () => {
    await accepted(records, need(400));
    const seen = transactions();
    const failing = records.hooks.before;
    records.hooks.before = (operation, body) => {
      failing?.(operation, body);
      if (operation === 'TransactWriteItems' && seen.count === 3) throw dynamoError('InternalServerError');
    };
    await expect(decide(60)).rejects.toThrow();
    expect(await standing(records)).toMatchObject({ size: 400, open: 400 });
    expect(await history()).toEqual([[undefined, 400]]);
  });

  test('leaves fewer places and the old size when the function dies half-way; the next decision puts it right', async () => {
    await accepted(records, need(400));
    const seen = transactions();
    const counting = records.hooks.before;
    records.hooks.before = (operation, body) => {
      counting?.(operation, body);
      if (seen.count >= 3) throw dynamoError('InternalServerError');
    };
    await expect(decide(60)).rejects.toThrow();
    records.hooks.before = undefined;
    expect(await standing(records)).toMatchObject({ size: 400, open: 220 });
    expect((await decide(350)).ok).toBe(true);
    expect(await standing(records)).toMatchObject({ size: 350, open: 350 });
  });

  test('by several people at once ends at the figure of the last of them, with as many places', async () => {
    await accepted(records, need(500));
    const sizes = [60, 450, 150, 300];
    const outcomes = await Promise.all(sizes.map((size) => decide(size)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const stored = await readSize(records.table, interns);
    expect((await history()).at(-1)?.[1]).toBe(stored?.size);
    expect(await standing(records)).toMatchObject({ size: stored?.size, open: stored?.size });
  });

  test('is not lowered, and all places come back, when they are taken while it is under way', async () => {
    await accepted(records, need(200));
    const heads = await Promise.all(Array.from({ length: 25 }, () => handedIn(records)));
    let steps = 0;
    records.hooks.before = async (operation) => {
      if (operation !== 'TransactWriteItems' || ++steps !== 2) return;
      for (const head of heads) await accept(records, head, need(200));
    };
    expect(await decide(20)).toEqual({ ok: false, error: { kind: 'taken', taken: 26 } });
    expect(await standing(records)).toMatchObject({ size: 200, open: 200 });
    expect((await standing(records)).taken).toHaveLength(26);
  });
});

test('acceptances and decisions at the same moment: never more taken than the last size, and as many places as it says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.oneof(fc.constant('accept' as const), fc.integer({ min: 0, max: 14 })), {
        minLength: 4,
        maxLength: 24,
      }),
      async (perYear, moves) => {
        const office = await openRecords();
        try {
          const heads = await Promise.all(
            moves.map(async (move) => (move === 'accept' ? handedIn(office) : undefined)),
          );
          await Promise.all(
            moves.map(async (move, index) => {
              const head = heads[index];
              if (head) return accept(office, head, need(perYear));
              const decision = { size: Number(move), reason, by: 'supervisor-zhou' };
              return changeSize(office.table, office.clock, interns, decision, opening(perYear));
            }),
          );
          const [stored, { taken, open }] = [await readSize(office.table, interns), await standing(office)];
          expect(taken.length).toBeLessThanOrEqual(stored?.size ?? 0);
          expect(open).toBe(stored?.size ?? 0);
          const holders = (await Promise.all(heads.map(async (head) => head && readAgain(office, head)))).filter(
            (head) => head?.quota,
          );
          expect(new Set(holders.map((head) => head?.quota)).size).toBe(holders.length);
          expect(taken.map(({ applicationId }) => applicationId).sort()).toEqual(
            holders.map((head) => head?.id).sort(),
          );
          const changes = await readSizeChanges(office.table, interns);
          for (const [index, { from }] of changes.entries()) {
            if (index > 0) expect(from).toBe(changes[index - 1]?.to);
          }
        } finally {
          await office.close();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 30_000);
