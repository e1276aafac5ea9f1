import { placeOf } from '../../../shared/credential/status-index.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import type { TransactionStep } from '../../../shared/records/table.ts';
import { letterFacts } from '../../../shared/view/letter-facts.ts';
import type { ApprovedCase, EffectGiven, Plan } from './approved-case.ts';
import { leaveAsTalent, noteListChange } from './signed-permit.ts';

/** The plan of an effect that signs a permit: its event tells the number, the days and what was done. */
export async function issuing(
  given: EffectGiven,
  the: ApprovedCase,
  permit: Permit,
  steps: readonly TransactionStep[],
): Promise<Plan> {
  const { table, clock, rules, log } = given;
  const { number, act, period, validFrom, validTo } = permit;
  const before = the.permit && placeOf(the.permit.statusIndex).list;
  return {
    transition: 'issue',
    event: {
      type: 'permit-issued',
      data: {
        permitNumber: number,
        act,
        period,
        validFrom,
        validTo,
        ...(await letterFacts({ table, clock, zone: rules.zone }, the)),
      },
    },
    set: { permitNumber: number },
    steps,
    after: async () => {
      log.info('permit-issued', { applicationId: the.head.id, act, period });
      if (before) await noteListChange(table, before)();
      if (the.permit) await leaveAsTalent(given, the.permit, permit);
    },
  };
}
