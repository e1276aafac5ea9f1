import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/domain/procedure/procedure.ts';
import { anyInWords, conditionInWords, type Vocabulary } from '../../../../shared/domain/procedure/words.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

const words: Vocabulary = {
  procedure: newPermit,
  routeLabels: { 'talent-programme': { zh: '人才计划', en: 'Talent programme' } },
};
const forC: Vocabulary = { ...words, category: 'C' };

describe('a condition in words', () => {
  it.each<[Condition, string, string]>([
    [{ categories: ['A', 'B'] }, 'A、B类', 'the category is A or B'],
    [{ entries: ['inside-china'] }, '在境内申请', 'the application is made inside China'],
    [
      { categories: ['A'], routes: ['points'], fact: { fact: 'workYears', atLeast: 2 } },
      'A类，且按积分认定类别，且工作年限不少于2',
      'the category is A, and the category is reached by points, and years of work: 2 or more',
    ],
    [
      { fact: { fact: 'annualSalary', atLeast: 50_000 } },
      '年薪（人民币元）不少于50,000',
      'yearly salary (CNY): 50,000 or more',
    ],
    [{ fact: { fact: 'hsk', atLeast: 1 } }, '申报了汉语水平', 'an HSK level is claimed'],
    [{ fact: { fact: 'localBonus', above: 0 } }, '申报了地方鼓励性加分', 'local encouragement points are claimed'],
    [{ fact: { fact: 'education', isNot: 'none' } }, '申报了学士以上学历', 'a degree is claimed'],
    [{ fact: { fact: 'workYears', is: 0 } }, '工作年限为0', 'years of work: 0'],
    [
      { fact: { fact: 'distinctions', includes: 'patent' } },
      '申报了“专利等知识产权”',
      'a patent or other intellectual property is claimed',
    ],
    [
      { fact: { fact: 'directRoutes', isEmpty: true } },
      '没有申报“直接认定条件”',
      'nothing is claimed under “direct routes claimed”',
    ],
    [{ routeIds: ['talent-programme', 'elsewhere'] }, '以“人才计划”申报', 'claimed as “Talent programme”'],
    [
      { answer: { question: 'previousPermit', isOneOf: ['cancelled', 'expired'] } },
      '“原工作许可如何终止”选择“已注销”或“有效期届满”',
      '“How the former permit ended” is answered with “It was cancelled” or “It expired”',
    ],
  ])('%j', (condition, zh, en) => {
    expect(conditionInWords(condition, words)).toEqual({ zh, en });
  });

  it('that is empty always holds', () => {
    expect(conditionInWords({}, words)).toBe('always');
  });

  it('for one category is silent about it, and never holds where it is for others', () => {
    expect(conditionInWords({ categories: ['C'] }, forC)).toBe('always');
    expect(conditionInWords({ categories: ['A'] }, forC)).toBe('never');
  });

  it('never holds by a route that the place does not know, or by a question that is not asked there', () => {
    expect(conditionInWords({ routeIds: ['elsewhere'] }, words)).toBe('never');
    const kindOfC = { answer: { question: 'kindOfC', isOneOf: ['special-field'] } };
    expect(conditionInWords(kindOfC, { ...words, category: 'A' })).toBe('never');
    expect(conditionInWords(kindOfC, forC)).not.toBe('never');
    expect(conditionInWords({ answer: { question: 'nonsense', isOneOf: ['x'] } }, words)).toBe('never');
  });
});

describe('several conditions in words', () => {
  it('are joined, those that never hold are left out, and one that always holds says it all', () => {
    const conditions: Condition[] = [{ categories: ['A'] }, { routeIds: ['elsewhere'] }, { entries: ['abroad'] }];
    expect(anyInWords(conditions, words)).toEqual({
      zh: 'A类；或者在境外申请',
      en: 'the category is A; or the application is made from abroad',
    });
    expect(anyInWords([...conditions, {}], words)).toBe('always');
    expect(anyInWords([], words)).toBe('never');
  });
});
