import { addDays, addMonths, type Day } from '../time.ts';
import type { Category } from './case-clock.ts';

export type Limit = 'category' | 'contract' | 'passport' | 'licence' | 'request';

export type Validity = { from: Day; to: Day; binding: Limit };

/**
 * How long a permit runs: never beyond the category's longest time, the contract, the passport or the employer's
 * licence; the tightest limit is named. A wanted earlier day shortens it further.
 * Source: Beijing guide, validity "参考聘用合同、申请人护照"; category limits are zone policy.
 * @returns undefined when nothing is left between the first and the last day
 */
export function permitValidity(the: {
  category: Category;
  months: Readonly<Record<Category, number>>;
  issuedOn: Day;
  contractFrom: Day;
  contractTo: Day;
  passportExpiresOn: Day;
  /** Null where the business licence runs without end. */
  licenceValidTo: Day | null;
  wantedTo?: Day;
}): Validity | undefined {
  const from = the.contractFrom > the.issuedOn ? the.contractFrom : the.issuedOn;
  const limits: [Limit, Day][] = [
    ['category', addDays(addMonths(from, the.months[the.category]), -1)],
    ['contract', the.contractTo],
    ['passport', the.passportExpiresOn],
  ];
  if (the.licenceValidTo) limits.push(['licence', the.licenceValidTo]);
  if (the.wantedTo) limits.push(['request', the.wantedTo]);
  const [binding, to] = limits.reduce((tightest, limit) => (limit[1] < tightest[1] ? limit : tightest));
  return to < from ? undefined : { from, to, binding };
}
