import { describe, expect, test } from 'vitest';
import { monthsByCredit } from '../../../../shared/domain/credit/extension-length.ts';
import { creditTotal } from '../../../../shared/domain/credit/total.ts';

const thresholds = [
  { points: 60, months: 12 },
  { points: 100, months: 24 },
];

describe('how long a permit may be extended by credit', () => {
  test.each([
    [0, 0],
    [59.99, 0],
    [60, 12],
    [60.01, 12],
    [99.99, 12],
    [100, 24],
    [100.01, 24],
    [150, 24],
  ])('where 60 and 100 include the number itself: %d points give %i months', (points, months) => {
    expect(monthsByCredit({ thresholds, inclusive: true }, points)).toBe(months);
  });

  test.each([
    [59.99, 0],
    [60, 0],
    [60.01, 12],
    [99.99, 12],
    [100, 12],
    [100.01, 24],
  ])('where one has to be over 60 and over 100: %d points give %i months', (points, months) => {
    expect(monthsByCredit({ thresholds, inclusive: false }, points)).toBe(months);
  });
});

describe('the total of a person and their enterprise', () => {
  test('weighs both sides, and drops what is smaller than a hundredth', () => {
    const weights = { person: 80, enterprise: 20 };
    expect(creditTotal(weights, { person: 59.99, enterprise: 59.99 })).toBe(59.99);
    expect(creditTotal(weights, { person: 60.01, enterprise: 60 })).toBe(60);
    expect(creditTotal(weights, { person: 100, enterprise: 50 })).toBe(90);
    expect(creditTotal({ person: 100, enterprise: 0 }, { person: 100.01, enterprise: 0 })).toBe(100.01);
  });
});
