import { beyond, nameable } from '../../shared/domain/application/one-notice.ts';
import type { Deficiency } from '../../shared/domain/checklist/checklist.ts';
import { pathsKnownTo } from '../../shared/domain/checklist/known-paths.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, endOfDay, instantOf } from '../../shared/domain/time.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  atRest,
  changeApplication,
  plain,
  type Requester,
  readEvent,
  reopenForm,
} from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import type { Desk } from './desk.ts';

/** What a notice names but the procedure does not know: nobody could mend it, and the one notice would be used up. */
function unknown(desk: Desk, { head }: Case, deficiencies: readonly Deficiency[]): ProblemEntry[] {
  const isKnown = pathsKnownTo(procedureOf(desk, head));
  return deficiencies.flatMap(({ path }, index) =>
    isKnown(path)
      ? []
      : [
          {
            path: `deficiencies.${index}.path`,
            code: 'not-an-option',
            text: {
              zh: `“${path}”不是本事项的申请表字段、问题或者材料`,
              en: `"${path}" is no field, question or material of this procedure`,
            },
          },
        ],
  );
}

/**
 * What the parties should have been told in the first notice: after a resubmission only what it introduced may be named
 * (one complete notice, Licensing Law art. 32(4)).
 */
async function toldTooLate({ table }: Desk, { head }: Case, deficiencies: readonly Deficiency[]) {
  const since = head.changed ? await readEvent(table, head.id, head.changed) : undefined;
  if (!since) return [];
  const instead = head.stage === 'review' ? toReviewers : toFrontOffice;
  const tooLate = beyond(nameable(since), deficiencies);
  return deficiencies.flatMap((deficiency, index) =>
    tooLate.includes(deficiency)
      ? [
          {
            path: `deficiencies.${index}.path`,
            code: 'not-in-first-notice',
            text: {
              zh: `“${deficiency.path}”不是上次补正新引入的问题，应当在首次告知时一并列明，现在不能再要求补正`,
              en: `"${deficiency.path}" is nothing that the last submission introduced: it had to be named in the first notice and cannot be asked for now`,
            },
            remedy: instead,
          },
        ]
      : [],
  );
}

const toFrontOffice: Text = {
  zh: '请就现有材料决定受理或者不予受理；问题可在审查阶段核实。',
  en: 'Accept it, or refuse to accept it with reasons, as it lies before you; review can still look into the matter.',
};
const toReviewers: Text = {
  zh: '请就现有材料提出准予或者不予许可的审查意见；可更正事实，或提请听证、专家评审、现场核查。',
  en: 'Recommend approval or refusal on what lies before you; you can correct a fact, or announce a hearing, an expert review or an inspection.',
};

/**
 * Returns an application with one complete notice (art. 32(4)) and says until when it can be mended. The day of the
 * return is not counted, and a last day that is a day off gives way to the next working day. A return in review keeps
 * the acceptance, and the time with the applicant does not count; one in preliminary review ends that clock.
 */
export async function returnApplication(desk: Desk, the: Case, by: Requester, deficiencies: readonly Deficiency[]) {
  const { table, clock, rules, log } = desk;
  const { head } = the;
  const unprinted = unprintable({ deficiencies });
  if (unprinted) return failure(unprinted);
  const strange = unknown(desk, the, deficiencies);
  if (strange.length > 0) return invalid(...strange);
  const late = await toldTooLate(desk, the, deficiencies);
  if (late.length > 0) return failure(problem('one-complete-notice', { problems: late }));
  const at = instantOf(clock.now());
  const inReview = head.stage === 'review';
  const last = rules.count(addDays(rules.today(clock), rules.zone.policy.returnedDays.days), 0);
  if (last.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  // The notice can be long; without an outbox item the change stays within its budget of write units.
  const returned = await changeApplication(table, clock, {
    head,
    at,
    transition: 'return',
    event: {
      type: 'returned',
      data: {
        deficiencies,
        round: head.round,
        respondBy: last.day,
        ...(last.provisional ? { provisional: true } : {}),
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
