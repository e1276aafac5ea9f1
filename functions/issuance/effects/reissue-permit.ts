import { contentOf, replacingSteps } from '../../../shared/issuing/permit.ts';
import { keepEarlier } from '../../../shared/records/permit.ts';
import { type EffectOf, heldPermit } from './approved-case.ts';
import { issuing } from './issuing.ts';
import { signPermit } from './signed-permit.ts';

/** The present period signed anew under another place of the status list; the old token is superseded. */
export const reissuePermit: EffectOf = async (given, the) => {
  const held = heldPermit(the);
  if ('blocked' in held) return held;
  const { permit: before } = held;
  await keepEarlier(given.table, before);
  const permit = await signPermit(given, the, { ...contentOf(before), act: 'reissued' });
  return issuing(given, the, permit, replacingSteps(permit, before, the.today));
};
