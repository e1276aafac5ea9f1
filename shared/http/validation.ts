import type { z } from 'zod';
import type { Text } from '../domain/text.ts';
import type { ProblemEntry } from './problem.ts';

type Issue = z.core.$ZodIssue;

const named: Record<string, Text & { remedy?: Text }> = {
  'invalid-day': { zh: '日期须为真实日期，格式 YYYY-MM-DD', en: 'must be a real date, YYYY-MM-DD' },
  'control-character': {
    zh: '含有不可见的控制字符',
    en: 'contains invisible control characters',
    remedy: { zh: '请删除后重新输入，不要从网页或文档中粘贴。', en: 'Type the text anew instead of pasting it.' },
  },
  'ill-formed': { zh: '含有不完整的字符', en: 'contains half a character' },
  'nothing-visible': { zh: '没有可见的内容', en: 'must contain something that can be seen' },
  email: {
    zh: '电子邮箱格式有误',
    en: 'must be an e-mail address',
    remedy: {
      zh: '请按 name@example.com 的格式填写，只用英文字母、数字和常用符号。',
      en: 'Write it like name@example.com, with English letters, digits and common signs only.',
    },
  },
  'latin-name': {
    zh: '请按护照填写拉丁字母姓名',
    en: 'must be written in Latin letters as in the passport',
  },
  'chinese-name': { zh: '中文姓名须为 2 至 20 个汉字', en: 'must be 2 to 20 Chinese characters' },
  'country-code': { zh: '须为三位大写国家代码，如 UTO', en: 'must be a three-letter country code such as UTO' },
  'language-code': {
    zh: '须为两位小写语言代码（ISO 639-1），如 fr',
    en: 'must be a language code of ISO 639-1 such as fr',
  },
  'named-twice': { zh: '同一项只列一次', en: 'names something twice' },
  'time-of-day': { zh: '须为一天中的时间，如 09:30', en: 'must be a time of day such as 09:30' },
  'no-word': {
    zh: '请输入至少两个连续汉字，或一个单词',
    en: 'must name a word, or at least two Chinese characters in a row',
  },
  'before-from': { zh: '不得早于起始日期', en: 'must not be before the first day' },
  'passport-number': { zh: '护照号码须为 5 至 20 位字母或数字', en: 'must be 5 to 20 letters or digits' },
  'credit-code': { zh: '统一社会信用代码须为 18 位', en: 'must be an 18-character unified social credit code' },
  'public-key': {
    zh: '须为 Ed25519 或 P-256 公钥坐标（base64url，43 位）',
    en: 'must be a coordinate of an Ed25519 or P-256 public key, 43 characters of base64url',
  },
  'no-scope': { zh: '请至少列明一项；涉及全部时请省略本项', en: 'must name something; leave it out for everything' },
  'no-draft': { zh: '请给出积分表草案或地区草案', en: 'must hold a draft of a points table or of a place' },
  phone: { zh: '电话号码格式有误', en: 'must be a phone number' },
  markup: { zh: '请填写纯文字，不要包含网页代码', en: 'must be plain text without any mark-up' },
  month: { zh: '月份格式须为 YYYY-MM', en: 'must be a month, YYYY-MM' },
  'referred-to': {
    zh: '转介时须填写转介对象，其他结果不填',
    en: 'says to whom it was referred, and only then',
  },
  'no-words': { zh: '请至少用一种语言填写', en: 'must say something in at least one language' },
  'no-employer': {
    zh: '请填写用人单位编号、统一社会信用代码或者名称之一',
    en: 'must name the employer: by its id, its credit code or its name',
  },
};

const types: Record<string, Text> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否 (true/false)', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
};

type Wording = { code: string; text: Text; remedy?: Text };

const missing: Wording = { code: 'missing', text: { zh: '必填', en: 'is required' } };
const empty: Wording = { code: 'too-short', text: { zh: '不得为空', en: 'must not be empty' } };

const oneOf = (options: readonly unknown[]): Wording => {
  const named = options.map(String).join(', ');
  return { code: 'not-an-option', text: { zh: `须为以下之一：${named}`, en: `must be one of: ${named}` } };
};

/** What a limit is counted in; nothing for a limit of numbers. */
const unitOf = (origin: string, amount: number | bigint): Text | undefined => {
  if (origin === 'string') return { zh: '个字符', en: amount === 1 ? 'character' : 'characters' };
  if (origin === 'array') return { zh: '项', en: amount === 1 ? 'entry' : 'entries' };
  return undefined;
};

function wording(issue: Issue): Wording {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return missing;
      const expected = types[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { code: 'wrong-type', text: { zh: `须为${expected.zh}`, en: `must be ${expected.en}` } };
    }
    case 'too_small': {
      const { origin, minimum } = issue;
      if (origin === 'string' && minimum === 1) return empty;
      const unit = unitOf(origin, minimum);
      return unit
        ? {
            code: origin === 'string' ? 'too-short' : 'too-few',
            text: { zh: `至少 ${minimum} ${unit.zh}`, en: `must have at least ${minimum} ${unit.en}` },
          }
        : { code: 'too-small', text: { zh: `不得小于 ${minimum}`, en: `must be at least ${minimum}` } };
    }
    case 'too_big': {
      const { origin, maximum } = issue;
      const unit = unitOf(origin, maximum);
      return unit
        ? {
            code: origin === 'string' ? 'too-long' : 'too-many',
            text: { zh: `最多 ${maximum} ${unit.zh}`, en: `must have at most ${maximum} ${unit.en}` },
          }
        : { code: 'too-big', text: { zh: `不得大于 ${maximum}`, en: `must be at most ${maximum}` } };
    }
    case 'invalid_value':
      return issue.input === undefined ? missing : oneOf(issue.values);
    case 'invalid_union': {
      const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] };
      if (!discriminator || !options) {
        return { code: 'not-an-option', text: { zh: '选项或其内容有误', en: 'is not one of the possible choices' } };
      }
      const chosen = (issue.input as Record<string, unknown> | undefined)?.[discriminator];
      return chosen === undefined ? missing : oneOf(options);
    }
    default: {
      if (issue.message === 'too-long-altogether') {
        const maximum = Number((issue as { params?: { maximum?: unknown } }).params?.maximum);
        const size = Math.floor(maximum / 1000);
        return {
          code: 'too-long',
          text: { zh: `各项文字合计不得超过 ${size} KB`, en: `must not be longer than ${size} KB altogether` },
          remedy: { zh: '请缩短文字。', en: 'Shorten the texts.' },
        };
      }
      const known = named[issue.message];
      return known
        ? {
            code: issue.message,
            text: { zh: known.zh, en: known.en },
            ...(known.remedy ? { remedy: known.remedy } : {}),
          }
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
