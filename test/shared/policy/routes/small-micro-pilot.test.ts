import { describe, expect, test } from 'vitest';
import { yiwu } from '../../../../infra/zones/yiwu.ts';
import { checklist } from '../../../../shared/domain/checklist/checklist.ts';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { pointsPolicies } from '../../../../shared/policy/points/index.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';
import { zoneSchema } from '../../../../shared/zone/zone.ts';
import { zoneRules } from '../../../zone-rules.ts';

const points = pointsPolicies['interim-2017'];
if (!points) throw new Error('there is no interim table');
const today = '2026-11-23';

/** A trader of 52 with a high-school education and six years of trading. */
const trader: Facts = {
  annualSalary: 60_000,
  education: 'none',
  workYears: 1,
  monthsPerYear: 10,
  hsk: 2,
  birthDate: '1974-05-06',
};
const assessed = (facts: Facts, locality = 'yiwu') => {
  const outcome = assess(points, routesIn(locality), facts, today);
  if (!outcome.ok) throw new Error(outcome.error.map(({ text }) => text.en).join('; '));
  return outcome.value;
};
const claim = (companyShare: number | undefined, more: Facts = {}): Facts => ({
  ...trader,
  ...more,
  ...(companyShare === undefined ? {} : { companyShare }),
  directRoutes: ['small-micro-trader'],
});
const problems = (facts: Facts) => {
  const outcome = assess(points, routesIn('yiwu'), facts, today);
  return outcome.ok ? [] : outcome.error.map(({ path, code }) => `${path} ${code}`);
};

describe('the pilot for small and micro trading enterprises', () => {
  test('is a way into category C that says which of its parts no source proves', () => {
    expect(assessed(claim(25.01))).toMatchObject({
      category: 'C',
      route: { kind: 'direct', id: 'small-micro-trader' },
      placeholders: expect.arrayContaining(['routes.small-micro-trader.category']),
    });
  });

  test.each([
    [25, ['facts.directRoutes.0 contradiction']],
    [24.99, ['facts.directRoutes.0 contradiction']],
    [0, ['facts.directRoutes.0 contradiction']],
    [undefined, ['facts.companyShare missing']],
    [25.01, []],
    [100, []],
  ])('asks for more than 25 %% of the company: %s %% of it', (share, expected) => {
    expect(problems(claim(share))).toEqual(expected);
  });

  test('is told to those in category C who have not claimed it, and only in Yiwu', () => {
    const hints = (facts: Facts, locality?: string) =>
      assessed(facts, locality).advice.filter(({ item }) => item === 'small-micro-trader');
    expect(hints(trader)).toMatchObject([{ points: 0, text: { en: expect.stringContaining('over 25 %') } }]);
    expect(hints(claim(30))).toEqual([]);
    expect(hints(trader, 'beijing')).toEqual([]);
    const engineer = { ...trader, education: 'master', workYears: 15, annualSalary: 300_000 } as const;
    expect([assessed(engineer).category, hints(engineer)]).toEqual(['B', []]);
  });

  test('keeps nobody from a better category', () => {
    const better = claim(30, { education: 'master', workYears: 15, annualSalary: 300_000 });
    expect(assessed(better)).toMatchObject({ category: 'B', route: { kind: 'points' } });
    const direct = claim(30, { education: 'bachelor', workYears: 3 });
    const both = { ...direct, directRoutes: ['small-micro-trader', 'professional-management'] };
    expect(assessed(both)).toMatchObject({ category: 'B', route: { id: 'professional-management' } });
  });
});

describe('a new permit in Yiwu', () => {
  const rules = zoneRules(zoneSchema.parse(yiwu));
  const procedure = rules.procedureOn('new-permit', today);
  if (!procedure) throw new Error('there is no procedure');
  const needs = (facts: Facts) => {
    const { category, route } = assessed(facts);
    const lines = checklist(procedure, { entry: 'inside-china', facts, category, route, documents: [] });
    return new Map(lines.map(({ kind, need }) => [kind, need]));
  };

  test('asks a trader of the pilot for the shares and the investment instead of a degree and a work history', () => {
    const asked = needs(claim(30));
    expect([asked.get('highest-degree'), asked.get('work-experience')]).not.toContain('required');
    expect([asked.get('shareholding-proof'), asked.get('local-investment-proof')]).toEqual(['required', 'required']);
  });

  test('asks everybody else as before', () => {
    const asked = needs(trader);
    expect([asked.get('highest-degree'), asked.get('work-experience')]).toEqual(['required', 'required']);
    expect([asked.has('shareholding-proof'), asked.has('local-investment-proof')]).toEqual([false, false]);
  });
});
