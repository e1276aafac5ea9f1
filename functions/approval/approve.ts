import type { z } from 'zod';
import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { KeptScore } from '../../shared/domain/scoring/kept-score.ts';
import { instantOf } from '../../shared/domain/time.ts';
import { invalid, type ProblemEntry } from '../../shared/http/problem.ts';
import { atRest, changeApplication, readEvent } from '../../shared/records/application.ts';
import { readDocuments, type StoredDocument } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { type Permit, readPermit } from '../../shared/records/permit.ts';
import type { Case } from '../../shared/view/access.ts';
import { assessmentOf, procedureOf } from '../../shared/view/application.ts';
import { filedBefore } from '../../shared/view/filed-before.ts';
import {
  creditTerms,
  givesPeriod,
  grantedPeriod,
  openCategory,
  permitConcerned,
} from '../../shared/view/granted-period.ts';
import { quotaOnApproval } from '../../shared/view/place.ts';
import { issuanceMinutes } from '../../shared/workflow/time-acts.ts';
import {
  type Correction,
  confirmScore,
  materialsOf,
  missingPapers,
  owedPapers,
  type Settlement,
} from './confirm-score.ts';
import { enhancedReviewGap } from './credit.ts';
import type { Desk } from './desk.ts';
import { comesFromScore } from './review.ts';

type Change = Parameters<typeof changeApplication>[2];
type Asked = Extract<z.output<(typeof approvalRoutes)['conclude']['body']>, { decision: 'approve' }>;

/**
 * What an approval against the reviewer's recommendation lacks: the decider's reason for departing from it, the
 * document behind each row, which the reviewer then did not have to name, and the papers.
 */
function departureGaps(
  { rules }: Desk,
  the: Case & { procedure: Procedure; documents: readonly StoredDocument[]; earlier: readonly StoredDocument[] },
  review: ApplicationEvent,
  given: Asked,
): ProblemEntry[] {
  const { head, stored, procedure, documents } = the;
  const { form } = stored;
  const found: ProblemEntry[] = given.departure
    ? []
    : [
        {
          path: 'departure',
          code: 'not-recommended',
          text: {
            zh: '审查意见为不予许可；仍准予许可的，须说明不采纳审查意见的理由',
            en: 'the review recommends refusal: to approve all the same, say why you depart from it',
          },
        },
      ];
  if (!comesFromScore(procedure, the)) {
    const category = head.category ?? null;
    const materials = materialsOf({ form, facts: form.facts, assessment: undefined, category, documents });
    return [...found, ...missingPapers(procedure, materials)];
  }
  const confirmed = confirmScore(rules, {
    form,
    on: rules.dayOf(head.submittedAt ?? review.at),
    procedure,
    documents: [...documents, ...the.earlier],
    corrections: (review.data.corrections ?? []) as Correction[],
    settlements: (review.data.settlements ?? []) as Settlement[],
    evidence: given.evidence ?? [],
    mustProve: true,
  });
  if (!confirmed.ok) return [...found, ...confirmed.error];
  const { assessment, score } = confirmed.value;
  const { facts, category } = score;
  return [...found, ...missingPapers(procedure, materialsOf({ form, facts, assessment, category, documents }))];
}

/** The permit of the person ended badly or stands still, and the decider has to know it. */
function unseenBlemish(permit: Permit | undefined, given: Asked): ProblemEntry | undefined {
  const blemish = blemishOf(permit);
  if (!blemish || given.previousPermit === blemish) return undefined;
  return {
    path: 'previousPermit',
    code: 'previous-permit',
    text: {
      zh: `该人员现有许可已被${blemish === 'revoked' ? '撤销' : '暂停'}；核实后仍准予许可的，请填写 ${blemish}`,
      en: `this person's present permit is ${blemish}; to approve all the same, say "${blemish}" here`,
    },
  };
}

/** There is nothing left to extend, change or sign anew; the approval could never be carried out. */
function endedPermit({ permit: need, effect }: Procedure, permit: Permit | undefined): ProblemEntry | undefined {
  if (need?.kind !== 'held' || !givesPeriod(effect)) return undefined;
  if (permit?.status !== 'cancelled' && permit?.status !== 'revoked') return undefined;
  const cancelled = permit.status === 'cancelled';
  return {
    path: 'decision',
    code: 'permit-ended',
    text: {
      zh: `所涉许可已${cancelled ? '注销' : '撤销'}，不能再准予`,
      en: `the permit that it concerns was ${permit.status}, so nothing can be granted on it`,
    },
    remedy: {
      zh: '请告知拟不予许可，或请用人单位撤回申请。',
      en: 'Announce an intended refusal, or ask the employer to withdraw.',
    },
  };
}

const blemishOf = (permit: Permit | undefined) =>
  permit?.status === 'revoked' || permit?.status === 'suspended' ? permit.status : undefined;

/**
 * Approves: nothing may be owed any more, and where a permit follows, its period is fixed and named with the limit that
 * binds it.
 * @param common what every conclusion carries
 */
export async function approve(
  desk: Desk,
  the: Case,
  common: Pick<Change, 'head' | 'guards' | 'also' | 'by'>,
  body: Asked,
) {
  const { table, clock } = desk;
  const { head, stored } = the;
  const { form } = stored;
  const procedure = procedureOf(desk, head);
  const number = await permitConcerned(table, head);
  const [employer, review, permit, documents, earlier] = await Promise.all([
    head.employerId ? readEmployer(table, head.employerId) : undefined,
    head.review ? readEvent(table, head.id, head.review) : undefined,
    number ? readPermit(table, number) : undefined,
    readDocuments(table, head.id),
    filedBefore(table, procedure, { head, form }),
  ]);
  if (!review || (head.employerId && !employer)) throw new Error('a reviewed application lacks its review or employer');
  const category = head.category ?? null;
  const scored = comesFromScore(procedure, the);
  const open = openCategory(procedure.effect, head);
  if (!open.ok) return open;
  const blemish = unseenBlemish(permit, body);
  if (blemish) return invalid(blemish);
  const ended = endedPermit(procedure, permit);
  if (ended) return invalid(ended);
  const recommended = review.data.recommendation === 'approve';
  const lacking = recommended ? [] : departureGaps(desk, { ...the, procedure, documents, earlier }, review, body);
  if (lacking.length > 0) return invalid(...lacking);
  const facts = (review.data.score as KeptScore | undefined)?.facts ?? form.facts;
  const assessment = scored ? assessmentOf(desk, head, form, review) : undefined;
  const owed = owedPapers(procedure, materialsOf({ form, facts, assessment, category, documents }));
  if (owed.length > 0) return invalid(...owed);
  const unexamined = await enhancedReviewGap(desk, the, body.enhancedReview);
  if (unexamined) return invalid(unexamined);
  const credit = await creditTerms(desk, the, { effect: procedure.effect, category });
  if (!credit.ok) return credit;

  const period = grantedPeriod(desk, the, procedure, {
    employer,
    permit,
    credit: credit.value,
    wantedTo: body.validTo,
  });
  if (!period.ok) return period;
  const validity = period.value;
  const known = blemishOf(permit);
  const letter = await desk.letter(the);
  const approved = await quotaOnApproval(desk, { ...the, review }, (place) =>
    changeApplication(table, clock, {
      ...common,
      transition: 'approve',
      effect: desk.wake(head),
      event: {
        type: 'approved',
        data: {
          ...(validity ? { validity } : {}),
          ...(known ? { previousPermit: known } : {}),
          ...(credit.value ? { credit: credit.value.kept } : {}),
          ...(body.enhancedReview ? { enhancedReview: body.enhancedReview } : {}),
          ...(recommended ? {} : { departure: body.departure, ...(body.evidence ? { evidence: body.evidence } : {}) }),
          ...(body.note ? { note: body.note } : {}),
          ...desk.inPlace(the),
          ...letter,
          ...place.data,
        },
      },
      set: {
        ...atRest,
        stageStartedAt: instantOf(clock.now()),
        dueAt: instantOf(clock.now() + issuanceMinutes * 60_000),
        ...place.set,
      },
      also: [...(common.also ?? []), ...place.also],
    }),
  );
  return desk.answer(the, approved);
}
