import type { courseRoutes } from '../../shared/contract/course.ts';
import { applicationView } from '../../shared/contract/intake.ts';
import { isOfficerStage } from '../../shared/domain/application/transitions.ts';
import type { Text } from '../../shared/domain/text.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import {
  changeApplication,
  type Head,
  notDeemed,
  requesterOf,
  visibleVersion,
} from '../../shared/records/application.ts';
import { repetition } from '../../shared/records/requests.ts';
import { failure, success } from '../../shared/result.ts';
import { findCase } from '../../shared/view/access.ts';
import { viewApplication } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import { resumedTimes } from '../../shared/workflow/resumed-times.ts';
import type { ApprovalGiven } from './desk.ts';

/** What to say to a reply for which there is no announced refusal, or not any more. */
const nothingToReplyTo = ({ stage, intention }: Head): Text =>
  intention !== undefined && isOfficerStage(stage)
    ? {
        zh: '陈述申辩意见已收到或期限已满，申请正在等待决定。',
        en: 'A reply has arrived already, or the time for it is over; the decision follows.',
      }
    : { zh: '本申请没有待陈述申辩的拟不予许可告知。', en: 'No refusal was announced to which you could reply.' };

/**
 * The reply of a party to an announced refusal (Licensing Law arts. 7, 36): the decider sees it beside the reasons, and
 * the clock runs again.
 */
export function replies(given: ApprovalGiven): Pick<Handles<typeof courseRoutes>, 'replyToIntention'> {
  const { table, clock, rules, log } = given;
  return {
    replyToIntention: async (request) => {
      const { principal, body } = request;
      const found = await findCase(table, principal, request.parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      const { head, stored, viewer } = the;
      if (!viewer.handlesEmployer && !viewer.isApplicant) return failure(problem('not-allowed'));
      const by = requesterOf(request, viewer.handlesEmployer ? 'employer' : 'applicant', 'reply');
      const repeated = repetition(head.requests, by.request);
      if (repeated === 'other-body') return failure(problem('key-reused'));
      if (repeated === 'same') {
        const headers = { etag: `"${visibleVersion(head, stored)}"` };
        return success({ body: await viewApplication(given, the), headers });
      }
      if (request.version !== undefined && request.version !== visibleVersion(head, stored)) {
        const current = applicationView.parse(await viewApplication(given, the));
        return failure(problem('version-conflict', { current }));
      }
      if (head.stage !== 'refusal-announced') {
        return answerChange(given, the, failure({ kind: 'changed', head }), nothingToReplyTo);
      }
      const at = instantOf(clock.now());
      const times = resumedTimes(rules, head, { stage: 'conclusion', at });
      if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
      const outcome = await changeApplication(table, clock, {
        head,
        at,
        transition: 'reply',
        event: { type: 'replied', data: { text: body.text, ...times.data } },
        set: { replied: head.events + 1, stageStartedAt: at, filedAt: at, ...times.set },
        guards: [notDeemed(clock)],
        by,
      });
      // A reply can be long; without an outbox item it stays within its budget. An execution that is not told looks
      // when the time to reply is over, and the sweeper marks what is late before.
      if (outcome.ok) await given.workflow.dismiss(head.id);
      return answerChange(given, the, outcome, nothingToReplyTo);
    },
  };
}
