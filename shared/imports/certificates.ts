import * as z from 'zod';
import { countryCode, day, line } from '../contract/common.ts';
import {
  type CertificateContent,
  certificateLabels,
  certificateTypes,
  comparableNumber,
} from '../domain/certificates/certificate.ts';
import { isCountryCode } from '../domain/countries/codes.ts';
import { isCreditCode } from '../domain/employer/credit-code.ts';
import { certificateId, certificateItems } from '../records/certificate.ts';
import { keys } from '../records/keys.ts';
import { failure, type Result, success } from '../result.ts';
import { type CellProblem, type Cells, cellsBy, dayFromCell, type ImportKind } from './kind.ts';

const typeNames = new Map(
  certificateTypes.flatMap((type) =>
    [type, certificateLabels[type].zh, certificateLabels[type].en].map((name) => [name.toLocaleLowerCase('en'), type]),
  ),
);

const capitals = z.string().transform((text) => text.normalize('NFKC').toLocaleUpperCase('en').replaceAll(/\s/g, ''));
const aDay = z.string().transform(dayFromCell).pipe(day);
const country = capitals.pipe(countryCode.refine(isCountryCode, { error: 'country-code' }));

/** The cells of one old certificate; also what a correction may say of each of them. */
export const certificateCells = z.strictObject({
  type: z
    .string()
    .transform((text) => typeNames.get(text.toLocaleLowerCase('en')) ?? text)
    .pipe(z.enum(certificateTypes)),
  number: line(40).refine((number) => comparableNumber(number) !== '', { error: 'nothing-visible' }),
  name: z
    .string()
    .trim()
    .max(120)
    .regex(/^(?!.*\p{Default_Ignorable_Code_Point})\p{Script=Latin}[\p{Script=Latin}\p{Mn} .,'’-]*$/u, {
      error: 'latin-name',
    }),
  nationality: country,
  birthDate: aDay,
  passportNumber: capitals.pipe(z.string().regex(/^[A-Z0-9]{5,20}$/, { error: 'passport-number' })),
  passportState: country.optional(),
  employerCode: capitals.pipe(z.string().refine(isCreditCode, { error: 'credit-code' })).optional(),
  employerName: line(120),
  authority: line(80),
  issuedOn: aDay,
  expiresOn: aDay,
});

const wrongOrder = (column: string, zh: string, en: string): CellProblem => ({
  column,
  code: 'wrong-order',
  text: { zh, en },
});

/** What contradicts itself in a certificate whose parts are each in order. */
export const certificateContradictions = ({
  birthDate,
  issuedOn,
  expiresOn,
}: Pick<CertificateContent, 'birthDate' | 'issuedOn' | 'expiresOn'>): CellProblem[] => [
  ...(birthDate < issuedOn
    ? []
    : [wrongOrder('birthDate', '出生日期须早于签发日期', 'must be before the day of issue')]),
  ...(issuedOn <= expiresOn
    ? []
    : [wrongOrder('expiresOn', '有效期不得早于签发日期', 'must not be before the day of issue')]),
];

function contentOf(cells: Cells): Result<CertificateContent, CellProblem[]> {
  const read = cellsBy(certificateCells, cells);
  if (!read.ok) return read;
  const { passportNumber, passportState, employerCode, ...rest } = read.value;
  const content: CertificateContent = {
    ...rest,
    // Where nothing else is said the holder's own country issued the passport.
    passport: { number: passportNumber, issuingState: passportState ?? rest.nationality },
    ...(employerCode ? { employerCode } : {}),
  };
  const contradictions = certificateContradictions(content);
  return contradictions.length > 0 ? failure(contradictions) : success(content);
}

const registered: CellProblem = {
  column: 'number',
  code: 'already-registered',
  text: { zh: '登记中已有同种类、同编号的旧证', en: 'is in the register already, with this type' },
  remedy: {
    zh: '请删除此行；内容有误的，请由主管更正登记。',
    en: 'Take the row out; a supervisor corrects the register.',
  },
};

/** The register of old certificates (旧证登记): one certificate a row, known by its type and number. */
export const certificatesKind: ImportKind = {
  id: 'certificates',
  label: { zh: '旧证登记（外国专家证、外国人就业证）', en: 'Old certificates' },
  roles: ['supervisor', 'admin'],
  offeredIn: ({ certificates }) => certificates !== undefined,
  columns: [
    { name: 'type', label: { zh: '证件种类', en: 'Type' }, required: true, example: '外国专家证' },
    { name: 'number', label: { zh: '证件编号', en: 'Number' }, required: true, example: 'F-2016-00001' },
    {
      name: 'name',
      label: { zh: '护照姓名', en: 'Name in passport' },
      required: true,
      example: 'SPECIMEN, ANNA MARIA',
    },
    { name: 'nationality', label: { zh: '国籍', en: 'Nationality' }, required: true, example: 'UTO' },
    { name: 'birthDate', label: { zh: '出生日期', en: 'Birth date' }, required: true, example: '1985-02-03' },
    { name: 'passportNumber', label: { zh: '护照号码', en: 'Passport number' }, required: true, example: 'U00000001' },
    { name: 'passportState', label: { zh: '护照签发国', en: 'Passport issued by' }, required: false, example: 'UTO' },
    {
      name: 'employerCode',
      label: { zh: '统一社会信用代码', en: 'Credit code of employer' },
      required: false,
      example: '',
    },
    {
      name: 'employerName',
      label: { zh: '用人单位', en: 'Employer' },
      required: true,
      example: '样例航空公司（虚构）',
    },
    {
      name: 'authority',
      label: { zh: '签发机关', en: 'Authority' },
      required: true,
      example: '样例市外国专家局（虚构）',
    },
    { name: 'issuedOn', label: { zh: '签发日期', en: 'Issued on' }, required: true, example: '2016-03-01' },
    { name: 'expiresOn', label: { zh: '有效期至', en: 'Valid until' }, required: true, example: '2027-02-28' },
  ],
  readRow: (cells, { today }) => {
    const content = contentOf(cells);
    if (!content.ok) return content;
    const { type, number } = content.value;
    const id = certificateId(type, number);
    return success({
      identity: id,
      conflicts: (found) => (found(keys.certificate(id)) ? [registered] : []),
      items: certificateItems(content.value, today),
    });
  },
};
