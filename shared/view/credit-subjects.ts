import type { Head } from '../records/application.ts';
import type { CreditSubject } from '../records/credit.ts';
import { readEmployer } from '../records/employer.ts';
import type { Table } from '../records/table.ts';

/**
 * Whose credit an application rests on: its person, and the enterprise under its credit code.
 * @returns undefined while the person is not entered, and for a procedure without an employer or a person
 */
export async function creditSubjects(
  table: Table,
  { personId, employerId }: Pick<Head, 'personId' | 'employerId'>,
): Promise<{ person: CreditSubject; enterprise: CreditSubject } | undefined> {
  const employer = employerId === undefined ? undefined : await readEmployer(table, employerId);
  if (!personId || !employer) return undefined;
  return {
    person: { kind: 'person', code: personId },
    enterprise: { kind: 'enterprise', code: employer.unifiedSocialCreditCode },
  };
}
