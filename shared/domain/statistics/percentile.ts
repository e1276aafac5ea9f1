/** How a percentile is found among the values of cases. */
export const percentileMethods = ['nearest-rank', 'linear'] as const;
export type PercentileMethod = (typeof percentileMethods)[number];

/**
 * A percentile of values in any order. `nearest-rank` is a value that occurs: the smallest one with at least that share
 * of all values at or below it. `linear` lies between the two values around the rank `share * (n - 1)`.
 * @param share above 0 and at most 1; 0.5 is the median
 * @throws RangeError for no values, or a share outside its bounds
 */
export function percentile(values: readonly number[], share: number, method: PercentileMethod): number {
  if (values.length === 0) throw new RangeError('there is no percentile of no values');
  if (!(share > 0 && share <= 1)) throw new RangeError('a percentile needs a share above 0 and at most 1');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? 0;
  // A product of two floats may lie just above the whole number that is meant.
  if (method === 'nearest-rank') return at(Math.ceil(Number((share * sorted.length).toFixed(9))) - 1);
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  return at(below) + (at(below + 1) - at(below)) * (rank - below);
}
