import type { EventType } from '../application/events.ts';
import { type Circumstances, holds, type Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';

/** Every kind of letter (文书) that a zone writes; deemed ones say that the law decided, not an officer. */
export const letterKinds = [
  'receipt',
  'acceptance',
  'deemed-acceptance',
  'complete-notice',
  'acceptance-refusal',
  'pause',
  'time-extension',
  'intended-refusal',
  'grant',
  'deemed-grant',
  'refusal',
  'notification-letter',
  'cancellation-certificate',
  'employer-confirmation',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/**
 * Who writes to whom (信头): what letters say that may be called otherwise later. Kept once beside the application for
 * all its letters while nothing of it changes; an event names the one that its letter bears, so that the letter can be
 * made again years later, byte for byte.
 */
export type Letterhead = {
  /** Edition of the wording, as shared/policy/letters names it. */
  edition: string;
  /** In whose name it is written (Licensing Law art. 24). */
  authority: Text;
  /** The zone's telephone, for questions. */
  phone: string;
  /** Written in a rehearsal: a sample without legal effect. */
  sample?: true;
  /** Absent where a person applies who needs no employer. */
  employer?: { zh: string; en?: string };
  /** As the passport prints it; absent where the employer alone is concerned. */
  applicant?: string;
  /** Tells whether the applicant who looks now is the one to whom it was written: part of the address's fingerprint. */
  to?: string;
};

const simpleKinds: Partial<Record<EventType, LetterKind>> = {
  submitted: 'receipt',
  supplemented: 'receipt',
  accepted: 'acceptance',
  'deemed-accepted': 'deemed-acceptance',
  returned: 'complete-notice',
  'acceptance-refused': 'acceptance-refusal',
  paused: 'pause',
  'time-extended': 'time-extension',
  'refusal-announced': 'intended-refusal',
  'deemed-granted': 'deemed-grant',
  refused: 'refusal',
};

const aboutPermit = ({ effect }: Pick<Procedure, 'effect'>): boolean =>
  effect !== 'cancel-permit' &&
  effect !== 'confirm-employer' &&
  effect !== 'amend-employer' &&
  effect !== 'issue-merchant-card';

/**
 * The kind of letter that announces an event; undefined where none does. What cancels a permit or concerns the register
 * of employers is told when it has taken effect, and a changed permit when it is granted.
 * @param the circumstances of the application, for letters that only some of them have
 */
export function letterKind(
  type: EventType,
  procedure: Pick<Procedure, 'effect' | 'letters'>,
  the: Circumstances,
): LetterKind | undefined {
  switch (type) {
    case 'approved':
      return aboutPermit(procedure) ? 'grant' : undefined;
    case 'permit-issued':
      return procedure.letters.find(({ when }) => when.some((one) => holds(one, the, 'not-granted')))?.kind;
    case 'completed':
      // The merchant card tells by itself that it was issued.
      if (aboutPermit(procedure) || procedure.effect === 'issue-merchant-card') return undefined;
      return procedure.effect === 'cancel-permit' ? 'cancellation-certificate' : 'employer-confirmation';
    default:
      return simpleKinds[type];
  }
}

/** A letter's number: the receipt number and, in two digits or more, the event that it announces. */
export const letterNumber = (receiptNumber: string, sequence: number): string =>
  `${receiptNumber}-${String(sequence).padStart(2, '0')}`;
