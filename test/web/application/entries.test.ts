import { describe, expect, it } from 'vitest';
import { countryMeant, daysMeant, numberMeant, readEntry, tidied } from '../../../web/application/entries.ts';

const wrongOf = (entered: ReturnType<typeof readEntry>) => ('wrong' in entered ? entered.wrong.en : undefined);

describe('a date', () => {
  it.each([
    ['2026-01-05'],
    ['2026/1/5'],
    ['2026.1.5'],
    ['2026年1月5日'],
    ['20260105'],
    ['２０２６－０１－０５'],
    ['5 Jan 2026'],
    ['5th January, 2026'],
    ['05 JAN 2026'],
    ['January 5, 2026'],
    ['5.1.2026'],
    [' 2026-01-05\u200b '],
  ])('written as “%s” is understood', (written) => {
    expect(readEntry({ kind: 'day' }, written)).toEqual({ value: '2026-01-05' });
  });

  it('is understood with slashes where one number cannot be a month', () => {
    expect(daysMeant('25/1/2026')).toEqual(['2026-01-25']);
    expect(daysMeant('1/25/2026')).toEqual(['2026-01-25']);
    expect(daysMeant('5/5/2026')).toEqual(['2026-05-05']);
  });

  it('that could be two days is asked about with both of them', () => {
    expect(wrongOf(readEntry({ kind: 'day' }, '5/6/2026'))).toContain('2026-06-05 or 2026-05-06');
    expect(tidied({ kind: 'day' }, '5/6/2026')).toBe('5/6/2026');
  });

  it('that does not exist is not taken', () => {
    expect(wrongOf(readEntry({ kind: 'day' }, '2026-02-30'))).toBeDefined();
    expect(wrongOf(readEntry({ kind: 'day' }, 'tomorrow'))).toBeDefined();
  });
});

describe('a country', () => {
  it('is known by its code, by its name in either language, and as German passports print it', () => {
    for (const given of ['FRA', 'fra', 'France', 'FRANCE', '法国', 'ＦＲＡ']) expect(countryMeant(given)).toBe('FRA');
    expect(countryMeant('D<<')).toBe('DEU');
    expect(countryMeant('Atlantis')).toBeUndefined();
    expect(wrongOf(readEntry({ kind: 'country' }, 'Atlantis'))).toBeDefined();
  });
});

describe('a number', () => {
  it.each([
    ['200,000', 200_000],
    ['¥200000', 200_000],
    ['200 000 CNY', 200_000],
    ['２０００００元', 200_000],
    ['20万', 200_000],
    ['12.5', 12.5],
  ])('written as “%s” is understood', (written, number) => {
    expect(numberMeant(written)).toBe(number);
  });

  it('outside what the zone takes is told with the limits', () => {
    const hsk = { kind: 'number', minimum: 0, maximum: 6, whole: true } as const;
    expect(wrongOf(readEntry(hsk, '7'))).toBe('Write a number from 0 to 6.');
    expect(wrongOf(readEntry(hsk, '2.5'))).toBe('Write a whole number.');
    expect(wrongOf(readEntry(hsk, 'six'))).toBe('Write a number.');
    expect(readEntry(hsk, '0')).toEqual({ value: 0 });
  });
});

describe('what is pasted', () => {
  it('loses control characters and what nobody sees, and nothing that was written', () => {
    expect(readEntry({ kind: 'line', maximum: 80 }, 'Optical\u0000\tengineer\u202e\n')).toEqual({
      value: 'Optical engineer',
    });
    expect(readEntry({ kind: 'paragraph', maximum: 80 }, 'One\r\ntwo\u0007three\u200b')).toEqual({
      value: 'One\ntwo three',
    });
    expect(readEntry({ kind: 'line', maximum: 80 }, '<b>Bold</b>')).toEqual({ value: '<b>Bold</b>' });
  });

  it('is never cut: its length is told', () => {
    expect(wrongOf(readEntry({ kind: 'line', maximum: 80 }, 'x'.repeat(5000)))).toContain(
      'It has 5000 characters; at most 80',
    );
    expect(readEntry({ kind: 'line', maximum: 2 }, '𠀀𠀀')).toEqual({ value: '𠀀𠀀' });
  });

  it('becomes a passport number in capitals without full-width forms and gaps', () => {
    expect(readEntry({ kind: 'passport-number' }, ' ｕ１２ 345-678 ')).toEqual({ value: 'U12345678' });
    expect(wrongOf(readEntry({ kind: 'passport-number' }, 'U1234#'))).toBeDefined();
  });

  it('is refused as a name where the passport could not say it', () => {
    expect(readEntry({ kind: 'latin-name' }, 'O’Néill-Łukasz Jr.')).toEqual({ value: 'O’Néill-Łukasz Jr.' });
    expect(readEntry({ kind: 'latin-name' }, 'ＳＰＥＣＩＭＥＮ')).toEqual({ value: 'SPECIMEN' });
    expect(wrongOf(readEntry({ kind: 'latin-name' }, '王小明'))).toBeDefined();
    expect(wrongOf(readEntry({ kind: 'chinese-name' }, 'Wang'))).toBeDefined();
  });

  it('of nothing but marks is not a line', () => {
    expect(readEntry({ kind: 'line', maximum: 80 }, '\u200b\u200b ')).toEqual({ value: null });
    expect(wrongOf(readEntry({ kind: 'line', maximum: 80 }, '\u0301'))).toBeDefined();
  });
});

describe('an empty field', () => {
  it('is nothing, and an answer of no is one', () => {
    expect(readEntry({ kind: 'email' }, '')).toEqual({ value: null });
    expect(readEntry({ kind: 'flag' }, false)).toEqual({ value: false });
    expect(readEntry({ kind: 'several' }, [])).toEqual({ value: [] });
  });
});
