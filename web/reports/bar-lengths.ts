/**
 * A round figure at or above the largest of some, at which an axis ends: 1, 2 or 5 times a power of ten.
 * @returns 1 where nothing is above 0
 */
export function axisEnd(values: readonly number[]): number {
  const largest = Math.max(0, ...values);
  if (largest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].find((times) => times * power >= largest - 1e-9) ?? 10;
  return Number((step * power).toPrecision(6));
}

/** Where an axis is marked: its start, its middle and its end. */
export const marks = (end: number): number[] => [0, end / 2, end];
