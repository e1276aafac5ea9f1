import type { z } from 'zod';
import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { Category } from '../../shared/domain/application/case-clock.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import { categorySource } from '../../shared/domain/procedure/circumstances.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Assessment } from '../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../shared/domain/scoring/facts.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { changeApplication, timedOf } from '../../shared/records/application.ts';
import { readDocuments, type StoredDocument } from '../../shared/records/document.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { filedBefore } from '../../shared/view/filed-before.ts';
import { quotaOnReview } from '../../shared/view/place.ts';
import { unknownDocuments } from '../../shared/view/reasons-problem.ts';
import { timesOf } from '../../shared/zone/times.ts';
import { bearing, bearsNothing } from './bearing.ts';
import { type ConfirmedScore, confirmScore, materialsOf, missingPapers } from './confirm-score.ts';
import { enhancedReviewGap } from './credit.ts';
import type { Desk } from './desk.ts';
import { unseenAtReview } from './identity-seen.ts';
import { returnApplication } from './return-application.ts';
import { settleApplicant } from './settle-person.ts';

const categoryOpen = {
  path: 'corrections',
  code: 'category-open',
  text: {
    zh: '类别尚未认定，不能建议准予；请对积分表没有涵盖的事项说明理由并认定适用的行，或更正事实、退回补正、建议不予许可',
    en: 'the category is open, so approval cannot be recommended: settle which row applies to what the table has no row for, correct a fact, return it, or recommend refusal',
  },
};

type Recommendation = Exclude<z.output<(typeof approvalRoutes)['recommend']['body']>, { recommendation: 'return' }>;

/** What a review found out about the category: confirmed row by row, or given by the permit or the procedure. */
type Found = {
  category: Category | null;
  facts: Facts | undefined;
  assessment?: Assessment;
  /** What the event keeps of it. */
  kept: Partial<Omit<ConfirmedScore, 'assessment'>>;
};

const nothingToConfirm = (path: string): ProblemEntry => ({
  path,
  code: 'not-an-option',
  text: {
    zh: '本事项不按积分认定类别，无需确认',
    en: 'the category of this procedure does not come from a score; there is nothing to confirm here',
  },
});

/**
 * Confirms the score where the category comes from it. Where the permit or the procedure gives the category there is
 * nothing to correct or to prove.
 */
function confirmCategory(
  { rules }: Desk,
  { head, stored }: Case,
  procedure: Procedure,
  documents: readonly StoredDocument[],
  body: Recommendation,
): Result<Found, ProblemEntry[]> {
  const { form } = stored;
  const { corrections = [], evidence = [], settlements = [] } = body;
  if (!comesFromScore(procedure, { head, stored })) {
    const beside = [
      ...(corrections.length > 0 ? [nothingToConfirm('corrections')] : []),
      ...(evidence.length > 0 ? [nothingToConfirm('evidence')] : []),
      ...(settlements.length > 0 ? [nothingToConfirm('settlements')] : []),
    ];
    return beside.length > 0
      ? failure(beside)
      : success({ category: head.category ?? null, facts: form.facts, kept: {} });
  }
  const confirmed = confirmScore(rules, {
    form,
    on: rules.dayOf(head.submittedAt ?? head.createdAt),
    procedure,
    documents,
    corrections,
    evidence,
    settlements,
    mustProve: body.recommendation === 'approve',
  });
  if (!confirmed.ok) return confirmed;
  const { assessment, ...kept } = confirmed.value;
  const { category, facts } = kept.score;
  return success({ category, facts, assessment, kept });
}

/** Whether the category of an application comes from the score that its facts give. */
export const comesFromScore = (procedure: Procedure, { head, stored }: Pick<Case, 'head' | 'stored'>): boolean => {
  const { entry, facts, answers } = stored.form;
  return categorySource(procedure, { entry, facts, answers, category: head.category ?? null }) === 'score';
};

/** What keeps a review from recommending approval: papers of the category that it found, and the delegation. */
function approvalGaps(
  { rules, clock }: Desk,
  { head, stored }: Case,
  procedure: Procedure,
  documents: readonly StoredDocument[],
  found: Found,
): Problem | undefined {
  const { category, facts, assessment } = found;
  const materials = materialsOf({ form: stored.form, facts, assessment, category, documents });
  // A corrected fact can change the category, and with it what has to lie before the officer.
  const problems: ProblemEntry[] = missingPapers(procedure, materials);
  if (problems.length > 0) return problem('invalid-request', { problems });
  if (assessment && !category) return problem('invalid-request', { problems: [categoryOpen] });
  const text = outsideDelegation(rules.zone.delegation, {
    procedure: head.procedure,
    category,
    on: rules.today(clock),
  });
  return text && problem('invalid-request', { problems: [{ path: 'corrections', code: 'outside-delegation', text }] });
}

/** Review of the substance by a back officer, who confirms what the category rests on and recommends (art. 34). */
export function review(desk: Desk): Pick<Handles<typeof approvalRoutes>, 'recommend'> {
  const { table, clock, rules, log } = desk;
  return {
    recommend: (request) =>
      desk.at(request, 'review', async (the, by) => {
        const { body, principal } = request;
        const closed = await desk.mayNotDecide(the, 'review', principal.subject);
        if (closed) return failure(closed);
        const { head, stored } = the;
        if (body.recommendation === 'return') {
          return returnApplication(desk, the, by, body.deficiencies);
        }
        const at = instantOf(clock.now());
        const documents = await readDocuments(table, head.id);
        const procedure = procedureOf(desk, head);
        const earlier = await filedBefore(table, procedure, { head, form: stored.form });
        const confirmed = confirmCategory(desk, the, procedure, [...documents, ...earlier], body);
        if (!confirmed.ok) return invalid(...confirmed.error);
        const found = confirmed.value;
        const approve = body.recommendation === 'approve';
        const gap = approve ? approvalGaps(desk, the, procedure, documents, found) : undefined;
        if (gap) return failure(gap);
        const unexamined = approve ? await enhancedReviewGap(desk, the, body.enhancedReview) : undefined;
        if (unexamined) return invalid(unexamined);
        const seen = body.recommendation === 'approve' ? body.identitySeen : undefined;
        const unseen = approve ? await unseenAtReview(table, procedure, the, seen) : undefined;
        if (unseen) return invalid(unseen);
        const unborne = approve ? await bearsNothing(desk, the, 'review', found.category) : undefined;
        if (unborne) return failure(unborne);
        const reasons = body.recommendation === 'refuse' ? body.reasons : [];
        const unknown = await unknownDocuments(table, head, reasons);
        if (unknown.length > 0) return invalid(...unknown);
        // What the law accepted nobody has looked at: who the applicant is was left open.
        const person = head.possiblySame ? await settleApplicant(table, head, stored, body.person) : undefined;
        if (person && !person.ok) return person;

        // A category that is not delegated has no clock here; the case keeps the one it was accepted under.
        const delegated = rules.zone.delegation.categories.find((name) => name === found.category);
        const category = delegated ?? head.category ?? null;
        // Another category may have another clock; a promise that was given is kept, or kept sooner.
        const times = timesOf(rules, {
          ...timedOf(head),
          category,
          stage: 'conclusion',
          permitTo: head.permitTo,
          given: head.promisedOn,
        });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        const { facts = {}, assessment } = found;
        const reviewed = await quotaOnReview(
          desk,
          the,
          { category: found.category, assessment, facts, approve },
          (place) =>
            changeApplication(table, clock, {
              head,
              at,
              transition: 'recommend',
              event: {
                type: 'reviewed',
                data: {
                  recommendation: body.recommendation,
                  ...(seen ? { identitySeen: true } : {}),
                  ...found.kept,
                  ...(reasons.length > 0 ? { reasons } : {}),
                  ...(body.enhancedReview ? { enhancedReview: body.enhancedReview } : {}),
                  ...(body.note ? { note: body.note } : {}),
                  ...(times.set.promisedOn === head.promisedOn ? { clock: times.data.clock } : times.data),
                  ...desk.inPlace(the),
                  ...place.data,
                },
              },
              set: {
                review: head.events + 1,
                reviewedBy: principal.subject,
                category: found.category,
                stageStartedAt: at,
                ...times.set,
                claimedBy: undefined,
                notice: undefined,
                ...(person ? { personId: person.value.personId, possiblySame: undefined } : {}),
                ...place.set,
              },
              guards: desk.guards(the),
              by,
              also: [
                // With a place of the quota there is no room to ask; the conclusion asks for both officers.
                ...(approve && place.also.length === 0 ? bearing(desk, the, 'review', found.category) : []),
                ...(person?.value.steps ?? []),
                ...place.also,
              ],
            }),
        );
        return desk.answer(the, reviewed);
      }),
  };
}
