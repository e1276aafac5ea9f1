import type { Body } from '../client/contract.ts';

/** What a self-assessment asks the zone. */
export type Facts = Body<'assess'>['facts'];

/** What was typed: everything as the fields hold it, so that half a number stays half a number. */
export type Answers = {
  annualSalary: string;
  education: '' | NonNullable<Facts['education']>;
  vocationalCertificate: '' | NonNullable<Facts['vocationalCertificate']>;
  workYears: string;
  monthsPerYear: string;
  /** `none`, `1` to `6`; nothing where it was not said. */
  hsk: string;
  degreeTaughtInChinese: boolean;
  formerChineseNational: boolean;
  workLocation: '' | NonNullable<Facts['workLocation']>;
  birthDate: string;
  distinctions: NonNullable<Facts['distinctions']>[number][];
  localBonus: string;
  companyShare: string;
  directRoutes: string[];
};

export const noAnswers: Answers = {
  annualSalary: '',
  education: '',
  vocationalCertificate: '',
  workYears: '',
  monthsPerYear: '',
  hsk: '',
  degreeTaughtInChinese: false,
  formerChineseNational: false,
  workLocation: '',
  birthDate: '',
  distinctions: [],
  localBonus: '',
  companyShare: '',
  directRoutes: [],
};

const numbers = ['annualSalary', 'workYears', 'monthsPerYear', 'localBonus', 'companyShare'] as const;
type NumberField = (typeof numbers)[number];

/** Up to where each number can go; CNY, years, months, points, per cent. */
const limits: Readonly<Record<NumberField, number>> = {
  annualSalary: 1_000_000_000,
  workYears: 80,
  monthsPerYear: 12,
  localBonus: 10,
  companyShare: 100,
};

/** A number as people type it: `200,000`, `200 000`, full-width digits, `20万`. NaN where it is none. */
export function readNumber(typed: string): number {
  const plain = typed.normalize('NFKC').replace(/[\s,，'’]/g, '');
  const tenThousands = /^(\d+(?:\.\d+)?)万元?$/.exec(plain);
  if (tenThousands?.[1]) return Math.round(Number(tenThousands[1]) * 10_000);
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** What is wrong with the fields themselves, before anything is asked: no number, out of range, no such day. */
export function unreadable(
  answers: Answers,
  today: string,
): Partial<Record<keyof Answers, 'number' | 'range' | 'day'>> {
  const found: Partial<Record<keyof Answers, 'number' | 'range' | 'day'>> = {};
  for (const field of numbers) {
    if (answers[field].trim() === '') continue;
    const value = readNumber(answers[field]);
    if (Number.isNaN(value)) found[field] = 'number';
    else if (value > limits[field]) found[field] = 'range';
  }
  const { birthDate } = answers;
  if (birthDate !== '' && (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate) || birthDate > today || birthDate < '1900-01-01')) {
    found.birthDate = 'day';
  }
  return found;
}

/** The facts that were given; what was not answered, or cannot be read yet, is left out. */
export function factsFrom(answers: Answers, today: string): Facts {
  const wrong = unreadable(answers, today);
  const facts: Facts = {};
  for (const field of numbers) {
    if (answers[field].trim() !== '' && !wrong[field]) facts[field] = readNumber(answers[field]);
  }
  if (answers.education) facts.education = answers.education;
  if (answers.vocationalCertificate) facts.vocationalCertificate = answers.vocationalCertificate;
  if (answers.hsk) facts.hsk = answers.hsk === 'none' ? 0 : Number(answers.hsk);
  if (answers.degreeTaughtInChinese) facts.degreeTaughtInChinese = true;
  if (answers.formerChineseNational) facts.formerChineseNational = true;
  if (answers.workLocation) facts.workLocation = answers.workLocation;
  if (answers.birthDate && !wrong.birthDate) facts.birthDate = answers.birthDate;
  if (answers.distinctions.length > 0) facts.distinctions = [...answers.distinctions];
  if (answers.directRoutes.length > 0) facts.directRoutes = [...answers.directRoutes];
  return facts;
}

/** Whether anything was answered at all. */
export const isUntouched = (answers: Answers): boolean =>
  Object.values(answers).every(
    (value) => value === '' || value === false || (Array.isArray(value) && value.length === 0),
  );
