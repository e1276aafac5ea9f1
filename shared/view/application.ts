import type { z } from 'zod';
import type { applicationView } from '../contract/intake.ts';
import { type KeptClock, startClock } from '../domain/application/case-clock.ts';
import type { ApplicationEvent } from '../domain/application/events.ts';
import { editableStages, isOfficerStage, nextActions, type Stage } from '../domain/application/transitions.ts';
import { checklist, type Deficiency } from '../domain/checklist/checklist.ts';
import { formNotes } from '../domain/checklist/form-gaps.ts';
import { categoryOf, categorySource, questionsAsked } from '../domain/procedure/circumstances.ts';
import type { Circumstances, Procedure, Question } from '../domain/procedure/procedure.ts';
import { placeNamed } from '../domain/quota/quota.ts';
import type { Assessment } from '../domain/scoring/assess.ts';
import { evidenceNeeded, holesOf } from '../domain/scoring/evidence.ts';
import type { Category } from '../domain/scoring/facts.ts';
import type { KeptScore } from '../domain/scoring/kept-score.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, epochOf } from '../domain/time.ts';
import { type Form, filedUntil, type Head, readEvent, timedOf, visibleVersion } from '../records/application.ts';
import { documentsAsOf, readDocuments, readEveryDocument } from '../records/document.ts';
import { readEmployer } from '../records/employer.ts';
import { readPermit } from '../records/permit.ts';
import { presentPerson } from '../records/person.ts';
import type { Table } from '../records/table.ts';
import { assessOn, factsOf, type Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';
import { filedBefore } from './filed-before.ts';
import { demandShown, laneShown, windowShown } from './lane.ts';
import { sameCode } from './same-code.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
export type ApplicationView = z.input<typeof applicationView>;

/** The procedure in the version that was in force when the application was submitted, or is today. */
export function procedureOf({ rules, clock }: Given, head: Head): Procedure {
  const on = head.submittedAt ? rules.dayOf(head.submittedAt) : rules.today(clock);
  const found = rules.procedureOn(head.procedure, on);
  if (!found) throw new Error(`no version of procedure ${head.procedure} covers ${on}`);
  return found;
}

/**
 * What decides which papers are asked for: the answers, and the category and route that the facts give, while they give
 * one.
 * @param category the one that holds where it does not come from the score
 */
export const circumstancesOf = (
  form: Pick<Circumstances, 'entry' | 'facts' | 'answers'>,
  assessment: Assessment | undefined,
  category: Category | null = assessment?.category ?? null,
): Circumstances => ({
  entry: form.entry,
  facts: form.facts,
  answers: form.answers,
  category,
  ...(assessment && assessment.route.id !== 'undecided' ? { route: assessment.route } : {}),
});

/**
 * The score that holds for an application whose category comes from it: as it stands while a draft, as of the day of
 * submission afterwards, with the reviewer's corrections once it was reviewed.
 */
export function assessmentOf(given: Given, head: Head, form: Form, review?: ApplicationEvent): Assessment | undefined {
  if (categorySource(procedureOf(given, head), form) !== 'score') return undefined;
  const { rules, clock } = given;
  const score = review?.data.score as KeptScore | undefined;
  // An accepted application is scored as of its submission, also while its parties mend it.
  const editable = editableStages.includes(head.stage) && head.acceptedAt === undefined;
  const on = score?.on ?? (head.submittedAt && !editable ? rules.dayOf(head.submittedAt) : rules.today(clock));
  const outcome = assessOn(rules, score?.facts ?? factsOf(form), on, editable, score?.settled);
  return outcome.ok ? outcome.value : undefined;
}

/** Stages from which on the parties may know what the reviewer found. */
const concluded: readonly Stage[] = ['approved', 'issued', 'completed', 'refused'];

/**
 * The score's category as the parties may know it: that of the submission until the case is concluded, for a correction
 * by the reviewer is a proposal until then.
 */
export function categoryForParties(given: Given, head: Head, form: Form): ApplicationView['category'] {
  const scored = categorySource(procedureOf(given, head), form) === 'score';
  if (!scored || !head.review || concluded.includes(head.stage)) return head.category;
  return assessmentOf(given, head, form)?.category ?? null;
}

const ceilingOf = ({ ceilingOn, ceilingProvisional }: KeptClock) => ({
  ceilingOn,
  ceilingProvisional: ceilingProvisional === true,
});

function clockOf({ rules, clock }: Given, head: Head): ApplicationView['clock'] {
  if (!isOfficerStage(head.stage) || !head.dueAt || !head.stageStartedAt) return undefined;
  return {
    stage: head.stage,
    startedAt: head.stageStartedAt,
    dueAt: head.dueAt,
    provisional: head.provisional ?? false,
    late: epochOf(head.dueAt) <= clock.now(),
    // Nothing can be promised while the clock stands still.
    promisedOn: head.pause ? undefined : head.promisedOn,
    ...ceilingOf(
      startClock(rules, rules.count, {
        ...timedOf(head),
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

function evidenceShown({ rules }: Given, assessment: Assessment) {
  const { points, routes } = rules.scoringOn(assessment.assessedOn);
  return evidenceNeeded(points, routes, assessment).map((need) => ({
    ...need,
    provenBy: need.provenBy.map((kinds) => [...kinds]),
  }));
}

function holesShown({ rules }: Given, assessment: Assessment): ApplicationView['holes'] {
  const holes = holesOf(rules.scoringOn(assessment.assessedOn).points, assessment).map(({ options, ...hole }) => ({
    ...hole,
    options: options.map((option) => ({ ...option, provenBy: option.provenBy.map((kinds) => [...kinds]) })),
  }));
  return holes.length > 0 ? holes : undefined;
}

const reviewShown = (event: ApplicationEvent): ApplicationView['review'] => ({
  ...(event.data as Pick<NonNullable<ApplicationView['review']>, 'recommendation' | 'corrections' | 'evidence'> & {
    score?: KeptScore;
    reasons?: Reason[];
    note?: string;
  }),
  by: event.by.subject ?? '',
  at: event.at,
  // Where nothing is scored there is nothing to correct or to prove by rows.
  corrections: (event.data.corrections ?? []) as NonNullable<ApplicationView['review']>['corrections'],
  evidence: (event.data.evidence ?? []) as NonNullable<ApplicationView['review']>['evidence'],
});

type KnownPermit = NonNullable<ApplicationView['presentPermit']>;

async function knownPermit(
  table: Table,
  number: string,
): Promise<(KnownPermit & { applicationId: string }) | undefined> {
  const permit = await readPermit(table, number);
  if (!permit) return undefined;
  const { status, name, nationality, category, employerName, post, validTo, applicationId } = permit;
  return { number, status, name, nationality, category, employerName, post, validTo, applicationId };
}

/** The permit that the person has already: what went before must not pass an officer by. */
async function permitBefore(table: Table, head: Head): Promise<KnownPermit | undefined> {
  const permit = head.personId ? await knownPermit(table, await presentPerson(table, head.personId)) : undefined;
  return permit?.applicationId === head.id ? undefined : permit;
}

/** The category of a procedure that does not score: its own, or that of the permit which the employer names. */
async function categoryUnscored({ table, ...given }: Given, head: Head, form: Form): Promise<Category | null> {
  const procedure = procedureOf({ table, ...given }, head);
  if (head.category && !editableStages.includes(head.stage)) return head.category;
  const named = categorySource(procedure, form) === 'permit' && form.permitNumber;
  const permit = named ? await readPermit(table, named) : undefined;
  return categoryOf(procedure, form, {
    permit: permit && permit.employerId === head.employerId ? permit.category : null,
  });
}

const answerShown = (answer: Question['answer']) =>
  answer.kind === 'choice' ? { ...answer, options: [...answer.options] } : answer;

/** Pages ask and never guess what a procedure asks next. */
function questionsShown(procedure: Procedure, the: Circumstances): ApplicationView['questions'] {
  const asked = questionsAsked(procedure, the);
  return asked.length > 0
    ? asked.map((question) => ({ ...question, answer: answerShown(question.answer) }))
    : undefined;
}

/** What is noted without keeping the application from anything, as of its submission or today. */
function notesOn(given: Given, head: Head, form: Form, { category, route }: Circumstances): ApplicationView['notes'] {
  const { rules, clock } = given;
  const procedure = procedureOf(given, head);
  const today =
    head.submittedAt && !editableStages.includes(head.stage) ? rules.dayOf(head.submittedAt) : rules.today(clock);
  const judged = { procedure, zone: rules.zone, today, employerLicenceValidTo: null, category, route };
  const notes = formNotes(form, judged, rules.between);
  return notes.length > 0 ? notes : undefined;
}

const placeShown = ({ quota, stage }: Head): ApplicationView['quota'] =>
  quota === undefined ? undefined : { ...placeNamed(quota), state: stage === 'issued' ? 'confirmed' : 'reserved' };

const namesakes = (table: Table, head: Head) =>
  head.possiblySame &&
  Promise.all(head.possiblySame.map(async (personId) => ({ personId, permit: await knownPermit(table, personId) })));

/** Stages in which the respondBy of a party runs. */
const awaitingParty: readonly Stage[] = ['returned', 'refusal-announced'];

const pauseShown = ({ pause }: Head, announced: ApplicationEvent | undefined): ApplicationView['pause'] =>
  pause && {
    kind: pause.kind,
    since: pause.since,
    until: pause.until,
    announcement: announced?.data.announcement as Text | undefined,
  };

const intentionShown = (event: ApplicationEvent | undefined): ApplicationView['intention'] =>
  event && { reasons: event.data.reasons as Reason[], at: event.at };

const replyShown = (event: ApplicationEvent | undefined): ApplicationView['reply'] =>
  event && {
    text: String(event.data.text ?? ''),
    by: event.by.party === 'applicant' ? 'applicant' : 'employer',
    at: event.at,
  };

/** An application as one person sees it, with its checklist, its clock and what that person may do next. */
export async function viewApplication(given: Given, the: Case): Promise<ApplicationView> {
  const { table } = given;
  const { head, stored, viewer, staff } = the;
  const event = (sequence: number | undefined) => (sequence ? readEvent(table, head.id, sequence) : undefined);
  const asSubmitted = staff && stored.editable ? filedUntil(head) : undefined;
  const [documents, employer, notice, refusal, acceptance, review, announced, intention, reply, blocked] =
    await Promise.all([
      asSubmitted
        ? readEveryDocument(table, head.id).then((every) => documentsAsOf(every, asSubmitted))
        : readDocuments(table, head.id),
      head.employerId ? readEmployer(table, head.employerId) : undefined,
      event(head.notice),
      event(head.refusal),
      staff ? event(head.acceptance) : undefined,
      staff || concluded.includes(head.stage) ? event(head.review) : undefined,
      event(head.pause?.event),
      event(head.intention),
      event(head.replied),
      event(head.blocked),
    ]);
  const [referral, former] = await Promise.all([event(head.referral), staff ? event(head.formerReview) : undefined]);
  const { form } = stored;
  const procedure = procedureOf(given, head);
  const assessment = assessmentOf(given, head, form, review);
  const category = assessment ? assessment.category : await categoryUnscored(given, head, form);
  const circumstances = circumstancesOf(form, assessment, category);
  const { commitments, supplyLater } = form;
  const lines = checklist(procedure, { ...circumstances, commitments, supplyLater, documents });
  const reasons = refusal?.data.reasons as Reason[] | undefined;
  const shown = (staff ? head.category : categoryForParties(given, head, form)) ?? category;
  const why = assessment?.category === shown ? assessment?.route.label : undefined;
  return {
    id: head.id,
    version: visibleVersion(head, stored),
    stage: head.stage,
    procedure: head.procedure,
    receiptNumber: head.receiptNumber,
    employer: head.employerId
      ? { id: head.employerId, name: employer?.name ?? { zh: head.employerName ?? '' } }
      : undefined,
    form,
    category: shown,
    lane: await laneShown(given, { head, procedure, category: shown ?? null, circumstances, why }),
    serviceWindow: windowShown(given.rules.zone, head),
    assessment,
    documents,
    checklist: lines,
    questions: questionsShown(procedure, circumstances),
    notes: notesOn(given, head, form, circumstances),
    deficiencies: notice?.data.deficiencies as Deficiency[] | undefined,
    refusal: reasons ? { reasons, remedies: refusalRemedies } : undefined,
    clock: clockOf(given, head),
    pause: pauseShown(head, announced),
    extendedBy: head.extended,
    deemsAt: head.deemsAt,
    intention: intentionShown(intention),
    reply: replyShown(reply),
    respondBy:
      awaitingParty.includes(head.stage) && head.dueAt
        ? { on: given.rules.dayOf(head.dueAt), provisional: head.provisional ?? false }
        : undefined,
    acceptance: acceptance
      ? {
          by: acceptance.by.subject ?? '',
          inPlaceOf: acceptance.data.inPlaceOf as string | undefined,
          at: acceptance.at,
          note: acceptance.data.note as string | undefined,
        }
      : undefined,
    review: staff && review ? reviewShown(review) : undefined,
    claimedBy: staff ? head.claimedBy : undefined,
    marketDemand: staff
      ? demandShown(
          given.rules.zone,
          shown ?? null,
          Number(given.rules.dayOf(head.submittedAt ?? head.createdAt).slice(0, 4)),
        )
      : undefined,
    quota: staff ? placeShown(head) : undefined,
    possiblySamePerson: staff ? await namesakes(table, head) : undefined,
    presentPermit: staff && head.personId ? await permitBefore(table, head) : undefined,
    sameCode: staff ? await sameCode(table, procedure, employer) : undefined,
    referred: referral
      ? { since: referral.at, to: given.rules.zone.delegation.from, reason: referral.data.reason as Text }
      : undefined,
    blocked: blocked ? { reason: blocked.data.reason as Text, at: blocked.at } : undefined,
    permit: head.permit,
    earlierDocuments: staff ? await filedBefore(table, procedure, { head, form }) : undefined,
    evidenceNeeded: staff && assessment ? evidenceShown(given, assessment) : undefined,
    settlements: review?.data.settlements as ApplicationView['settlements'],
    holes: staff && assessment ? holesShown(given, assessment) : undefined,
    permitNumber: head.permitNumber,
    next: nextActions({ ...head, decidedBy: procedure.decidedBy, formerReviewer: former?.by.subject }, viewer),
    guidance: `/api/applications/${head.id}/guidance`,
    createdAt: head.createdAt,
    updatedAt: head.updatedAt,
  };
}
