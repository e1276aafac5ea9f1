import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentile } from '../../../../shared/domain/statistics/percentile.ts';
import { nearestRank } from './brute-force.ts';

const values = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 });
const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);

describe('a percentile', () => {
  test('by nearest rank is the smallest value with that share of values at or below it', () => {
    fc.assert(
      fc.property(values, share, (numbers, part) => {
        expect(percentile(numbers, part, 'nearest-rank')).toBe(nearestRank(numbers, part));
      }),
    );
  });

  test.each([
    [[1], 0.5, 1],
    [[1, 2], 0.5, 1],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.95, 4],
    [Array.from({ length: 20 }, (_, index) => index + 1), 0.95, 19],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  ])('of %j at %d is %d', (numbers, part, expected) => {
    expect(percentile(numbers, part, 'nearest-rank')).toBe(expected);
  });

  test('by linear interpolation lies between two values, never outside all of them', () => {
    expect(percentile([1, 2], 0.5, 'linear')).toBe(1.5);
    expect(percentile([10, 0, 20, 30], 0.95, 'linear')).toBeCloseTo(28.5);
    fc.assert(
      fc.property(values, share, (numbers, part) => {
        const found = percentile(numbers, part, 'linear');
        expect(found).toBeGreaterThanOrEqual(Math.min(...numbers));
        expect(found).toBeLessThanOrEqual(Math.max(...numbers));
      }),
    );
  });

  test('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(
        values,
        share,
        fc.constantFrom('nearest-rank' as const, 'linear' as const),
        (numbers, part, method) => {
          expect(percentile([...numbers].reverse(), part, method)).toBe(percentile(numbers, part, method));
        },
      ),
    );
  });

  test('of nothing is refused, and so is a share outside its bounds', () => {
    expect(() => percentile([], 0.5, 'nearest-rank')).toThrow(RangeError);
    expect(() => percentile([1], 0, 'nearest-rank')).toThrow(RangeError);
    expect(() => percentile([1], 1.1, 'linear')).toThrow(RangeError);
  });
});
