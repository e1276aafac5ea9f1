import { describe, expect, test } from 'vitest';
import { byExpiry } from '../../../web/permits/by-expiry.ts';

const permit = (
  number: string,
  validTo: string,
  status: 'valid' | 'suspended' | 'expired' | 'cancelled' = 'valid',
) => ({
  number,
  validTo,
  status,
});
const numbers = (list: { number: string }[]) => list.map(({ number }) => number);

describe('my permits', () => {
  test('stand with those first that end first, suspended ones among them', () => {
    const { inForce } = byExpiry([
      permit('C', '2028-12-05'),
      permit('A', '2027-01-01', 'suspended'),
      permit('B', '2027-06-30'),
    ]);
    expect(numbers(inForce)).toEqual(['A', 'B', 'C']);
  });

  test('keep what has ended apart, the latest first', () => {
    const { inForce, ended } = byExpiry([
      permit('old', '2024-01-01', 'expired'),
      permit('held', '2027-01-01'),
      permit('given-up', '2026-01-01', 'cancelled'),
    ]);
    expect([numbers(inForce), numbers(ended)]).toEqual([['held'], ['given-up', 'old']]);
  });

  test('stand the same way each time where several end on one day', () => {
    const list = [permit('B', '2027-01-01'), permit('A', '2027-01-01')];
    expect(numbers(byExpiry(list).inForce)).toEqual(['A', 'B']);
    expect(numbers(byExpiry(list.toReversed()).inForce)).toEqual(['A', 'B']);
  });
});
