import { describe, expect, it } from 'vitest';
import { groupPromises, headline } from '../../../web/home/promises.ts';

const clock = (procedure: string, stage: string, promise: number, categories = ['A', 'B', 'C']) => ({
  procedure,
  categories,
  stage,
  from: stage === 'preliminary-review' ? 'submission' : 'acceptance',
  promise,
  ceiling: stage === 'preliminary-review' ? 5 : 20,
});

describe('what a zone promises', () => {
  it('is told once for all procedures that share it, the most common first', () => {
    const clocks = [
      clock('cancellation', 'conclusion', 1),
      clock('new-permit', 'conclusion', 3),
      clock('new-permit', 'preliminary-review', 1),
      clock('extension', 'preliminary-review', 1),
      clock('extension', 'conclusion', 3),
    ];
    const groups = groupPromises(clocks, ['cancellation', 'new-permit', 'extension']);
    expect(groups.map(({ procedures }) => procedures)).toEqual([['new-permit', 'extension'], ['cancellation']]);
    expect(groups[0]?.lines.map(({ stage, promise }) => [stage, promise])).toEqual([
      ['preliminary-review', 1],
      ['conclusion', 3],
    ]);
  });

  it('keeps categories apart where one is promised more', () => {
    const clocks = [clock('new-permit', 'conclusion', 3, ['B', 'C']), clock('new-permit', 'conclusion', 1, ['A'])];
    expect(groupPromises(clocks, ['new-permit'])[0]?.lines.map(({ promise }) => promise)).toEqual([1, 3]);
  });

  it('leaves out what cannot be applied for, and procedures without a clock', () => {
    expect(groupPromises([clock('reissue', 'conclusion', 1)], ['new-permit'])).toEqual([]);
  });

  it('heads the page with the longest time of a first permit', () => {
    const clocks = [
      clock('extension', 'conclusion', 9),
      clock('new-permit', 'conclusion', 1, ['A']),
      clock('new-permit', 'conclusion', 5, ['B', 'C']),
    ];
    expect(headline(clocks)?.promise).toBe(5);
    expect(headline([clock('extension', 'conclusion', 9)])?.promise).toBe(9);
    expect(headline([])).toBeUndefined();
  });
});
