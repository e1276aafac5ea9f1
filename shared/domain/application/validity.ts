import type { Effect } from '../procedure/procedure.ts';
import { addDays, addMonths, type Day } from '../time.ts';
import type { Category } from './case-clock.ts';

export type Limit = 'category' | 'contract' | 'passport' | 'licence' | 'credit' | 'request';

export type Validity = { from: Day; to: Day; binding: Limit };

/** What keeps a permit from running longer. */
export type Limits = {
  category: Category;
  months: Readonly<Record<Category, number>>;
  /** May be absent from a change, which then is limited by the present period alone. */
  contractTo?: Day | undefined;
  passportExpiresOn?: Day | undefined;
  /** Null where the business licence runs without end. */
  licenceValidTo: Day | null;
  /** Months that a credit score gives an extension, where the zone lets it decide. */
  creditMonths?: number | undefined;
  wantedTo?: Day | undefined;
};

/** The present period of a permit. */
export type PresentPeriod = { validFrom: Day; validTo: Day; bindingLimit: Limit };

const monthsFrom = (from: Day, months: number): Day => addDays(addMonths(from, months), -1);

/**
 * Every limit of a period that begins on a day, with the last day that it leaves. Where the score gives as much as the
 * category, the score is named: it is what the holder can do something about.
 */
export function limitsFrom(from: Day, the: Limits, present?: PresentPeriod): [Limit, Day][] {
  const limits: [Limit, Day][] = [];
  if (present) limits.push([present.bindingLimit, present.validTo]);
  if (the.creditMonths !== undefined) limits.push(['credit', monthsFrom(from, the.creditMonths)]);
  limits.push(['category', monthsFrom(from, the.months[the.category])]);
  if (the.contractTo) limits.push(['contract', the.contractTo]);
  if (the.passportExpiresOn) limits.push(['passport', the.passportExpiresOn]);
  if (the.licenceValidTo) limits.push(['licence', the.licenceValidTo]);
  if (the.wantedTo) limits.push(['request', the.wantedTo]);
  return limits;
}

/** The tightest limit of a period that begins on a day; undefined when nothing is left of it. */
function within(from: Day, the: Limits, present?: PresentPeriod): Validity | undefined {
  const [binding, to] = limitsFrom(from, the, present).reduce((tightest, limit) =>
    limit[1] < tightest[1] ? limit : tightest,
  );
  return to < from ? undefined : { from, to, binding };
}

/**
 * How long a permit runs: never beyond the category's longest time, the contract, the passport or the employer's
 * licence; the tightest limit is named. A wanted earlier day shortens it further.
 * Source: Beijing guide, validity "参考聘用合同、申请人护照"; category limits are zone policy.
 * @returns undefined when nothing is left between the first and the last day
 */
export const permitValidity = (
  the: Limits & { issuedOn: Day; contractFrom: Day; contractTo: Day; passportExpiresOn: Day },
): Validity | undefined => within(the.contractFrom > the.issuedOn ? the.contractFrom : the.issuedOn, the);

/**
 * The period that granting an application gives a permit:
 * a first permit, or one after another has ended, begins with the contract but not before the day of the decision;
 * an extension follows the last day of the present period without a gap, whenever it was decided;
 * a change keeps the present period and can only shorten it; what is signed anew keeps it as it is.
 *
 * @param the.present the period that the permit has, for everything but a first permit
 * @returns undefined when no day is left, or for an effect that gives no period
 */
export function validityAfter(
  effect: Effect,
  the: Limits & { decidedOn: Day; contractFrom?: Day | undefined; present?: PresentPeriod | undefined },
): Validity | undefined {
  const { present, decidedOn, contractFrom, contractTo, passportExpiresOn } = the;
  switch (effect) {
    case 'grant-permit':
      return contractFrom && contractTo && passportExpiresOn
        ? permitValidity({ ...the, issuedOn: decidedOn, contractFrom, contractTo, passportExpiresOn })
        : undefined;
    case 'extend-permit': {
      if (!present || !contractTo || !passportExpiresOn) return undefined;
      const next = within(addDays(present.validTo, 1), the);
      return next && next.to < decidedOn ? undefined : next;
    }
    case 'amend-permit': {
      const amended = present && within(present.validFrom, the, present);
      return amended && amended.to < decidedOn ? undefined : amended;
    }
    case 'reissue-permit':
      return present && { from: present.validFrom, to: present.validTo, binding: present.bindingLimit };
    default:
      return undefined;
  }
}
