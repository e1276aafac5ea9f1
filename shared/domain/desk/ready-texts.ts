import { fieldLabels } from '../checklist/field-labels.ts';
import type { PaperRule } from '../desk/papers.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';

/** What an officer still has to fill in: `{page}` in the words, and what to write there. */
export type Slot = { name: string; label: Text };

/** Whether the words rest on a source, or are this project's own until an authority settles them. */
type Origin = { source: string; placeholder: boolean };

/** What a ready text may be about: papers of these kinds or every one; fields that begin so or every one; questions. */
export type About =
  | { papers: 'every' | readonly string[] }
  | { fields: 'every' | readonly string[] }
  | { questions: true };

/** Words for one thing to mend (须补正事项), in both languages; `{label}` stands for the paper, field or question. */
export type ReadyDeficiency = Origin & {
  /** Unique in its edition. */
  id: string;
  /** One of the codes by which returns are counted and explained. */
  code: string;
  about: About;
  text: Text;
  remedy: Text;
  slots?: readonly Slot[];
};

/** Words for one reason of a refusal (art. 38), with the rule behind it. */
export type ReadyReason = Origin & {
  code: string;
  /** The decisions that can rest on it. */
  decisions: readonly ('refuse-acceptance' | 'refuse')[];
  rule: string;
  text: Text;
  slots: readonly Slot[];
  /** Kinds of paper that such a reason usually names. */
  papers?: readonly string[];
  onlyWithCredit?: true;
};

/** All ready texts of one edition. */
export type ReadyTexts = {
  id: string;
  deficiencies: readonly ReadyDeficiency[];
  reasons: readonly ReadyReason[];
};

/** A ready text for one place of one application; its slots are still open. */
export type OfferedText = Origin & {
  id: string;
  code: string;
  text: Text;
  remedy: Text;
  slots: readonly Slot[];
};
export type OfferedPlace = { path: string; label: Text; texts: OfferedText[] };

/**
 * Puts values in the place of slots; a slot without a value stays as it is. Figures of policy and labels go in here, what
 * the officer has seen goes in on the page.
 */
export const filledSlots = ({ zh, en }: Text, values: Readonly<Record<string, Text>>): Text => {
  const fill = (words: string, language: keyof Text) =>
    words.replace(/\{(\w+)\}/g, (slot, name: string) => values[name]?.[language] ?? slot);
  return { zh: fill(zh, 'zh'), en: fill(en, 'en') };
};

type Place = { path: string; label: Text; kind: 'paper' | 'field' | 'question'; name: string };

const concerns = (about: About, { kind, name }: Place): boolean => {
  if ('papers' in about) return kind === 'paper' && (about.papers === 'every' || about.papers.includes(name));
  if ('fields' in about) {
    return kind === 'field' && (about.fields === 'every' || about.fields.some((start) => name.startsWith(start)));
  }
  return kind === 'question';
};

/** What a rule of a paper lets one find at it: how old it may be, as `{months}`. */
const valuesOf = (place: Place, papers: readonly PaperRule[], passportMonths: number): Record<string, Text> => {
  const months =
    place.kind === 'paper'
      ? papers.find(({ kind }) => kind === place.name)?.issuedWithinMonths
      : place.name === 'applicant.passport.expiresOn'
        ? passportMonths
        : undefined;
  const told = months === undefined ? undefined : String(months);
  return { label: place.label, ...(told ? { months: { zh: told, en: told } } : {}) };
};

/**
 * The ready texts that fit one application, place by place in the order of the procedure: its papers, the fields and the
 * questions of its procedure. A text that needs a figure which a place does not have is not offered there.
 * @param the.papers the papers that this application is asked for, with what serves in place of one
 * @param the.passportMonths months that a passport must still run
 */
export function offeredTexts(
  { deficiencies }: ReadyTexts,
  the: {
    procedure: Pick<Procedure, 'fields' | 'questions'>;
    papers: readonly { kind: string; label: Text }[];
    paperRules: readonly PaperRule[];
    passportMonths: number;
  },
): OfferedPlace[] {
  const places: Place[] = [
    ...the.papers.map(({ kind, label }): Place => ({ path: `document.${kind}`, label, kind: 'paper', name: kind })),
    ...the.procedure.fields.map(({ path }): Place => ({ path, label: fieldLabels[path], kind: 'field', name: path })),
    ...the.procedure.questions.map(
      ({ id, label }): Place => ({ path: `answers.${id}`, label, kind: 'question', name: id }),
    ),
  ];
  return places.map((place) => {
    const values = valuesOf(place, the.paperRules, the.passportMonths);
    return {
      path: place.path,
      label: place.label,
      texts: deficiencies
        .filter(
          ({ about, text }) => concerns(about, place) && (values.months !== undefined || !text.zh.includes('{months}')),
        )
        .map(({ id, code, text, remedy, slots = [], source, placeholder }) => ({
          id,
          code,
          text: filledSlots(text, values),
          remedy: filledSlots(remedy, values),
          slots,
          source,
          placeholder,
        })),
    };
  });
}
