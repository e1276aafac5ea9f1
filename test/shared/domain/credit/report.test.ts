import { describe, expect, test } from 'vitest';
import { type CreditReport, reportProblems } from '../../../../shared/domain/credit/report.ts';
import type { CreditRules } from '../../../../shared/domain/credit/rule-set.ts';
import { creditRuleSets } from '../../../../shared/policy/credit/index.ts';

const rules = creditRuleSets['yiwu-2018-1'] as CreditRules;
const today = '2026-11-23';
const evaluation: CreditReport = {
  item: 'credit-evaluation',
  source: 'authority',
  happenedOn: today,
  points: 9.99,
  proven: false,
};
const problems = (report: Partial<CreditReport>, kind: 'person' | 'enterprise' = 'person') =>
  reportProblems(rules, kind, { ...evaluation, ...report }, today).map(({ path, code }) => `${path} ${code}`);
const tax = { item: 'tax-paid', source: 'tax-office', points: undefined } as const;

describe('a report about somebody', () => {
  test('becomes a record where nothing is wrong with it', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ points: 70 })).toEqual([]);
    expect(problems({ ...tax, quantity: 0 })).toEqual([]);
    expect(problems({ item: 'administrative-penalty', source: 'psb', points: undefined })).toEqual([]);
    expect(problems({ points: 0 })).toEqual([]);
    expect(problems({ item: 'dishonest-conduct', points: 0 })).toEqual([]);
    expect(problems({ item: 'dishonest-conduct', points: -40 })).toEqual([]);
    expect(problems({ ...tax, quantity: 1_000_000_000_000 })).toEqual([]);
  });

  test.each([
    ['names a sub-item that the rules do not know', { item: 'luck' }, ['item unknown-item']],
    ['states points over the cap of the sub-item', { points: 70.01 }, ['points over-the-cap']],
    [
      'takes points away where only adding is meant',
      { points: -0.01 },
      ['points under-the-floor', 'points wrong-sign'],
    ],
    [
      'takes away more than the sub-item may',
      { item: 'dishonest-conduct', points: -40.01 },
      ['points under-the-floor'],
    ],
    [
      'adds points where only taking away is meant',
      { item: 'dishonest-conduct', points: 0.01 },
      ['points over-the-cap', 'points wrong-sign'],
    ],
    ['states thousandths', { points: 9.999 }, ['points two-decimals']],
    ['states no points', { points: undefined }, ['points missing']],
    ['comes from a source that may not report it', { source: 'tax-office' }, ['source wrong-source']],
    ['lies in the future', { happenedOn: '2026-11-24' }, ['happenedOn in-the-future']],
    ['gives a quantity where points are asked for', { quantity: 3 }, ['quantity not-asked']],
    ['gives points where a quantity is asked for', { ...tax, points: 3, quantity: 3 }, ['points not-asked']],
    ['gives no quantity where one is asked for', tax, ['quantity missing']],
    ['gives less than nothing', { ...tax, quantity: -1 }, ['quantity out-of-range']],
    ['gives more than anybody could have', { ...tax, quantity: 1_000_000_000_001 }, ['quantity out-of-range']],
    ['gives no number', { ...tax, quantity: Number.NaN }, ['quantity out-of-range']],
    [
      'gives a figure where the rules fix it',
      { item: 'administrative-penalty', source: 'psb', points: -3, quantity: 1 },
      ['points not-asked', 'quantity not-asked'],
    ],
    [
      'declares something without a document',
      { item: 'hsk-level', source: 'self-declared', points: undefined, quantity: 5 },
      ['evidence missing'],
    ],
  ] as const)('that %s is refused', (_what, report, expected) => {
    expect(problems(report)).toEqual(expected);
  });

  test('about an enterprise is refused where the sub-item is about persons, and the other way round', () => {
    expect(problems({ ...tax, quantity: 1 }, 'enterprise')).toEqual(['item not-for-subject']);
    expect(problems({ item: 'wage-arrears', source: 'hrss', points: undefined })).toEqual(['item not-for-subject']);
  });

  test('is told so in words about persons or enterprises', () => {
    const said = (report: Partial<CreditReport>, kind: 'person' | 'enterprise') =>
      reportProblems(rules, kind, { ...evaluation, ...report }, today)[0]?.text;
    expect(said({ ...tax, quantity: 1 }, 'enterprise')).toEqual({
      zh: '该子项不适用于企业',
      en: 'is not about enterprises',
    });
    expect(said({ item: 'wage-arrears', source: 'hrss', points: undefined }, 'person')).toEqual({
      zh: '该子项不适用于个人',
      en: 'is not about persons',
    });
  });

  test('states no more than the sub-item may count, whatever its source may give', () => {
    const capped = { ...rules, items: rules.items.map((item) => ({ ...item, cap: 60 })) };
    const codes = (points: number) =>
      reportProblems(capped, 'person', { ...evaluation, points }, today).map(({ code }) => code);
    expect(codes(60)).toEqual([]);
    expect(codes(60.01)).toEqual(['over-the-cap']);
  });

  test('is told everything that is wrong with it at once', () => {
    expect(problems({ item: 'tax-paid', source: 'court', happenedOn: '2027-01-01', points: 1 }, 'enterprise')).toEqual([
      'item not-for-subject',
      'source wrong-source',
      'happenedOn in-the-future',
      'points not-asked',
      'quantity missing',
    ]);
  });
});
