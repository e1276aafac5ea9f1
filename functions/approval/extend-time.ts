import type { courseRoutes } from '../../shared/contract/course.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import { notDeemed, notExtended, timedOf } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { timesOf } from '../../shared/zone/times.ts';
import type { Desk } from './desk.ts';
import { acceptedStage, onlyOnceAccepted } from './pause.ts';

/**
 * Extends the time of an accepted application, once, by at most what the zone allows; whoever heads the office approves
 * it, and the parties are told the reason (Licensing Law art. 42). While the clock stands still, the days are added to
 * what comes after.
 */
export function timeExtension(desk: Desk): Pick<Handles<typeof courseRoutes>, 'extendTime'> {
  const { clock, rules, log } = desk;
  const most = rules.zone.policy.timeExtension.workingDays;
  return {
    extendTime: (request) =>
      desk.at(request, 'extend-time', async (the, by) => {
        const { workingDays, reason } = request.body;
        const { head } = the;
        const stage = acceptedStage(head);
        if (!stage) return onlyOnceAccepted(desk, the);
        if (head.extended !== undefined) {
          return failure(
            problem('conflict', {
              detail: {
                zh: `已延长过一次（${head.extended} 个工作日），依法不能再延长`,
                en: `The time was extended already (by ${head.extended} working days); the law allows it once`,
              },
              current: await desk.present(the),
            }),
          );
        }
        if (workingDays > most) {
          return invalid({
            path: 'workingDays',
            code: 'too-large',
            text: { zh: `最多延长 ${most} 个工作日`, en: `at most ${most} working days` },
          });
        }
        const unprinted = unprintable({ reason });
        if (unprinted) return failure(unprinted);
        const later = head.promisedOn ? rules.count(head.promisedOn, workingDays) : undefined;
        const times = timesOf(rules, {
          ...timedOf({ ...head, extended: workingDays }),
          stage,
          permitTo: head.permitTo,
          given: later?.day,
        });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        const { dueAt, ...others } = times.set;
        return desk.change(the, {
          head,
          within: [stage],
          event: { type: 'time-extended', data: { workingDays, reason, ...times.data, ...(await desk.letter(the)) } },
          set: { ...others, ...(head.pause ? {} : { dueAt }), extended: workingDays },
          guards: [notExtended, notDeemed(clock)],
          effect: desk.wake(head),
          by,
        });
      }),
  };
}
