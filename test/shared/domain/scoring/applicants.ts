import fc from 'fast-check';
import type { Distinction, Facts } from '../../../../shared/domain/scoring/facts.ts';

/** Facts of a person for whom every fact of the table is given. */
export const ordinary: Facts = {
  annualSalary: 200_000,
  education: 'bachelor',
  workYears: 5,
  monthsPerYear: 12,
  hsk: 3,
  workLocation: 'other',
  ageOnAssessment: 30,
  distinctions: [],
  localBonus: 0,
};

const distinction = fc.constantFrom<Distinction>('top-university', 'fortune-500', 'patent', 'five-years-in-china');

/** Anyone who can be scored: what is needed is given, the rest may be. */
export const applicant: fc.Arbitrary<Facts> = fc.record(
  {
    annualSalary: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
    education: fc.constantFrom('none', 'bachelor', 'master', 'doctor'),
    vocationalCertificate: fc.constantFrom(
      'none',
      'senior-worker',
      'technician',
      'senior-technician',
      'international-highest',
    ),
    workYears: fc.double({ min: 0, max: 80, noNaN: true }),
    monthsPerYear: fc.double({ min: 0, max: 12, noNaN: true }),
    hsk: fc.integer({ min: 0, max: 6 }),
    degreeTaughtInChinese: fc.boolean(),
    formerChineseNational: fc.boolean(),
    workLocation: fc.constantFrom('other', 'western-region', 'northeast-old-industrial-base', 'special-area'),
    ageOnAssessment: fc.integer({ min: 16, max: 90 }),
    distinctions: fc.uniqueArray(distinction),
    localBonus: fc.integer({ min: 0, max: 10 }),
  },
  { requiredKeys: ['annualSalary', 'education', 'workYears', 'monthsPerYear', 'ageOnAssessment'] },
);
