import { describe, expect, it } from 'vitest';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import { compilePoints } from '../../../../shared/domain/scoring/compile.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { pointsPolicies, pointsPolicy } from '../../../../shared/policy/points/index.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';

const ordinary: Facts = {
  annualSalary: 0,
  education: 'none',
  workYears: 0,
  monthsPerYear: 0,
  ageOnAssessment: 30,
};

type Table = 'trial-2017' | 'interim-2017';

/** Points of one item; `none` when no row applies. */
function points(table: Table, item: string, facts: Facts): number | 'none' {
  const policy = pointsPolicy(table);
  if (!policy) throw new Error(`${table} is missing`);
  const result = assess(policy, routesIn('beijing'), { ...ordinary, ...facts }, '2026-11-22');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const found = result.value.items.find((entry) => entry.item === item);
  if (!found) throw new Error(`${item} is missing`);
  expect(result.value.noRow.includes(item)).toBe(found.points === null);
  return found.points ?? 'none';
}

const both: Table[] = ['trial-2017', 'interim-2017'];

for (const table of both) {
  describe(`${table}: every bracket below, at and above its ends`, () => {
    const salaries: [yuan: number, points: number][] = [
      [0, 0],
      [49_999.99, 0],
      [50_000, 5],
      [50_000.01, 5],
      [69_999.99, 5],
      [70_000, 8],
      [70_000.01, 8],
      [149_999.99, 8],
      [150_000, 11],
      [150_000.01, 11],
      [249_999.99, 11],
      [250_000, 14],
      [250_000.01, 14],
      [349_999.99, 14],
      [350_000, 17],
      [350_000.01, 17],
      [449_999.99, 17],
      [450_000, 20],
      [450_000.01, 20],
      [1_000_000_000, 20],
    ];
    it.each(salaries)('CNY %d a year give %d', (annualSalary, expected) => {
      expect(points(table, 'annualSalary', { annualSalary })).toBe(expected);
    });

    const months: [months: number, points: number][] = [
      [0, 0],
      [2.9, 0],
      [3, 5],
      [3.1, 5],
      [5.9, 5],
      [6, 10],
      [6.1, 10],
      [8.9, 10],
      [9, 15],
      [9.1, 15],
      [12, 15],
    ];
    it.each(months)('%d months a year give %d', (monthsPerYear, expected) => {
      expect(points(table, 'monthsPerYear', { monthsPerYear })).toBe(expected);
    });

    it.each([
      ['other', 0],
      ['western-region', 10],
      ['northeast-old-industrial-base', 10],
      ['special-area', 10],
    ] as const)('a post in %s gives %d', (workLocation, expected) => {
      expect(points(table, 'workLocation', { workLocation })).toBe(expected);
    });

    it.each([0, 1, 2.5, 9, 10])('a local bonus of %d counts as granted', (localBonus) => {
      expect(points(table, 'localBonus', { localBonus })).toBe(localBonus);
    });

    it.each([-1, 10.5])('a local bonus of %d is outside the range and has no row', (localBonus) => {
      expect(points(table, 'localBonus', { localBonus })).toBe('none');
    });
  });
}

describe('age', () => {
  const ages: [age: number, trial: number | 'none', interim: number | 'none'][] = [
    [17, 'none', 'none'],
    [18, 10, 10],
    [19, 10, 10],
    [24, 10, 10],
    [25, 'none', 10],
    [26, 15, 15],
    [27, 15, 15],
    [44, 15, 15],
    [45, 'none', 15],
    [46, 10, 10],
    [47, 10, 10],
    [54, 10, 10],
    [55, 'none', 10],
    [56, 5, 5],
    [57, 5, 5],
    [59, 5, 5],
    [60, 'none', 5],
    [61, 0, 0],
    [90, 0, 0],
  ];
  it.each(ages)('%d years: %s by the trial table, %s by the interim table', (ageOnAssessment, trial, interim) => {
    expect(points('trial-2017', 'age', { ageOnAssessment })).toBe(trial);
    expect(points('interim-2017', 'age', { ageOnAssessment })).toBe(interim);
  });
});

describe('years of work', () => {
  const years: [years: number, trial: number, interim: number][] = [
    [0, 0, 0],
    [1, 0, 0],
    [1.99, 0, 0],
    [2, 5, 5],
    [2.99, 5, 5],
    [3, 6, 6],
    [4, 7, 7],
    [5, 8, 8],
    [6, 9, 9],
    [7, 10, 10],
    [8, 11, 11],
    [9, 12, 12],
    [10, 13, 13],
    [11, 14, 14],
    [11.99, 14, 14],
    [12, 15, 15],
    [13, 15, 16],
    [14, 15, 17],
    [15, 15, 18],
    [16, 15, 19],
    [16.99, 15, 19],
    [17, 15, 20],
    [18, 15, 20],
    [80, 15, 20],
  ];
  it.each(years)('%d years: %d by the trial table, %d by the interim table', (workYears, trial, interim) => {
    expect(points('trial-2017', 'workYears', { workYears })).toBe(trial);
    expect(points('interim-2017', 'workYears', { workYears })).toBe(interim);
  });
});

describe('education', () => {
  it.each([
    ['none', 0],
    ['bachelor', 10],
    ['master', 15],
    ['doctor', 20],
  ] as const)('%s gives %d in both tables', (education, expected) => {
    for (const table of both) expect(points(table, 'education', { education })).toBe(expected);
  });

  it.each([
    ['none', 0],
    ['senior-worker', 10],
    ['technician', 15],
    ['senior-technician', 20],
    ['international-highest', 20],
  ] as const)('the certificate %s gives %d in the interim table only', (vocationalCertificate, expected) => {
    expect(points('interim-2017', 'education', { vocationalCertificate })).toBe(expected);
    expect(points('trial-2017', 'education', { vocationalCertificate })).toBe(0);
  });
});

describe('Chinese', () => {
  it.each([
    [0, 0, 0],
    [1, 2, 1],
    [2, 4, 2],
    [3, 6, 3],
    [4, 8, 4],
    [5, 10, 5],
    [6, 10, 5],
  ])('HSK %d: %d by the trial table, %d by the interim table', (hsk, trial, interim) => {
    expect(points('trial-2017', 'chinese', { hsk })).toBe(trial);
    expect(points('interim-2017', 'chinese', { hsk })).toBe(interim);
  });

  it('a degree taught in Chinese gives the cap, former Chinese nationality does so in the interim table only', () => {
    expect(points('trial-2017', 'chinese', { hsk: 1, degreeTaughtInChinese: true })).toBe(10);
    expect(points('interim-2017', 'chinese', { hsk: 1, degreeTaughtInChinese: true })).toBe(5);
    expect(points('trial-2017', 'chinese', { formerChineseNational: true })).toBe(0);
    expect(points('interim-2017', 'chinese', { formerChineseNational: true })).toBe(5);
  });
});

describe('distinctions', () => {
  it.each([
    ['top-university', 5, 5],
    ['fortune-500', 5, 5],
    ['patent', 0, 5],
    ['five-years-in-china', 0, 5],
  ] as const)('%s: %d by the trial table, %d by the interim table', (distinction, trial, interim) => {
    expect(points('trial-2017', 'distinction', { distinctions: [distinction] })).toBe(trial);
    expect(points('interim-2017', 'distinction', { distinctions: [distinction] })).toBe(interim);
  });
});

describe('the tables as data', () => {
  it('have caps that add up to 120', () => {
    for (const policy of Object.values(pointsPolicies)) {
      expect(policy.items.reduce((sum, { cap }) => sum + cap, 0)).toBe(120);
    }
  });

  it('reach category A from 85 and category B from 60 points', () => {
    for (const policy of Object.values(pointsPolicies)) {
      expect(policy.thresholds.map(({ category, atLeast }) => [category, atLeast])).toEqual([
        ['A', 85],
        ['B', 60],
      ]);
    }
  });

  it('name every row once, in both languages, with its proof where it gives points, within the cap', () => {
    for (const policy of Object.values(pointsPolicies)) {
      const rows = compilePoints(policy).items.flatMap(({ rows: own, source }) =>
        [...own.values()].map((row) => ({ ...row, cap: source.cap })),
      );
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const { label, points: given, provenBy, cap } of rows) {
        expect(label.zh).toMatch(/\p{Script=Han}/u);
        expect(label.en).toMatch(/[a-z]/i);
        expect(given).toBeLessThanOrEqual(cap);
        expect((provenBy?.length ?? 0) > 0).toBe(given > 0);
      }
    }
  });

  it('say what is unproven: the interim table shows no date of issue', () => {
    expect(pointsPolicies['interim-2017']?.published).toBeNull();
    expect(pointsPolicies['interim-2017']?.placeholders.map(({ id }) => id)).toEqual([
      'points.interim-2017.issue-date',
    ]);
    expect(pointsPolicies['trial-2017']).toMatchObject({ published: '2017-04-06', effectiveFrom: null });
  });

  it('bear the titles of the copies', () => {
    expect(Object.values(pointsPolicies).map(({ title }) => title.zh)).toEqual([
      '积分要素计分赋值表（暂行版）',
      '积分要素计分赋值表（试用版）',
    ]);
  });

  it('are found by id and by nothing else', () => {
    expect(pointsPolicy('interim-2017')?.id).toBe('interim-2017');
    expect(pointsPolicy('interim')).toBeUndefined();
    expect(pointsPolicy('constructor')).toBeUndefined();
  });

  it('are compiled once', () => {
    const policy = pointsPolicy('interim-2017');
    if (!policy) throw new Error('interim-2017 is missing');
    expect(compilePoints(policy)).toBe(compilePoints(policy));
  });
});
