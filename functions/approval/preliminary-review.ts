import type { approvalRoutes } from '../../shared/contract/approval.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { atRest, changeApplication, plain, unlock } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import { acceptedTimes } from '../../shared/view/acts-told.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { quotaOnAcceptance } from '../../shared/view/place.ts';
import { untellable } from '../../shared/view/reasons-problem.ts';
import { bearing } from './bearing.ts';
import type { Desk } from './desk.ts';
import { unseenAtAcceptance } from './identity-seen.ts';
import { returnApplication } from './return-application.ts';
import { settleApplicant } from './settle-person.ts';

/** Accept, return with one complete notice, or refuse to accept (art. 32). */
export function preliminaryReview(desk: Desk): Pick<Handles<typeof approvalRoutes>, 'decidePreliminaryReview'> {
  const { table, clock, rules, log } = desk;
  return {
    decidePreliminaryReview: (request) =>
      desk.at(request, 'preliminary-review', async (the, by) => {
        const { body, principal } = request;
        const closed = await desk.mayNotDecide(the, 'preliminary-review', principal.subject);
        if (closed) return failure(closed);
        const { head } = the;
        if (body.decision === 'return') {
          return returnApplication(desk, the, by, body.deficiencies);
        }
        const common = { head, guards: desk.guards(the), by };
        const stands = bearing(desk, the, 'preliminary-review');

        if (body.decision === 'refuse-acceptance') {
          const cannot = await untellable(table, head, body.reasons);
          if (cannot) return failure(cannot);
          return desk.change(the, {
            ...common,
            transition: 'refuse-acceptance',
            event: {
              type: 'acceptance-refused',
              data: { reasons: body.reasons, ...desk.inPlace(the), ...(await desk.letter(the)) },
            },
            set: { ...atRest, refusal: head.events + 1 },
            also: [...stands, ...plain(...unlock(head))],
          });
        }

        const unseen = unseenAtAcceptance(procedureOf(desk, head), the, body.identitySeen);
        if (unseen) return invalid(unseen);
        const person = await settleApplicant(table, head, the.stored, body.person);
        if (!person.ok) return person;
        const at = instantOf(clock.now());
        const times = acceptedTimes(rules, head, at);
        if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
        const letter = await desk.letter(the);
        const accepted = await quotaOnAcceptance(desk, { ...the, acceptedAt: at }, (place) =>
          changeApplication(table, clock, {
            ...common,
            at,
            transition: 'accept',
            effect: desk.wake(head),
            event: {
              type: 'accepted',
              data: {
                ...times.data,
                ...(body.identitySeen ? { identitySeen: true } : {}),
                ...(body.note ? { note: body.note } : {}),
                ...desk.inPlace(the),
                ...letter,
                ...place.data,
              },
            },
            set: {
              acceptance: head.events + 1,
              acceptedAt: at,
              stageStartedAt: at,
              ...times.set,
              claimedBy: undefined,
              notice: undefined,
              personId: person.value.personId,
              possiblySame: undefined,
              ...place.set,
            },
            also: [...stands, ...person.value.steps, ...place.also],
          }),
        );
        return desk.answer(the, accepted);
      }),
  };
}
