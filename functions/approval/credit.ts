import type { Category } from '../../shared/domain/application/case-clock.ts';
import type { Effect } from '../../shared/domain/procedure/procedure.ts';
import { type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { readCreditList } from '../../shared/records/credit.ts';
import { type KeptCredit, readKeptCredit } from '../../shared/records/kept-credit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { creditSubjects } from '../../shared/view/credit-subjects.ts';
import { creditDecides } from '../../shared/zone/credit-limit.ts';
import type { Desk } from './desk.ts';

/** What an approval rests on by credit: the months that the score gives, and the score as the decision keeps it. */
export type CreditTerms = { months: number; kept: Omit<KeptCredit, 'explanation' | 'until'> };

/**
 * How long a score lets an extension run; undefined where it does not decide. Too low a score is a reason to refuse,
 * which officers decide and the party is heard about: nothing is refused by itself.
 */
export async function creditTerms(
  { table, rules }: Desk,
  { head }: Case,
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
  if (score.months === 0) return failure(problem('invalid-request', { problems: [tooLow(score)] }));
  const { explanation: _explanation, until: _until, ...kept } = score;
  return success({ months: score.months, kept });
}

const tooLow = ({ total }: KeptCredit): ProblemEntry => ({
  path: 'decision',
  code: 'credit-too-low',
  text: {
    zh: `提交之日的信用总分为 ${total} 分，未达到延期所需的最低分数，依信用不能核定延期期限`,
    en: `the credit total as of the submission is ${total}, below what an extension needs: by credit it leaves no time`,
  },
  remedy: {
    zh: '请以 credit-too-low 为由告知拟不予许可并听取意见；记录有异议的，先处理异议再重新核算。',
    en: 'Announce an intended refusal for the reason credit-too-low and hear the party; where a record is disputed, settle that first and count anew.',
  },
});

/**
 * Who stands on the black list, or whose enterprise does, is looked at with more care: the officer says what was
 * examined beyond the usual. The list itself decides nothing.
 */
export async function enhancedReviewGap(
  { table, rules }: Desk,
  { head }: Case,
  examined: string | undefined,
): Promise<ProblemEntry | undefined> {
  if (!rules.zone.credit || examined) return undefined;
  const subjects = await creditSubjects(table, head);
  const lists = subjects && (await Promise.all(Object.values(subjects).map((one) => readCreditList(table, one))));
  if (!lists?.includes('black')) return undefined;
  return {
    path: 'enhancedReview',
    code: 'enhanced-review',
    text: {
      zh: '申请人或用人单位在信用黑名单上，须加强审查；拟准予的，请写明另外核实了什么',
      en: 'the applicant or the employer stands on the black list: before it can be approved, say what was examined beyond the usual',
    },
  };
}
