import { expect, test } from 'vitest';
import { inLanguage } from '../../../web/language/language.ts';

test('a day in a sentence of the interface is written as a person would', () => {
  const text = {
    zh: '请于2026-12-01前补正（自2026-11-22起）。',
    en: 'Please mend it by 2026-12-01, counted from 2026-11-22.',
  };
  expect(inLanguage(text, 'zh')).toBe('请于2026年12月1日前补正（自2026年11月22日起）。');
  expect(inLanguage(text, 'en')).toBe('Please mend it by 1 December 2026, counted from 22 November 2026.');
});

test.each([
  'receipt GP-2026-11-22-7',
  '2026-11-22T08:00:00Z',
  'tables/2026-11-22',
  'the date 2026-13-45',
  '12026-11-22',
])('"%s" is no day of a sentence and stays as it is', (sentence) => {
  expect(inLanguage({ zh: sentence, en: sentence }, 'en')).toBe(sentence);
});

test('a name without English is told in Chinese', () => {
  expect(inLanguage({ zh: '示范公司' }, 'en')).toBe('示范公司');
});
