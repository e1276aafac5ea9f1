import type { ApplicationEvent } from '../domain/application/events.ts';
import { type Letterhead, type LetterKind, letterKind, letterNumber } from '../domain/letters/letter.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import type { Case } from './access.ts';
import { addresseeMark } from './letter-facts.ts';

/** A letter that a case has: what it announces and the mark of the letterhead that it bears. */
export type AnnouncedLetter = { number: string; kind: LetterKind; event: ApplicationEvent; mark: string };

/** The letter that announces an event of a case; undefined where none does. */
export function letterOf(
  { head, stored }: Pick<Case, 'head' | 'stored'>,
  procedure: Procedure,
  event: ApplicationEvent,
): AnnouncedLetter | undefined {
  const { entry, facts, answers } = stored.form;
  const mark = event.data.letter ?? stored.receipts?.[event.sequence];
  const kind = letterKind(event.type, procedure, { entry, facts, answers, category: head.category ?? null });
  if (!kind || typeof mark !== 'string' || !head.receiptNumber) return undefined;
  return { number: letterNumber(head.receiptNumber, event.sequence), kind, event, mark };
}

/**
 * Whether somebody may read a letter: officers every one, the employer who filed the case every one, an applicant those
 * that were written while the form named them. What an applicant filed alone is answered to the applicant alone.
 */
export const isAddressedTo = ({ viewer, staff, stored }: Case, { to }: Letterhead): boolean =>
  staff || viewer.handlesEmployer || (viewer.isApplicant && to !== undefined && to === addresseeMark(stored.form));
