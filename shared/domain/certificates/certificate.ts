import { comparableName } from '../person/name.ts';
import type { Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** The two certificates of the time before the work permit, which it took the place of (审改办函〔2015〕95号). */
export const certificateTypes = ['expert', 'employment'] as const;
export type CertificateType = (typeof certificateTypes)[number];

export const certificateLabels: Record<CertificateType, Text> = {
  expert: { zh: '外国专家证', en: 'Foreign Expert Certificate' },
  employment: { zh: '外国人就业证', en: 'Employment Permit for Foreigners' },
};

/** What an old certificate says, as the register keeps it. */
export type CertificateContent = {
  type: CertificateType;
  number: string;
  /** The holder's name as in the passport, in whatever order. */
  name: string;
  nationality: string;
  birthDate: Day;
  passport: { number: string; issuingState: string };
  /** The credit code came later than many certificates: it may be missing. */
  employerCode?: string;
  employerName: string;
  authority: string;
  issuedOn: Day;
  expiresOn: Day;
};

/** How a certificate ended before its last day, for good: it does not come back, whatever becomes of the permit. */
export type CertificateEnd =
  | { how: 'converted'; at: Instant; permitNumber: string; applicationId: string }
  | { how: 'revoked'; at: Instant; by: string; reason: string };

export const certificateStates = ['valid', 'expired', 'converted', 'revoked'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** What a certificate is on a day: it holds beside the new permits until it is converted or its last day is over. */
export const certificateState = (
  { expiresOn }: Pick<CertificateContent, 'expiresOn'>,
  end: Pick<CertificateEnd, 'how'> | undefined,
  today: Day,
): CertificateState => end?.how ?? (today > expiresOn ? 'expired' : 'valid');

/** A number as two people write it alike: full-width signs, case, spaces and dashes do not count. */
export const comparableNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toLocaleUpperCase('en')
    .replace(/[\s\p{Pd}]/gu, '');

/** Whether two spellings are one name, in whatever order its parts stand. */
export const isSameName = (one: string, other: string): boolean => {
  const parts = (name: string) => comparableName(name).split(' ').sort().join(' ');
  return parts(one) !== '' && parts(one) === parts(other);
};

/** Whether two spellings are one organisation's Chinese name. */
export const isSameOrganisation = (one: string, other: string): boolean => {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLocaleUpperCase('en');
  return plain(one) === plain(other);
};
