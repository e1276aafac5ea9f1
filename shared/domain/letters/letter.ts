import type { Category } from '../application/case-clock.ts';
import type { Effect } from '../procedure/procedure.ts';
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
 * What a letter says that would change after its day, kept in the event that it announces (`data.letter`): with the rest
 * of the event the letter can be made again years later, byte for byte. Below 400 bytes for ordinary names.
 */
export type LetterFacts = {
  kind: LetterKind;
  /** Edition of the wording, as shared/policy/letters names it. */
  edition: string;
  /** In whose name it is written (Licensing Law art. 24). */
  authority: Text;
  /** The zone's telephone, for questions. */
  phone: string;
  /** Written in a rehearsal: a sample without legal effect. */
  sample?: true;
  employer: { zh: string; en?: string };
  /** As the passport prints it; absent where the employer alone is concerned. */
  applicant?: string;
  /** Tells whether the applicant who looks now is the one to whom it was written: part of the address's fingerprint. */
  to?: string;
  /** Only where the letter states one: before the conclusion the parties are not told what the reviewer proposes. */
  category?: Category;
};

/** A letter's number: the receipt number and, in two digits or more, the event that it announces. */
export const letterNumber = (receiptNumber: string, sequence: number): string =>
  `${receiptNumber}-${String(sequence).padStart(2, '0')}`;

/** The letter that tells of an approval; undefined where only what follows from it is told. */
export const approvalLetter = (effect: Effect): LetterKind | undefined =>
  effect === 'cancel-permit' || effect === 'confirm-employer' || effect === 'amend-employer' ? undefined : 'grant';

/** The letter that tells that an approval without a permit has taken effect; undefined where a permit is issued. */
export function completionLetter(effect: Effect): LetterKind | undefined {
  if (effect === 'cancel-permit') return 'cancellation-certificate';
  return effect === 'confirm-employer' || effect === 'amend-employer' ? 'employer-confirmation' : undefined;
}
