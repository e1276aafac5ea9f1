import { placeOf } from '../../../shared/credential/status-index.ts';
import { keys } from '../../../shared/records/keys.ts';
import { listValues, statusStep } from '../../../shared/records/permit.ts';
import { letterFacts } from '../../../shared/view/letter-facts.ts';
import type { EffectOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';
import { leaveAsTalent, noteListChange } from './signed-permit.ts';

/**
 * The end of a permit before its last day, with everything that was granted for later (Licensing Law art. 70). It takes
 * effect on the day on which it is done, and there is no code to show any more. One that was revoked stays revoked; one that was cancelled already is left as
 * it is, and the application is completed all the same.
 */
export const cancelPermit: EffectOf = async (given, the) => {
  const { table, clock, rules } = given;
  const { permit, head, at, today } = the;
  if (!permit) throw new Error('an approved cancellation concerns a permit that does not exist');
  if (permit.employerId !== head.employerId) return { blocked: blockedBecause.otherEmployer() };
  const done = permit.cancelled;
  const cancelled = done ?? { on: today, at, applicationId: head.id };
  const { list, position } = placeOf(permit.statusIndex);
  const status = permit.status === 'revoked' ? 'revoked' : 'cancelled';
  const data = {
    permitNumber: permit.number,
    cancelledOn: cancelled.on,
    ...(await letterFacts({ table, clock, zone: rules.zone }, the)),
  };
  return {
    transition: 'complete',
    event: { type: 'completed', data },
    set: { permitNumber: permit.number },
    steps: done
      ? []
      : [
          {
            update: {
              Key: keys.permit(permit.number),
              UpdateExpression: 'SET #status = :status, cancelled = :cancelled, events = :next REMOVE #token',
              ConditionExpression: 'events = :seen',
              ExpressionAttributeNames: { '#status': 'status', '#token': 'token' },
              ExpressionAttributeValues: {
                ':status': status,
                ':cancelled': cancelled,
                ':next': permit.events + 1,
                ':seen': permit.events,
              },
            },
          },
          statusStep(list, position, listValues[status]),
        ],
    after: async () => {
      await noteListChange(table, list)();
      await leaveAsTalent(given, permit);
    },
  };
};
