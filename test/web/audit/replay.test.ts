import { describe, expect, it } from 'vitest';
import { agrees, shownValue } from '../../../web/audit/shown-value.ts';

describe('a replay', () => {
  const same = { scores: [{ outcome: 'same' }], clocks: [{ outcome: 'same' }], findings: [] };

  it('agrees with the record where every score and time computes again', () => {
    expect(agrees(same)).toBe(true);
  });

  it('agrees where a calendar was published since, for the date was provisional', () => {
    expect(agrees({ ...same, clocks: [{ outcome: 'published-since' }] })).toBe(true);
  });

  it('does not agree where a score, a time or a step is otherwise', () => {
    expect(agrees({ ...same, scores: [{ outcome: 'differs' }] })).toBe(false);
    expect(agrees({ ...same, clocks: [{ outcome: 'unreadable' }] })).toBe(false);
    expect(agrees({ ...same, findings: [{ code: 'chain' }] })).toBe(false);
  });

  it('shows values of the record as they are', () => {
    expect([undefined, null, 0, 'B', false, { a: 1 }].map(shownValue)).toEqual([
      '–',
      '–',
      '0',
      'B',
      'false',
      '{"a":1}',
    ]);
  });
});
