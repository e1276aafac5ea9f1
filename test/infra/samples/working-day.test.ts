import { describe, expect, it } from 'vitest';
import { workingDay } from '../../../infra/samples/working-day.ts';
import { isCreditCode } from '../../../shared/domain/employer/credit-code.ts';

const places = [
  { zh: '甲地', en: 'First Place', division: '230100' },
  { zh: '乙地', en: 'Second Place', division: '230200' },
];
const day = workingDay('anywhere', places, '2026-11-20');

describe('the sample of a working day', () => {
  it('has some two hundred applications, among them some in every stage', () => {
    expect(day.cases).toHaveLength(200);
    const counts = Map.groupBy(day.cases, ({ reached }) => reached);
    expect([...counts.keys()].sort()).toEqual([
      'cancelled',
      'conclusion',
      'draft',
      'issued',
      'not-accepted',
      'preliminary-review',
      'refusal-announced',
      'refused',
      'returned',
      'review',
      'suspended',
      'withdrawn',
    ]);
  });

  it('has employers at every place, each with a credit code of its own that holds', () => {
    const codes = day.employers.map(({ unifiedSocialCreditCode }) => unifiedSocialCreditCode);
    expect(codes.every(isCreditCode)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.map((code) => code.slice(2, 8)))).toEqual(new Set(['230100', '230200']));
  });

  it('is about nobody: every passport is of Utopia and every one different', () => {
    const applicants = day.cases.map(({ sample }) => sample.form.applicant);
    expect(
      applicants.every(({ passport, nationality }) => passport.issuingState === 'UTO' && nationality === 'UTO'),
    ).toBe(true);
    expect(new Set(applicants.map(({ passport }) => passport.number)).size).toBe(applicants.length);
    expect(new Set(applicants.map(({ familyName }) => familyName)).size).toBe(applicants.length);
  });

  it('has all three categories', () => {
    expect(new Set(day.cases.map(({ sample }) => sample.expected.category))).toEqual(new Set(['A', 'B', 'C']));
  });

  it('is the same for the same day, and can be smaller', () => {
    expect(workingDay('anywhere', places, '2026-11-20')).toEqual(day);
    expect(workingDay('anywhere', places, '2026-11-20', { perStage: 1 }).cases).toHaveLength(12);
  });
});
