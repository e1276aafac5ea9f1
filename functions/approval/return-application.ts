import type { Deficiency } from '../../shared/domain/checklist/checklist.ts';
import { endOfDay, instantOf } from '../../shared/domain/time.ts';
import { atRest, changeApplication, plain, type Requester, reopenForm } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { returnTold } from '../../shared/view/acts-told.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { noticeProblem } from '../../shared/view/notice-problem.ts';
import type { Desk } from './desk.ts';

/**
 * Returns an application with one complete notice (art. 32(4)) and says until when it can be mended. A return in review
 * keeps the acceptance, and the time with the applicant does not count; one in preliminary review ends that clock.
 */
export async function returnApplication(desk: Desk, the: Case, by: Requester, deficiencies: readonly Deficiency[]) {
  const { table, clock, rules, log } = desk;
  const { head } = the;
  const cannot = await noticeProblem(table, the, procedureOf(desk, head), deficiencies);
  if (cannot) return failure(cannot);
  const at = instantOf(clock.now());
  const inReview = head.stage === 'review';
  const { last, data } = returnTold(rules, head, at, deficiencies);
  if (last.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  // The notice can be long; without an outbox item the change stays within its budget of write units.
  const returned = await changeApplication(table, clock, {
    head,
    at,
    transition: 'return',
    event: {
      type: 'returned',
      data: {
        ...data,
        ...desk.inPlace(the),
        ...(await desk.letter(the)),
      },
    },
    set: {
      ...atRest,
      notice: head.events + 1,
      returnedFrom: inReview ? 'review' : 'preliminary-review',
      dueAt: endOfDay(rules.timeZone, last.day),
      provisional: last.provisional,
      ...(inReview ? { pause: { since: at, kind: 'applicant' } } : { promisedOn: undefined }),
    },
    guards: desk.guards(the),
    by,
    also: plain(reopenForm(head)),
  });
  return desk.answer(the, returned);
}
