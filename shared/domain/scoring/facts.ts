import { failure, type Result, success } from '../../result.ts';
import type { Text } from '../text.ts';
import { completedYears, type Day } from '../time.ts';

export type Category = 'A' | 'B' | 'C';

export type Education = 'none' | 'bachelor' | 'master' | 'doctor';
export type VocationalCertificate =
  | 'none'
  | 'senior-worker'
  | 'technician'
  | 'senior-technician'
  | 'international-highest';
export type WorkLocation = 'other' | 'western-region' | 'northeast-old-industrial-base' | 'special-area';
export type Distinction = 'top-university' | 'fortune-500' | 'patent' | 'five-years-in-china';

/** What a points table or a direct route may ask about a person and a post. */
export type Facts = {
  /** CNY a year, paid by the domestic employer. */
  annualSalary?: number;
  education?: Education;
  vocationalCertificate?: VocationalCertificate;
  /** Years of work; only completed years count. */
  workYears?: number;
  /** Months of work in China a year. */
  monthsPerYear?: number;
  hsk?: number;
  degreeTaughtInChinese?: boolean;
  formerChineseNational?: boolean;
  workLocation?: WorkLocation;
  birthDate?: Day;
  /** Completed years (周岁) on the day of the assessment. */
  ageOnAssessment?: number;
  distinctions?: readonly Distinction[];
  localBonus?: number;
  /** Per cent of the employing company that the applicant holds. */
  companyShare?: number;
  /** Ids of direct routes that the applicant claims. */
  directRoutes?: readonly string[];
};

/** Something about the facts that keeps them from being assessed, at its place (`facts.annualSalary`). */
export type FactProblem = { path: string; code: 'missing' | 'contradiction' | 'not-an-option'; text: Text };

/**
 * The age in completed years (周岁) on the day of the assessment.
 *
 * @returns undefined when neither birth date nor age was given; a problem when the two contradict each other or the
 *   birth date lies after the assessment.
 */
export function ageOn(on: Day, facts: Facts): Result<number | undefined, FactProblem> {
  if (facts.birthDate === undefined) return success(facts.ageOnAssessment);
  const age = completedYears(facts.birthDate, on);
  if (age < 0) {
    return failure({
      path: 'facts.birthDate',
      code: 'contradiction',
      text: { zh: `出生日期晚于评估日 ${on}`, en: `lies after the day of the assessment, ${on}` },
    });
  }
  if (facts.ageOnAssessment !== undefined && facts.ageOnAssessment !== age) {
    return failure({
      path: 'facts.ageOnAssessment',
      code: 'contradiction',
      text: {
        zh: `与出生日期不符：按出生日期，${on} 为 ${age} 周岁`,
        en: `does not fit the birth date, by which the age on ${on} is ${age}`,
      },
    });
  }
  return success(age);
}
