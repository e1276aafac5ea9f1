import { invalid, type Problem } from '../../shared/http/problem.ts';
import type { Conflict, Head, StoredForm } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { type Identity, presentPerson, settlingSteps } from '../../shared/records/person.ts';
import type { Item, Table, TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { registerMoved } from '../../shared/view/change.ts';

/** Who the applicant is in the register, and the steps that move the case's lock to that person. */
type Settled = { personId: string; steps: { step: TransactionStep; refused: (item?: Item) => Conflict }[] };

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/** Moves the lock of a case from one code to another; the other may not have an open case of this kind already. */
const movedLock = (head: Head, from: string, to: string): Settled['steps'] => [
  {
    step: {
      put: {
        Item: { ...keys.openCase(to, head.employerId, head.procedure), applicationId: head.id },
        ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
        ExpressionAttributeValues: { ':mine': head.id },
      },
    },
    refused: otherCase,
  },
  { step: { delete: { Key: keys.openCase(from, head.employerId, head.procedure) } }, refused: otherCase },
];

/**
 * Settles whether the applicant is someone the register already knows. The register may have been settled for another
 * application meanwhile; then there is nothing left to ask.
 * @param answer the officer's word: a person's id, `new`, or nothing where nobody has to be told apart
 */
export async function settleApplicant(
  table: Table,
  head: Head,
  stored: StoredForm,
  answer: string | undefined,
): Promise<Result<Settled, Problem>> {
  const { personId } = head;
  if (!personId) throw new Error('a submitted application has no person');
  const present = await presentPerson(table, personId);
  if (present !== personId) {
    if (answer !== undefined && answer !== present) return failure(registerMoved);
    return success({ personId: present, steps: movedLock(head, personId, present) });
  }
  const namesakes = head.possiblySame ?? [];
  if (namesakes.length === 0) return success({ personId, steps: [] });
  if (!answer || (answer !== 'new' && !namesakes.includes(answer))) {
    return invalid({
      path: 'person',
      code: answer ? 'not-an-option' : 'missing',
      text: {
        zh: `登记簿中有同名同生日者，或同一护照号码的其他人。请核对是否为同一人：是则填写其编号（${namesakes.join('、')}），否则填写 new`,
        en: `the register knows someone with the same name and birth date, or with this passport. Is it the same person? Answer with the id (${namesakes.join(', ')}), otherwise with new`,
      },
    });
  }
  const identity = stored.form.applicant as Identity | undefined;
  if (!identity) throw new Error('a submitted application has no applicant');
  const sameAs = answer === 'new' ? undefined : answer;
  const settling = settlingSteps(identity, { personId, sameAs, differs: namesakes }).map((step) => ({
    step,
    refused: (): Conflict => ({ kind: 'register-moved' }),
  }));
  if (!sameAs) return success({ personId, steps: settling });
  return success({ personId: sameAs, steps: [...settling, ...movedLock(head, personId, sameAs)] });
}
