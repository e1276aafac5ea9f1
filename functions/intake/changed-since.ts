import { changedDocuments, changedFields, nameable } from '../../shared/domain/application/one-notice.ts';
import { checklist } from '../../shared/domain/checklist/checklist.ts';
import type { Circumstances, Procedure } from '../../shared/domain/procedure/procedure.ts';
import { filedUntil, readEvent } from '../../shared/records/application.ts';
import { readEveryDocument } from '../../shared/records/document.ts';
import { readSubmittedForm } from '../../shared/records/submitted-form.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Case } from '../../shared/view/access.ts';

const kindsAsked = (procedure: Procedure, the: Circumstances): string[] =>
  checklist(procedure, { ...the, documents: [] }).map(({ kind }) => kind);

/**
 * What a further notice about an application may name: the fields, documents and answers that its parties changed since
 * it was returned, and the materials that are asked for only because of that (one complete notice, Licensing Law art.
 * 32(4)). What was changed and then taken back and changed again counts as well.
 * @param the.before the circumstances of the form as it was returned, `after` those of the form as it is handed in
 * @returns undefined for an application that was never returned: the first notice may name anything
 */
export async function changedSince(
  table: Table,
  { head, stored }: Pick<Case, 'head' | 'stored'>,
  the: { procedure: Procedure; circumstances: (form: Case['stored']['form']) => Circumstances },
): Promise<string[] | undefined> {
  const told = head.changed ? await readEvent(table, head.id, head.changed) : undefined;
  if (head.stage !== 'returned' && !told) return undefined;
  const [earlier, every] = await Promise.all([readSubmittedForm(table, head), readEveryDocument(table, head.id)]);
  const before = earlier ?? stored.form;
  const { procedure, circumstances } = the;
  const asked = kindsAsked(procedure, circumstances(before));
  const newlyAsked = kindsAsked(procedure, circumstances(stored.form)).filter((kind) => !asked.includes(kind));
  const paths = [
    ...(head.stage !== 'returned' && told ? nameable(told) : []),
    ...changedFields(before, stored.form),
    ...changedDocuments(every, filedUntil(head) ?? head.createdAt),
    ...newlyAsked.map((kind) => `document.${kind}`),
  ];
  return [...new Set(paths)].sort();
}
