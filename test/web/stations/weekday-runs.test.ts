import { describe, expect, it } from 'vitest';
import { weekdayRuns } from '../../../web/stations/weekday-runs.ts';

describe('opening days', () => {
  it('are told as runs of neighbours', () => {
    expect(weekdayRuns([1, 2, 3, 4, 5])).toEqual([{ first: 1, last: 5 }]);
    expect(weekdayRuns([5, 1, 2, 3, 7, 7])).toEqual([
      { first: 1, last: 3 },
      { first: 5, last: 5 },
      { first: 7, last: 7 },
    ]);
    expect(weekdayRuns([])).toEqual([]);
  });
});
