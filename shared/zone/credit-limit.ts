import type { Category } from '../domain/application/case-clock.ts';
import { monthsByCredit } from '../domain/credit/extension-length.ts';
import type { Effect } from '../domain/procedure/procedure.ts';
import type { Day } from '../domain/time.ts';
import type { Zone } from './zone.ts';

type Of = Pick<Zone, 'policy' | 'credit'>;

/**
 * Longest permits of each category in months, as they hold for an effect: an extension that the score decides, and what
 * changes such a permit later, may be longer than a first permit of its category.
 * @param the.present category of the permit that goes on
 */
export function longestMonths(
  { policy, credit }: Of,
  effect: Effect,
  the: { present?: Category | undefined; category: Category },
): Readonly<Record<Category, number>> {
  const goesOn = effect === 'extend-permit' || (effect === 'amend-permit' && the.present === the.category);
  return goesOn && credit ? { ...policy.validityMonths, ...credit.extension.longest } : policy.validityMonths;
}

/** Whether the score bounds how long a permit is extended: by the zone's categories, and from its first day on. */
export const creditDecides = (
  { credit }: Pick<Zone, 'credit'>,
  the: { effect: Effect; category: Category | null | undefined; submittedOn: Day },
): boolean =>
  credit !== undefined &&
  the.effect === 'extend-permit' &&
  the.category != null &&
  credit.extension.categories.includes(the.category) &&
  the.submittedOn >= credit.decidesFrom;

/** The months that a total gives by the zone's thresholds; 0 where it reaches none. */
export const monthsFor = ({ extension }: NonNullable<Zone['credit']>, total: number): number =>
  monthsByCredit(extension, total);
