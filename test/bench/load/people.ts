import { type SampleCase, type SampleCaseName, sampleCase } from '../../../infra/samples/cases.ts';
import { checkCharacter } from '../../../shared/domain/check-character.ts';
import { addDays, type Day } from '../../../shared/domain/time.ts';

/**
 * Invented employers and applicants by number. Whatever belongs to one of them alone has the same length for every
 * number, so that a record told again of somebody else takes as many bytes as it did.
 */
const sixDigits = (number: number): string => String(number).padStart(6, '0');
const sixLetters = (number: number): string =>
  [...sixDigits(number)].map((digit) => 'ABCDEFGHJK'[Number(digit)]).join('');

/** What belongs to one employer alone. */
export type EmployerTraits = {
  zh: string;
  en: string;
  creditCode: string;
  address: string;
  handler: string;
  phone: string;
  /** The account with which its handler signs in, the subject that it has then, and the address. */
  account: string;
  subject: string;
  email: string;
};

export function employerTraits(number: number): EmployerTraits {
  const body = `91110302GP${sixDigits(number)}0`;
  const account = `load${sixDigits(number)}`;
  return {
    zh: `北京样例${sixLetters(number)}制造有限公司`,
    en: `Beijing Sample ${sixLetters(number)} Manufacturing Co., Ltd.`,
    creditCode: body + checkCharacter(body),
    address: `北京经济技术开发区样例${sixLetters(number)}路`,
    handler: `样${sixLetters(number)}例`,
    phone: `010-00${sixDigits(number)}`,
    account,
    subject: `employer-${account}`,
    email: `employer-${account}@rehearsal.example`,
  };
}

/** What belongs to one applicant alone. */
export type ApplicantTraits = { familyName: string; passport: string; email: string };

export const applicantTraits = (number: number): ApplicantTraits => ({
  familyName: `SPECIMEN ${sixLetters(number)}`,
  passport: `U90${sixDigits(number)}`,
  email: `load-applicant${sixDigits(number)}@applicant.example`,
});

/** A sample case of an employer and an applicant. */
export function sampleOf(plot: SampleCaseName, today: Day, employer: number, applicant: number): SampleCase {
  const told = sampleCase(plot, today, { contractFrom: addDays(today, 14) });
  const firm = employerTraits(employer);
  const person = applicantTraits(applicant);
  return {
    ...told,
    employer: {
      name: { zh: firm.zh, en: firm.en },
      unifiedSocialCreditCode: firm.creditCode,
      licenceValidTo: null,
      address: firm.address,
      industry: '仪器仪表制造业',
      legalRepresentative: '范例',
      handler: { name: firm.handler, phone: firm.phone },
    },
    form: {
      ...told.form,
      applicant: {
        ...told.form.applicant,
        familyName: person.familyName,
        chineseName: undefined,
        passport: { ...told.form.applicant.passport, number: person.passport },
        email: person.email,
        language: 'en',
      },
      post: { ...told.form.post, workplace: firm.address },
    },
  };
}

/** Templates are numbered from here on, so that nothing told again of them has their number. */
export const firstTemplate = 900_000;
