import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { trial2017 } from '../../../../shared/policy/points/trial-2017.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';
import { applicant, ordinary } from './applicants.ts';

function advice(
  facts: Facts,
  { policy = interim2017 as typeof interim2017 | typeof trial2017, locality = 'beijing', on = '2026-11-22' } = {},
) {
  const result = assess(policy, routesIn(locality), facts, on);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.advice;
}

describe('advice', () => {
  it('says what the next HSK level would add, in both languages', () => {
    expect(advice(ordinary)).toContainEqual({
      item: 'chinese',
      points: 1,
      text: { zh: 'HSK 四级可加 1 分', en: 'HSK 4 would add 1 point' },
    });
    expect(advice(ordinary, { policy: trial2017 })).toContainEqual({
      item: 'chinese',
      points: 2,
      text: { zh: 'HSK 四级可加 2 分', en: 'HSK 4 would add 2 points' },
    });
  });

  it('says what alone would lift the category, the smallest such step first', () => {
    const at59: Facts = { ...ordinary, hsk: 0 };
    const found = advice(at59);
    expect(found[0]).toMatchObject({ points: 1, lifts: 'B' });
    expect(found.find(({ item }) => item === 'chinese')?.text.en).toBe('HSK 1 would add 1 point and reach category B');
    const firstWithout = found.findIndex(({ lifts }) => lifts === undefined);
    expect(found.slice(firstWithout === -1 ? found.length : firstWithout).every(({ lifts }) => !lifts)).toBe(true);
  });

  it('names a further step where the next one does not lift the category', () => {
    // 57 points: the next year of work adds 1, three more years lift to B.
    const at57: Facts = { ...ordinary, hsk: 0, workYears: 3 };
    expect(advice(at57).filter(({ item }) => item === 'workYears')).toEqual([
      {
        item: 'workYears',
        points: 3,
        lifts: 'B',
        text: {
          zh: '工作满 6 年可加 3 分，达到 B 类标准',
          en: '6 completed years of work would add 3 points and reach category B',
        },
      },
      expect.objectContaining({ item: 'workYears', points: 1 }),
    ]);
  });

  it('never speaks of age or origin, whoever asks', () => {
    fc.assert(
      fc.property(applicant, (facts) => {
        for (const { item, text } of advice(facts)) {
          expect(item).not.toBe('age');
          expect(text.en).not.toMatch(/national\b|years old/i);
        }
      }),
    );
  });

  it('does not tempt anyone to move a stated place of work', () => {
    expect(advice(ordinary).map(({ item }) => item)).not.toContain('workLocation');
    const { workLocation: _, ...unstated } = ordinary;
    expect(advice(unstated).find(({ item }) => item === 'workLocation')?.text.en).toMatch(/^Where the post is in/);
  });

  it('points to the salary route where the amount is known and near', () => {
    const facts: Facts = { ...ordinary, education: 'none', annualSalary: 400_000, hsk: 0, workYears: 0 };
    const found = advice(facts, { locality: 'wuhan', on: '2025-01-15' });
    expect(found[0]).toEqual({
      item: 'salary-multiple-b',
      points: 0,
      lifts: 'B',
      text: {
        zh: '年薪达到 440,544 元（武汉市现行标准）的，不论积分即属 B 类',
        en: 'A salary of CNY 440,544 a year, the amount in force in Wuhan, opens category B whatever the points',
      },
    });
    expect(found.map(({ item }) => item)).not.toContain('salary-multiple-a');
  });

  it('names no salary that opens the category which somebody has already', () => {
    const found = advice({ ...ordinary, annualSalary: 400_000 }, { locality: 'wuhan', on: '2025-01-15' });
    expect(found.map(({ item }) => item)).not.toContain('salary-multiple-b');
  });

  it('says of what was not claimed what it would open in full', () => {
    const { localBonus: _, ...unclaimed } = ordinary;
    const bonus = (facts: Facts) => advice(facts).find(({ item }) => item === 'localBonus');
    expect(bonus({ ...unclaimed, hsk: 0 })).toMatchObject({ points: 10, lifts: 'B' });
    expect(bonus({ ...unclaimed, hsk: 0 })?.text.en).toMatch(/; in full they reach category B$/);
    expect(bonus(unclaimed)).not.toHaveProperty('lifts');
    expect(bonus(unclaimed)?.text.en).not.toContain('category');
  });

  it('says that the amount is unknown instead of naming one', () => {
    const found = advice({ ...ordinary, annualSalary: 600_000 });
    const route = found.find(({ item }) => item === 'salary-multiple-a');
    expect(route?.text.en).toContain('6 times');
    expect(route?.text.en).toContain('was not found');
  });

  it('does not mention salary routes to someone far from them', () => {
    expect(advice(ordinary).map(({ item }) => item)).not.toContain('salary-multiple-a');
  });

  it('lifts nothing while the total is open', () => {
    const found = advice({ ...ordinary, ageOnAssessment: 25 }, { policy: trial2017 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ lifts }) => lifts === undefined)).toBe(true);
  });

  it('is not made for someone in category A by a direct route, nor when it was not asked for', () => {
    expect(advice({ ...ordinary, directRoutes: ['talent-programme'] })).toEqual([]);
    const without = assess(interim2017, routesIn('beijing'), ordinary, '2026-11-22', { advice: false });
    expect(without.ok && without.value.advice).toEqual([]);
  });
});
