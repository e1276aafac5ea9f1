/**
 * Points of credit are counted in whole hundredths, so that the same records give the same sum in every order and in
 * every year; outside they are numbers with two decimals.
 */
export type Hundredths = number;

export const hundredthsOf = (points: number): Hundredths => Math.round(points * 100);

export const pointsOf = (hundredths: Hundredths): number => hundredths / 100 + 0;

/** Whether a number has no more than two decimals, as points must. */
export const isInHundredths = (points: number): boolean => Math.abs(points * 100 - Math.round(points * 100)) < 1e-6;

/** A share in per cent, without the remainder: what is lost by rounding is lost towards nothing. */
export const shareOf = (hundredths: Hundredths, percent: number): Hundredths =>
  Math.trunc((hundredths * percent) / 100) + 0;
