import type { staffWindowRoutes } from '../../shared/contract/service-windows.ts';
import { instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  readEveryStaffWindows,
  readStaffWindows,
  type StaffWindows,
  staffWindowsStep,
} from '../../shared/records/staff.ts';
import { failure, success } from '../../shared/result.ts';
import { changeAsLead, type OfficeGiven, standingForLead } from './lead.ts';
import { isSubject } from './staff.ts';

const pageLength = 50;

/** Which officers belong to which service windows; nobody's cases but theirs are then theirs to work. */
export function staffAtWindows(given: OfficeGiven): Handles<typeof staffWindowRoutes> {
  const { table, clock, zone } = given;
  const numbers = (zone.serviceWindows ?? []).map(({ number }) => number);
  return {
    listStaffWindows: async ({ principal, query: { cursor, limit = pageLength } }) => {
      const leads = await standingForLead(table, principal);
      if (!leads.ok) return leads;
      const list = { pk: keys.standing().pk, sk: /^WINDOWS#.{1,128}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { entries, next } = await readEveryStaffWindows(table, { limit, ...(after ? { after } : {}) });
      return success({ body: { items: entries, ...(next ? { next: cursorOf(next) } : {}) } });
    },

    assignWindows: async (request) => {
      const { principal, body, parameters } = request;
      const { subject = '' } = parameters;
      if (!isSubject(subject)) return failure(problem('not-found'));
      const windows = [...new Set(body.windows)].sort((a, b) => a - b);
      const unknown = body.windows.flatMap((number, index) =>
        numbers.includes(number)
          ? []
          : [
              {
                path: `windows.${index}`,
                code: 'not-an-option',
                text: {
                  zh: `本区的服务窗口：${numbers.join('、')}`,
                  en: `service windows here: ${numbers.join(', ')}`,
                },
              },
            ],
      );
      if (unknown.length > 0) return invalid(...unknown);
      const { reason } = body;
      const entry: StaffWindows = {
        subject,
        windows,
        at: instantOf(clock.now()),
        by: principal.subject,
        reason,
      };
      return changeAsLead(
        given,
        request,
        `windows ${subject}`,
        async (standing) =>
          success({
            happening: { type: 'windows-assigned', data: { subject, windows, reason } },
            set: { memberships: standing.events + 1 },
            also: [staffWindowsStep(entry)],
          }),
        async () => {
          const stored = await readStaffWindows(table, subject);
          return stored ? success({ body: stored }) : failure(problem('not-found'));
        },
      );
    },
  };
}
