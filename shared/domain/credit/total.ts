import { type Hundredths, hundredthsOf, pointsOf } from './amount.ts';

/** Per cent by which each side counts in the total of a person with the enterprise that employs them. */
export type CreditWeights = { person: number; enterprise: number };

/**
 * The total of a person and their enterprise (人员和所在企业的综合信用分).
 * @returns points with two decimals, what is smaller is dropped
 */
export function creditTotal(weights: CreditWeights, scores: { person: number; enterprise: number }): number {
  const weighted: Hundredths =
    hundredthsOf(scores.person) * weights.person + hundredthsOf(scores.enterprise) * weights.enterprise;
  return pointsOf(Math.trunc(weighted / 100));
}
