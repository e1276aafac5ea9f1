import type { Notice } from '../../shared/notices/notice.ts';
import type { Form } from '../../shared/records/application.ts';
import { readHandlers } from '../../shared/records/employer-handlers.ts';
import type { Table } from '../../shared/records/table.ts';

/** Somebody who is reminded, and in which language. */
export type Reminded = Pick<Notice, 'to' | 'language'>;

/** The holder at the address in the form; nobody where there is none. */
export const holderOf = (form: Form | undefined): Reminded[] => {
  const { email, language } = form?.applicant ?? {};
  return email ? [{ to: { email }, ...(language ? { language } : {}) }] : [];
};

/** The handlers of an employer in their own inboxes. */
export async function handlersOf(table: Table, employerId: string): Promise<Reminded[]> {
  const { handlers } = await readHandlers(table, employerId);
  return handlers.flatMap(({ subject, email, phone }) =>
    subject ? [{ to: { subject, phone, ...(email ? { email } : {}) } }] : [],
  );
}
