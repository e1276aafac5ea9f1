import { canonical } from '../../shared/domain/application/events.ts';
import { endOfDay, instantOf } from '../../shared/domain/time.ts';
import { type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { atRest, type changeApplication, plain, readEvent, unlock } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import type { Desk } from './desk.ts';
import { type Reason, untellable } from './telling-reasons.ts';

type Change = Parameters<typeof changeApplication>[2];
/** What both decisions have in common with every conclusion. */
type Common = Pick<Change, 'head' | 'guards' | 'also' | 'by'>;

/**
 * Announces an intended refusal: the parties are told its reasons and have a period to reply, in which the clock stands
 * still (Licensing Law arts. 7, 36; days by zone policy). It is announced once, so that every reason is told at once.
 */
export async function announceRefusal(desk: Desk, the: Case, common: Common, reasons: readonly Reason[]) {
  const { clock, rules, log } = desk;
  const { head } = the;
  if (head.intention !== undefined) {
    return failure(
      problem('conflict', {
        detail: {
          zh: '已告知过拟不予许可的理由并听取意见，请就此作出决定',
          en: 'A refusal was announced already and its parties were heard; decide on what was announced',
        },
        current: await desk.present(the),
      }),
    );
  }
  const cannot = await untellable(desk, the, reasons);
  if (cannot) return cannot;
  const at = instantOf(clock.now());
  const last = rules.count(rules.dayOf(at), rules.zone.policy.replyPeriod.workingDays);
  if (last.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  return desk.change(the, {
    ...common,
    at,
    transition: 'announce-refusal',
    event: {
      type: 'refusal-announced',
      data: {
        reasons,
        respondBy: last.day,
        ...(last.provisional ? { provisional: true } : {}),
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
  const intention = head.intention === undefined ? undefined : await readEvent(table, head.id, head.intention);
  if (!intention) {
    return failure(
      problem('not-announced', {
        detail: {
          zh: '作出不予许可的决定前，须先以 announce-refusal 告知理由，并给予陈述申辩的期限',
          en: 'Announce the intended refusal with its reasons first (announce-refusal), so that the parties can reply',
        },
      }),
    );
  }
  const told = intention.data.reasons as Reason[];
  const announced = told.map(({ code }) => code);
  // The parties were heard on the whole reason: its words, its rule and its document, not its code alone.
  const asTold = new Set(told.map((reason) => canonical(reason)));
  const problems = reasons.flatMap(({ code, ...rest }, index): ProblemEntry[] =>
    asTold.has(canonical({ code, ...rest }))
      ? []
      : [
          {
            path: `reasons.${index}.code`,
            code: 'not-announced',
            text: {
              zh: `理由“${code}”未曾如此告知当事人，不能据此不予许可；已告知：${announced.join('、')}，须与告知内容一致`,
              en: `the reason "${code}" was not announced like this and cannot be decided on; announced were: ${announced.join(', ')}, in the words that the parties were told`,
            },
          },
        ],
  );
  if (problems.length > 0) return failure(problem('not-announced', { problems }));
  const cannot = await untellable(desk, the, reasons);
  if (cannot) return cannot;
  return desk.change(the, {
    ...common,
    transition: 'refuse',
    event: { type: 'refused', data: { reasons, ...desk.inPlace(the), ...(await desk.letter(the)) } },
    set: { ...atRest, refusal: head.events + 1 },
    also: [...(common.also ?? []), ...plain(...unlock(head))],
  });
}
