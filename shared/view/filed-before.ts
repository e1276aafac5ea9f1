import { spared } from '../domain/checklist/checklist.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import type { Form, Head } from '../records/application.ts';
import { readDocuments, type StoredDocument } from '../records/document.ts';
import { restsOn } from '../records/permit.ts';
import { presentPerson } from '../records/person.ts';
import type { Table } from '../records/table.ts';

/** A document of an earlier application of the same person. */
export type EarlierDocument = StoredDocument & { applicationId: string };

/**
 * The papers that an application is spared because they were filed before: accepted documents of those kinds from the
 * applications on which the person's permits in this zone rest, newest first. They prove what they proved then.
 */
export async function filedBefore(
  table: Table,
  procedure: Procedure,
  { head, form }: { head: Head; form: Form },
): Promise<EarlierDocument[]> {
  const { entry, facts, answers } = form;
  const kinds = spared(procedure, { entry, facts, answers, category: head.category ?? null });
  if (!head.personId || kinds.length === 0) return [];
  const number = await presentPerson(table, head.personId);
  const earlier = (await restsOn(table, number)).filter((id) => id !== head.id);
  const found = await Promise.all(
    earlier.map(async (applicationId) =>
      (await readDocuments(table, applicationId)).map((document) => ({ ...document, applicationId })),
    ),
  );
  return found.flat().filter(({ kind, state }) => state === 'accepted' && kinds.includes(kind));
}
