import { describe, expect, it } from 'vitest';
import { salaryAmount, salaryAmountOn } from '../../../../shared/domain/scoring/direct-routes.ts';
import { localities, nationalRoutes, routesIn } from '../../../../shared/policy/routes/index.ts';

const locality = (id: string) => {
  const found = localities[id];
  if (!found) throw new Error(`${id} is not described`);
  return found;
};

describe('salary amounts', () => {
  it('of Changzhou are the published ones, which are wage times multiple', () => {
    expect(salaryAmountOn(locality('changzhou'), 'A', '2022-07-01')).toBe(740_910);
    expect(salaryAmountOn(locality('changzhou'), 'B', '2023-06-30')).toBe(493_940);
    const [base] = locality('changzhou').salaryBases;
    if (!base) throw new Error('no base');
    const { published: _, ...unpublished } = base;
    expect(salaryAmount(locality('changzhou'), unpublished, 'A')).toBe(740_910);
    expect(salaryAmount(locality('changzhou'), unpublished, 'B')).toBe(493_940);
  });

  it('of Wuhan are the published monthly amounts times twelve', () => {
    expect(salaryAmountOn(locality('wuhan'), 'A', '2024-07-01')).toBe(55_068 * 12);
    expect(salaryAmountOn(locality('wuhan'), 'B', '2024-07-01')).toBe(36_712 * 12);
  });

  it('hold in their period only', () => {
    expect(salaryAmountOn(locality('changzhou'), 'A', '2022-06-30')).toBeUndefined();
    expect(salaryAmountOn(locality('changzhou'), 'A', '2023-07-01')).toBeUndefined();
  });

  it('of Beijing in 2026 are unknown and say so', () => {
    expect(salaryAmountOn(locality('beijing'), 'A', '2026-11-22')).toBeUndefined();
    expect(locality('beijing').unknownSalaryBase.text.en).toContain('No published average wage of Beijing');
  });
});

describe('routes', () => {
  it('have one name each in every locality', () => {
    for (const id of Object.keys(localities)) {
      const ids = routesIn(id).direct.map((route) => route.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('to A cover the five classes that do not go through points, to B the posts and the further ways', () => {
    const classes = (category: string) => [
      ...new Set(nationalRoutes.direct.filter((route) => route.category === category).map((route) => route.class)),
    ];
    expect(classes('A')).toEqual([1, 2, 3, 4, 5]);
    expect(classes('B')).toEqual([1, 2, 3, 4, 5, 7]);
    expect(
      nationalRoutes.direct.filter(({ category, class: number }) => category === 'B' && number === 1),
    ).toHaveLength(5);
  });

  it('fit the form in which applicants name them', () => {
    for (const id of Object.keys(localities)) {
      for (const route of routesIn(id).direct) expect(route.id).toMatch(/^[a-z0-9-]{2,60}$/);
    }
  });

  it('leave three kinds of people in category C, one of them under quota', () => {
    expect(nationalRoutes.remainder.kinds.map(({ quota }) => quota)).toEqual([false, false, true]);
  });

  it('of a place take seven times the wage where that place says so', () => {
    expect(locality('tianjin').multiples.A.times).toBe(7);
    expect(locality('tianjin').multiples.A.placeholder).toBeDefined();
    expect(locality('beijing').multiples.A.times).toBe(6);
  });

  it('of an undescribed place stop the zone with the known ones named', () => {
    expect(() => routesIn('atlantis')).toThrow('no routes for locality "atlantis"; known: beijing');
  });
});
