import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { chineseName, countryCode, day, latinName, line } from '../../../shared/contract/common.ts';
import { entriesOf } from '../../../shared/http/validation.ts';

const problemsOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? [] : entriesOf(parsed.error);
};

describe('what is wrong with one value', () => {
  test.each<[string, z.ZodType, unknown, string, string, string]>([
    ['a text left out', z.string(), undefined, 'missing', '必填', 'is required'],
    ['an option left out', z.enum(['a', 'b']), undefined, 'missing', '必填', 'is required'],
    ['a number for a text', z.string(), 7, 'wrong-type', '须为文本', 'must be text'],
    ['null', z.string(), null, 'wrong-type', '须为文本', 'must be text'],
    ['a fraction', z.int(), 1.5, 'wrong-type', '须为整数', 'must be a whole number'],
    ['a text that is empty', line(5), ' ', 'too-short', '不得为空', 'must not be empty'],
    ['a text too long', line(5), 'abcdef', 'too-long', '最多 5 个字符', 'must have at most 5 characters'],
    ['a list that is empty', z.array(z.int()).min(1), [], 'too-few', '至少 1 项', 'must have at least 1 entry'],
    ['a list too long', z.array(z.int()).max(2), [1, 2, 3], 'too-many', '最多 2 项', 'must have at most 2 entries'],
    ['a number too small', z.int().min(3), 2, 'too-small', '不得小于 3', 'must be at least 3'],
    ['a number too large', z.int().max(3), 4, 'too-big', '不得大于 3', 'must be at most 3'],
    ['no such option', z.enum(['a', 'b']), 'c', 'not-an-option', '须为以下之一：a, b', 'must be one of: a, b'],
    [
      'no such day',
      day,
      '2026-02-30',
      'invalid-day',
      '日期须为真实日期，格式 YYYY-MM-DD',
      'must be a real date, YYYY-MM-DD',
    ],
    [
      'a name in Chinese',
      latinName,
      '艾琳娜',
      'latin-name',
      '请按护照填写拉丁字母姓名',
      'must be written in Latin letters as in the passport',
    ],
    [
      'a Latin Chinese name',
      chineseName,
      'Elena',
      'chinese-name',
      '中文姓名须为 2 至 20 个汉字',
      'must be 2 to 20 Chinese characters',
    ],
    [
      'a country in small letters',
      countryCode,
      'uto',
      'country-code',
      '须为三位大写国家代码，如 UTO',
      'must be a three-letter country code such as UTO',
    ],
    ['anything else', z.email(), 'nobody', 'wrong-format', '格式有误', 'has the wrong format'],
  ])('%s', (_, schema, value, code, zh, en) => {
    expect(problemsOf(schema, value)).toEqual([{ path: '', code, text: { zh, en } }]);
  });
});

describe('a choice between several forms', () => {
  const decision = z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('accept') }),
    z.strictObject({ decision: z.literal('return'), reasons: z.array(z.string()).min(1) }),
  ]);

  test('that was not made is missing', () => {
    expect(problemsOf(decision, {})).toMatchObject([{ path: 'decision', code: 'missing' }]);
  });

  test('that does not exist names those that do', () => {
    const [found] = problemsOf(decision, { decision: 'maybe' });
    expect(found).toMatchObject({
      path: 'decision',
      code: 'not-an-option',
      text: { en: 'must be one of: accept, return' },
    });
  });

  test('that was made is judged by its own form', () => {
    const found = problemsOf(decision, { decision: 'return', reasons: [], other: 1 });
    expect(found.map(({ path, code }) => [path, code])).toEqual([
      ['reasons', 'too-few'],
      ['other', 'unknown-field'],
    ]);
  });
});

test('every problem of a nested form is named at its place', () => {
  const form = z.strictObject({ applicant: z.strictObject({ names: z.array(line(3)) }) });
  const found = problemsOf(form, { applicant: { names: ['ok', 'too long', 7], extra: 1, more: 2 } });
  expect(found.map(({ path, code }) => [path, code])).toEqual([
    ['applicant.names.1', 'too-long'],
    ['applicant.names.2', 'wrong-type'],
    ['applicant.extra', 'unknown-field'],
    ['applicant.more', 'unknown-field'],
  ]);
});
