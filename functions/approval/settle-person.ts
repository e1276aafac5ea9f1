import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Conflict, Head, StoredForm } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { type Identity, settlePerson } from '../../shared/records/person.ts';
import type { Item, Table, TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';

/** Who the applicant is in the register, and the steps that move the case's lock to that person. */
type Settled = { personId: string; steps: { step: TransactionStep; refused: (item?: Item) => Conflict }[] };

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/**
 * Settles whether the applicant is someone the register already knows by another passport.
 * @param answer the officer's word: a person's id, `new`, or nothing where nobody has to be told apart
 */
export async function settleApplicant(
  table: Table,
  head: Head,
  stored: StoredForm,
  answer: string | undefined,
): Promise<Result<Settled, Problem>> {
  const personId = head.personId;
  if (!personId) throw new Error('a submitted application has no person');
  const namesakes = head.possiblySame ?? [];
  if (namesakes.length === 0) return success({ personId, steps: [] });
  if (!answer || (answer !== 'new' && !namesakes.includes(answer))) {
    return invalid({
      path: 'person',
      code: answer ? 'not-an-option' : 'missing',
      text: {
        zh: `登记簿中有同名同生日者。请核对是否为同一人：是则填写其编号（${namesakes.join('、')}），否则填写 new`,
        en: `the register knows someone with the same name and birth date. Is it the same person? Answer with the id (${namesakes.join(', ')}), otherwise with new`,
      },
    });
  }
  const identity = stored.form.applicant as Identity | undefined;
  if (!identity) throw new Error('a submitted application has no applicant');
  const sameAs = answer === 'new' ? undefined : answer;
  const kept = await settlePerson(table, identity, { personId, sameAs, differs: namesakes });
  if (!kept.ok) {
    return failure(
      problem('conflict', {
        detail: {
          zh: '登记簿已由另一件申请更新，请重新核对后决定',
          en: 'The register was changed for another application meanwhile; look again and decide anew',
        },
      }),
    );
  }
  if (!sameAs) return success({ personId, steps: [] });
  return success({
    personId: sameAs,
    steps: [
      {
        step: {
          put: {
            Item: { ...keys.openCase(sameAs, head.employerId, head.procedure), applicationId: head.id },
            ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
            ExpressionAttributeValues: { ':mine': head.id },
          },
        },
        refused: otherCase,
      },
      {
        step: { delete: { Key: keys.openCase(personId, head.employerId, head.procedure) } },
        refused: otherCase,
      },
    ],
  });
}
