import { invalid, type Problem } from '../../shared/http/problem.ts';
import { type Conflict, caseLock, type Head, type StoredForm } from '../../shared/records/application.ts';
import { type Identity, presentPerson, readPerson, settlingSteps } from '../../shared/records/person.ts';
import type { Item, Table, TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { registerMoved } from '../../shared/view/change.ts';

/** Who the applicant is in the register, and the steps that move the case's lock to that person. */
type Settled = { personId: string | undefined; steps: { step: TransactionStep; refused: (item?: Item) => Conflict }[] };

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/** Moves the lock of a case from one code to another; the other may not have an open case of this kind already. */
const movedLock = (head: Head, from: string, to: string): Settled['steps'] => [
  {
    step: {
      put: {
        Item: { ...caseLock(head, to), applicationId: head.id },
        ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
        ExpressionAttributeValues: { ':mine': head.id },
      },
    },
    refused: otherCase,
  },
  { step: { delete: { Key: caseLock(head, from) } }, refused: otherCase },
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
  // The employer alone is concerned.
  if (!personId) return success({ personId, steps: [] });
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
  const word = (the: Parameters<typeof settlingSteps>[1]) =>
    settlingSteps(identity, the).map((step) => ({ step, refused: (): Conflict => ({ kind: 'register-moved' }) }));
  if (answer === 'new') return success({ personId, steps: word({ personId, sameAs: undefined, differs: namesakes }) });
  // Whoever holds the permit keeps their code; the other one leads to it from now on.
  const [given, kept] = head.permit ? [answer, personId] : [personId, answer];
  const { formerCodes } = await readPerson(table, given);
  const merging = word({ personId: given, sameAs: kept, differs: namesakes, formerCodes });
  return success({ personId: kept, steps: head.permit ? merging : [...merging, ...movedLock(head, given, kept)] });
}
