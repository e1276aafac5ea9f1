import type { Deficiency } from '../../shared/domain/checklist/checklist.ts';
import { addDays, endOfDay } from '../../shared/domain/time.ts';
import { changeApplication, freeOrMine, plain, type Requester, reopenForm } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { answerChange } from '../../shared/view/change.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import type { Desk } from './desk.ts';

/**
 * Returns an application with one complete notice (art. 32(4)) and says until when it can be mended. The day of the
 * return is not counted, and a last day that is a day off gives way to the next working day.
 */
export async function returnApplication(
  desk: Desk,
  the: Case,
  by: Requester,
  subject: string,
  deficiencies: readonly Deficiency[],
) {
  const { table, clock, rules, workflow, log } = desk;
  const { head } = the;
  const unprinted = unprintable({ deficiencies });
  if (unprinted) return failure(unprinted);
  const last = rules.count(addDays(rules.today(clock), rules.zone.policy.returnedDays.days), 0);
  if (last.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  // The notice can be long; without an outbox item the change stays within its budget of write units.
  const returned = await changeApplication(table, clock, {
    head,
    transition: 'return',
    event: {
      type: 'returned',
      data: {
        deficiencies,
        round: head.round,
        respondBy: last.day,
        ...(last.provisional ? { provisional: true } : {}),
        ...(await desk.letter(the)),
      },
    },
    set: {
      notice: head.events + 1,
      dueAt: endOfDay(rules.timeZone, last.day),
      provisional: last.provisional,
      late: undefined,
      claimedBy: undefined,
      promisedOn: undefined,
    },
    guards: [freeOrMine(subject)],
    by,
    also: plain(reopenForm(head)),
  });
  if (returned.ok) await workflow.dismiss(head.id);
  return answerChange(desk, the, returned);
}
