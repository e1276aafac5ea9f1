import { partsAmended } from '../../../shared/domain/procedure/amends.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { contentOf, replacingSteps } from '../../../shared/issuing/permit.ts';
import { keepEarlier } from '../../../shared/records/permit.ts';
import { categoryOf, circumstancesOf, type EffectOf, employerOf, heldPermit, validityOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';
import { issuing } from './issuing.ts';
import { photoOf, signPermit } from './signed-permit.ts';

/**
 * The next period of a permit, from the day after its last one. Number and history stay. The new token holds from the
 * beginning of the unbroken run, so it is good at once, through the end of the running period and the next; the old one
 * is superseded at once. What an extension does not ask to change stays as the permit has it by now.
 */
export const extendPermit: EffectOf = async (given, the) => {
  const held = heldPermit(the);
  if ('blocked' in held) return held;
  const { permit: before } = held;
  const validity = validityOf(given, the);
  if (!validity) return { blocked: blockedBecause.noTimeLeft() };
  if (validity.from !== addDays(before.validTo, 1)) return { blocked: blockedBecause.periodChanged(before) };
  const newPassport = partsAmended(the.procedure, circumstancesOf(the)).includes('passport');
  const { oldCertificate: _firstPeriodOnly, ...lasting } = contentOf(before);
  await keepEarlier(given.table, before);
  const permit = await signPermit(given, the, {
    ...lasting,
    act: 'extended',
    category: categoryOf(the),
    nationality: (newPassport && the.form.applicant?.nationality) || before.nationality,
    employerName: employerOf(the).name,
    validFrom: validity.from,
    validTo: validity.to,
    bindingLimit: validity.binding,
    applicationId: the.head.id,
    period: before.period + 1,
    photo: (await photoOf(given, the)) ?? before.photo,
  });
  return issuing(given, the, permit, replacingSteps(permit, before, the.today));
};
