import { hundredthsOf } from './amount.ts';

/** From so many points on, an extension may run for so many months. */
export type CreditThreshold = { points: number; months: number };

/** How a zone reads its thresholds: "reaches 60" includes 60 itself, "over 60" does not. */
export type CreditThresholds = { thresholds: readonly CreditThreshold[]; inclusive: boolean };

/**
 * The months for which a score lets a permit be extended; 0 where it reaches no threshold.
 * Source: Jinhua 2022-11-22 ("reaches 60 … one year; reaches 100 … two years") and JobTube 2019-10 ("over 60", "over
 * 100"); which of the two holds is the zone's policy.
 */
export function monthsByCredit({ thresholds, inclusive }: CreditThresholds, total: number): number {
  const points = hundredthsOf(total);
  const reached = thresholds.filter((threshold) => {
    const from = hundredthsOf(threshold.points);
    return inclusive ? points >= from : points > from;
  });
  return Math.max(0, ...reached.map(({ months }) => months));
}
