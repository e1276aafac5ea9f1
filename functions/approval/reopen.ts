import type { courseRoutes } from '../../shared/contract/course.ts';
import { transitions } from '../../shared/domain/application/transitions.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { addDays, type Day, endOfDay, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { atRest, type Conflict, caseLock, filedUntil, type Head, plain } from '../../shared/records/application.ts';
import { asHandedInSteps, readEveryDocument } from '../../shared/records/document.ts';
import { keys } from '../../shared/records/keys.ts';
import { presentPerson } from '../../shared/records/person.ts';
import { standingOf } from '../../shared/records/standing.ts';
import type { Item, TransactionStep } from '../../shared/records/table.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { assessmentOf, procedureOf } from '../../shared/view/application.ts';
import { outsideOffice } from '../../shared/view/standing.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { timesOf } from '../../shared/zone/times.ts';
import type { Desk } from './desk.ts';
import { comesFromScore } from './review.ts';

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/** A case that was closed while its parties had it lies before the office again as it was handed in. */
async function asHandedIn({ table }: Desk, { head, stored }: Case, at: string): Promise<TransactionStep[]> {
  if (!stored.editable) return [];
  const every = await readEveryDocument(table, head.id);
  return [
    {
      update: {
        Key: keys.form(head.id),
        UpdateExpression: 'SET editable = :no, form = :form',
        ConditionExpression: 'editable = :yes AND revision = :seen',
        ExpressionAttributeValues: { ':no': false, ':yes': true, ':seen': stored.revision, ':form': stored.form },
      },
    },
    ...asHandedInSteps(head.id, every, filedUntil(head) ?? head.createdAt, { at, event: head.events + 1 }),
  ];
}

/** Whoever filed it anew today would come after the window, and art. 50 helps only who filed in time. */
const isTooLate = ({ window }: Procedure, { permitTo }: Head, today: Day): boolean =>
  window !== undefined && permitTo !== undefined && today > addDays(permitTo, -window.closesDaysBefore);

/**
 * Takes up again a case that was closed without a grant: after a decision on reconsideration or a judgment, for a
 * mistake of the office, or because its party asks. The lock is taken again, the clock counts from the reopening under
 * a new execution, and what was refused is reviewed by another officer than before.
 */
export function reopening(desk: Desk): Pick<Handles<typeof courseRoutes>, 'reopenApplication'> {
  const { table, clock, rules, log } = desk;
  return {
    reopenApplication: (request) =>
      desk.at(request, 'reopen', async (the, by) => {
        const { basis, reason } = request.body;
        const { head, stored } = the;
        if (!transitions.reopen.from.includes(head.stage)) {
          return failure(problem('conflict', { current: await desk.present(the) }));
        }
        const unprinted = unprintable({ reason });
        if (unprinted) return failure(unprinted);
        const procedure = procedureOf(desk, head);
        const category = comesFromScore(procedure, the)
          ? (assessmentOf(desk, head, stored.form)?.category ?? null)
          : (head.category ?? null);
        const at = instantOf(clock.now());
        const today = rules.dayOf(at);
        const { standing = standingOf(undefined) } = the;
        const outside = await outsideOffice(
          { table, zone: rules.zone },
          standing,
          { procedure: head.procedure, category },
          at,
        );
        if (outside) return failure(outside);
        const personId = head.personId && (await presentPerson(table, head.personId));
        // A permit that has ended meanwhile is extended by no law any more.
        const runs = head.permitTo && endOfDay(rules.timeZone, head.permitTo) > at;
        const permitTo =
          runs && !(basis === 'party-asked' && isTooLate(procedure, head, today)) ? head.permitTo : undefined;
        const times = timesOf(rules, {
          procedure: head.procedure,
          category,
          stage: 'preliminary-review',
          submittedAt: at,
          permitTo,
        });
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        // Closed without an answer to the last notice, which may therefore be given again.
        const unanswered = head.returnedFrom === undefined ? {} : { changed: head.notice };
        const lock: TransactionStep = {
          put: {
            Item: { ...caseLock(head, personId), applicationId: head.id },
            ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
            ExpressionAttributeValues: { ':mine': head.id },
          },
        };
        return desk.change(the, {
          head,
          at,
          transition: 'reopen',
          event: { type: 'reopened', data: { basis, reason, from: head.stage, ...times.data } },
          set: {
            ...atRest,
            category,
            personId,
            permitTo,
            receivedAt: at,
            acceptedAt: undefined,
            acceptance: undefined,
            stageStartedAt: at,
            ...times.set,
            paused: undefined,
            extended: undefined,
            returnedFrom: undefined,
            ...unanswered,
            intention: undefined,
            replied: undefined,
            refusal: undefined,
            review: undefined,
            reviewedBy: undefined,
            formerReview: head.stage === 'refused' ? head.review : head.formerReview,
            execution: `${head.id}-${head.round}-o${head.events + 1}`,
          },
          ...(stored.editable ? { closes: stored } : {}),
          effect: { kind: 'start-approval', applicationId: head.id },
          by,
          also: [{ step: lock, refused: otherCase }, ...plain(...(await asHandedIn(desk, the, at)))],
        });
      }),
  };
}
