import type { z } from 'zod';
import type { applicationView } from '../contract/intake.ts';
import { type KeptClock, startClock } from '../domain/application/case-clock.ts';
import type { ApplicationEvent } from '../domain/application/events.ts';
import { editableStages, isOfficerStage, nextActions, type Stage } from '../domain/application/transitions.ts';
import { checklist, type Deficiency } from '../domain/checklist/checklist.ts';
import type { Circumstances, Procedure } from '../domain/procedure/procedure.ts';
import { placeNamed } from '../domain/quota/quota.ts';
import type { Assessment } from '../domain/scoring/assess.ts';
import { evidenceNeeded } from '../domain/scoring/evidence.ts';
import type { Facts } from '../domain/scoring/facts.ts';
import type { KeptScore } from '../domain/scoring/kept-score.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, epochOf } from '../domain/time.ts';
import { type Head, readEvent, timedOf, visibleVersion } from '../records/application.ts';
import { documentsAsOf, readDocuments, readEveryDocument } from '../records/document.ts';
import { readEmployer } from '../records/employer.ts';
import { readPermit } from '../records/permit.ts';
import { presentPerson } from '../records/person.ts';
import type { Table } from '../records/table.ts';
import { assessOn, factsOf, type Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
export type ApplicationView = z.input<typeof applicationView>;

/** The procedure in the version that was in force when the application was submitted, or is today. */
export function procedureOf({ rules, clock }: Given, head: Head): Procedure {
  const on = head.submittedAt ? rules.dayOf(head.submittedAt) : rules.today(clock);
  const found = rules.procedureOn(head.procedure, on);
  if (!found) throw new Error(`no version of procedure ${head.procedure} covers ${on}`);
  return found;
}

/** What decides which papers are asked for: the category and route that the facts give, while they give one. */
export const circumstancesOf = (
  form: { entry?: Circumstances['entry']; facts?: Facts },
  assessment: Assessment | undefined,
): Circumstances => ({
  entry: form.entry,
  facts: form.facts,
  category: assessment?.category ?? null,
  ...(assessment && assessment.route.id !== 'undecided' ? { route: assessment.route } : {}),
});

/**
 * The score that holds for an application: as it stands while a draft, as of the day of submission afterwards, with
 * the reviewer's corrections once it was reviewed.
 */
export function assessmentOf(
  { rules, clock }: Given,
  head: Head,
  form: Parameters<typeof factsOf>[0],
  review?: ApplicationEvent,
): Assessment | undefined {
  const score = review?.data.score as KeptScore | undefined;
  const editable = editableStages.includes(head.stage);
  const on = score?.on ?? (head.submittedAt && !editable ? rules.dayOf(head.submittedAt) : rules.today(clock));
  const outcome = assessOn(rules, score?.facts ?? factsOf(form), on, editable);
  return outcome.ok ? outcome.value : undefined;
}

/** Stages from which on the parties may know what the reviewer found. */
const concluded: readonly Stage[] = ['approved', 'issued', 'refused'];

/**
 * The score's category as the parties may know it: that of the submission until the case is concluded, for a correction
 * by the reviewer is a proposal until then.
 */
export function categoryForParties(
  given: Given,
  head: Head,
  form: Parameters<typeof factsOf>[0],
): ApplicationView['category'] {
  if (!head.review || concluded.includes(head.stage)) return head.category;
  return assessmentOf(given, head, form)?.category ?? null;
}

const ceilingOf = ({ ceilingOn, ceilingProvisional }: KeptClock) => ({ ceilingOn, ceilingProvisional });

function clockOf({ rules, clock }: Given, head: Head): ApplicationView['clock'] {
  if (!isOfficerStage(head.stage) || !head.dueAt || !head.stageStartedAt) return undefined;
  return {
    stage: head.stage,
    startedAt: head.stageStartedAt,
    dueAt: head.dueAt,
    provisional: head.provisional ?? false,
    late: epochOf(head.dueAt) <= clock.now(),
    promisedOn: head.promisedOn,
    ...ceilingOf(
      startClock(rules, rules.count, {
        ...timedOf(head, head.submittedAt ?? head.stageStartedAt),
        stage: head.stage,
      }),
    ),
  };
}

type Reason = { code: string; rule: string; text: Text; documentId?: string };

const refusalRemedies = {
  zh: '如不服本决定，可依法申请行政复议或者提起行政诉讼。',
  en: 'You may apply for administrative reconsideration or bring an administrative lawsuit as the law provides.',
};

const evidenceShown = ({ rules }: Given, assessment: Assessment) =>
  evidenceNeeded(rules.points, rules.routes, assessment).map((need) => ({
    ...need,
    provenBy: need.provenBy.map((kinds) => [...kinds]),
  }));

const reviewShown = (event: ApplicationEvent): ApplicationView['review'] => ({
  ...(event.data as Pick<NonNullable<ApplicationView['review']>, 'recommendation' | 'corrections' | 'evidence'> & {
    score: KeptScore;
    reasons?: Reason[];
    note?: string;
  }),
  by: event.by.subject ?? '',
  at: event.at,
});

type KnownPermit = NonNullable<ApplicationView['presentPermit']>;

async function knownPermit(
  table: Table,
  number: string,
): Promise<(KnownPermit & { applicationId: string }) | undefined> {
  const permit = await readPermit(table, number);
  if (!permit) return undefined;
  const { status, name, nationality, category, employerName, validTo, applicationId } = permit;
  return { number, status, name, nationality, category, employerName, validTo, applicationId };
}

/** The permit that the person has already: what went before must not pass an officer by. */
async function permitBefore(table: Table, head: Head): Promise<KnownPermit | undefined> {
  const permit = head.personId ? await knownPermit(table, await presentPerson(table, head.personId)) : undefined;
  return permit?.applicationId === head.id ? undefined : permit;
}

const placeShown = ({ quota, stage }: Head): ApplicationView['quota'] =>
  quota === undefined ? undefined : { ...placeNamed(quota), state: stage === 'issued' ? 'confirmed' : 'reserved' };

const namesakes = (table: Table, head: Head) =>
  head.possiblySame &&
  Promise.all(head.possiblySame.map(async (personId) => ({ personId, permit: await knownPermit(table, personId) })));

/** An application as one person sees it, with its checklist, its clock and what that person may do next. */
export async function viewApplication(given: Given, the: Case): Promise<ApplicationView> {
  const { table } = given;
  const { head, stored, viewer, staff } = the;
  const event = (sequence: number | undefined) => (sequence ? readEvent(table, head.id, sequence) : undefined);
  const asSubmitted = staff && stored.editable ? head.submittedAt : undefined;
  const [documents, employer, notice, refusal, acceptance, review] = await Promise.all([
    asSubmitted
      ? readEveryDocument(table, head.id).then((every) => documentsAsOf(every, asSubmitted))
      : readDocuments(table, head.id),
    readEmployer(table, head.employerId),
    event(head.notice),
    event(head.refusal),
    staff ? event(head.acceptance) : undefined,
    staff || concluded.includes(head.stage) ? event(head.review) : undefined,
  ]);
  const { form } = stored;
  const assessment = assessmentOf(given, head, form, review);
  const lines = checklist(procedureOf(given, head), {
    ...circumstancesOf(form, assessment),
    commitments: form.commitments,
    documents,
  });
  const reasons = refusal?.data.reasons as Reason[] | undefined;
  return {
    id: head.id,
    version: visibleVersion(head, stored),
    stage: head.stage,
    procedure: head.procedure,
    receiptNumber: head.receiptNumber,
    employer: { id: head.employerId, name: employer?.name ?? { zh: head.employerName } },
    form,
    category: (staff ? head.category : categoryForParties(given, head, form)) ?? assessment?.category ?? null,
    assessment,
    documents,
    checklist: lines,
    deficiencies: notice?.data.deficiencies as Deficiency[] | undefined,
    refusal: reasons ? { reasons, remedies: refusalRemedies } : undefined,
    clock: clockOf(given, head),
    respondBy:
      head.stage === 'returned' && head.dueAt
        ? { on: given.rules.dayOf(head.dueAt), provisional: head.provisional ?? false }
        : undefined,
    acceptance: acceptance
      ? { by: acceptance.by.subject ?? '', at: acceptance.at, note: acceptance.data.note as string | undefined }
      : undefined,
    review: staff && review ? reviewShown(review) : undefined,
    claimedBy: staff ? head.claimedBy : undefined,
    quota: staff ? placeShown(head) : undefined,
    possiblySamePerson: staff ? await namesakes(table, head) : undefined,
    presentPermit: staff && head.personId ? await permitBefore(table, head) : undefined,
    evidenceNeeded: staff && assessment ? evidenceShown(given, assessment) : undefined,
    permitNumber: head.permitNumber,
    next: nextActions(head, viewer),
    createdAt: head.createdAt,
    updatedAt: head.updatedAt,
  };
}
