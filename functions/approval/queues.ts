import type { approvalRoutes } from '../../shared/contract/approval.ts';
import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import {
  isOfficerStage,
  type OfficerStage,
  officerStages,
  queueRoles,
  workRoles,
} from '../../shared/domain/application/transitions.ts';
import { type Instant, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { freeOrMine, type Head, queuePlace, stillAtWindow } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { liesIn, placesIn, type Queue, type QueuePlace, queuesOf, readQueues } from '../../shared/records/queues.ts';
import { readStanding, rolesHeld } from '../../shared/records/standing.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { windowsWorked } from '../../shared/view/at-window.ts';
import { bearsNothing } from './bearing.ts';
import { type Desk, isBarred, ofOtherWindow } from './desk.ts';

type WorkedStage = OfficerStage | 'approved';

const watchers = (stage: WorkedStage): readonly Role[] => (stage === 'approved' ? ['supervisor'] : queueRoles[stage]);

const isLate = ({ dueAt }: Head, now: Instant): boolean => dueAt !== undefined && dueAt <= now;

const unknownWindow = (numbers: readonly number[]) => ({
  path: 'query.serviceWindow',
  code: 'not-an-option',
  text: {
    zh: numbers.length > 0 ? `本区的服务窗口：${numbers.join('、')}` : '本区不分服务窗口',
    en: numbers.length > 0 ? `service windows here: ${numbers.join(', ')}` : 'this zone has no service windows',
  },
});

/**
 * The queues of a stage that an officer sees: those of the service windows whose cases they work, or the one window
 * that is asked for. Supervisors watch all of them.
 */
async function queuesSeen(
  desk: Desk,
  who: Pick<Principal, 'subject' | 'roles'>,
  asked: number | undefined,
): Promise<Result<(stage: WorkedStage) => Queue[], Problem>> {
  const { zone } = desk.rules;
  const numbers = (zone.serviceWindows ?? []).map(({ number }) => number);
  if (asked !== undefined && !numbers.includes(asked)) return invalid(unknownWindow(numbers));
  const worked = who.roles.includes('supervisor') ? 'all' : await windowsWorked(desk, who);
  const sees = (number: number | undefined) => worked === 'all' || number === undefined || worked.includes(number);
  if (asked !== undefined && !sees(asked)) return failure(problem('not-allowed', { detail: ofOtherWindow(asked) }));
  return success((stage) =>
    queuesOf(zone, stage).filter(({ serviceWindow }) =>
      asked === undefined ? sees(serviceWindow) : serviceWindow === asked,
    ),
  );
}

/** Queues by due time, and taking an application out of one or putting it back. */
export function queues(
  desk: Desk,
): Pick<Handles<typeof approvalRoutes>, 'readQueue' | 'claimApplication' | 'releaseApplication'> {
  const { table, clock } = desk;
  return {
    readQueue: async ({ parameters, principal, query }) => {
      const stage = parameters.stage ?? '';
      const limit = query.limit ?? 25;
      // An approval whose permit does not follow is late too, and a supervisor has to see it.
      const names: readonly WorkedStage[] =
        stage === 'late' ? [...officerStages, 'approved'] : isOfficerStage(stage) ? [stage] : [];
      if (names.length === 0) return failure(problem('not-found'));
      const seenBy = (roles: readonly Role[]) =>
        names.filter((name) => watchers(name).some((role) => roles.includes(role)));
      const roles = rolesHeld(await readStanding(table), principal);
      const visible = seenBy(roles);
      if (visible.length === 0)
        return failure(problem(seenBy(principal.roles).length > 0 ? 'role-ended' : 'not-allowed'));
      const seen = await queuesSeen(desk, { subject: principal.subject, roles }, query.serviceWindow);
      if (!seen.ok) return seen;
      const strands = visible.map(seen.value).filter((queues) => queues.length > 0);
      const now = instantOf(clock.now());
      const { cursor } = query;
      const after = cursor ? keyOf(cursor, placesIn(strands.flat())) : undefined;
      if (cursor && (!after || (stage === 'late' && after.queueSk >= now))) return failure(notACursor());
      const heads: Head[] = [];
      let next: string | undefined;
      // "Late" walks the stages one after the other, so that its cursor is always the place in one of them.
      const from = after ? strands.findIndex((queues) => liesIn(queues, after)) : 0;
      for (const queues of strands.slice(from)) {
        let start: QueuePlace | undefined = after && liesIn(queues, after) ? after : undefined;
        do {
          const page: Awaited<ReturnType<typeof readQueues>> = await readQueues(table, queues, {
            limit: limit - heads.length,
            ...(stage === 'late' ? { dueBefore: now } : {}),
            ...(start ? { after: start } : {}),
          });
          // The green path, and what the law decides, stand ahead of their due time: late is what is past that.
          heads.push(...page.heads.filter((head) => stage !== 'late' || isLate(head, now)));
          start = page.next;
        } while (start && heads.length < limit);
        const last = heads.at(-1);
        if (start) next = cursorOf(start);
        else if (heads.length >= limit && queues !== strands.at(-1) && last) {
          next = cursorOf({ ...keys.application(last.id), ...queuePlace(last) });
        }
        if (heads.length >= limit) break;
      }
      return success({
        body: {
          items: heads.map((head) => ({
            ...head,
            applicantName: head.applicantName ?? '',
            category: head.category ?? null,
            provisional: head.provisional ?? false,
            promisedOn: head.pause ? undefined : head.promisedOn,
            late: isLate(head, now),
          })),
          ...(next ? { next } : {}),
        },
      });
    },

    claimApplication: (request) =>
      desk.at(request, 'claim', async (the, by) => {
        const { head } = the;
        const { subject, roles } = the.viewer;
        if (head.claimedBy === subject && isOfficerStage(head.stage)) return desk.show(the);
        if (!isOfficerStage(head.stage)) return failure(problem('conflict', { current: await desk.present(the) }));
        const unborne = await bearsNothing(desk, the, head.stage);
        if (unborne) return failure(unborne);
        const works = workRoles(head.stage, procedureOf(desk, head).decidedBy);
        if (!works.some((role) => roles.includes(role))) return failure(problem('not-allowed'));
        if (await isBarred(table, head, subject)) {
          return failure(problem('two-officers', { current: await desk.present(the) }));
        }
        const closed = await desk.closedTo(the, head.stage, subject);
        if (closed) return failure(closed);
        return desk.change(the, {
          head,
          within: [head.stage],
          event: { type: 'claimed', data: { stage: head.stage, ...desk.inPlace(the) } },
          set: { claimedBy: subject },
          guards: [freeOrMine(subject, the.viewer.actsFor), ...stillAtWindow(head)],
          by,
        });
      }),

    releaseApplication: (request) =>
      desk.at(request, 'release', async (the, by) => {
        const { head } = the;
        const { subject, roles, actsFor } = the.viewer;
        if (!isOfficerStage(head.stage) || !head.claimedBy) {
          return failure(problem('conflict', { current: await desk.present(the) }));
        }
        const mayRelease = [subject, actsFor].includes(head.claimedBy) || roles.includes('supervisor');
        if (!mayRelease) return failure(problem('not-allowed'));
        return desk.change(the, {
          head,
          within: [head.stage],
          event: { type: 'released', data: { stage: head.stage, ...desk.inPlace(the) } },
          set: { claimedBy: undefined },
          by,
        });
      }),
  };
}
