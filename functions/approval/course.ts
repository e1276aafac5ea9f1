import type { courseRoutes } from '../../shared/contract/course.ts';
import type { movingRoutes } from '../../shared/contract/service-windows.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type ApprovalGiven, openDesk } from './desk.ts';
import { timeExtension } from './extend-time.ts';
import { moving } from './move.ts';
import { pauses } from './pause.ts';
import { reopening } from './reopen.ts';
import { replies } from './reply.ts';
import { reviewingAgain } from './review-again.ts';

/** What happens to a case beside its decisions: its clock, its window, the reply of its parties, taking it up again. */
export function course(given: ApprovalGiven): Handles<typeof courseRoutes & typeof movingRoutes> {
  const desk = openDesk(given);
  return {
    ...pauses(desk),
    ...timeExtension(desk),
    ...reopening(desk),
    ...reviewingAgain(desk),
    ...replies(given),
    ...moving(desk),
  };
}
