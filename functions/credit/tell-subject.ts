import type { Text } from '../../shared/domain/text.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { type Notice, noticeSteps, type Recipient } from '../../shared/notices/notice.ts';
import { readHandlers } from '../../shared/records/employer-handlers.ts';
import type { TransactionStep } from '../../shared/records/table.ts';
import type { Found } from './find-subject.ts';
import type { CreditGiven } from './given.ts';

/** Whom a decision about somebody's credit reaches: the holder of the permit, or whoever handles the enterprise. */
async function recipients({ table }: CreditGiven, { subject, email, employer }: Found): Promise<Recipient[]> {
  if (subject.kind === 'person') return email ? [{ email }] : [];
  const { handlers } = employer ? await readHandlers(table, employer.id) : { handlers: [] };
  return handlers.flatMap(({ subject: handler }) => (handler ? [{ subject: handler }] : []));
}

/** The steps by which somebody is told of a decision about their credit, with the decision itself. */
export async function tellSteps(
  given: CreditGiven,
  found: Found,
  the: { id: string; kind: string; subject: Text; text: Text; at: Instant },
): Promise<TransactionStep[]> {
  const { at, ...told } = the;
  const path = `/credit/${found.subject.kind === 'person' ? 'persons' : 'enterprises'}/${found.subject.code}` as const;
  const notices = (await recipients(given, found)).map((to): Notice => ({ ...told, to, link: path }));
  return notices.flatMap((notice) => noticeSteps(notice, at));
}
