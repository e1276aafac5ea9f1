import { describe, expect, it } from 'vitest';
import { flowOf } from '../../../web/administration/moves-flow.ts';

describe('The picture of cases that change their category', () => {
  const flow = flowOf(
    [
      { from: 'B', to: 'C', cases: 6 },
      { from: 'A', to: 'B', cases: 3 },
      { from: 'B', to: 'A', cases: 1 },
    ],
    180,
  );

  it('has on each side only what is there, in the order of the categories', () => {
    expect(flow.before.map(({ standing, cases }) => [standing, cases])).toEqual([
      ['A', 3],
      ['B', 7],
    ]);
    expect(flow.after.map(({ standing, cases }) => [standing, cases])).toEqual([
      ['A', 1],
      ['B', 3],
      ['C', 6],
    ]);
  });

  it('draws bands as thick as there are cases, beside each other and never beyond the picture', () => {
    const [first, second, third] = flow.bands;
    expect([first?.from, first?.to]).toEqual(['A', 'B']);
    expect([second?.from, second?.to, third?.to]).toEqual(['B', 'A', 'C']);
    expect((third?.height ?? 0) / (second?.height ?? 1)).toBeCloseTo(6);
    expect(third?.fromTop).toBeCloseTo((second?.fromTop ?? 0) + (second?.height ?? 0));
    for (const { toTop, fromTop, height } of flow.bands) {
      expect(Math.max(toTop, fromTop) + height).toBeLessThanOrEqual(180);
    }
  });

  it('is empty where nobody moves', () => {
    expect(flowOf([], 180)).toEqual({ before: [], after: [], bands: [] });
  });
});
