import { describe, expect, it } from 'vitest';
import { arrivalsOf, type DayKind } from './arrivals.ts';

const anHour = 3_600_000;
const dayOf = (kind: DayKind, seed = 1) => arrivalsOf({ kind, ordinary: 10_000, seed });
const between = (kind: DayKind, from: number, to: number): number =>
  dayOf(kind).filter(({ at }) => at >= from * anHour && at < to * anHour).length;

describe('a day of arrivals', () => {
  it('has a peak in the morning, a dip at noon and a second, lower peak', () => {
    const [morning, noon, afternoon] = [
      between('ordinary', 10, 11),
      between('ordinary', 12, 13),
      between('ordinary', 14, 15),
    ];
    expect(morning).toBeGreaterThan(afternoon);
    expect(afternoon).toBeGreaterThan(1.3 * noon);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(dayOf('ordinary')).toEqual(dayOf('ordinary'));
    expect(dayOf('ordinary', 2)).not.toEqual(dayOf('ordinary'));
  });

  it('brings more on a Monday, and on the eve of a deadline above all more that is filed', () => {
    const share = (kind: DayKind) => {
      const day = dayOf(kind);
      return day.filter(({ name }) => name === 'submit').length / day.length;
    };
    expect(dayOf('monday').length).toBe(14_000);
    expect(share('deadline-eve')).toBeGreaterThan(1.5 * share('ordinary'));
  });
});
