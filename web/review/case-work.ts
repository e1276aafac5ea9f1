import type { Text } from '../../shared/domain/text.ts';
import type { Answer, Body } from '../client/contract.ts';

export type CaseView = Answer<'readApplication'>;

/** A gap in a ready text that the officer fills in, in each language. */
export type Slot = { name: string; label: Text };
export type Filling = Readonly<Record<string, Text>>;

export type DraftDeficiency = {
  key: string;
  path: string;
  code: string;
  text: Text;
  remedy: Text;
  slots: Slot[];
  filling: Filling;
};
export type DraftReason = {
  key: string;
  code: string;
  rule: string;
  text: Text;
  documentId: string;
  slots: Slot[];
  filling: Filling;
};
export type DraftCorrection = { item: string; value: unknown; reason: string };

/** What an officer has done on a case and not sent yet. */
export type CaseWork = {
  /** Documents that prove an item, where the officer confirmed it. */
  confirmed: Readonly<Record<string, readonly string[]>>;
  corrections: readonly DraftCorrection[];
  settlements: Readonly<Record<string, { row: string; reason: string }>>;
  recommendation: 'approve' | 'refuse' | '';
  deficiencies: readonly DraftDeficiency[];
  reasons: readonly DraftReason[];
  /** A person's id, or `new`. */
  person: string;
  identitySeen: boolean;
  enhancedReview: string;
  note: string;
  validTo: string;
  departure: string;
  previousPermit: '' | 'revoked' | 'suspended';
};

const nothing: Text = { zh: '', en: '' };

export const noWork: CaseWork = {
  confirmed: {},
  corrections: [],
  settlements: {},
  recommendation: '',
  deficiencies: [],
  reasons: [],
  person: '',
  identitySeen: false,
  enhancedReview: '',
  note: '',
  validTo: '',
  departure: '',
  previousPermit: '',
};

/** A place to mend, before anything is said about it. Its own words carry the code `other`. */
export const emptyDeficiency = (path: string): DraftDeficiency => ({
  key: crypto.randomUUID(),
  path,
  code: 'other',
  text: nothing,
  remedy: nothing,
  slots: [],
  filling: {},
});

export const emptyReason = (): DraftReason => ({
  key: crypto.randomUUID(),
  code: 'other',
  rule: '',
  text: nothing,
  documentId: '',
  slots: [],
  filling: {},
});

type Told = { code: string; rule: string; text: Text; documentId?: string | undefined };

/** Reasons that somebody gave before, to go on from. */
export const reasonsFrom = (given: readonly Told[]): DraftReason[] =>
  given.map(({ code, rule, text, documentId = '' }) => ({ ...emptyReason(), code, rule, text, documentId }));

const gap = /\{(\w+)\}/g;

/**
 * A text with its gaps filled. What was given in Chinese alone, such as a page number, fills the English text too; a gap
 * for which nothing was given stays, so that it is seen.
 */
export function filled(text: Text, filling: Filling): Text {
  const fill = (said: string, language: 'zh' | 'en') =>
    said.replace(gap, (whole, name: string) => {
      const given = filling[name];
      const own = given?.[language].trim();
      return own || (language === 'en' && given?.zh.trim()) || whole;
    });
  return { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') };
}

/** Names of the gaps of ready texts that are still open in what would be sent. */
export function openSlots({
  slots,
  filling,
  texts,
}: {
  slots: readonly Slot[];
  filling: Filling;
  texts: readonly Text[];
}): Slot[] {
  const known = new Set(slots.map(({ name }) => name));
  const open = new Set<string>();
  for (const text of texts) {
    const { zh, en } = filled(text, filling);
    for (const [, name = ''] of `${zh} ${en}`.matchAll(gap)) if (known.has(name)) open.add(name);
  }
  return slots.filter(({ name }) => open.has(name));
}

const isSaid = ({ zh, en }: Text): boolean => zh.trim() !== '' || en.trim() !== '';

type Deficiencies = Extract<Body<'decidePreliminaryReview'>, { decision: 'return' }>['deficiencies'];
type Reasons = Extract<Body<'conclude'>, { decision: 'refuse' }>['reasons'];

/** The complete notice as it is sent; a remedy that nobody wrote is left out. */
export const deficienciesOf = ({ deficiencies }: Pick<CaseWork, 'deficiencies'>): Deficiencies =>
  deficiencies.map(({ path, code, text, remedy, filling }) => ({
    path,
    code,
    text: filled(text, filling),
    ...(isSaid(remedy) ? { remedy: filled(remedy, filling) } : {}),
  }));

export const reasonsOf = ({ reasons }: Pick<CaseWork, 'reasons'>): Reasons =>
  reasons.map(({ code, rule, text, documentId, filling }) => ({
    code,
    rule,
    text: filled(text, filling),
    ...(documentId ? { documentId } : {}),
  }));

const said = <K extends string>(name: K, value: string): { [P in K]?: string } =>
  (value.trim() === '' ? {} : { [name]: value }) as { [P in K]?: string };

/** Every confirmed item with each document that proves it. */
export const evidenceOf = ({ confirmed }: Pick<CaseWork, 'confirmed'>): { item: string; documentId: string }[] =>
  Object.entries(confirmed).flatMap(([item, documentIds]) =>
    [...new Set(documentIds)].filter((id) => id !== '').map((documentId) => ({ item, documentId })),
  );

/** Facts that were cleared are sent without a value. */
const correctionsOf = ({ corrections }: Pick<CaseWork, 'corrections'>) =>
  corrections.map(({ item, value, reason }) => ({ item, value, reason }));

const settlementsOf = ({ settlements }: Pick<CaseWork, 'settlements'>) =>
  Object.entries(settlements)
    .filter(([, { row }]) => row !== '')
    .map(([item, { row, reason }]) => ({ item, row, reason }));

const listed = <K extends string, T>(name: K, list: readonly T[]): { [P in K]?: T[] } =>
  (list.length > 0 ? { [name]: [...list] } : {}) as { [P in K]?: T[] };

export const acceptance = (work: CaseWork): Extract<Body<'decidePreliminaryReview'>, { decision: 'accept' }> => ({
  decision: 'accept',
  ...said('person', work.person),
  ...(work.identitySeen ? { identitySeen: true as const } : {}),
  ...said('note', work.note),
});

/** What a review proposes, with all that it confirmed; where nothing is scored there is nothing to confirm. */
export function recommendation(
  work: CaseWork,
  isScored: boolean,
): Exclude<Body<'recommend'>, { recommendation: 'return' }> {
  const confirmed = {
    ...(isScored
      ? {
          ...listed('evidence', evidenceOf(work)),
          ...listed('corrections', correctionsOf(work)),
          ...listed('settlements', settlementsOf(work)),
        }
      : {}),
    ...said('person', work.person),
    ...said('enhancedReview', work.enhancedReview),
    ...said('note', work.note),
  };
  return work.recommendation === 'refuse'
    ? { recommendation: 'refuse', reasons: reasonsOf(work), ...confirmed }
    : { recommendation: 'approve', ...confirmed, ...(work.identitySeen ? { identitySeen: true as const } : {}) };
}

/** An approval; against a recommendation to refuse it names the decider's own evidence. */
export const approval = (work: CaseWork, departs: boolean): Extract<Body<'conclude'>, { decision: 'approve' }> => ({
  decision: 'approve',
  ...said('validTo', work.validTo),
  ...(departs ? { ...said('departure', work.departure), ...listed('evidence', evidenceOf(work)) } : {}),
  ...(work.previousPermit === '' ? {} : { previousPermit: work.previousPermit }),
  ...said('enhancedReview', work.enhancedReview),
  ...said('note', work.note),
});
