import { printedName } from '../../../shared/domain/person/name.ts';
import { partsAmended } from '../../../shared/domain/procedure/amends.ts';
import { contentOf, type PermitContent, replacingSteps } from '../../../shared/issuing/permit.ts';
import { keepEarlier } from '../../../shared/records/permit.ts';
import { type Identity, nameStep } from '../../../shared/records/person.ts';
import {
  type ApprovedCase,
  categoryOf,
  circumstancesOf,
  type EffectOf,
  employerOf,
  heldPermit,
  validityOf,
} from './approved-case.ts';
import { blockedBecause } from './blocked.ts';
import { issuing } from './issuing.ts';
import { photoOf, signPermit } from './signed-permit.ts';

/** A permit with the holder's new name; how the name is written in Chinese changes with it, or ends. */
function renamed(content: PermitContent, { form }: ApprovedCase): PermitContent {
  const { familyName, givenNames, chineseName, sex } = form.applicant ?? {};
  if (!familyName || !sex) throw new Error('an approved change of name has no name');
  const { chineseName: _before, ...rest } = content;
  const name = printedName({ familyName, ...(givenNames ? { givenNames } : {}) });
  return { ...rest, name, sex, ...(chineseName ? { chineseName } : {}) };
}

/**
 * The present period of a permit with what was changed: name, passport, post or category. The days stay unless a limit
 * is tighter now; the old token is superseded. The register of persons finds the holder by the new name as well.
 */
export const amendPermit: EffectOf = async (given, the) => {
  const held = heldPermit(the);
  if ('blocked' in held) return held;
  const { permit: before } = held;
  const validity = validityOf(given, the);
  if (!validity) return { blocked: blockedBecause.noTimeLeft() };
  if (validity.from !== before.validFrom || validity.to > before.validTo) {
    return { blocked: blockedBecause.periodChanged(before) };
  }
  const parts = partsAmended(the.procedure, circumstancesOf(the));
  const { applicant, post } = the.form;
  const content = contentOf(before);
  await keepEarlier(given.table, before);
  const permit = await signPermit(given, the, {
    ...(parts.includes('name') ? renamed(content, the) : content),
    act: 'amended',
    category: categoryOf(the),
    nationality: (parts.includes('passport') && applicant?.nationality) || before.nationality,
    post: (parts.includes('post') && post?.title) || before.post,
    employerName: employerOf(the).name,
    validTo: validity.to,
    bindingLimit: validity.binding,
    applicationId: the.head.id,
    photo: (await photoOf(given, the)) ?? before.photo,
  });
  const steps = replacingSteps(permit, before, the.today);
  return issuing(given, the, permit, [
    ...steps,
    ...(parts.includes('name') ? [nameStep(before.number, applicant as Identity)] : []),
  ]);
};
