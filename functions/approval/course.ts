import type { courseRoutes } from '../../shared/contract/course.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type ApprovalGiven, openDesk } from './desk.ts';
import { timeExtension } from './extend-time.ts';
import { pauses } from './pause.ts';
import { reopening } from './reopen.ts';
import { replies } from './reply.ts';
import { reviewingAgain } from './review-again.ts';

/** What happens to a case beside its decisions: its clock, the reply of its parties, and taking it up again. */
export function course(given: ApprovalGiven): Handles<typeof courseRoutes> {
  const desk = openDesk(given);
  return { ...pauses(desk), ...timeExtension(desk), ...reopening(desk), ...reviewingAgain(desk), ...replies(given) };
}
