import { describe, expect, it } from 'vitest';
import { scaleOf, shares } from '../../../web/bulletin/bars.ts';

const bar = (values: number[]) => ({ key: String(values), label: '', values });

describe('the bars of a bulletin', () => {
  it('are measured by the longest one', () => {
    expect(scaleOf([bar([3]), bar([2, 6]), bar([1])])).toBe(8);
  });

  it('have a length of nothing where nothing was counted', () => {
    expect(scaleOf([bar([0]), bar([0])])).toBe(1);
    expect(shares([0, 0], 1)).toEqual([
      { from: 0, size: 0 },
      { from: 0, size: 0 },
    ]);
    expect(scaleOf([])).toBe(1);
  });

  it('lay their parts one behind the other', () => {
    expect(shares([2, 4, 2], 8)).toEqual([
      { from: 0, size: 0.25 },
      { from: 0.25, size: 0.5 },
      { from: 0.75, size: 0.25 },
    ]);
  });
});
