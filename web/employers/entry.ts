import type { Answer, Body } from '../client/contract.ts';

/** What the form of an employer holds while it is typed. */
export type EmployerEntry = {
  nameZh: string;
  nameEn: string;
  code: string;
  /** A licence without an end has no last day. */
  term: 'until' | 'endless' | '';
  licenceValidTo: string;
  address: string;
  industry: string;
  industrySection: string;
  legalRepresentative: string;
  handlerName: string;
  handlerPhone: string;
};

export const emptyEntry: EmployerEntry = {
  nameZh: '',
  nameEn: '',
  code: '',
  term: '',
  licenceValidTo: '',
  address: '',
  industry: '',
  industrySection: '',
  legalRepresentative: '',
  handlerName: '',
  handlerPhone: '',
};

type Employer = Answer<'readEmployer'>;
type Registration = Body<'registerEmployer'>;
type Section = NonNullable<Registration['industrySection']>;

/** The form of an employer that stands already. */
export const entryOf = (employer: Employer): EmployerEntry => ({
  nameZh: employer.name.zh,
  nameEn: employer.name.en ?? '',
  code: employer.unifiedSocialCreditCode,
  term: employer.licenceValidTo === null ? 'endless' : 'until',
  licenceValidTo: employer.licenceValidTo ?? '',
  address: employer.address,
  industry: employer.industry ?? '',
  industrySection: employer.industrySection ?? '',
  legalRepresentative: employer.legalRepresentative,
  handlerName: employer.handler.name,
  handlerPhone: employer.handler.phone,
});

const withoutCode = (entry: EmployerEntry) => ({
  name: { zh: entry.nameZh, ...(entry.nameEn.trim() ? { en: entry.nameEn } : {}) },
  // What was not chosen is left out, so that the zone says that it is missing.
  ...(entry.term === 'endless'
    ? { licenceValidTo: null }
    : entry.term === 'until' && entry.licenceValidTo
      ? { licenceValidTo: entry.licenceValidTo }
      : {}),
  address: entry.address,
  legalRepresentative: entry.legalRepresentative,
  handler: { name: entry.handlerName, phone: entry.handlerPhone.trim() },
});

/** What is sent to declare an employer; what is missing is for the zone to tell, all of it at once. */
export const registrationOf = (entry: EmployerEntry): Registration =>
  ({
    ...withoutCode(entry),
    unifiedSocialCreditCode: entry.code,
    ...(entry.industry.trim() ? { industry: entry.industry } : {}),
    ...(entry.industrySection ? { industrySection: entry.industrySection as Section } : {}),
  }) as Registration;

/** What is sent to change an employer that is not registered yet; what was emptied is taken away. */
export const changeOf = (entry: EmployerEntry): Body<'updateEmployer'> => ({
  ...withoutCode(entry),
  industry: entry.industry.trim() || null,
  industrySection: (entry.industrySection as Section) || null,
});
