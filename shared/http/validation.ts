import type { z } from 'zod';
import type { Text } from '../domain/text.ts';
import type { ProblemEntry } from './problem.ts';

type Issue = z.core.$ZodIssue;

const named: Record<string, Text> = {
  'invalid-day': { zh: '日期须为真实日期，格式 YYYY-MM-DD', en: 'must be a real date, YYYY-MM-DD' },
  'control-character': { zh: '含有不可见的控制字符', en: 'contains control characters' },
  'latin-name': {
    zh: '请按护照填写拉丁字母姓名',
    en: 'must be written in Latin letters as in the passport',
  },
  'chinese-name': { zh: '中文姓名须为 2 至 20 个汉字', en: 'must be 2 to 20 Chinese characters' },
  'country-code': { zh: '须为三位大写国家代码，如 UTO', en: 'must be a three-letter country code such as UTO' },
  'passport-number': { zh: '护照号码须为 5 至 20 位字母或数字', en: 'must be 5 to 20 letters or digits' },
  'credit-code': { zh: '统一社会信用代码须为 18 位', en: 'must be an 18-character unified social credit code' },
  phone: { zh: '电话号码格式有误', en: 'must be a phone number' },
};

const types: Record<string, Text> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否 (true/false)', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
};

function wording(issue: Issue): { code: string; text: Text } {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = types[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return issue.input === undefined
        ? { code: 'missing', text: { zh: '必填', en: 'is required' } }
        : { code: 'wrong-type', text: { zh: `须为${expected.zh}`, en: `must be ${expected.en}` } };
    }
    case 'too_small':
      return issue.origin === 'string'
        ? {
            code: 'too-short',
            text: { zh: `至少 ${issue.minimum} 个字符`, en: `must have at least ${issue.minimum} characters` },
          }
        : { code: 'too-small', text: { zh: `不得小于 ${issue.minimum}`, en: `must be at least ${issue.minimum}` } };
    case 'too_big':
      return issue.origin === 'string'
        ? {
            code: 'too-long',
            text: { zh: `最多 ${issue.maximum} 个字符`, en: `must have at most ${issue.maximum} characters` },
          }
        : { code: 'too-big', text: { zh: `不得大于 ${issue.maximum}`, en: `must be at most ${issue.maximum}` } };
    case 'invalid_value': {
      const options = issue.values.map(String).join(', ');
      return { code: 'not-an-option', text: { zh: `须为以下之一：${options}`, en: `must be one of: ${options}` } };
    }
    case 'invalid_union':
      return { code: 'not-an-option', text: { zh: '选项或其内容有误', en: 'is not one of the possible choices' } };
    default: {
      const known = named[issue.message];
      return known
        ? { code: issue.message, text: known }
        : { code: 'wrong-format', text: { zh: '格式有误', en: 'has the wrong format' } };
    }
  }
}

/** Every problem zod found, with its place and words in both languages; values are never repeated back. */
export function entriesOf(error: z.ZodError): ProblemEntry[] {
  return error.issues.flatMap((issue) => {
    const at = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...at, key].join('.'),
        code: 'unknown-field',
        text: { zh: '未知字段', en: 'is not a known field' },
      }));
    }
    return [{ path: at.join('.'), ...wording(issue) }];
  });
}
