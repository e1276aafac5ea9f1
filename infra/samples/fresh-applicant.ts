import type { SampleCase } from './cases.ts';

/**
 * A sample case with an applicant whom no register knows yet: another name, passport and address.
 * @param number digits that nobody else uses, at most eight
 */
export function freshApplicant(sample: SampleCase, number: string): SampleCase {
  const { applicant } = sample.form;
  const letters = [...number].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');
  return {
    ...sample,
    form: {
      ...sample.form,
      applicant: {
        ...applicant,
        familyName: `${applicant.familyName} ${letters}`,
        email: `applicant${number}@applicant.example`,
        passport: { ...applicant.passport, number: `U${number.padStart(8, '0')}` },
      },
    },
  };
}
