import type { courseRoutes } from '../../shared/contract/course.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { notPaused, timedOf } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import { categoryForParties } from '../../shared/view/application.ts';
import { timesOf } from '../../shared/zone/times.ts';
import type { Desk } from './desk.ts';

/**
 * Sends a case back from conclusion to review, which begins as if nobody had reviewed it: because the reviewer holds
 * the role no more, or because the review does not bear a conclusion. The promise that was given stays.
 */
export function reviewingAgain(desk: Desk): Pick<Handles<typeof courseRoutes>, 'reviewAgain'> {
  const { clock, rules, log } = desk;
  return {
    reviewAgain: (request) =>
      desk.at(request, 'review-again', async (the, by) => {
        const { head, stored } = the;
        if (head.stage !== 'conclusion' || head.pause) {
          return failure(problem('conflict', { current: await desk.present(the) }));
        }
        const at = instantOf(clock.now());
        // As submitted: what the reviewer corrected goes with the review.
        const category = categoryForParties(desk, head, stored.form) ?? null;
        const times = timesOf(rules, {
          ...timedOf(head),
          category,
          stage: 'review',
          permitTo: head.permitTo,
          given: head.promisedOn,
        });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        return desk.change(the, {
          head,
          at,
          transition: 'review-again',
          event: { type: 'sent-back', data: { reason: request.body.reason, ...times.data } },
          set: {
            ...times.set,
            category,
            review: undefined,
            reviewedBy: undefined,
            claimedBy: undefined,
            stageStartedAt: at,
          },
          guards: [notPaused],
          effect: desk.wake(head),
          by,
        });
      }),
  };
}
