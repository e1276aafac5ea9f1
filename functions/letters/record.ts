import type { z } from 'zod';
import type { deficiency } from '../../shared/contract/intake.ts';
import type { Category } from '../../shared/domain/application/case-clock.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import type { Validity } from '../../shared/domain/application/validity.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import type { LetterRecord, NamedDay } from '../../shared/domain/letters/compose.ts';
import type { Letterhead, LetterKind } from '../../shared/domain/letters/letter.ts';
import { materialOf, type Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Day, dayIn, type Instant } from '../../shared/domain/time.ts';
import { documentsAsOf, type StoredDocument } from '../../shared/records/document.ts';
import type { Case } from '../../shared/view/access.ts';
import type { AnnouncedLetter } from '../../shared/view/letters.ts';

/** What events say that letters repeat. Notes, departures, names of officers and scores are not among it. */
type Told = {
  round?: number;
  category?: Category;
  promisedOn?: Day;
  respondBy?: Day;
  provisional?: boolean;
  clock?: { base: Day; ceilingOn?: Day; ceilingProvisional?: boolean };
  deficiencies?: readonly z.output<typeof deficiency>[];
  reasons?: readonly { rule: string; text: Text; documentId?: string }[];
  kind?: string;
  announcement?: Text;
  until?: Day;
  reason?: Text;
  workingDays?: number;
  validity?: Validity;
  permitNumber?: string;
  validFrom?: Day;
  validTo?: Day;
  cancelledOn?: Day;
  unifiedSocialCreditCode?: string;
  score?: { category: Category | null };
};

const told = (event: ApplicationEvent | undefined): Told => (event?.data ?? {}) as Told;

const statesCategory: readonly LetterKind[] = [
  'receipt',
  'acceptance',
  'deemed-acceptance',
  'grant',
  'deemed-grant',
  'notification-letter',
];
const decided: readonly LetterKind[] = ['grant', 'deemed-grant', 'notification-letter'];

/** The category that a letter may state: before the decision as it was filed, afterwards as it was decided. */
function categoryIn(
  kind: LetterKind,
  event: ApplicationEvent,
  before: readonly ApplicationEvent[],
  head: Case['head'],
) {
  if (!statesCategory.includes(kind)) return undefined;
  const stated = told(event).category;
  if (stated) return stated;
  if (decided.includes(kind)) return head.category ?? undefined;
  const scored = [...before, event].findLast(({ type, data }) => type !== 'reviewed' && data.score !== undefined);
  return told(scored).score?.category ?? undefined;
}

const named = (on: Day | undefined, provisional: boolean | undefined): NamedDay | undefined =>
  on ? { on, provisional: provisional ?? false } : undefined;

/** The documents that lay before the office at a moment, by kind in the procedure's order. */
function materialsAt(at: Instant, documents: readonly StoredDocument[], procedure: Procedure) {
  const accepted = documentsAsOf(documents, at).filter(({ state }) => state === 'accepted');
  return procedure.materials.flatMap(({ kind, label }) => {
    const files = accepted.filter((document) => document.kind === kind).length;
    return files > 0 ? [{ label, files }] : [];
  });
}

/** Leaves out what is not there, so that a letter sees only what the record has. */
const present = <T extends object>(parts: T) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/**
 * Gathers what a letter says from the events up to its own, its letterhead, the documents and the form; nothing that
 * happened later changes it.
 * @param given.events every event of the case in order
 * @param given.procedure the version in force when what the letter answers was submitted
 * @param given.documents every document that the case ever had
 */
export function letterRecord(
  { head, stored }: Pick<Case, 'head' | 'stored'>,
  { number, kind, event }: AnnouncedLetter,
  given: {
    timeZone: string;
    letterhead: Letterhead;
    events: readonly ApplicationEvent[];
    procedure: Procedure;
    documents: readonly StoredDocument[];
  },
): LetterRecord {
  const { timeZone, letterhead, procedure, documents } = given;
  const dayOf = (instant: Instant) => dayIn(timeZone, instant);
  const before = given.events.filter(({ sequence }) => sequence < event.sequence);
  const submitted = [...before, event].findLast(({ type }) => type === 'submitted');
  const begun = before.findLast(({ type }) => type === 'submitted' || type === 'reopened');
  const accepted = before.findLast(
    ({ type, sequence }) => (type === 'accepted' || type === 'deemed-accepted') && sequence > (begun?.sequence ?? 0),
  );
  const data = told(event);
  const acceptance = accepted && (told(accepted).clock?.base ?? dayOf(accepted.at));
  const labelOf = (documentId: string | undefined) => {
    const found = documents.find(({ id }) => id === documentId);
    return found && materialOf(procedure, found.kind)?.label;
  };
  const { applicant, post } = kind === 'notification-letter' ? stored.form : {};
  const period = data.validFrom && data.validTo ? { from: data.validFrom, to: data.validTo } : undefined;
  return {
    kind,
    number,
    receiptNumber: head.receiptNumber ?? '',
    letterhead,
    at: event.at,
    on: dayOf(event.at),
    procedure: procedure.title,
    effect: procedure.effect,
    concerns: procedure.concerns === 'employer' ? 'employer' : 'person',
    filedBy: head.filedBy === 'applicant' ? 'applicant' : 'employer',
    ...present({
      submittedOn: submitted && dayOf(submitted.at),
      acceptedOn: acceptance,
      supplement: event.type === 'supplemented' || undefined,
      category: categoryIn(kind, event, before, head),
      round: data.round,
      promisedOn: named(data.promisedOn, data.provisional),
      ceilingOn: named(data.clock?.ceilingOn, data.clock?.ceilingProvisional),
      respondBy: named(data.respondBy, data.provisional),
      deficiencies: data.deficiencies,
      reasons: data.reasons?.map(({ text, rule, documentId }) => ({
        text,
        rule,
        ...present({ document: labelOf(documentId) }),
      })),
      materials: kind === 'receipt' ? materialsAt(event.at, documents, procedure) : undefined,
      pauseKind: data.kind,
      announcement: data.announcement,
      until: data.until,
      reason: data.reason,
      workingDays: data.workingDays,
      validity: data.validity ?? period,
      permitNumber: data.permitNumber,
      cancelledOn: data.cancelledOn,
      creditCode: data.unifiedSocialCreditCode,
      nationality: applicant?.nationality ? countryName(applicant.nationality) : undefined,
      passportNumber: applicant?.passport?.number,
      workplace: post?.workplace,
    }),
  };
}
