import type { Category } from '../domain/application/case-clock.ts';
import { type Validity, validityAfter } from '../domain/application/validity.ts';
import type { Effect, Procedure } from '../domain/procedure/procedure.ts';
import type { Text } from '../domain/text.ts';
import type { Clock, Day } from '../domain/time.ts';
import { invalid, type Problem, problem } from '../http/problem.ts';
import type { Head } from '../records/application.ts';
import type { Employer } from '../records/employer.ts';
import { type KeptCredit, readKeptCredit } from '../records/kept-credit.ts';
import type { Permit } from '../records/permit.ts';
import { presentPerson } from '../records/person.ts';
import type { Table } from '../records/table.ts';
import { failure, type Result, success } from '../result.ts';
import { creditDecides, longestMonths } from '../zone/credit-limit.ts';
import type { Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';

type Given = { table: Table; clock: Clock; rules: Rules };

/** A token's dates end with the century; a contract beyond it is a slip of the pen. */
const lastYear = '2100-01-01';

/** Effects after which a permit has a period. */
export const givesPeriod = (effect: Effect): boolean =>
  effect === 'grant-permit' || effect === 'extend-permit' || effect === 'amend-permit' || effect === 'reissue-permit';

/** The number of the permit that an application is about, or that its person has. */
export const permitConcerned = async (table: Table, head: Head): Promise<string | undefined> =>
  head.permit ?? (head.personId ? presentPerson(table, head.personId) : undefined);

/** What an approval rests on by credit: the months that the score gives, and the score as the decision keeps it. */
export type CreditTerms = { months: number; kept: Omit<KeptCredit, 'explanation' | 'until'> };

/**
 * How long a score lets an extension run; undefined where it does not decide. Too low a score is a reason to refuse,
 * which officers decide and the party is heard about: nothing is refused by itself.
 */
export async function creditTerms(
  { table, rules }: Given,
  { head }: Pick<Case, 'head'>,
  the: { effect: Effect; category: Category | null },
): Promise<Result<CreditTerms | undefined, Problem>> {
  const submittedOn = rules.dayOf(head.submittedAt ?? head.createdAt);
  if (!creditDecides(rules.zone, { ...the, submittedOn })) return success(undefined);
  const score = (await readKeptCredit(table, head.id))?.score;
  if (!score) {
    return failure(
      problem('conflict', {
        detail: {
          zh: '本件的信用积分尚未核算；请在“本件信用”中重新核算后再决定',
          en: 'The credit of this application was not counted yet; have it counted anew under its credit, then decide',
        },
      }),
    );
  }
  const { total } = score;
  if (score.months === 0) {
    return refused(
      'decision',
      'credit-too-low',
      {
        zh: `提交之日的信用总分为 ${total} 分，未达到延期所需的最低分数，依信用不能核定延期期限`,
        en: `the credit total as of the submission is ${total}, below what an extension needs: by credit it leaves no time`,
      },
      {
        zh: '请以 credit-too-low 为由告知拟不予许可并听取意见；记录有异议的，先处理异议再重新核算。',
        en: 'Announce an intended refusal for the reason credit-too-low and hear the party; where a record is disputed, settle that first and count anew.',
      },
    );
  }
  const { explanation: _explanation, until: _until, ...kept } = score;
  return success({ months: score.months, kept });
}

const refused = (path: string, code: string, text: Text, remedy?: Text) =>
  invalid({ path, code, text, ...(remedy ? { remedy } : {}) });

/** Where a permit would follow, its category must be settled first. */
export const openCategory = (effect: Effect, { category }: Pick<Head, 'category'>): Result<undefined, Problem> =>
  givesPeriod(effect) && !category
    ? refused('decision', 'category-open', {
        zh: '类别尚未认定，不能准予许可',
        en: 'the category is not settled, so it cannot be approved',
      })
    : success(undefined);

/**
 * The period that an approval today gives, with the limit that binds it; undefined where no permit follows.
 * @param the.employer whose licence limits it, where there is one
 * @param the.permit the present permit of the person
 * @param the.credit as `creditTerms` found it
 * @param the.wantedTo an earlier last day that the decider wants
 */
export function grantedPeriod(
  { clock, rules }: Given,
  { head, stored }: Pick<Case, 'head' | 'stored'>,
  { effect }: Pick<Procedure, 'effect'>,
  the: {
    employer: Employer | undefined;
    permit: Permit | undefined;
    credit: CreditTerms | undefined;
    wantedTo: Day | undefined;
  },
): Result<Validity | undefined, Problem> {
  const { category } = head;
  const { permit, wantedTo } = the;
  const { contractFrom, contractTo } = stored.form.post ?? {};
  const passportExpiresOn = stored.form.applicant?.passport?.expiresOn;
  if (!givesPeriod(effect)) return success(undefined);
  const validity = category
    ? validityAfter(effect, {
        category,
        months: longestMonths(rules.zone, effect, { present: permit?.category, category }),
        creditMonths: the.credit?.months,
        decidedOn: rules.today(clock),
        licenceValidTo: the.employer?.licenceValidTo ?? null,
        contractFrom,
        contractTo,
        passportExpiresOn,
        present: permit,
        wantedTo,
      })
    : undefined;
  if (!validity) {
    return refused(wantedTo ? 'validTo' : 'decision', 'no-validity-left', {
      zh: '合同、护照、营业执照的期限或所选日期均不足以核定有效期',
      en: 'contract, passport, licence or the chosen day leave no time for a permit',
    });
  }
  return validity.to >= lastYear
    ? refused('decision', 'too-far-ahead', {
        zh: '合同日期过远，请核对',
        en: 'the contract lies too far ahead; check its dates',
      })
    : success(validity);
}
