import { holds, type Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import { readEvent } from '../../shared/records/application.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Case } from '../../shared/view/access.ts';

/** Whether an officer has to see the applicant with the passport before anything is granted. */
const mustBeSeen = ({ identitySeen }: Procedure, { stored }: Case): boolean =>
  identitySeen?.when.some((condition) => holds(condition, { answers: stored.form.answers ?? {} }, 'asked')) ?? false;

const notSeen: ProblemEntry = {
  path: 'identitySeen',
  code: 'identity-not-seen',
  text: {
    zh: '申请人选择到窗口核验：须当面核对本人与护照原件',
    en: 'the applicant chose to come to the window: say that you saw them with the passport itself',
  },
};

/** What keeps an acceptance from being made: nobody has seen who applies. */
export const unseenAtAcceptance = (procedure: Procedure, the: Case, seen: true | undefined) =>
  !seen && mustBeSeen(procedure, the) ? notSeen : undefined;

/** The same for a review that recommends approval, where the acceptance does not say it: the law accepted, or answers changed. */
export async function unseenAtReview(table: Table, procedure: Procedure, the: Case, seen: true | undefined) {
  if (seen || !mustBeSeen(procedure, the)) return undefined;
  const { id, acceptance } = the.head;
  const accepted = acceptance ? await readEvent(table, id, acceptance) : undefined;
  return accepted?.data.identitySeen === true ? undefined : notSeen;
}
