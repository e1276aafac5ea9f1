import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../../shared/domain/application/events.ts';
import type { CreditRules } from '../../../../shared/domain/credit/rule-set.ts';
import { creditRuleSets } from '../../../../shared/policy/credit/index.ts';
import { creditRulesSchema } from '../../../../shared/policy/credit/rule-set-schema.ts';

const yiwu = creditRuleSets['yiwu-2018-1'] as CreditRules;

describe('the credit rules of Yiwu', () => {
  test('have eleven categories and nineteen sub-items, as the sources say', () => {
    expect([yiwu.categories.length, yiwu.items.length]).toEqual([11, 19]);
  });

  test('mark every sub-item and every figure as not proven, and show it in both languages', () => {
    const unproven = [...yiwu.categories, ...yiwu.items, yiwu.base, yiwu.total, yiwu];
    expect(unproven.every(({ placeholder }) => placeholder)).toBe(true);
    for (const { label } of yiwu.items) {
      expect(label.zh).toContain('暂定');
      expect(label.en).toContain('placeholder');
    }
    expect([yiwu.notice.zh, yiwu.notice.en]).toEqual([
      expect.stringContaining('未公布'),
      expect.stringContaining('placeholders'),
    ]);
  });

  test('name nine categories as they are published, and mark the two names that are not', () => {
    const marked = yiwu.categories.filter(({ label }) => label.en.includes('placeholder'));
    expect(marked.map(({ id }) => id)).toEqual(['trade-conduct', 'public-benefit']);
    expect(yiwu.categories.map(({ label }) => label.zh).filter((name) => !name.includes('暂定'))).toEqual([
      '遵纪守法',
      '收入',
      '个人纳税',
      '促进就业',
      '在义乌工作年限',
      '参加保险',
      '受教育程度',
      '汉语水平',
      '诚实守信',
    ]);
  });

  test('name their origin for every line', () => {
    for (const { source } of [...yiwu.categories, ...yiwu.items]) expect(source).toContain('JobTube');
  });

  test('are never edited once scores rest on them: another figure is another rule set beside it', () => {
    const words = ['label', 'title', 'notice', 'evidence', 'unit', 'condition', 'source'];
    const decisive = JSON.parse(JSON.stringify(yiwu, (key, value) => (words.includes(key) ? undefined : value)));
    expect(createHash('sha256').update(canonical(decisive)).digest('hex').slice(0, 16)).toBe('a516c18c5f9375c0');
  });
});

describe('a rule set', () => {
  const broken = (change: (rules: CreditRules) => unknown) => {
    const parsed = creditRulesSchema.safeParse(change(structuredClone(yiwu)));
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  };
  const [first, ...others] = yiwu.items;

  test.each([
    [
      'a sub-item of no category',
      { category: 'nowhere' },
      'items.0 years-without-violation: category nowhere does not exist',
    ],
    ['points in thousandths', { cap: 1.005 }, 'items.0.cap must have two decimals at most'],
    ['a cap below the floor', { cap: -1 }, 'items.0 what adds has a floor of 0'],
    [
      'a repair of something good',
      { repair: { afterMonths: 1, condition: { zh: '一', en: 'one' } } },
      'items.0 only what takes away is made good',
    ],
  ])('with %s is refused', (_what, change, message) => {
    expect(broken((rules) => ({ ...rules, items: [{ ...first, ...change }, ...others] }))).toContainEqual(
      expect.stringContaining(message),
    );
  });

  test('with a sub-item twice, a category without one, or steps that rise again is refused', () => {
    expect(broken((rules) => ({ ...rules, items: [...rules.items, first] }))).toEqual([
      'items.19 years-without-violation: stands twice',
    ]);
    expect(broken((rules) => ({ ...rules, items: others.filter(({ category }) => category !== 'income') }))).toEqual([
      'categories income: has no sub-item',
    ]);
    const steps = [
      { afterMonths: 6, percent: 50 },
      { afterMonths: 12, percent: 60 },
    ];
    expect(
      broken((rules) => ({ ...rules, items: [{ ...first, decay: { kind: 'steps', steps } }, ...others] })),
    ).toEqual(['items.0.decay.steps shares must descend']);
  });
});
