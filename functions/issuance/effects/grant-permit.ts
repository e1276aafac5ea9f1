import { printedName } from '../../../shared/domain/person/name.ts';
import { type PermitContent, replacingSteps } from '../../../shared/issuing/permit.ts';
import { inForce, keepEarlier, type Permit } from '../../../shared/records/permit.ts';
import { type ApprovedCase, categoryOf, type EffectOf, employerOf, validityOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';
import { issuing } from './issuing.ts';
import { convertedCertificate } from './old-certificate.ts';
import { photoOf, signPermit } from './signed-permit.ts';

/** Why no permit can be granted beside the one that the person has. */
function standsInTheWay({ permit, approval, today, displaced }: ApprovedCase) {
  if (displaced) return blockedBecause.codeOfAnother();
  if (!permit || permit.status === approval.data.previousPermit) return undefined;
  if (inForce(permit, today)) return blockedBecause.permitInForce(permit);
  return permit.status === 'revoked' ? blockedBecause.permitRevoked() : undefined;
}

/**
 * A permit for somebody who has none in force: a first one, the next after one has ended, or the one that an old
 * certificate is converted into. Its number is the person's lifetime code.
 */
export const grantPermit: EffectOf = async (given, the) => {
  const { form, head, permit: before, number, today } = the;
  const employer = employerOf(the);
  const blocked = standsInTheWay(the);
  if (blocked) return { blocked };
  const validity = validityOf(given, the);
  if (!validity) return { blocked: blockedBecause.noTimeLeft() };
  const photo = await photoOf(given, the);
  const { familyName, givenNames, chineseName, nationality, sex } = form.applicant ?? {};
  const post = form.post?.title;
  if (!number || !photo || !familyName || !nationality || !sex || !post) {
    throw new Error('an approved application lacks what its permit needs');
  }
  const converted = await convertedCertificate(given, the, number);
  if ('blocked' in converted) return converted;
  const { oldCertificate } = converted;
  const content: PermitContent = {
    number,
    status: 'valid',
    act: 'granted',
    category: categoryOf(the),
    name: printedName({ familyName, ...(givenNames ? { givenNames } : {}) }),
    ...(chineseName ? { chineseName } : {}),
    nationality,
    sex,
    employerId: employer.id,
    employerName: employer.name,
    post,
    since: validity.from,
    validFrom: validity.from,
    validTo: validity.to,
    bindingLimit: validity.binding,
    applicationId: head.id,
    period: (before?.period ?? 0) + 1,
    photo,
    ...(oldCertificate ? { oldCertificate } : {}),
  };
  if (before) await keepEarlier(given.table, before);
  const permit: Permit = await signPermit(given, the, content);
  return issuing(given, the, permit, [...replacingSteps(permit, before, today), ...converted.steps]);
};
