import type { approvalRoutes } from '../../shared/contract/approval.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { permitValidity } from '../../shared/domain/application/validity.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  changeApplication,
  freeOrMine,
  notTheReviewer,
  plain,
  readEvent,
  unlock,
} from '../../shared/records/application.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { readPermit } from '../../shared/records/permit.ts';
import { presentPerson } from '../../shared/records/person.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import { quotaOnApproval } from '../../shared/view/place.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { type Correction, confirmScore, type Evidence, missingPapers } from './confirm-score.ts';
import type { Desk } from './desk.ts';

/** Minutes in which issuance is expected to have followed an approval; the sweeper looks after that. */
const issuanceMinutes = 10;
/** A token's dates end with the century; a contract beyond it is a slip of the pen. */
const lastYear = '2100-01-01';

/**
 * What an approval against the reviewer's recommendation lacks: the decider's reason for departing from it, and the
 * document behind each row, which the reviewer then did not have to name.
 */
async function departureGaps(
  desk: Desk,
  { head, stored }: Case,
  review: ApplicationEvent,
  given: { departure?: string; evidence?: Evidence[] },
): Promise<ProblemEntry[]> {
  const { table, rules } = desk;
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
  const procedure = procedureOf(desk, head);
  const documents = await readDocuments(table, head.id);
  const confirmed = confirmScore(rules, {
    form: stored.form,
    on: rules.dayOf(head.submittedAt ?? review.at),
    procedure,
    documents,
    corrections: (review.data.corrections ?? []) as Correction[],
    evidence: given.evidence ?? [],
    mustProve: true,
  });
  if (!confirmed.ok) return [...found, ...confirmed.error];
  const { assessment, score } = confirmed.value;
  return [...found, ...missingPapers(procedure, stored.form, score.facts, assessment, documents)];
}

/** The conclusion, by another officer than the review (arts. 34, 38), inside what is delegated (art. 24). */
export function conclusion(desk: Desk): Pick<Handles<typeof approvalRoutes>, 'conclude'> {
  const { table, clock, rules } = desk;
  return {
    conclude: (request) =>
      desk.at(request, 'conclude', async (the, by) => {
        const { body, principal } = request;
        const { head, stored } = the;
        if (head.stage === 'conclusion' && head.reviewedBy === principal.subject) {
          return failure(problem('two-officers', { current: await desk.present(the) }));
        }
        const closed = await desk.closedTo(the, 'conclusion', principal.subject);
        if (closed) return failure(closed);
        const today = rules.today(clock);
        const outside = outsideDelegation(rules.zone.delegation, {
          procedure: head.procedure,
          category: head.category ?? null,
          on: today,
        });
        if (outside) return failure(problem('outside-delegation', { detail: outside }));
        const common = {
          head,
          guards: [freeOrMine(principal.subject), notTheReviewer(principal.subject)],
          effect: desk.wake(head),
          by,
        };
        if (body.decision === 'refuse') {
          const unprinted = unprintable({ reasons: body.reasons });
          if (unprinted) return failure(unprinted);
          const unknown = await desk.unknownDocuments(head, body.reasons);
          if (unknown.length > 0) return invalid(...unknown);
          return desk.change(the, {
            ...common,
            transition: 'refuse',
            event: { type: 'refused', data: { reasons: body.reasons, ...(await desk.letter(the)) } },
            set: { refusal: head.events + 1, dueAt: undefined, late: undefined, claimedBy: undefined },
            also: plain(...unlock(head)),
          });
        }

        const [employer, review] = await Promise.all([
          readEmployer(table, head.employerId),
          head.review ? readEvent(table, head.id, head.review) : undefined,
        ]);
        const { applicant, post } = stored.form;
        const category = head.category;
        if (!employer || !review || !applicant?.passport?.expiresOn || !post?.contractFrom || !post.contractTo) {
          throw new Error('a reviewed application lacks its review, employer, passport or contract');
        }
        if (!category) {
          return invalid({
            path: 'decision',
            code: 'category-open',
            text: { zh: '类别尚未认定，不能准予许可', en: 'the category is not settled, so it cannot be approved' },
          });
        }
        const before = head.personId ? await readPermit(table, await presentPerson(table, head.personId)) : undefined;
        const blemish = before && before.status !== 'valid' ? before.status : undefined;
        if (blemish && body.previousPermit !== blemish) {
          return invalid({
            path: 'previousPermit',
            code: 'previous-permit',
            text: {
              zh: `该人员现有许可已被${blemish === 'revoked' ? '撤销' : '暂停'}；核实后仍准予许可的，请填写 ${blemish}`,
              en: `this person's present permit is ${blemish}; to approve all the same, say "${blemish}" here`,
            },
          });
        }
        const recommended = review.data.recommendation === 'approve';
        const lacking = recommended ? [] : await departureGaps(desk, the, review, body);
        if (lacking.length > 0) return invalid(...lacking);
        const validity = permitValidity({
          category,
          months: rules.zone.policy.validityMonths,
          issuedOn: today,
          contractFrom: post.contractFrom,
          contractTo: post.contractTo,
          passportExpiresOn: applicant.passport.expiresOn,
          licenceValidTo: employer.licenceValidTo,
          ...(body.validTo ? { wantedTo: body.validTo } : {}),
        });
        if (validity && validity.to >= lastYear) {
          return invalid({
            path: 'decision',
            code: 'too-far-ahead',
            text: { zh: '合同日期过远，请核对', en: 'the contract lies too far ahead; check its dates' },
          });
        }
        if (!validity) {
          return invalid({
            path: body.validTo ? 'validTo' : 'decision',
            code: 'no-validity-left',
            text: {
              zh: '合同、护照、营业执照的期限或所选日期均不足以核定有效期',
              en: 'contract, passport, licence or the chosen day leave no time for a permit',
            },
          });
        }
        const letter = await desk.letter(the);
        const approved = await quotaOnApproval(desk, { ...the, review }, (place) =>
          changeApplication(table, clock, {
            ...common,
            transition: 'approve',
            event: {
              type: 'approved',
              data: {
                validity,
                ...(blemish ? { previousPermit: blemish } : {}),
                ...(recommended ? {} : { departure: body.departure, evidence: body.evidence }),
                ...(body.note ? { note: body.note } : {}),
                ...letter,
                ...place.data,
              },
            },
            set: {
              stageStartedAt: instantOf(clock.now()),
              dueAt: instantOf(clock.now() + issuanceMinutes * 60_000),
              late: undefined,
              claimedBy: undefined,
              ...place.set,
            },
            also: place.also,
          }),
        );
        return answerChange(desk, the, approved);
      }),
  };
}
