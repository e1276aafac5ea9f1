import type { courseRoutes } from '../../shared/contract/course.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import {
  acceptedStages,
  isOfficerStage,
  type OfficerStage,
  workRoles,
} from '../../shared/domain/application/transitions.ts';
import { addDays, endOfDay, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import { freeOrMine, type Guard, type Head, notDeemed } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { resumedTimes } from '../../shared/workflow/resumed-times.ts';
import type { Desk } from './desk.ts';

/** The stage of an accepted application that an officer works; undefined for every other. */
export const acceptedStage = ({ stage }: Head): OfficerStage | undefined =>
  acceptedStages.includes(stage) && isOfficerStage(stage) ? stage : undefined;

/** Refuses what is only for accepted applications that an officer has. */
export const onlyOnceAccepted = async (desk: Desk, the: Case) =>
  failure(
    problem('conflict', {
      detail: {
        zh: '仅适用于已受理、正在审查或决定环节的申请',
        en: 'This is for accepted applications that are in review or waiting for the conclusion',
      },
      current: await desk.present(the),
    }),
  );

const works = (desk: Desk, { head }: Case, stage: OfficerStage, principal: Principal): boolean =>
  workRoles(stage, procedureOf(desk, head).decidedBy).some((role) => principal.roles.includes(role));

const standing: Guard = { expression: 'attribute_exists(pause)', values: {} };

/**
 * The clock of an accepted application stands still for a hearing, an expert's review or an inspection: what that takes
 * does not count, but has to be told in writing (Licensing Law art. 45). What the law decides is not put off by it.
 */
export function pauses(desk: Desk): Pick<Handles<typeof courseRoutes>, 'pauseApplication' | 'resumeApplication'> {
  const { clock, rules, log } = desk;
  return {
    pauseApplication: (request) =>
      desk.at(request, 'pause', async (the, by) => {
        const { body, principal } = request;
        const { head } = the;
        const stage = acceptedStage(head);
        if (!stage) return onlyOnceAccepted(desk, the);
        if (!works(desk, the, stage, principal)) return failure(problem('not-allowed'));
        const closed = await desk.mayNotDecide(the, stage, principal.subject);
        if (closed) return failure(closed);
        const { kind, announcement, until } = body;
        if (until < rules.today(clock)) {
          return invalid({
            path: 'until',
            code: 'in-the-past',
            text: { zh: '不得早于今天', en: 'must not lie before today' },
          });
        }
        const { days } = rules.zone.policy.longestPause;
        const latest = addDays(rules.today(clock), days);
        if (until > latest) {
          return invalid({
            path: 'until',
            code: 'too-long',
            text: {
              zh: `最晚至 ${latest}；仍需更长时间的，届时再行告知`,
              en: `must be ${latest} at the latest; if more time is needed then, announce it anew`,
            },
          });
        }
        const unprinted = unprintable({ announcement });
        if (unprinted) return failure(unprinted);
        const at = instantOf(clock.now());
        return desk.change(the, {
          head,
          at,
          within: [stage],
          event: {
            type: 'paused',
            data: { kind, announcement, until, ...desk.inPlace(the), ...(await desk.letter(the)) },
          },
          set: {
            pause: { since: at, kind, until, event: head.events + 1 },
            dueAt: endOfDay(rules.timeZone, until),
            late: undefined,
          },
          guards: desk.guards(the),
          effect: desk.wake(head),
          by,
        });
      }),

    resumeApplication: (request) =>
      desk.at(request, 'resume', async (the, by) => {
        const { body, principal } = request;
        const { subject, roles } = principal;
        const { head } = the;
        const stage = acceptedStage(head);
        if (!stage) return onlyOnceAccepted(desk, the);
        const supervises = roles.includes('supervisor');
        if (!supervises && !works(desk, the, stage, principal)) return failure(problem('not-allowed'));
        const closed = supervises ? undefined : await desk.closedTo(the, stage, subject);
        if (closed) return failure(closed);
        if (!head.pause) {
          return failure(
            problem('conflict', {
              detail: { zh: '办理期限并未暂停计算', en: 'The clock is running already' },
              current: await desk.present(the),
            }),
          );
        }
        const at = instantOf(clock.now());
        const times = resumedTimes(rules, head, { stage, at });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        return desk.change(the, {
          head,
          at,
          within: [stage],
          event: {
            type: 'resumed',
            data: { ...times.data, ...desk.inPlace(the), ...(body.note ? { note: body.note } : {}) },
          },
          set: times.set,
          guards: [standing, notDeemed(clock), ...(supervises ? [] : [freeOrMine(subject, the.viewer.actsFor)])],
          effect: desk.wake(head),
          by,
        });
      }),
  };
}
