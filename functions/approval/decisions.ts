import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { Handles } from '../../shared/http/function.ts';
import { conclusion } from './conclusion.ts';
import { type ApprovalGiven, openDesk } from './desk.ts';
import { preliminaryReview } from './preliminary-review.ts';
import { queues } from './queues.ts';
import { review } from './review.ts';

/** What an officer may do: queues, claims and the decisions of each stage. */
export function decisions(given: ApprovalGiven): Handles<typeof approvalRoutes> {
  const desk = openDesk(given);
  return { ...queues(desk), ...preliminaryReview(desk), ...review(desk), ...conclusion(desk) };
}
