import { certificatesKind } from '../shared/imports/certificates.ts';

/** One row of the register of old certificates; every name in it is made up. */
export type CertificateRow = Record<
  | 'type'
  | 'number'
  | 'name'
  | 'nationality'
  | 'birthDate'
  | 'passportNumber'
  | 'passportState'
  | 'employerCode'
  | 'employerName'
  | 'authority'
  | 'issuedOn'
  | 'expiresOn',
  string
>;

/** A row that is in order, with what a test wants otherwise. */
export const certificateRow = (otherwise: Partial<CertificateRow> = {}): CertificateRow => ({
  type: 'expert',
  number: 'F-2016-00042',
  name: 'SPECIMEN, ELENA',
  nationality: 'UTO',
  birthDate: '1988-03-01',
  passportNumber: 'U1234567',
  passportState: '',
  employerCode: '',
  employerName: '样例科技有限公司（虚构）',
  authority: '样例市外国专家局（虚构）',
  issuedOn: '2016-03-01',
  expiresOn: '2027-02-28',
  ...otherwise,
});

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The rows as a CSV file with the Chinese headings of the template. */
export const certificatesFile = (rows: readonly CertificateRow[], { newline = '\r\n' } = {}): string =>
  [
    certificatesKind.columns.map(({ label }) => label.zh),
    ...rows.map((row) => certificatesKind.columns.map(({ name }) => cell(row[name as keyof CertificateRow]))),
  ]
    .map((cells) => `${cells.join(',')}${newline}`)
    .join('');
