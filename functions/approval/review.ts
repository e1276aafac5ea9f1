import type { approvalRoutes } from '../../shared/contract/approval.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { changeApplication, freeOrMine, timedOf } from '../../shared/records/application.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { failure } from '../../shared/result.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import { quotaOnReview } from '../../shared/view/place.ts';
import { timesOf } from '../../shared/zone/times.ts';
import { confirmScore, missingPapers } from './confirm-score.ts';
import type { Desk } from './desk.ts';
import { returnApplication } from './return-application.ts';

const categoryOpen = {
  path: 'corrections',
  code: 'category-open',
  text: {
    zh: '类别尚未认定，不能建议准予；请更正事实，或退回补正，或建议不予许可',
    en: 'the category is open, so approval cannot be recommended: correct a fact, return it, or recommend refusal',
  },
};

/** Review of the substance by a back officer, who confirms the score and recommends (art. 34). */
export function review(desk: Desk): Pick<Handles<typeof approvalRoutes>, 'recommend'> {
  const { table, clock, rules, log } = desk;
  return {
    recommend: (request) =>
      desk.at(request, 'review', async (the, by) => {
        const { body, principal } = request;
        const closed = await desk.closedTo(the, 'review', principal.subject);
        if (closed) return failure(closed);
        const { head, stored } = the;
        if (body.recommendation === 'return') {
          return returnApplication(desk, the, by, principal.subject, body.deficiencies);
        }
        const at = instantOf(clock.now());
        const submittedAt = head.submittedAt ?? at;
        const documents = await readDocuments(table, head.id);
        const procedure = procedureOf(desk, head);
        const confirmed = confirmScore(rules, {
          form: stored.form,
          on: rules.dayOf(submittedAt),
          procedure,
          documents,
          corrections: body.corrections ?? [],
          evidence: body.evidence ?? [],
          mustProve: body.recommendation === 'approve',
        });
        if (!confirmed.ok) return invalid(...confirmed.error);
        const { assessment, ...kept } = confirmed.value;
        if (body.recommendation === 'approve') {
          // A corrected fact can change the category, and with it what has to lie before the officer.
          const missing = missingPapers(procedure, stored.form, kept.score.facts, assessment, documents);
          if (missing.length > 0) return invalid(...missing);
          const { category } = kept.score;
          if (!category) return invalid(categoryOpen);
          const outside = outsideDelegation(rules.zone.delegation, {
            procedure: head.procedure,
            category,
            on: rules.today(clock),
          });
          if (outside) return invalid({ path: 'corrections', code: 'outside-delegation', text: outside });
        }
        const reasons = body.recommendation === 'refuse' ? body.reasons : [];
        const unknown = await desk.unknownDocuments(head, reasons);
        if (unknown.length > 0) return invalid(...unknown);

        // A category that is not delegated has no clock here; the case keeps the one it was accepted under.
        const delegated = rules.zone.delegation.categories.find((name) => name === kept.score.category);
        const category = delegated ?? head.category ?? null;
        // Another category may have another clock; a promise that was given is kept, or kept sooner.
        const times = timesOf(rules, {
          ...timedOf(head, submittedAt),
          category,
          stage: 'conclusion',
          permitTo: head.permitTo,
          given: head.promisedOn,
        });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        const { facts, category: settled } = kept.score;
        const found = { category: settled, assessment, facts, approve: body.recommendation === 'approve' };
        const reviewed = await quotaOnReview(desk, the, found, (place) =>
          changeApplication(table, clock, {
            head,
            transition: 'recommend',
            event: {
              type: 'reviewed',
              data: {
                recommendation: body.recommendation,
                ...kept,
                ...(reasons.length > 0 ? { reasons } : {}),
                ...(body.note ? { note: body.note } : {}),
                ...(times.set.promisedOn === head.promisedOn ? { clock: times.data.clock } : times.data),
                ...place.data,
              },
            },
            set: {
              review: head.events + 1,
              reviewedBy: principal.subject,
              category: settled,
              stageStartedAt: at,
              ...times.set,
              claimedBy: undefined,
              ...place.set,
            },
            guards: [freeOrMine(principal.subject)],
            effect: desk.wake(head),
            by,
            also: place.also,
          }),
        );
        return answerChange(desk, the, reviewed);
      }),
  };
}
