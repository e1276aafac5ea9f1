import type { ApplicationForm } from '../../domain/checklist/form-gaps.ts';
import type { ReadPaper } from '../../domain/desk/papers.ts';
import type { PracticeCase } from '../../domain/desk/practice.ts';
import { guide, licensingLaw } from '../procedures/sources.ts';

export const section3 = `${guide} section 3`;
export const law = (articles: string): string => `${licensingLaw} ${articles}`;

/** The day of submission of most cases, an ordinary Tuesday. */
export const today = '2026-03-10';

const good: Readonly<Record<string, Omit<ReadPaper, 'kind'>>> = {
  contract: { states: ['place', 'work', 'pay', 'period', 'post', 'signature'], language: 'zh' },
  'no-criminal-record': { issuedOn: '2026-01-12', issuedBy: 'authority', authenticated: true, language: 'translated' },
  medical: { issuedOn: '2026-02-02', issuedBy: 'hospital', language: 'zh' },
  'highest-degree': { issuedBy: 'university', authenticated: true, language: 'translated' },
  'work-experience': {
    issuedBy: 'employer',
    states: ['post', 'period', 'signature', 'referee'],
    language: 'translated',
  },
};

/** A paper with nothing wrong about it, or with what a case makes otherwise. */
export const paper = (kind: string, otherwise: Omit<ReadPaper, 'kind'> = {}): ReadPaper => ({
  kind,
  ...good[kind],
  ...otherwise,
});
export const allPapers = (...kinds: string[]): ReadPaper[] => kinds.map((kind) => paper(kind));

/** The papers of a bachelor who applies from abroad for category B by points. */
export const papersOfB = [
  'application-form',
  'photo',
  'passport',
  'contract',
  'work-experience',
  'highest-degree',
  'no-criminal-record',
  'medical',
  'salary-commitment',
  'annual-working-time',
  'hsk-certificate',
] as const;

/** Some of the papers, without those that are named. */
export const without = (kinds: readonly string[], ...left: string[]): ReadPaper[] =>
  allPapers(...kinds.filter((kind) => !left.includes(kind)));

/** An engineer whom the interim table gives 62 points: category B. */
export const engineer: ApplicationForm = {
  entry: 'abroad',
  applicant: {
    familyName: 'SPECIMEN',
    givenNames: 'NORA',
    sex: 'F',
    nationality: 'UTO',
    birthDate: '1995-06-20',
    passport: { number: 'UTO0000011', issuingState: 'UTO', expiresOn: '2031-08-01' },
    language: 'en',
  },
  post: {
    title: '光学工程师 Optical engineer',
    workplace: '练习区练习路1号',
    contractFrom: '2026-05-01',
    contractTo: '2028-04-30',
  },
  facts: {
    annualSalary: 200_000,
    education: 'bachelor',
    workYears: 5,
    monthsPerYear: 12,
    hsk: 3,
    workLocation: 'other',
    distinctions: [],
    localBonus: 0,
  },
};

/** A scientist whom the interim table gives 100 points: category A. */
export const scientist: ApplicationForm = {
  ...engineer,
  applicant: {
    ...engineer.applicant,
    familyName: 'SAMPLETON',
    givenNames: 'IVO',
    sex: 'M',
    birthDate: '1985-11-02',
    passport: { number: 'UTO0000022', issuingState: 'UTO', expiresOn: '2032-01-15' },
  },
  post: { ...engineer.post, title: '首席科学家 Chief scientist', contractTo: '2031-04-30' },
  facts: {
    annualSalary: 450_000,
    education: 'doctor',
    workYears: 17,
    monthsPerYear: 12,
    hsk: 5,
    workLocation: 'other',
    distinctions: ['fortune-500'],
    localBonus: 0,
  },
};

export const papersOfA = [
  'application-form',
  'photo',
  'passport',
  'contract',
  'work-experience',
  'highest-degree',
  'no-criminal-record',
  'medical',
  'salary-commitment',
  'annual-working-time',
  'hsk-certificate',
  'global-500-employment',
] as const;

/** What most cases share. */
export const usual = {
  version: 1,
  today,
  procedure: 'new-permit',
  pointsTable: 'interim-2017',
  employer: { licenceValidTo: null, standing: { status: 'registered', code: 'own' } },
} as const satisfies Partial<PracticeCase>;

export const questions = {
  door: {
    zh: '您在窗口预审这份申请：受理、一次性告知并退回，还是不予受理？退回的，请一次列明全部须补正的事项。',
    en: 'You look at this application in preliminary review. Do you accept it, return it with one complete notice, or refuse to accept it? If you return it, name everything that has to be mended.',
  },
  review: {
    zh: '您审查这份申请：请按积分表逐项确认分数和类别，并提出审查意见。',
    en: 'You review this application: confirm the points row by row and the category, and say what you recommend.',
  },
  conclusion: {
    zh: '您要对这份申请作出决定，下一步怎么办？',
    en: 'This application lies before you for the decision. What do you do?',
  },
} as const;

/** Why a complete application is accepted. */
export const acceptComplete = {
  text: {
    zh: '属于本区受理范围，材料齐全、符合法定形式，应当受理；此后的审查时限从受理之日起算。',
    en: 'It is ours to decide, complete and in the form that the law asks for, so it is accepted; the time for the decision counts from here.',
  },
  rule: 'Administrative Licensing Law art. 32(5)',
  source: law('art. 32(5)'),
};

/** Why everything is told at once. */
export const returnOnce = {
  text: {
    zh: '材料不齐全或者不符合法定形式的，须当场或者五日内一次告知全部须补正的内容；逾期不告知的，自收到之日起视为受理。',
    en: 'What is missing or wrong is told at once and completely, on the spot or within five days; otherwise the application counts as accepted from its receipt.',
  },
  rule: 'Administrative Licensing Law art. 32(4)',
  source: law('art. 32(4)'),
};
