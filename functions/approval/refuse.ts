import { endOfDay, instantOf } from '../../shared/domain/time.ts';
import { problem } from '../../shared/http/problem.ts';
import { atRest, type changeApplication, plain, unlock } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { intentionTold } from '../../shared/view/acts-told.ts';
import { announcedAlready, type Reason, unannounced, untellable } from '../../shared/view/reasons-problem.ts';
import type { Desk } from './desk.ts';

type Change = Parameters<typeof changeApplication>[2];
/** What both decisions have in common with every conclusion. */
type Common = Pick<Change, 'head' | 'guards' | 'also' | 'by'>;

/**
 * Announces an intended refusal: the parties are told its reasons and have a period to reply, in which the clock stands
 * still (Licensing Law arts. 7, 36; days by zone policy). It is announced once, so that every reason is told at once.
 */
export async function announceRefusal(desk: Desk, the: Case, common: Common, reasons: readonly Reason[]) {
  const { table, clock, rules, log } = desk;
  const { head } = the;
  if (head.intention !== undefined) {
    return failure(problem('conflict', { detail: announcedAlready, current: await desk.present(the) }));
  }
  const cannot = await untellable(table, head, reasons);
  if (cannot) return failure(cannot);
  const at = instantOf(clock.now());
  const { last, data } = intentionTold(rules, at, reasons);
  if (last.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  return desk.change(the, {
    ...common,
    at,
    transition: 'announce-refusal',
    event: {
      type: 'refusal-announced',
      data: {
        ...data,
        ...desk.inPlace(the),
        ...(await desk.letter(the)),
      },
    },
    set: {
      intention: head.events + 1,
      replied: undefined,
      stageStartedAt: at,
      dueAt: endOfDay(rules.timeZone, last.day),
      provisional: last.provisional,
      pause: { since: at, kind: 'applicant', until: last.day },
      late: undefined,
      claimedBy: undefined,
    },
  });
}

/** Refuses, for reasons that were announced and to which the parties could reply; with its remedies (art. 38). */
export async function refuse(desk: Desk, the: Case, common: Common, reasons: readonly Reason[]) {
  const { table } = desk;
  const { head } = the;
  const unheard = await unannounced(table, head, reasons);
  if (unheard) return failure(unheard);
  const cannot = await untellable(table, head, reasons);
  if (cannot) return failure(cannot);
  return desk.change(the, {
    ...common,
    transition: 'refuse',
    event: { type: 'refused', data: { reasons, ...desk.inPlace(the), ...(await desk.letter(the)) } },
    set: { ...atRest, refusal: head.events + 1 },
    also: [...(common.also ?? []), ...plain(...unlock(head))],
  });
}
