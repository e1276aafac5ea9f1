import type { ProblemEntry } from '../../shared/http/problem.ts';
import { readCreditList } from '../../shared/records/credit.ts';
import type { Case } from '../../shared/view/access.ts';
import { creditSubjects } from '../../shared/view/credit-subjects.ts';
import type { Desk } from './desk.ts';

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
