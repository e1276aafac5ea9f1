import type { Category } from '../application/case-clock.ts';
import { categoryNames } from '../application/category-names.ts';
import type { Limit } from '../application/validity.ts';
import { dayInWords } from '../day-in-words.ts';
import type { Effect } from '../procedure/procedure.ts';
import { sample, sampleNotice } from '../rehearsal.ts';
import type { Language, Text } from '../text.ts';
import { addDays, addMonths, type Day, daysBetween, type Instant } from '../time.ts';
import type { Letterhead, LetterKind } from './letter.ts';
import { previewMark, previewNotice, unnumbered } from './preview.ts';
import type { Circumstance, LetterEdition, Part, Phrases, ValueName } from './template.ts';

/** A day that a letter names, and whether a calendar that is not published yet may move it. */
export type NamedDay = { on: Day; provisional: boolean };

/** Everything that a letter may say, as the record holds it. What the record lacks, the letter leaves out. */
export type LetterRecord = {
  kind: LetterKind;
  number: string;
  receiptNumber: string;
  letterhead: Letterhead;
  /** When the event happened that the letter announces, and its day in the zone. */
  at: Instant;
  on: Day;
  procedure: Text;
  effect: Effect;
  concerns: 'person' | 'employer';
  /** Who handed the application in: the letter is addressed to them. */
  filedBy: 'employer' | 'applicant';
  submittedOn?: Day;
  acceptedOn?: Day;
  /** It answers a return in review, which keeps the acceptance. */
  supplement?: boolean;
  round?: number;
  category?: Category;
  promisedOn?: NamedDay;
  ceilingOn?: NamedDay;
  respondBy?: NamedDay;
  deficiencies?: readonly { text: Text; remedy?: Text }[];
  reasons?: readonly { text: Text; rule: string; document?: Text }[];
  materials?: readonly { label: Text; files: number }[];
  pauseKind?: string;
  announcement?: Text;
  until?: Day;
  reason?: Text;
  workingDays?: number;
  validity?: { from: Day; to: Day; binding?: Limit };
  permitNumber?: string;
  cancelledOn?: Day;
  creditCode?: string;
  nationality?: Text;
  passportNumber?: string;
  workplace?: string;
  /** It is looked at before the decision: without number and seal, and marked on every page. */
  preview?: true;
};

export type Block =
  | { kind: 'paragraph' | 'heading'; text: string }
  | { kind: 'fields'; rows: { label: string; value: string }[] }
  | { kind: 'list'; items: { text: string; details: { label: string; text: string }[] }[] };

/** A letter in one language, ready to be set. */
export type Letter = {
  language: Language;
  title: string;
  authority: string;
  number: { label: string; value: string };
  salutation: string;
  blocks: Block[];
  date: string;
  /** Where the seal goes; absent from a preview, which gets none. */
  seal?: string;
  notes: string[];
  /** Says that the text in the other language prevails. */
  translation?: string;
  sample?: { mark: string; notice: string };
  preview?: { mark: string; notice: string };
  page: (page: number, pages: number) => string;
  at: Instant;
};

const chinese = 'zh';

const filled = (text: string, values: Readonly<Record<string, string | undefined>>): string | undefined => {
  let complete = true;
  const words = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? words : undefined;
};

/** Whole months of a period, both ends counted, and the days beyond them. */
export function monthsAndDays(from: Day, to: Day): { months: number; days: number } {
  const after = addDays(to, 1);
  let months = 0;
  while (addMonths(from, months + 1) <= after) months += 1;
  return { months, days: daysBetween(addMonths(from, months), after) };
}

const materialIn = (
  { label, files }: { label: Text; files: number },
  { materials }: Phrases,
  language: Language,
): string =>
  (files > 1 ? filled(materials.several[language], { label: label[language], files: String(files) }) : undefined) ??
  label[language];

const numberOf = ({ number, preview }: LetterRecord, language: Language): string =>
  preview ? unnumbered[language] : number;

function valuesOf(record: LetterRecord, edition: LetterEdition, language: Language) {
  const { phrases } = edition;
  const { letterhead, validity } = record;
  const say = (text: Text | undefined) => text?.[language];
  const day = (on: Day | undefined) => on && dayInWords(on)[language];
  const named = (the: NamedDay | undefined) =>
    the && `${dayInWords(the.on)[language]}${the.provisional ? phrases.provisional[language] : ''}`;
  const employer = letterhead.employer?.[language] ?? letterhead.employer?.[chinese];
  const procedure = record.procedure[language];
  const { applicant } = letterhead;
  const about = record.concerns === 'person' && applicant ? 'about-a-person' : 'about-the-employer';
  const count = record.deficiencies?.length ?? record.reasons?.length;
  const length = validity && monthsAndDays(validity.from, validity.to);
  const values: Partial<Record<ValueName, string | undefined>> = {
    authority: letterhead.authority[language],
    phone: letterhead.phone,
    number: numberOf(record, language),
    receiptNumber: record.receiptNumber,
    you: phrases.you[record.filedBy][language],
    addressee: record.filedBy === 'applicant' && applicant ? applicant : employer,
    employer,
    applicant: about === 'about-a-person' ? applicant : undefined,
    procedure,
    matter: filled(phrases.matter[about][language], { applicant, procedure }),
    category:
      record.category &&
      filled(phrases.category[language], { letter: record.category, name: categoryNames[record.category][language] }),
    date: day(record.on),
    submittedOn: day(record.submittedOn),
    acceptedOn: day(record.acceptedOn),
    round: record.round === undefined ? undefined : String(record.round),
    materials:
      record.materials && record.materials.length > 0
        ? record.materials.map((one) => materialIn(one, phrases, language)).join(phrases.materials.between[language])
        : undefined,
    count: count === undefined ? undefined : String(count),
    promisedOn: named(record.promisedOn),
    ceilingOn: named(record.ceilingOn),
    respondBy: named(record.respondBy),
    pauseKind: record.pauseKind === undefined ? undefined : say(phrases.pauseKinds[record.pauseKind]),
    announcement: say(record.announcement),
    until: day(record.until),
    reason: say(record.reason),
    workingDays: record.workingDays === undefined ? undefined : String(record.workingDays),
    validFrom: day(validity?.from),
    validTo: day(validity?.to),
    binding: validity?.binding && phrases.bindings[validity.binding][language],
    duration:
      length &&
      filled(phrases.duration[length.days === 0 ? 'months' : length.months === 0 ? 'days' : 'both'][language], {
        months: String(length.months),
        days: String(length.days),
      }),
    permitNumber: record.permitNumber,
    cancelledOn: day(record.cancelledOn),
    creditCode: record.creditCode,
    nationality: say(record.nationality),
    passportNumber: record.passportNumber,
    workplace: record.workplace,
  };
  return { values, about } as const;
}

function circumstancesOf(record: LetterRecord, about: Circumstance): ReadonlySet<string> {
  return new Set<string>([
    about,
    record.effect,
    ...(record.supplement ? ['supplement'] : []),
    record.acceptedOn ? 'in-review' : 'before-acceptance',
  ]);
}

function listItems(of: 'deficiencies' | 'reasons', record: LetterRecord, edition: LetterEdition, language: Language) {
  const { listed } = edition.phrases;
  const detail = (label: Text, text: string | undefined) => (text ? [{ label: label[language], text }] : []);
  switch (of) {
    case 'deficiencies':
      return (record.deficiencies ?? []).map(({ text, remedy }) => ({
        text: text[language],
        details: detail(listed.remedy, remedy?.[language]),
      }));
    case 'reasons':
      return (record.reasons ?? []).map(({ text, rule, document }) => ({
        text: text[language],
        details: [...detail(listed.rule, rule), ...detail(listed.document, document?.[language])],
      }));
  }
}

/**
 * What a letter says in one language, from its edition and the record alone: the same record gives the same letter.
 * Nothing that the office wrote for itself is part of the record.
 */
export function composeLetter(record: LetterRecord, edition: LetterEdition, language: Language): Letter {
  const { phrases } = edition;
  const template = edition.templates[record.kind];
  const { values, about } = valuesOf(record, edition, language);
  const circumstances = circumstancesOf(record, about);
  const fill = (text: Text) => filled(text[language], values);
  const holds = ({ when = [] }: { when?: readonly string[] }) => when.every((one) => circumstances.has(one));

  const blocksOf = (part: Part): Block[] => {
    if (!holds(part)) return [];
    switch (part.part) {
      case 'paragraph':
        return (fill(part.text) ?? '')
          .split(/\n+/)
          .filter((text) => text.trim() !== '')
          .map((text) => ({ kind: 'paragraph', text }));
      case 'heading': {
        const text = fill(part.text);
        return text ? [{ kind: 'heading', text }] : [];
      }
      case 'fields': {
        const rows = part.rows.filter(holds).flatMap(({ label, value }) => {
          const text = fill(value);
          return text ? [{ label: label[language], value: text }] : [];
        });
        return rows.length > 0 ? [{ kind: 'fields', rows }] : [];
      }
      case 'list': {
        const items = listItems(part.of, record, edition, language);
        return items.length > 0 ? [{ kind: 'list', items }] : [];
      }
    }
  };

  return {
    language,
    title: template.title[language],
    authority: record.letterhead.authority[language],
    number: { label: phrases.number[language], value: numberOf(record, language) },
    salutation: fill(phrases.salutation) ?? '',
    blocks: template.parts.flatMap(blocksOf),
    date: dayInWords(record.on)[language],
    ...(record.preview
      ? { preview: { mark: `${previewMark.zh} ${previewMark.en}`, notice: previewNotice[language] } }
      : { seal: phrases.seal[language] }),
    notes: phrases.notes.flatMap((note) => fill(note) ?? []),
    ...(language === chinese ? {} : { translation: phrases.translation[language] }),
    ...(record.letterhead.sample
      ? { sample: { mark: `${sample.zh} ${sample.en}`, notice: sampleNotice[language] } }
      : {}),
    page: (page, pages) => filled(phrases.page[language], { page: String(page), pages: String(pages) }) ?? '',
    at: record.at,
  };
}
