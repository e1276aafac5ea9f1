import { describe, expect, test } from 'vitest';
import { permitRows } from '../../../../functions/issuance/card/page.ts';
import { dayInWords } from '../../../../shared/domain/day-in-words.ts';
import { ordinary } from './card-sample.ts';

describe('a permit in words', () => {
  test('writes days as people do in both languages', () => {
    expect(dayInWords('2026-11-03')).toEqual({ zh: '2026年11月3日', en: '3 November 2026' });
  });

  test('says everything that stands on the card', () => {
    const values = permitRows(ordinary).map(({ value }) =>
      typeof value === 'string' ? value : `${value.zh} ${value.en}`,
    );
    const { name, chineseName = '', number, employer, post, authority, zone } = ordinary;
    for (const said of [
      name,
      chineseName,
      number,
      employer.zh,
      employer.en ?? '',
      post,
      authority.zh,
      zone.en,
      'High-end talent',
      '女',
    ]) {
      expect(values.join('\n')).toContain(said);
    }
  });

  test('repeats no employer’s name that exists in Chinese only', () => {
    const employer = permitRows({ ...ordinary, employer: { zh: '样本公司' } }).find(
      ({ label }) => label.en === 'Employer',
    );
    expect(employer?.value).toBe('样本公司');
  });
});
