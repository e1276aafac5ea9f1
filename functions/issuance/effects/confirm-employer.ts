import { employerStep, holdCodeStep } from '../../../shared/records/employer.ts';
import { letterFacts } from '../../../shared/view/letter-facts.ts';
import { type EffectOf, employerOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';

/**
 * The employer stands in the register as it was filed and reviewed, and holds its credit code for good: whoever only
 * declared the same code holds it no more.
 */
export const confirmEmployer: EffectOf = async (given, the) => {
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
    steps: [
      employerStep(employer.id, { ...form.employer, status: 'registered', registeredAt: at, updatedAt: at }),
      holdCodeStep(employer),
    ],
  };
};
