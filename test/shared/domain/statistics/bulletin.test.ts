import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bulletinFigures,
  type CountingRules,
  countByProcedure,
} from '../../../../shared/domain/statistics/bulletin.ts';
import { type ClosedCase, endings } from '../../../../shared/domain/statistics/passes.ts';
import { nearestRank } from './brute-force.ts';

const rules: CountingRules = {
  smallestCell: 5,
  method: 'nearest-rank',
  concernsEmployer: (procedure) => procedure.startsWith('employer-'),
};
const at = '2023-11-20T02:00:00.000Z';
const category = fc.constantFrom('A' as const, 'B' as const, 'C' as const, null);
const procedure = fc.constantFrom('new-permit', 'extension', 'cancellation', 'employer-registration');
const pass = fc.record({
  stage: fc.constantFrom('preliminary-review' as const, 'review' as const, 'conclusion' as const),
  left: fc.constantFrom('accepted' as const, 'reviewed' as const, 'approved' as const, 'returned' as const),
  by: fc.constantFrom('front-li', 'back-chen', 'decider-sun'),
  days: fc.integer({ min: 0, max: 9 }),
  minutes: fc.integer({ min: 0, max: 3000 }),
  late: fc.constantFrom(true as const, undefined),
});
const closed: fc.Arbitrary<ClosedCase> = fc.record({
  at: fc.constant(at),
  procedure,
  category,
  ending: fc.constantFrom(...endings),
  again: fc.constantFrom(true as const, undefined, undefined, undefined),
  rounds: fc.constant(1),
  returns: fc.integer({ min: 0, max: 2 }),
  passes: fc.array(pass, { maxLength: 5 }),
  kept: fc.constantFrom(true, true, false, undefined),
});
const submitted = fc.record({ at: fc.constant(at), procedure, category });
const topics = ['materials', 'time', 'points', 'extension', 'other'];
const inquiry = fc.record({ topic: fc.constantFrom(...topics) });

/** A month of the size of E-Town's first one: 383 inquiries and 81 cases. */
const firstMonth = fc.record({
  inquiries: fc.array(inquiry, { minLength: 383, maxLength: 383 }),
  submitted: fc.array(submitted, { minLength: 95, maxLength: 95 }),
  closed: fc.array(closed, { minLength: 81, maxLength: 81 }),
  reopened: fc.constant([]),
});

describe('the figures of a month with 383 inquiries and 81 cases', () => {
  test('are what a plain count over its lists gives', () => {
    fc.assert(
      fc.property(firstMonth, (month) => {
        const figures = bulletinFigures(month, rules);
        const cases = month.closed.filter((one) => !one.procedure.startsWith('employer-') && !one.again);
        const decided = cases.filter(({ ending }) => ending !== 'withdrawn' && ending !== 'lapsed');
        expect(figures.inquiries.total).toBe(383);
        expect(figures.inquiries.topics.reduce((sum, { inquiries }) => sum + inquiries, 0)).toBe(383);
        expect(figures.concluded.total).toBe(decided.length);
        expect(Object.values(figures.endings).reduce((sum, count) => sum + count, 0)).toBe(cases.length);
        expect(figures.promise.kept).toBe(decided.filter(({ kept }) => kept).length);
        expect(figures.returns.total).toBe(cases.reduce((sum, { returns }) => sum + returns, 0));
        for (const { stage, cases: count, days, hours, withheld } of figures.stages) {
          const times = decided
            .map(({ passes }) => passes.filter((one) => stage === 'whole' || one.stage === stage))
            .filter((found) => found.length > 0);
          expect(count).toBe(times.length);
          if (times.length < 5) {
            expect([days, hours, withheld]).toEqual([undefined, undefined, times.length > 0 ? true : undefined]);
            continue;
          }
          const sums = times.map((found) => found.reduce((sum, one) => sum + one.days, 0));
          expect(days).toEqual({ median: nearestRank(sums, 0.5), p95: nearestRank(sums, 0.95) });
          const minutes = times.map((found) => found.reduce((sum, one) => sum + one.minutes, 0));
          expect(hours?.median).toBe(Math.round((nearestRank(minutes, 0.5) ?? 0) / 6) / 10);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('do not depend on the order in which summaries come', () => {
    fc.assert(
      fc.property(firstMonth, (month) => {
        const backwards = {
          inquiries: [...month.inquiries].reverse(),
          submitted: [...month.submitted].reverse(),
          closed: [...month.closed].reverse(),
          reopened: [],
        };
        expect(bulletinFigures(backwards, rules)).toEqual(bulletinFigures(month, rules));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a breakdown by category', () => {
  test('is shown only where every part of it is large enough, so that none can be found by subtraction', () => {
    fc.assert(
      fc.property(fc.array(submitted, { maxLength: 60 }), (cases) => {
        for (const { procedure: id, cases: count, categories } of countByProcedure(cases, 5)) {
          const own = cases.filter((one) => one.procedure === id);
          expect(count).toBe(own.length);
          const parts = (['A', 'B', 'C', null] as const).map(
            (name) => own.filter((one) => one.category === name).length,
          );
          const tellable = parts.every((part) => part === 0 || part >= 5);
          expect(categories === undefined).toBe(!tellable);
          if (categories) expect(Object.values(categories)).toEqual(parts);
        }
      }),
    );
  });

  test('is not shown for one case of category A among many of category B', () => {
    const cases = [
      ...Array.from({ length: 30 }, () => ({ procedure: 'new-permit', category: 'B' as const })),
      { procedure: 'new-permit', category: 'A' as const },
    ];
    expect(countByProcedure(cases, 5)).toEqual([{ procedure: 'new-permit', cases: 31 }]);
  });
});

describe('a case that ended, was reopened and ended again', () => {
  const one: ClosedCase = {
    at,
    procedure: 'new-permit',
    category: 'B',
    ending: 'refused',
    rounds: 1,
    returns: 0,
    passes: [],
    kept: true,
  };

  test('counts once among the concluded, and its second end stands apart', () => {
    const figures = bulletinFigures(
      {
        inquiries: [],
        submitted: [],
        closed: [one, { ...one, ending: 'issued', again: true }],
        reopened: [{ at, procedure: 'new-permit', category: 'B', from: 'refused' }],
      },
      rules,
    );
    expect(figures.concluded.total).toBe(1);
    expect(figures.endings).toMatchObject({ refused: 1, issued: 0 });
    expect(figures.again).toMatchObject({ total: 1, endings: { issued: 1, refused: 0 } });
    expect(figures.reopened).toBe(1);
    expect(figures.promise).toEqual({ cases: 1, kept: 1 });
  });
});
