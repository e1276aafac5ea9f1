import type { Form } from '../records/application.ts';
import { readHandlers } from '../records/employer-handlers.ts';
import type { Table } from '../records/table.ts';
import type { Notice } from './notice.ts';

/** Somebody who is told, and in which language where it is known. */
export type Party = Pick<Notice, 'to' | 'language'>;

/** The applicant, later the holder, at the address in the form; nobody where there is none. */
export const applicantOf = (form: Form | undefined): Party[] => {
  const { email, language } = form?.applicant ?? {};
  return email ? [{ to: { email }, ...(language ? { language } : {}) }] : [];
};

/** The handlers of an employer in their own inboxes; those who have not signed in yet are left out. */
export async function handlersOf(table: Table, employerId: string): Promise<Party[]> {
  const { handlers } = await readHandlers(table, employerId);
  return handlers.flatMap(({ subject, email, phone }) =>
    subject ? [{ to: { subject, phone, ...(email ? { email } : {}) } }] : [],
  );
}
