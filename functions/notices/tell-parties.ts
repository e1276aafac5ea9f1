import { type ApplicationEvent, type EventType, wording } from '../../shared/domain/application/events.ts';
import type { Text } from '../../shared/domain/text.ts';
import { giveNotice, type Notice } from '../../shared/notices/notice.ts';
import { applicantOf, handlersOf, type Party } from '../../shared/notices/parties.ts';
import { type Head, readForm, readHead } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Item, Table } from '../../shared/records/table.ts';

/**
 * What the parties of a case are told of. Not of their own drafts, nor of what goes on inside the office, nor of an
 * approval, which the permit or the completion follows within moments.
 */
export const told: readonly EventType[] = [
  'submitted',
  'supplemented',
  'withdrawn',
  'moved',
  'accepted',
  'deemed-accepted',
  'returned',
  'acceptance-refused',
  'paused',
  'resumed',
  'time-extended',
  'refusal-announced',
  'deemed-granted',
  'refused',
  'escalated',
  'referred',
  'restored',
  'permit-issued',
  'completed',
  'effect-blocked',
  'lapsed',
  'reopened',
];

const subjectOf = ({ receiptNumber }: Head): Text => ({
  zh: `申请${receiptNumber ? ` ${receiptNumber} ` : ''}有新的进展`,
  en: `News of your application${receiptNumber ? ` ${receiptNumber}` : ''}`,
});

/**
 * An event in the words of the timeline, without what an officer wrote: that may name anything, and stays inside the
 * zone for those who sign in.
 */
const inOurWords = ({ type, data }: ApplicationEvent): Text => {
  const { reason: _reason, announcement: _announcement, ...rest } = data;
  return wording({ type, data: rest });
};

/** Those whom a case concerns, less whoever brought the event about: they know. */
async function partiesOf(table: Table, head: Head, { by }: Pick<ApplicationEvent, 'by'>): Promise<Party[]> {
  const [stored, handlers] = await Promise.all([
    readForm(table, head.id),
    head.employerId ? handlersOf(table, head.employerId) : [],
  ]);
  return [
    ...(by.party === 'applicant' ? [] : applicantOf(stored?.form)),
    ...handlers.filter(({ to }) => to.subject !== by.subject),
  ];
}

/**
 * Tells the parties of an application what happened to it: the applicant at the address in the form, the employer's
 * handlers in their own inboxes. An event that comes again adds nothing.
 */
export async function tellParties(table: Table, item: Item): Promise<void> {
  const event = item as unknown as ApplicationEvent;
  if (!told.includes(event.type)) return;
  const applicationId = item.pk.slice(keys.application('').pk.length);
  const head = await readHead(table, applicationId);
  if (!head) return;
  for (const party of await partiesOf(table, head, event)) {
    const notice: Notice = {
      ...party,
      id: `event ${applicationId} ${event.sequence}`,
      kind: event.type,
      subject: subjectOf(head),
      text: inOurWords(event),
      about: { applicationId },
    };
    await giveNotice(table, notice, event.at);
  }
}
