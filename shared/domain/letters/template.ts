import type { Limit } from '../application/validity.ts';
import type { Text } from '../text.ts';
import type { LetterKind } from './letter.ts';

/** What the words of a template may name in braces: `{receiptNumber}`. */
export type ValueName =
  | 'authority'
  | 'phone'
  | 'number'
  | 'receiptNumber'
  /** Whom the letter addresses, as a sentence calls them: 你单位, 您. */
  | 'you'
  | 'addressee'
  | 'employer'
  | 'applicant'
  | 'procedure'
  /** The application as a sentence calls it: 关于某人的“某事项”申请. */
  | 'matter'
  | 'category'
  /** The day of the event that the letter announces. */
  | 'date'
  | 'submittedOn'
  | 'acceptedOn'
  | 'round'
  | 'materials'
  | 'count'
  | 'promisedOn'
  | 'ceilingOn'
  | 'respondBy'
  | 'pauseKind'
  | 'announcement'
  | 'until'
  | 'reason'
  | 'workingDays'
  | 'validFrom'
  | 'validTo'
  | 'binding'
  | 'duration'
  | 'permitNumber'
  | 'cancelledOn'
  | 'creditCode'
  | 'nationality'
  | 'passportNumber'
  | 'workplace';

/** What may hold of an application and decides which parts its letter has. */
export type Circumstance =
  | 'about-a-person'
  | 'about-the-employer'
  | 'supplement'
  | 'in-review'
  | 'before-acceptance'
  | 'grant-permit'
  | 'extend-permit'
  | 'amend-permit'
  | 'reissue-permit'
  | 'confirm-employer'
  | 'amend-employer';

/** A part is left out unless every circumstance holds, and where it names a value that the record does not have. */
type Conditional = { when?: readonly Circumstance[] };

/** What a letter is made of, in its order. Line breaks in the record's texts begin a new paragraph. */
export type Part = Conditional &
  (
    | { part: 'paragraph'; text: Text }
    | { part: 'heading'; text: Text }
    | { part: 'fields'; rows: readonly (Conditional & { label: Text; value: Text })[] }
    | { part: 'list'; of: 'deficiencies' | 'reasons' }
  );

export type Template = {
  title: Text;
  parts: readonly Part[];
  /** What the wording rests on. */
  source: string;
  /** The wording, or a right or duty that it names, is not proven by a source; the authority must settle it. */
  placeholder: boolean;
};

/** Words that letters of every kind share. */
export type Phrases = {
  matter: Readonly<Record<'about-a-person' | 'about-the-employer', Text>>;
  you: Readonly<Record<'employer' | 'applicant', Text>>;
  /** How an addressee is called at the head of a letter. */
  salutation: Text;
  number: Text;
  category: Text;
  /** After a day that was counted across a year without a published calendar. */
  provisional: Text;
  pauseKinds: Readonly<Record<string, Text>>;
  bindings: Readonly<Record<Limit, Text>>;
  /** Whole months and the days beyond them; `{months}`, `{days}`. */
  duration: Readonly<Record<'months' | 'days' | 'both', Text>>;
  listed: Readonly<Record<'rule' | 'document' | 'remedy', Text>>;
  /** Several files of one kind, `{label}` and `{files}`; what stands between kinds. */
  materials: Readonly<Record<'several' | 'between', Text>>;
  seal: Text;
  /** `{page}` of `{pages}`. */
  page: Text;
  /** Stands on every letter that is not in the language that prevails. */
  translation: Text;
  /** Small print at the end of every letter. */
  notes: readonly Text[];
};

/** All wording of letters in one edition (文书格式版本). */
export type LetterEdition = {
  id: string;
  phrases: Phrases;
  templates: Readonly<Record<LetterKind, Template>>;
};
