import type { followingRoutes } from '../../shared/contract/following.ts';
import { isForParties, wording } from '../../shared/domain/application/events.ts';
import { followCode } from '../../shared/domain/application/follow-code.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { readEvents } from '../../shared/records/application.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import { findCase } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { letterOf } from '../../shared/view/letters.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { followApplication } from './follow-application.ts';
import { listApplications, listPermits } from './list-applications.ts';

export type FollowingGiven = { table: Table; clock: Clock; rules: Rules };

/** Where one's applications stand, and what happened to each. */
export function following(given: FollowingGiven): Handles<typeof followingRoutes> {
  const { table } = given;
  return {
    listApplications: listApplications(given),
    listPermits: listPermits(given),

    readTimeline: async ({ parameters, principal }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { head, staff } = found.value;
      const events = await readEvents(table, head.id);
      const procedure = head.receiptNumber ? procedureOf(given, head) : undefined;
      const items = events
        .filter((event) => staff || isForParties(event.type))
        .map((event) => ({
          at: event.at,
          type: event.type,
          by: event.by.party,
          text: wording(event),
          promisedOn: event.data.promisedOn as string | undefined,
          respondBy: event.data.respondBy as string | undefined,
          provisional: (event.data.provisional as boolean | undefined) || undefined,
          letter: procedure && letterOf(found.value, procedure, event)?.number,
        }));
      const { receiptNumber } = head;
      const follow = receiptNumber && !staff ? { receiptNumber, code: followCode(head.id) } : undefined;
      return success({ body: { items, follow } });
    },

    followApplication: followApplication(given),
  };
}
