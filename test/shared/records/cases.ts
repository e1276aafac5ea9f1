import type { Form, Head, Requester, StoredForm } from '../../../shared/records/application.ts';
import { beginApplication } from '../../../shared/records/application.ts';
import { newId } from '../../../shared/records/table.ts';
import { mondayMorning, type Records } from '../../records-wire.ts';

export const handler: Requester = { party: 'employer', subject: 'employer-wang' };
export const officer = (subject: string, request?: string): Requester => ({ party: 'authority', subject, request });

/** A draft as intake begins it. */
export async function begin(
  { table }: Records,
  given: { id?: string; form?: Form; employerId?: string; personId?: string; emailHash?: string } = {},
): Promise<{ head: Head; stored: StoredForm }> {
  const begun = await beginApplication(
    table,
    {
      head: {
        id: given.id ?? newId(),
        procedure: 'new-permit',
        employerId: given.employerId ?? 'employer-1',
        employerName: '虚构光学（北京）有限公司',
        createdAt: mondayMorning,
        updatedAt: mondayMorning,
        ...(given.personId ? { personId: given.personId } : {}),
      },
      form: given.form ?? { applicant: { familyName: 'SPECIMEN' } },
      ...(given.emailHash ? { emailHash: given.emailHash } : {}),
    },
    handler,
  );
  if (!begun.ok) throw new Error('the draft stands there already');
  return begun.value;
}
