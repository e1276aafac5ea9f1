import { describe, expect, it } from 'vitest';
import { growing, type Measured } from './flatness.ts';

const none = { writes: 0, reads: 0, transitions: 0 };

const size = (applications: number, over: Partial<Measured> = {}): Measured => ({
  filled: { applications, open: 30, permits: 600, items: 40_000, employers: 25 },
  steps: [{ name: 'submit', units: { writes: 21, reads: 23, transitions: 2 } }],
  reads: [
    { name: 'queue, last page', units: { ...none, reads: 1.5 } },
    { name: 'report', units: { ...none, reads: 8 }, growsWith: 'the month' },
  ],
  byClock: [{ name: 'sweep', first: none, again: { ...none, reads: 9 }, looks: 0 }],
  statusList: { bytes: 1600 },
  latencies: [],
  walked: { from: 0, to: 1, cases: 1 },
  bytesPerCase: 18_000,
  ...over,
});

const faultsWith = (over: Partial<Measured>) => growing([size(1000), size(10_000, over)]);

describe('what a larger table costs', () => {
  it('is found the same where nothing grew, and where a page crossed one border more', () => {
    expect(faultsWith({})).toEqual([]);
    expect(faultsWith({ reads: [{ name: 'queue, last page', units: { ...none, reads: 2.5 } }] })).toEqual([]);
  });

  it('is reported where a list reads more for the same page', () => {
    expect(faultsWith({ reads: [{ name: 'queue, last page', units: { ...none, reads: 12 } }] })).toEqual([
      'queue, last page: 1.5 reads at the smallest size, 12 at 10,000 applications',
    ]);
  });

  it('may follow the month where a report counts one', () => {
    expect(faultsWith({ reads: [{ name: 'report', units: { ...none, reads: 90 }, growsWith: 'the month' }] })).toEqual(
      [],
    );
  });

  it('is reported where a step writes or moves more, or a case leaves more bytes', () => {
    expect(faultsWith({ steps: [{ name: 'submit', units: { writes: 22, reads: 23, transitions: 3 } }] })).toHaveLength(
      2,
    );
    expect(faultsWith({ bytesPerCase: 19_000 })).toHaveLength(1);
  });

  it('is reported where work by the clock reads more than what it is there to look at', () => {
    const sweep = (reads: number, looks: number) => [{ name: 'sweep', first: none, again: { ...none, reads }, looks }];
    expect(faultsWith({ byClock: sweep(30, 0) })).toHaveLength(1);
    expect(faultsWith({ byClock: sweep(30, 4096 * 21) })).toEqual([]);
  });

  it('is reported where something was not measured at the smaller size', () => {
    expect(faultsWith({ steps: [{ name: 'another', units: none }] })).toEqual([
      'another: was not measured at every size',
    ]);
  });
});
