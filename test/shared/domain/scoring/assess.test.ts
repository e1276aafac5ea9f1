import { describe, expect, it } from 'vitest';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { trial2017 } from '../../../../shared/policy/points/trial-2017.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';
import { ordinary } from './applicants.ts';

const today = '2026-11-22';
const beijing = routesIn('beijing');

function assessed(policy: typeof interim2017 | typeof trial2017, facts: Facts, on = today, routes = beijing) {
  const result = assess(policy, routes, facts, on);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function problems(facts: Facts, on = today, routes = beijing) {
  const result = assess(interim2017, routes, facts, on);
  return result.ok ? [] : result.error.map(({ path, code }) => ({ path, code }));
}

describe('profiles whose totals were worked out by hand', () => {
  type Outcome = { total: number; category: string } | { noRow: string[]; totalWithoutIt: number };
  const profiles: { name: string; facts: Facts; trial: Outcome; interim: Outcome }[] = [
    {
      name: 'bachelor, 30, HSK 3',
      facts: ordinary,
      trial: { total: 65, category: 'B' },
      interim: { total: 62, category: 'B' },
    },
    {
      name: 'doctor, 40, Fortune 500, HSK 5',
      facts: {
        ...ordinary,
        annualSalary: 450_000,
        education: 'doctor',
        workYears: 17,
        hsk: 5,
        ageOnAssessment: 40,
        distinctions: ['fortune-500'],
      },
      trial: { total: 100, category: 'A' },
      interim: { total: 100, category: 'A' },
    },
    {
      name: 'no degree, 58, no Chinese',
      facts: {
        ...ordinary,
        annualSalary: 60_000,
        education: 'none',
        workYears: 20,
        monthsPerYear: 10,
        hsk: 0,
        ageOnAssessment: 58,
      },
      trial: { total: 40, category: 'C' },
      interim: { total: 45, category: 'C' },
    },
    {
      name: 'master, 25, HSK 4: the boundary, and a hole in the trial table',
      facts: {
        ...ordinary,
        annualSalary: 150_000,
        education: 'master',
        workYears: 2,
        monthsPerYear: 9,
        hsk: 4,
        ageOnAssessment: 25,
      },
      trial: { noRow: ['age'], totalWithoutIt: 54 },
      interim: { total: 60, category: 'B' },
    },
    {
      name: 'doctor, 45, top university: the second hole',
      facts: {
        ...ordinary,
        annualSalary: 350_000,
        education: 'doctor',
        workYears: 12,
        hsk: 5,
        ageOnAssessment: 45,
        distinctions: ['top-university'],
      },
      trial: { noRow: ['age'], totalWithoutIt: 82 },
      interim: { total: 92, category: 'A' },
    },
  ];

  for (const { name, facts, trial, interim } of profiles) {
    it(`${name}: by the trial table`, () => {
      expect(assessed(trial2017, facts)).toMatchObject(trial);
    });
    it(`${name}: by the interim table`, () => {
      expect(assessed(interim2017, facts)).toMatchObject(interim);
    });
  }
});

describe('a value that no row covers', () => {
  it('is reported with its item and never counted as 0', () => {
    const answer = assessed(trial2017, { ...ordinary, ageOnAssessment: 25 });
    expect(answer.total).toBeNull();
    expect(answer.totalWithoutIt).toBe(50);
    expect(answer.noRow).toEqual(['age']);
    expect(answer.items.find(({ item }) => item === 'age')).toMatchObject({ value: 25, row: null, points: null });
  });

  it('leaves the category open where it depends on the row', () => {
    const answer = assessed(trial2017, { ...ordinary, ageOnAssessment: 25 });
    expect(answer.category).toBeNull();
    expect(answer.route).toMatchObject({ kind: 'none', id: 'undecided' });
  });

  it('leaves the category standing where it is A without that item', () => {
    const answer = assessed(trial2017, {
      ...ordinary,
      annualSalary: 500_000,
      education: 'doctor',
      workYears: 12,
      hsk: 5,
      distinctions: ['fortune-500'],
      ageOnAssessment: 45,
    });
    expect(answer).toMatchObject({ total: null, totalWithoutIt: 85, category: 'A', route: { id: 'points-85' } });
  });

  it('leaves the category standing where even the best row would not change it', () => {
    const answer = assessed(trial2017, { ...ordinary, annualSalary: 40_000, hsk: 0, ageOnAssessment: 45 });
    expect(answer).toMatchObject({ total: null, totalWithoutIt: 33, category: 'C', route: { id: 'remainder' } });
  });
});

describe('a row that an officer decided on', () => {
  const inTheHole: Facts = { ...ordinary, ageOnAssessment: 25 };
  const decided = (facts: Facts, settled?: Record<string, string>) => {
    const result = assess(trial2017, beijing, facts, today, { settled });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };

  it('counts like any other, and is marked as decided', () => {
    const answer = decided(inTheHole, { age: 'age-26-to-45' });
    expect(answer).toMatchObject({ total: 65, category: 'B', noRow: [], route: { id: 'points-60' } });
    expect(answer).not.toHaveProperty('totalWithoutIt');
    expect(answer.items.find(({ item }) => item === 'age')).toMatchObject({
      value: 25,
      row: 'age-26-to-45',
      points: 15,
      settled: true,
    });
  });

  it('changes nothing where a row covers the value, nor where the table has no such row', () => {
    expect(decided(ordinary, { age: 'age-over-60' })).toEqual(decided(ordinary));
    expect(decided(inTheHole, { age: 'age-of-reason' })).toEqual(decided(inTheHole));
    expect(decided(inTheHole, { education: 'education-doctor' })).toEqual(decided(inTheHole));
  });

  it('does not stand in for a fact that was not given', () => {
    const { ageOnAssessment: _, ...ageless } = ordinary;
    const result = assess(trial2017, beijing, ageless, today, { settled: { age: 'age-26-to-45' } });
    expect(result.ok ? [] : result.error.map(({ path }) => path)).toEqual(['facts.birthDate']);
  });
});

describe('an unfinished assessment', () => {
  const unfinished = (facts: Facts) => {
    const result = assess(interim2017, beijing, facts, today, { unfinished: true });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const { annualSalary: _, ...withoutSalary } = ordinary;

  it('names what is missing, with the points so far and neither total nor category', () => {
    const answer = unfinished(withoutSalary);
    expect(answer).toMatchObject({ total: null, totalWithoutIt: 51, category: null, route: { id: 'unfinished' } });
    expect(answer.missing?.map(({ path }) => path)).toEqual(['facts.annualSalary']);
  });

  it('of somebody of whom everything is known is a finished one', () => {
    expect(unfinished(ordinary)).toEqual(assessed(interim2017, ordinary));
  });

  it('tells somebody under 18 so, and asks for nothing more', () => {
    const answer = unfinished({ ...withoutSalary, ageOnAssessment: 17 });
    expect(answer.route.id).toBe('under-age');
    expect(answer).not.toHaveProperty('missing');
    expect(answer.advice).toEqual([]);
  });

  it('asks for nothing more where a direct route makes points unnecessary', () => {
    const answer = unfinished({ ...withoutSalary, directRoutes: ['talent-programme'] });
    expect(answer).toMatchObject({ total: null, category: 'A', route: { kind: 'direct', id: 'talent-programme' } });
    expect(answer).not.toHaveProperty('missing');
  });
});

describe('thresholds', () => {
  const withTotal = (total: number): Facts => ({
    // 20 + 20 + 15 (months) + 15 (age) = 70, years give 5 to 15 more, HSK 0 to 5.
    ...ordinary,
    annualSalary: 450_000,
    education: 'doctor',
    hsk: 0,
    workYears: total - 70 - 5 + 2,
  });

  it('84 points are category B and 85 are category A', () => {
    expect(assessed(interim2017, withTotal(84))).toMatchObject({ total: 84, category: 'B' });
    expect(assessed(interim2017, withTotal(85))).toMatchObject({ total: 85, category: 'A' });
  });

  it('59 points are category C and 60 are category B', () => {
    const low: Facts = { ...ordinary, hsk: 0 };
    expect(assessed(interim2017, low)).toMatchObject({ total: 59, category: 'C', route: { kind: 'none' } });
    expect(assessed(interim2017, { ...low, hsk: 1 })).toMatchObject({
      total: 60,
      category: 'B',
      route: { kind: 'points', id: 'points-60' },
    });
  });
});

describe('facts that were not given', () => {
  it('are all named at once where points need them', () => {
    expect(problems({})).toEqual(
      ['annualSalary', 'education', 'workYears', 'monthsPerYear', 'birthDate'].map((fact) => ({
        path: `facts.${fact}`,
        code: 'missing',
      })),
    );
  });

  it('count as not claimed where nobody has to claim them', () => {
    const { annualSalary, education, workYears, monthsPerYear, ageOnAssessment } = ordinary;
    const answer = assessed(interim2017, { annualSalary, education, workYears, monthsPerYear, ageOnAssessment });
    expect(answer.total).toBe(59);
    expect(answer.items.find(({ item }) => item === 'chinese')).toMatchObject({
      value: null,
      row: 'chinese-none',
      points: 0,
    });
  });

  it('a vocational certificate stands in for the degree', () => {
    const { education: _, ...withoutDegree } = ordinary;
    expect(assessed(interim2017, { ...withoutDegree, vocationalCertificate: 'technician' }).total).toBe(67);
  });
});

describe('age', () => {
  const { ageOnAssessment: _, ...withoutAge } = ordinary;

  it('is counted in completed years on the day of the assessment', () => {
    const born = { ...withoutAge, birthDate: '1981-11-23' };
    const age = (on: string) => assessed(interim2017, born, on).items.find(({ item }) => item === 'age');
    expect(age('2027-11-22')).toMatchObject({ value: 45, points: 15 });
    expect(age('2027-11-23')).toMatchObject({ value: 46, points: 10 });
  });

  it('a birth date and an age that contradict each other are a problem, and nothing else is', () => {
    expect(problems({ ...ordinary, birthDate: '1990-01-01' })).toEqual([
      { path: 'facts.ageOnAssessment', code: 'contradiction' },
    ]);
    expect(problems({ ...ordinary, birthDate: '1996-01-01' })).toEqual([]);
  });

  it('a birth date after the assessment is a problem', () => {
    expect(problems({ ...withoutAge, birthDate: '2027-01-01' })).toEqual([
      { path: 'facts.birthDate', code: 'contradiction' },
    ]);
  });

  it('under 18 no table has a row and no route opens a category', () => {
    const answer = assessed(interim2017, {
      ...ordinary,
      annualSalary: 900_000,
      education: 'doctor',
      workYears: 20,
      ageOnAssessment: 17,
      directRoutes: ['talent-programme'],
    });
    expect(answer).toMatchObject({
      total: null,
      noRow: ['age'],
      category: null,
      route: { kind: 'none', id: 'under-age' },
    });
    expect(answer.advice).toEqual([]);
  });
});

describe('alternatives under one cap', () => {
  it('the better of degree and vocational certificate counts, never both', () => {
    const education = (facts: Facts) =>
      assessed(interim2017, { ...ordinary, ...facts }).items.find(({ item }) => item === 'education');
    expect(education({ education: 'bachelor', vocationalCertificate: 'senior-technician' })).toMatchObject({
      row: 'vocational-senior-technician',
      points: 20,
      value: 'senior-technician',
    });
    expect(education({ education: 'doctor', vocationalCertificate: 'senior-worker' })).toMatchObject({
      row: 'education-doctor',
      points: 20,
    });
  });

  it('several distinctions give the points of one', () => {
    const answer = assessed(interim2017, { ...ordinary, distinctions: ['patent', 'fortune-500', 'top-university'] });
    expect(answer.items.find(({ item }) => item === 'distinction')?.points).toBe(5);
  });

  it('the trial table knows neither patents nor former nationality nor technicians', () => {
    const answer = assessed(trial2017, {
      ...ordinary,
      education: 'none',
      hsk: 0,
      vocationalCertificate: 'senior-technician',
      formerChineseNational: true,
      distinctions: ['patent', 'five-years-in-china'],
    });
    const points = Object.fromEntries(answer.items.map(({ item, points: given }) => [item, given]));
    expect(points).toMatchObject({ education: 0, chinese: 0, distinction: 0 });
  });
});

describe('what an assessment rests on without proof', () => {
  it('the interim table lacks its date of issue, the trial table does not', () => {
    expect(assessed(interim2017, ordinary).placeholders).toContain('points.interim-2017.issue-date');
    expect(assessed(trial2017, ordinary).placeholders).toEqual(['routes.beijing.salary-base']);
  });

  it('an international certificate that the trial table names without points is pointed out', () => {
    const facts: Facts = { ...ordinary, vocationalCertificate: 'international-highest' };
    expect(assessed(trial2017, facts).placeholders).toContain('points.trial-2017.international-certificate');
    expect(assessed(trial2017, ordinary).placeholders).not.toContain('points.trial-2017.international-certificate');
    expect(assessed(interim2017, facts).placeholders).toEqual(assessed(interim2017, ordinary).placeholders);
  });

  it('local bonus points name their unpublished criteria', () => {
    const placeholders = assessed(trial2017, { ...ordinary, localBonus: 4 }).placeholders;
    expect(placeholders).toContain('points.trial-2017.local-bonus-criteria');
  });

  it('category A by points does not depend on an unknown salary amount', () => {
    const strong: Facts = { ...ordinary, annualSalary: 500_000, education: 'doctor', workYears: 12, hsk: 5 };
    expect(assessed(trial2017, strong)).toMatchObject({ category: 'A' });
    expect(assessed(trial2017, strong).placeholders).toBeUndefined();
  });
});
