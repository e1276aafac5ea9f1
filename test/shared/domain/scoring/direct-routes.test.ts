import { describe, expect, it } from 'vitest';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import { salaryAmountOn } from '../../../../shared/domain/scoring/direct-routes.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { trial2017 } from '../../../../shared/policy/points/trial-2017.ts';
import { localities, routesIn } from '../../../../shared/policy/routes/index.ts';
import { ordinary } from './applicants.ts';

const on = '2025-01-15';
const low: Facts = { ...ordinary, annualSalary: 60_000, education: 'none', workYears: 0, hsk: 0 };

function answer(
  facts: Facts,
  locality = 'wuhan',
  day = on,
  policy: typeof interim2017 | typeof trial2017 = interim2017,
) {
  const result = assess(policy, routesIn(locality), facts, day);
  return result.ok ? result.value : { problems: result.error.map(({ path, code }) => ({ path, code })) };
}

describe('the salary route', () => {
  it('opens category A from the published amount on, the amount included', () => {
    expect(answer({ ...low, annualSalary: 660_816 })).toMatchObject({
      category: 'A',
      route: { kind: 'direct', id: 'salary-multiple-a' },
    });
    expect(answer({ ...low, annualSalary: 660_815 })).toMatchObject({
      category: 'B',
      route: { kind: 'direct', id: 'salary-multiple-b' },
    });
  });

  it('opens category B from the published amount on', () => {
    expect(answer({ ...low, annualSalary: 440_544 })).toMatchObject({
      category: 'B',
      route: { id: 'salary-multiple-b' },
    });
    expect(answer({ ...low, annualSalary: 440_543 })).toMatchObject({ category: 'C', route: { kind: 'none' } });
  });

  it('needs no other fact, and says which items it did without', () => {
    expect(answer({ annualSalary: 700_000 })).toMatchObject({
      category: 'A',
      total: null,
      totalWithoutIt: 20,
      noRow: [],
    });
  });

  it('is decided by the amount in force on the day of the assessment only', () => {
    const well = { ...low, annualSalary: 700_000 };
    expect(answer(well, 'wuhan', '2025-06-30')).toMatchObject({ category: 'A' });
    const later = answer(well, 'wuhan', '2025-07-01');
    expect(later).toMatchObject({ category: 'C' });
    expect(later).toHaveProperty('placeholders', expect.arrayContaining(['routes.wuhan.salary-base']));
  });

  it('is never decided where no amount is known, however high the salary', () => {
    expect(answer({ ...low, annualSalary: 5_000_000 }, 'beijing', '2026-11-22')).toMatchObject({
      category: 'C',
      placeholders: expect.arrayContaining(['routes.beijing.salary-base']),
    });
  });

  it('may be claimed where no amount is known, for the authority to decide', () => {
    const claimed = { annualSalary: 900_000, directRoutes: ['salary-multiple-a'] };
    expect(answer(claimed, 'beijing', '2026-11-22')).toMatchObject({
      category: 'A',
      route: { kind: 'direct', id: 'salary-multiple-a' },
      placeholders: expect.arrayContaining(['routes.beijing.salary-base']),
    });
  });

  it('cannot be claimed against a known amount', () => {
    expect(answer({ ...low, directRoutes: ['salary-multiple-a'] })).toEqual({
      problems: [{ path: 'facts.directRoutes.0', code: 'contradiction' }],
    });
  });

  it('follows the multiple of the locality', () => {
    const tianjin = localities.tianjin;
    if (!tianjin) throw new Error('Tianjin is not described');
    const base = {
      validFrom: '2024-07-01',
      validTo: null,
      averageWage: 100_000,
      source: 'made up for this test',
      mark: 'not-found',
    } as const;
    expect(salaryAmountOn({ ...tianjin, salaryBases: [base] }, 'A', on)).toBe(700_000);
    expect(salaryAmountOn({ ...tianjin, salaryBases: [base] }, 'B', on)).toBe(400_000);
    expect(salaryAmountOn({ ...tianjin, salaryBases: [base] }, 'A', '2024-06-30')).toBeUndefined();
  });
});

describe('claimed routes', () => {
  it('to A need no points and no facts', () => {
    expect(answer({ directRoutes: ['international-achievement'] })).toMatchObject({
      category: 'A',
      total: null,
      route: { kind: 'direct', id: 'international-achievement' },
    });
  });

  it('to B hold with a bachelor and two years of work', () => {
    const facts: Facts = { education: 'bachelor', workYears: 2, directRoutes: ['professional-management'] };
    expect(answer(facts)).toMatchObject({ category: 'B', route: { kind: 'direct', id: 'professional-management' } });
  });

  it('are refused where the facts contradict them, each at its place', () => {
    const facts: Facts = { ...low, workYears: 1.9, directRoutes: ['talent-programme', 'professional-management'] };
    expect(answer(facts)).toEqual({
      problems: [
        { path: 'facts.directRoutes.1', code: 'contradiction' },
        { path: 'facts.directRoutes.1', code: 'contradiction' },
      ],
    });
  });

  it('ask only for the facts that they need', () => {
    expect(answer({ education: 'master', directRoutes: ['professional-treaty'] })).toEqual({
      problems: [{ path: 'facts.workYears', code: 'missing' }],
    });
    expect(answer({ directRoutes: ['salary-multiple-b'] })).toEqual({
      problems: [{ path: 'facts.annualSalary', code: 'missing' }],
    });
  });

  it('of an unknown name are refused with the known ones', () => {
    const result = assess(interim2017, routesIn('beijing'), { ...ordinary, directRoutes: ['by-friendship'] }, on);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error).toHaveLength(1);
    expect(result.error[0]).toMatchObject({ path: 'facts.directRoutes.0', code: 'not-an-option' });
    expect(result.error[0]?.text.en).toContain('talent-programme');
  });

  it('of another place are unknown here', () => {
    expect(answer({ directRoutes: ['core-team-member'] }, 'tianjin')).toMatchObject({ category: 'A' });
    expect(answer({ directRoutes: ['core-team-member'] }, 'wuhan')).toMatchObject({
      problems: [{ code: 'not-an-option' }],
    });
  });

  it('to B give way to points that reach A', () => {
    const facts: Facts = {
      ...ordinary,
      annualSalary: 350_000,
      education: 'doctor',
      workYears: 12,
      hsk: 5,
      directRoutes: ['professional-management'],
    };
    expect(answer(facts)).toMatchObject({ category: 'A', route: { kind: 'points', id: 'points-85' } });
  });

  it('to B decide where a hole in the table leaves B or C open', () => {
    const facts: Facts = {
      ...ordinary,
      ageOnAssessment: 25,
      directRoutes: ['professional-management'],
    };
    expect(answer(facts, 'beijing', on, trial2017)).toMatchObject({
      total: null,
      category: 'B',
      route: { kind: 'direct', id: 'professional-management' },
    });
  });

  it('name the unproven conditions that they rest on', () => {
    expect(answer({ directRoutes: ['outstanding-young-talent'] })).toMatchObject({
      placeholders: expect.arrayContaining(['routes.outstanding-young-talent.conditions']),
    });
  });
});
