import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hundredthsOf, isInHundredths, pointsOf, shareOf } from '../../../../shared/domain/credit/amount.ts';
import { type CreditRules, concerns, type SubItem } from '../../../../shared/domain/credit/rule-set.ts';
import { type CreditRecord, creditScore, monthsSince } from '../../../../shared/domain/credit/score.ts';
import { addMonths } from '../../../../shared/domain/time.ts';
import { creditRuleSets } from '../../../../shared/policy/credit/index.ts';

const rules = creditRuleSets['yiwu-2018-1'] as CreditRules;
const on = '2026-11-23';

const day = fc
  .date({ min: new Date('2018-10-12T00:00:00Z'), max: new Date('2027-06-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const recordOf = (item: SubItem): fc.Arbitrary<Omit<CreditRecord, 'id'>> => {
  const common = { item: fc.constant(item.id), source: fc.constantFrom(...item.sources), happenedOn: day };
  if (item.value.kind !== 'stated') return fc.record({ ...common, quantity: fc.integer({ min: 0, max: 400_000 }) });
  const { least, most } = item.value;
  const points = fc.integer({ min: least * 100, max: most * 100 }).map((value) => value / 100);
  return fc.record({ ...common, points });
};

const records = (kind: 'person' | 'enterprise' = 'person', most = 12): fc.Arbitrary<CreditRecord[]> =>
  fc
    .array(fc.oneof(...rules.items.filter((item) => concerns(item, kind)).map(recordOf)), { maxLength: most })
    .map((every) => every.map((record, index) => ({ ...record, id: `r${index}` })));

const total = (every: readonly CreditRecord[], day = on) => creditScore(rules, 'person', every, day).total;

describe('a credit score', () => {
  test('is the base where nothing is on record', () => {
    expect(creditScore(rules, 'person', [], on)).toMatchObject({ total: 50, lines: [{ kind: 'base', points: 50 }] });
  });

  test('does not depend on the order in which things were recorded', () => {
    fc.assert(
      fc.property(
        records().chain((every) =>
          fc.tuple(fc.constant(every), fc.shuffledSubarray(every, { minLength: every.length })),
        ),
        ([every, shuffled]) => {
          expect(creditScore(rules, 'person', shuffled, on)).toEqual(creditScore(rules, 'person', every, on));
        },
      ),
    );
  });

  test('is explained to the last point: the lines add up to the total', () => {
    fc.assert(
      fc.property(records(), day, (every, asOf) => {
        const score = creditScore(rules, 'person', every, asOf);
        const sum = score.lines.reduce((found, { points }) => found + hundredthsOf(points), 0);
        expect(sum).toBe(hundredthsOf(score.total));
        expect(score.lines.filter(({ kind }) => kind === 'record')).toHaveLength(every.length);
      }),
    );
  });

  test('stays between its floor and its cap, and so does every category', () => {
    fc.assert(
      fc.property(records('enterprise', 40), day, (every, asOf) => {
        const score = creditScore(rules, 'enterprise', every, asOf);
        expect(score.total).toBeGreaterThanOrEqual(rules.total.floor);
        expect(score.total).toBeLessThanOrEqual(rules.total.cap);
        for (const { category, points } of score.categories) {
          const limits = rules.categories.find(({ id }) => id === category);
          expect(points).toBeGreaterThanOrEqual(limits?.floor ?? Number.NaN);
          expect(points).toBeLessThanOrEqual(limits?.cap ?? Number.NaN);
        }
      }),
    );
  });

  test('never falls when something bad is taken away, nor rises when something good is', () => {
    const direction = new Map(rules.items.map((item) => [item.id, item.direction]));
    fc.assert(
      fc.property(records(), (every) => {
        const whole = hundredthsOf(total(every));
        for (const record of every) {
          const without = hundredthsOf(total(every.filter((one) => one !== record)));
          if (direction.get(record.item) === 'minus') expect(without).toBeGreaterThanOrEqual(whole);
          else expect(without).toBeLessThanOrEqual(whole);
        }
      }),
    );
  });

  test('lets every record weigh less as time passes, never more', () => {
    fc.assert(
      fc.property(
        records('person', 1),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 80 }),
        (every, a, b) => {
          const [record] = every;
          if (!record) return;
          const weight = (months: number) => {
            const [, line] = creditScore(rules, 'person', every, addMonths(record.happenedOn, months)).lines;
            return Math.abs(line?.points ?? 0);
          };
          expect(weight(Math.max(a, b))).toBeLessThanOrEqual(weight(Math.min(a, b)));
        },
      ),
    );
  });
});

const penalty = { id: 'p', item: 'administrative-penalty', source: 'psb', happenedOn: '2026-11-23' } as const;
const lineOf = (record: CreditRecord, asOf = on, kind: 'person' | 'enterprise' = 'person') =>
  creditScore(rules, kind, [record], asOf).lines[1];

describe('a record', () => {
  test.each([
    ['2026-11-23', 0, 100, -10],
    ['2027-11-22', 11, 100, -10],
    ['2027-11-23', 12, 50, -5],
    ['2028-11-23', 24, 25, -2.5],
  ])('of a penalty weighs on %s after %i months %i per cent', (asOf, months, percent, points) => {
    expect(lineOf(penalty, asOf)).toMatchObject({ worth: -10, months, percent, points, by: 'fixed' });
  });

  test('counts no more once its time is over, and not before its day', () => {
    expect(lineOf(penalty, '2029-11-22')).toMatchObject({ points: -2.5 });
    expect(lineOf(penalty, '2029-11-23')).toMatchObject({ points: 0, silent: 'expired' });
    expect(lineOf({ ...penalty, happenedOn: '2026-11-24' })).toMatchObject({ points: 0, silent: 'not-yet' });
  });

  test.each(['waiting', 'rejected', 'annulled', 'repaired', 'objected'] as const)(
    'that is %s counts nothing',
    (silent) => {
      expect(lineOf({ ...penalty, silent })).toMatchObject({ points: 0, silent, worth: -10 });
    },
  );

  test('of an unknown sub-item, or of one that is about enterprises alone, is shown and counts nothing', () => {
    expect(lineOf({ ...penalty, item: 'no-such-item' })).toMatchObject({ points: 0, silent: 'unknown-item' });
    expect(lineOf({ ...penalty, item: 'wage-arrears' })).toMatchObject({ points: 0, silent: 'not-for-subject' });
  });

  test('is worth its whole units, or its highest bracket', () => {
    const tax = { id: 't', item: 'tax-paid', source: 'tax-office', happenedOn: '2026-05-31' } as const;
    expect(lineOf({ ...tax, quantity: 39_999.99 })).toMatchObject({ worth: 3, by: '3 × 1' });
    const income = { ...tax, item: 'annual-income' };
    expect(lineOf({ ...income, quantity: 59_999 })).toMatchObject({ worth: 0, by: 'none' });
    expect(lineOf({ ...income, quantity: 120_000 })).toMatchObject({ worth: 6, by: '≥ 120000' });
  });

  test('beside a better one of the same kind says so', () => {
    const level = (id: string, quantity: number) =>
      ({ id, item: 'hsk-level', source: 'authority', happenedOn: '2026-01-15', quantity }) as const;
    expect(creditScore(rules, 'person', [level('a', 3), level('b', 5)], on)).toMatchObject({
      total: 55,
      lines: [{ kind: 'base' }, { record: 'a', points: 0, silent: 'not-best' }, { record: 'b', points: 5 }],
    });
  });

  test('of two that weigh the same, the one that happened first counts', () => {
    const level = (id: string, happenedOn: string) =>
      ({ id, item: 'hsk-level', source: 'authority', happenedOn, quantity: 5 }) as const;
    const given = [level('c', '2026-03-01'), level('a', '2026-02-01'), level('b', '2026-01-01')];
    expect(creditScore(rules, 'person', given, on).lines.slice(1)).toMatchObject([
      { record: 'b', points: 5 },
      { record: 'a', silent: 'not-best' },
      { record: 'c', silent: 'not-best' },
    ]);
  });

  test('of those that take away, the heaviest counts where only one does', () => {
    const heaviest = { ...rules, items: rules.items.map((item) => ({ ...item, counts: 'best' as const })) };
    const given = [penalty, { ...penalty, id: 'older', happenedOn: '2025-11-01' }];
    const { lines } = creditScore(heaviest, 'person', given, penalty.happenedOn);
    expect(lines).toMatchObject([
      { kind: 'base' },
      { record: 'older', points: 0, silent: 'not-best' },
      { record: penalty.id, points: -10 },
    ]);
  });

  test('beyond the floor of its sub-item is shown in full, with what the floor gave back', () => {
    const floor = rules.items.find(({ id }) => id === penalty.item)?.floor ?? 0;
    const many = Array.from({ length: 9 }, (_, index) => ({ ...penalty, id: `p${index}` }));
    const limits = creditScore(rules, 'person', many, penalty.happenedOn).lines.filter(({ kind }) => kind !== 'record');
    expect(limits).toContainEqual({
      kind: 'item-limit',
      category: expect.any(String),
      item: penalty.item,
      limit: floor,
      points: 90 + floor,
    });
  });

  test('beyond the cap of its category is shown in full, with what that cap cut off', () => {
    const narrow = { ...rules, categories: rules.categories.map((category) => ({ ...category, cap: 3 })) };
    const level = { id: 'a', item: 'hsk-level', source: 'authority', happenedOn: '2026-01-15', quantity: 5 } as const;
    const score = creditScore(narrow, 'person', [level], on);
    expect(score.total).toBe(53);
    expect(score.lines.at(-1)).toMatchObject({ kind: 'category-limit', limit: 3, points: -2 });
    expect(creditScore(rules, 'person', [level], on).lines.map(({ kind }) => kind)).toEqual(['base', 'record']);
  });

  test('weighs less from the very month that a step of the rules names', () => {
    const steps = [
      { afterMonths: 12, percent: 50 },
      { afterMonths: 24, percent: 10 },
    ];
    const stepped = {
      ...rules,
      items: rules.items.map((item) => ({ ...item, decay: { kind: 'steps' as const, steps } })),
    };
    const percent = (asOf: string) => {
      const line = creditScore(stepped, 'person', [penalty], asOf).lines.find(({ kind }) => kind === 'record');
      return line?.kind === 'record' ? line.percent : undefined;
    };
    expect(['2027-11-22', '2027-11-23', '2028-11-23'].map(percent)).toEqual([100, 50, 10]);
  });

  test('beyond a cap is shown in full, with what the cap cut off', () => {
    const tax = {
      id: 't',
      item: 'tax-paid',
      source: 'tax-office',
      happenedOn: '2026-05-31',
      quantity: 310_000,
    } as const;
    const { total: sum, lines } = creditScore(rules, 'person', [tax], on);
    expect(sum).toBe(70);
    expect(lines).toMatchObject([
      { kind: 'base', points: 50 },
      { kind: 'record', points: 31 },
      { kind: 'item-limit', item: 'tax-paid', limit: 20, points: -11 },
    ]);
  });
});

test.each([
  ['2026-01-31', '2026-02-27', 0],
  ['2026-01-31', '2026-02-28', 1],
  ['2026-01-31', '2026-03-30', 1],
  ['2026-01-31', '2026-03-31', 2],
  ['2026-11-23', '2026-11-23', 0],
  ['2026-11-24', '2026-11-23', 0],
])('from %s to %s are %i whole months', (from, to, months) => {
  expect(monthsSince(from, to)).toBe(months);
});

/** A trader of six years, counted by hand. */
test('a score that was counted by hand comes out the same', () => {
  const trader: CreditRecord[] = [
    { id: '1', item: 'years-without-violation', source: 'psb', happenedOn: '2026-10-08', quantity: 4 },
    { id: '2', item: 'annual-income', source: 'tax-office', happenedOn: '2025-12-31', quantity: 180_000 },
    { id: '3', item: 'tax-paid', source: 'tax-office', happenedOn: '2025-03-31', quantity: 61_000 },
    { id: '4', item: 'tax-paid', source: 'tax-office', happenedOn: '2026-03-31', quantity: 88_000 },
    { id: '5', item: 'local-jobs', source: 'hrss', happenedOn: '2026-06-30', quantity: 9 },
    { id: '6', item: 'years-worked', source: 'hrss', happenedOn: '2026-10-08', quantity: 6 },
    { id: '7', item: 'social-insurance', source: 'hrss', happenedOn: '2026-10-31', quantity: 35 },
    { id: '8', item: 'hsk-level', source: 'authority', happenedOn: '2022-05-14', quantity: 3 },
    { id: '9', item: 'credit-evaluation', source: 'market-regulator', happenedOn: '2026-09-01', points: 12.34 },
    { id: '10', item: 'administrative-penalty', source: 'market-regulator', happenedOn: '2025-10-01' },
  ];
  // 50 + (8 - 5) + 6 + (3 + 8) + 15 (of 18) + 6 + 8 + 3 + 12.34
  expect(creditScore(rules, 'person', trader, on)).toMatchObject({
    rules: 'yiwu-2018-1',
    total: 114.34,
    placeholder: true,
    categories: [
      { category: 'law-abiding', points: 3 },
      { category: 'income', points: 6 },
      { category: 'personal-tax', points: 11 },
      { category: 'local-employment', points: 15 },
      { category: 'years-in-yiwu', points: 6 },
      { category: 'insurance', points: 8 },
      { category: 'education', points: 0 },
      { category: 'chinese', points: 3 },
      { category: 'honesty', points: 12.34 },
      { category: 'trade-conduct', points: 0 },
      { category: 'public-benefit', points: 0 },
    ],
  });
});

test('points are whole hundredths, and nothing is ever less than nothing', () => {
  expect([0.1, 12.34, 1.005, 9.999].map(isInHundredths)).toEqual([true, true, false, false]);
  expect([pointsOf(-0), shareOf(-1, 50), shareOf(199, 50)]).toEqual([0, 0, 99]);
});
