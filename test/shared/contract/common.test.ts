import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { chineseName, latinName, line, paragraph, reference, withinBytes } from '../../../shared/contract/common.ts';
import { applicantForm } from '../../../shared/contract/intake.ts';
import { entriesOf } from '../../../shared/http/validation.ts';

const codesOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? [] : [...new Set(entriesOf(parsed.error).map(({ code }) => code))];
};

describe('free text', () => {
  test.each([['软件工程师'], ["L'ingénieur (A/B) no. 3"], ['𠮷野家'], ['एक'], ['e\u0301'], ['!']])(
    '%j is taken',
    (text) => {
      expect(line(80).parse(text)).toBe(text);
      expect(paragraph(80).parse(text)).toBe(text);
    },
  );

  test.each([
    ['a zero-width space', '\u200b', 'control-character'],
    ['a right-to-left override in a word', 'a\u202eb', 'control-character'],
    ['a byte order mark inside', 'a\ufeffb', 'control-character'],
    ['a soft hyphen', 'a\u00adb', 'control-character'],
    ['a null', 'a\u0000b', 'control-character'],
    ['spaces', ' \u3000\u00a0 ', 'too-short'],
    ['a Hangul filler, which prints nothing', '\u3164', 'nothing-visible'],
    ['an empty Braille pattern', '\u2800', 'nothing-visible'],
    ['a mark without a letter', '\u0301', 'nothing-visible'],
    ['a variation selector', '\ufe0f', 'nothing-visible'],
    ['the first half of a pair', 'a\ud800', 'ill-formed'],
    ['the second half of a pair', '\udc00a', 'ill-formed'],
  ])('%s is refused', (_, text, code) => {
    expect(codesOf(line(80), text)).toContain(code);
    expect(codesOf(paragraph(80), text)).toContain(code);
  });

  test('of several lines may have them, of one line not', () => {
    expect(paragraph(80).parse('one\r\n\ttwo')).toBe('one\r\n\ttwo');
    expect(codesOf(line(80), 'one\ntwo')).toEqual(['control-character']);
  });
});

describe('a name', () => {
  test.each(['Specimen', 'Ó Súilleabháin', 'E\u0301lise', "D'Exempla-Ño"])('in Latin letters: %s', (name) => {
    expect(latinName.parse(name)).toBe(name);
  });

  test.each(['\u0301', '-', 'An\u034fna', 'An\u200bna', 'a\ud800'])('in Latin letters is not %j', (name) => {
    expect(codesOf(latinName, name)).toContain('latin-name');
  });

  test('in Chinese has characters at both ends of its dots', () => {
    expect(chineseName.parse('样·小例')).toBe('样·小例');
    for (const name of ['··', '·样', '样·', '样\u200b例']) expect(codesOf(chineseName, name)).toContain('chinese-name');
  });
});

test('a reference is short and well-formed', () => {
  expect(reference.parse('new-permit')).toBe('new-permit');
  expect(codesOf(reference, '\ud800')).toEqual(['ill-formed']);
  expect(codesOf(reference, 'x'.repeat(41))).toEqual(['too-long']);
});

describe('an e-mail address', () => {
  const { email } = applicantForm.shape;

  test('is kept with small letters', () => {
    expect(email.parse('Elena@Applicant.Example')).toBe('elena@applicant.example');
  });

  test.each(['elena', '\u212Aate@applicant.example', 'el\u0435na@applicant.example', 'a b@applicant.example'])(
    'is not %j, and the answer says how one is written',
    (wrong) => {
      const parsed = email.safeParse(wrong, { reportInput: true });
      if (parsed.success) throw new Error('it was taken');
      expect(entriesOf(parsed.error)).toMatchObject([
        { code: 'email', remedy: { zh: expect.stringContaining('name@example.com'), en: expect.any(String) } },
      ]);
    },
  );
});

describe('texts that are long together', () => {
  const texts = z.array(paragraph(1000)).refine(...withinBytes(100_000));

  test('are taken up to the bound and refused beyond it, however short each is', () => {
    expect(texts.parse(Array(33).fill('样'.repeat(1000)))).toHaveLength(33);
    expect(codesOf(texts, Array(34).fill('样'.repeat(1000)))).toEqual(['too-long']);
  });

  test('are refused with the bound in both languages', () => {
    const parsed = texts.safeParse(Array(50).fill('样'.repeat(1000)));
    if (parsed.success) throw new Error('it was taken');
    expect(entriesOf(parsed.error)).toMatchObject([
      { path: '', text: { zh: expect.stringContaining('100 KB'), en: expect.stringContaining('100 KB') } },
    ]);
  });
});
