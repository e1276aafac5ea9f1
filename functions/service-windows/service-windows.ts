import type { z } from 'zod';
import type { serviceWindowRoutes } from '../../shared/contract/service-windows.ts';
import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import { officerStages, queueRoles } from '../../shared/domain/application/transitions.ts';
import { isOpenAt } from '../../shared/domain/service-window/opening.ts';
import { isClosedOn, openInstead } from '../../shared/domain/service-window/service-window.ts';
import { addDays, type Clock, type Instant, instantOf, timeIn } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { glanceAt } from '../../shared/records/queues.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import { windowsWorked } from '../../shared/view/at-window.ts';
import type { Rules } from '../../shared/zone/rules.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
type Routes = typeof serviceWindowRoutes;
type Waiting = z.input<Routes['readOwnWindows']['answer']['schema']>['items'][number]['queues'];

/** Lines of a queue that are looked at: beyond them it is said that there are more. */
const mostCounted = 100;

/** What waits at a window in the stages that somebody with these roles watches. */
async function waitingAt(table: Table, number: number, roles: readonly Role[], now: Instant): Promise<Waiting> {
  const watched = officerStages.filter((stage) => queueRoles[stage].some((role) => roles.includes(role)));
  return Promise.all(
    watched.map(async (stage) => {
      const { heads, more } = await glanceAt(table, { stage, serviceWindow: number }, mostCounted);
      const due = heads.flatMap(({ dueAt }) => dueAt ?? []).sort();
      return {
        stage,
        waiting: heads.length,
        more,
        late: due.filter((at) => at <= now).length,
        ...(due[0] ? { oldestDueAt: due[0] } : {}),
      };
    }),
  );
}

/** The service windows of a zone: when they are open, what they handle and what waits there. */
export function serviceWindows({ table, clock, rules }: Given): Handles<Routes> {
  const windows = rules.zone.serviceWindows ?? [];

  const watches = (principal: Principal | undefined): principal is Principal =>
    principal?.mfa === true &&
    officerStages.some((stage) => queueRoles[stage].some((role) => principal.roles.includes(role)));

  return {
    listServiceWindows: async ({ principal }) => {
      const now = instantOf(clock.now());
      const day = rules.dayOf(now);
      const isWorkingDay = rules.between(addDays(day, -1), day).days === 1;
      const door = { day, time: timeIn(rules.timeZone, now), isWorkingDay };
      const items = await Promise.all(
        windows.map(async (window) => {
          const closure = window.closures.find((one) => isClosedOn({ closures: [one] }, day));
          const instead = openInstead(windows, window, day);
          return {
            ...window,
            open: isOpenAt(window, door),
            closed: closure && {
              reason: closure.reason,
              to: closure.to,
              deputy: instead === window ? undefined : instead.number,
            },
            ...(watches(principal) ? { queues: await waitingAt(table, window.number, principal.roles, now) } : {}),
          };
        }),
      );
      return success({ body: { asOf: now, items } });
    },

    readOwnWindows: async ({ principal }) => {
      const now = instantOf(clock.now());
      const worked = principal.roles.includes('supervisor')
        ? 'all'
        : await windowsWorked({ table, clock, rules }, principal);
      const mine = windows.filter(({ number }) => worked === 'all' || worked.includes(number));
      const items = await Promise.all(
        mine.map(async ({ number, name }) => ({
          number,
          name,
          queues: await waitingAt(table, number, principal.roles, now),
        })),
      );
      return success({ body: { items } });
    },
  };
}
