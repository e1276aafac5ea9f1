import {
  type CertificateContent,
  type CertificateEnd,
  type CertificateType,
  certificateState,
  certificateTypes,
  isSameName,
  isSameOrganisation,
} from '../certificates/certificate.ts';
import type { Answers, Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import { type Day, isDay } from '../time.ts';
import type { Deficiency } from './checklist.ts';

/** What a form says of the old certificate that it wants converted. */
export type NamedCertificate = { type: CertificateType; number: string; expiresOn?: Day };

/** The certificate that the answers name, by the questions of the procedure; undefined until type and number are there. */
export function certificateNamed({ converts }: Procedure, answers: Answers = {}): NamedCertificate | undefined {
  if (!converts) return undefined;
  const line = (question: string) => {
    const answer = answers[question];
    return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
  };
  const type = certificateTypes.find((one) => one === line(converts.type));
  const number = line(converts.number);
  const expiresOn = line(converts.expiresOn);
  if (!type || !number) return undefined;
  return { type, number, ...(expiresOn && isDay(expiresOn) ? { expiresOn } : {}) };
}

/** What a conversion is judged by beside the answers; plain facts, so that whoever reads the records can give them. */
export type CertificateSituation = {
  /** Whether the zone keeps a register, and whether everything must be in it. */
  register: 'required' | 'declared' | undefined;
  /** What the register says; undefined where it has no such certificate. */
  registered?: CertificateContent;
  /** How it ended, by the register or by a conversion of this zone. */
  end?: CertificateEnd;
  applicant?:
    | {
        familyName?: string | undefined;
        givenNames?: string | undefined;
        birthDate?: Day | undefined;
        passport?: { number?: string | undefined; issuingState?: string | undefined } | undefined;
      }
    | undefined;
  employer: { unifiedSocialCreditCode: string; name: { zh: string } };
  /** The day as of which the application is judged. */
  today: Day;
};

const mendEither: Text = {
  zh: '请核对所填内容；登记有误的，请联系本区经办窗口更正。',
  en: "Check what you entered. If the register is wrong, ask the zone's office to correct it.",
};

/**
 * What keeps an old certificate from being converted. Codes: `certificate-expired`, `certificate-unknown`,
 * `certificate-converted`, `certificate-revoked`, `certificate-other-employer`, `differs-from-certificate`. A
 * certificate of which neither passport nor birth date fit is not told from one that does not exist.
 */
export function certificateGaps(
  procedure: Procedure,
  answers: Answers | undefined,
  the: CertificateSituation,
): Deficiency[] {
  const { converts } = procedure;
  const named = certificateNamed(procedure, answers);
  if (!converts || !named) return [];
  const at = (question: string) => `answers.${question}`;
  const found = the.registered && fits(the.registered, the.applicant) ? the.registered : undefined;

  if (!found) {
    // Nobody learns of somebody else's certificate; where it need not be registered, nobody takes it for theirs either.
    if (the.register === 'required' || the.registered) return [unknown(at(converts.number))];
    return [
      ...(the.end ? [ended(at(converts.number), the.end, 'anybody')] : []),
      ...(named.expiresOn && named.expiresOn < the.today ? [expired(at(converts.expiresOn), named.expiresOn)] : []),
    ];
  }
  const state = certificateState(found, the.end, the.today);
  if (the.end) {
    const who = isSamePassport(found.passport, the.applicant?.passport) ? 'holder' : 'anybody';
    return [ended(at(converts.number), the.end, who)];
  }
  if (state === 'expired') return [expired(at(converts.number), found.expiresOn)];
  return [
    ...differing(found, the, named).map(({ path, what }) =>
      differs(path === 'expiresOn' ? at(converts.expiresOn) : path, what),
    ),
    ...(isSameEmployer(found, the.employer) ? [] : [otherEmployer]),
  ];
}

/** Whether a certificate may be the applicant's at all: by the passport, or by the birth date. */
const fits = ({ passport, birthDate }: CertificateContent, applicant: CertificateSituation['applicant']): boolean =>
  isSamePassport(passport, applicant?.passport) || birthDate === applicant?.birthDate;

const isSamePassport = (
  one: CertificateContent['passport'],
  other: { number?: string | undefined; issuingState?: string | undefined } | undefined,
): boolean => one.number === other?.number && one.issuingState === other.issuingState;

const isSameEmployer = (
  { employerCode, employerName }: CertificateContent,
  { unifiedSocialCreditCode, name }: CertificateSituation['employer'],
): boolean => (employerCode ? employerCode === unifiedSocialCreditCode : isSameOrganisation(employerName, name.zh));

function differing(
  found: CertificateContent,
  { applicant }: CertificateSituation,
  named: NamedCertificate,
): { path: string; what: Text }[] {
  const { familyName, givenNames, birthDate, passport } = applicant ?? {};
  const name = [familyName, givenNames].filter(Boolean).join(' ');
  return [
    ...(birthDate && birthDate !== found.birthDate
      ? [{ path: 'applicant.birthDate', what: { zh: '出生日期', en: 'The birth date' } }]
      : []),
    ...(name && !isSameName(name, found.name)
      ? [{ path: 'applicant.familyName', what: { zh: '姓名', en: 'The name' } }]
      : []),
    ...(passport?.number && !isSamePassport(found.passport, passport)
      ? [{ path: 'applicant.passport.number', what: { zh: '护照', en: 'The passport' } }]
      : []),
    ...(named.expiresOn && named.expiresOn !== found.expiresOn
      ? [{ path: 'expiresOn', what: { zh: '旧证有效期', en: 'The last day of the certificate' } }]
      : []),
  ];
}

const unknown = (path: string): Deficiency => ({
  path,
  code: 'certificate-unknown',
  text: { zh: '旧证登记中没有此人的这一证件。', en: 'The register has no such certificate of this person.' },
  remedy: mendEither,
});

/** Why a certificate cannot be converted any more, in words for whoever wanted it. */
export const endInWords = (end: CertificateEnd): Text =>
  end.how === 'converted'
    ? {
        zh: `该旧证已换发为许可 ${end.permitNumber}。`,
        en: `This certificate was already converted to permit ${end.permitNumber}.`,
      }
    : { zh: '该旧证已被撤销。', en: 'This certificate was revoked.' };

const convertedToSome: Text = {
  zh: '该旧证已换发为外国人工作许可。',
  en: 'This certificate was already converted to a work permit.',
};

/** The number of the permit is for whoever has the passport of the register: the birth date alone may be a guess. */
const ended = (path: string, end: CertificateEnd, who: 'holder' | 'anybody'): Deficiency => ({
  path,
  code: `certificate-${end.how}`,
  text: end.how === 'converted' && who === 'anybody' ? convertedToSome : endInWords(end),
  remedy:
    end.how === 'converted'
      ? {
          zh: '无需再次换发；如需延期或变更，请就该许可办理。',
          en: 'It need not be converted again; apply on that permit for an extension or a change.',
        }
      : { zh: '请联系本区经办窗口。', en: "Please ask the zone's office." },
});

const expired = (path: string, on: Day): Deficiency => ({
  path,
  code: 'certificate-expired',
  text: { zh: `该旧证已于 ${on} 到期，不能换发。`, en: `This certificate ended on ${on} and cannot be converted.` },
  remedy: { zh: '请申请新的外国人工作许可。', en: 'Apply for a new permit instead.' },
});

const differs = (path: string, what: Text): Deficiency => ({
  path,
  code: 'differs-from-certificate',
  text: { zh: `${what.zh}与旧证登记不一致。`, en: `${what.en} is not that of the register.` },
  remedy: mendEither,
});

const otherEmployer: Deficiency = {
  path: 'employerId',
  code: 'certificate-other-employer',
  text: {
    zh: '旧证登记的用人单位不是本单位。',
    en: 'The register has another employer for this certificate.',
  },
  remedy: mendEither,
};
