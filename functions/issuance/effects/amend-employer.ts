import { employerStep } from '../../../shared/records/employer.ts';
import { letterFacts } from '../../../shared/view/letter-facts.ts';
import { type EffectOf, employerOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';

/** The register takes over what was filed and reviewed of the employer; the credit code stays. */
export const amendEmployer: EffectOf = async (given, the) => {
  const { table, clock, rules } = given;
  const { form, at } = the;
  const employer = employerOf(the);
  const code = employer.unifiedSocialCreditCode;
  if (the.displaced) return { blocked: blockedBecause.codeOfAnother() };
  const data = {
    unifiedSocialCreditCode: code,
    ...(await letterFacts({ table, clock, zone: rules.zone }, the)),
  };
  return {
    transition: 'complete',
    event: { type: 'completed', data },
    steps: [employerStep(employer.id, { ...form.employer, updatedAt: at })],
  };
};
