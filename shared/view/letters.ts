import type { ApplicationEvent, EventType } from '../domain/application/events.ts';
import { type Letterhead, type LetterKind, letterKind, letterNumber } from '../domain/letters/letter.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import type { Case } from './access.ts';
import { addresseeMark } from './letter-facts.ts';

/** A letter that a case has: what it announces and the mark of the letterhead that it bears. */
export type AnnouncedLetter = { number: string; kind: LetterKind; event: ApplicationEvent; mark: string };

/** The kind of letter by which a case would tell that something happened to it; undefined where none does. */
export const kindFor = (
  { head, stored }: Pick<Case, 'head' | 'stored'>,
  procedure: Procedure,
  type: EventType,
): LetterKind | undefined => {
  const { entry, facts, answers } = stored.form;
  return letterKind(type, procedure, { entry, facts, answers, category: head.category ?? null });
};

/** The letter that announces an event of a case; undefined where none does. */
export function letterOf(
  the: Pick<Case, 'head' | 'stored'>,
  procedure: Procedure,
  event: ApplicationEvent,
): AnnouncedLetter | undefined {
  const { head, stored } = the;
  const mark = event.data.letter ?? stored.receipts?.[event.sequence];
  const kind = kindFor(the, procedure, event.type);
  if (!kind || typeof mark !== 'string' || !head.receiptNumber) return undefined;
  return { number: letterNumber(head.receiptNumber, event.sequence), kind, event, mark };
}

/**
 * Whether somebody may read a letter: officers every one, the employer who filed the case every one, an applicant those
 * that were written while the form named them. What an applicant filed alone is answered to the applicant alone.
 */
export const isAddressedTo = ({ viewer, staff, stored }: Case, { to }: Letterhead): boolean =>
  staff || viewer.handlesEmployer || (viewer.isApplicant && to !== undefined && to === addresseeMark(stored.form));
