import type { Form, Head } from './application.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * Keeps the form as it was submitted, before the first save after it was returned or taken back. Further saves of the
 * same round leave it alone; the submission itself pays nothing for it.
 * @param form as it was read for the save; the first save of a round always reads the submitted one
 */
export async function keepSubmittedForm(table: Table, head: Head, form: Form): Promise<void> {
  if (head.round === 0) return;
  await table.put(
    { ...keys.submittedForm(head.id), round: head.round, form },
    {
      ConditionExpression: 'attribute_not_exists(pk) OR #round < :round',
      ExpressionAttributeNames: { '#round': 'round' },
      ExpressionAttributeValues: { ':round': head.round },
    },
  );
}

/** The form of the last submission, if it was changed since; undefined while nothing was. */
export async function readSubmittedForm(table: Table, head: Head): Promise<Form | undefined> {
  const item = await table.get(keys.submittedForm(head.id));
  return item?.round === head.round ? (item.form as Form) : undefined;
}
