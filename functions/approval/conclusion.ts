import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { notTheReviewer } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { approve } from './approve.ts';
import { bearing } from './bearing.ts';
import type { Desk } from './desk.ts';
import { announceRefusal, refuse } from './refuse.ts';

/** The conclusion, by another officer than the review (arts. 34, 38), inside what is delegated (art. 24). */
export function conclusion(desk: Desk): Pick<Handles<typeof approvalRoutes>, 'conclude'> {
  return {
    conclude: (request) =>
      desk.at(request, 'conclude', async (the, by) => {
        const { body, principal } = request;
        const { head } = the;
        const { decidedBy } = procedureOf(desk, head);
        if (!decidedBy.some((role) => principal.roles.includes(role))) return failure(problem('not-allowed'));
        const closed = await desk.mayNotDecide(the, 'conclusion', principal.subject);
        if (closed) return failure(closed);
        const common = {
          head,
          guards: [...desk.guards(the), notTheReviewer(principal.subject)],
          also: bearing(desk, the, 'conclusion'),
          by,
        };
        switch (body.decision) {
          case 'announce-refusal':
            return announceRefusal(desk, the, common, body.reasons);
          case 'refuse':
            return refuse(desk, the, common, body.reasons);
          case 'approve':
            return approve(desk, the, common, body);
        }
      }),
  };
}
