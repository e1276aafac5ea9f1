import { gb2312Hanzi, standardTableHanzi } from './hanzi.ts';

const span = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');

/** What the Latin typeface of printed papers holds: every Latin letter of living languages and the marks that join them. */
export const latinLetters = [
  span(0x20, 0x7e),
  span(0xa0, 0x24f),
  // Modifier letters that romanised names use: ʹ ʻ ʼ ʾ ʿ.
  '\u02b9\u02bb\u02bc\u02be\u02bf',
  span(0x300, 0x36f),
  span(0x1e00, 0x1eff),
  span(0x2010, 0x2015),
  span(0x2018, 0x2022),
  '\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122',
].join('');

/** Punctuation, numerals and signs that accompany hanzi, with the signs and Greek letters that officers write among them. */
const hanziCompanions = [
  span(0x3001, 0x3003),
  span(0x3005, 0x3011),
  span(0x3013, 0x3017),
  span(0xff01, 0xff0f),
  span(0xff1a, 0xff20),
  span(0xff3b, 0xff40),
  span(0xff5b, 0xff5e),
  span(0x2160, 0x216b),
  span(0x2190, 0x2193),
  span(0x2460, 0x2473),
  span(0x391, 0x3a1),
  span(0x3a3, 0x3a9),
  span(0x3b1, 0x3c9),
  '\uffe5\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u30fb',
  '℃№−√≈≠≤≥※■□▲△●○★☆㎡㎥',
].join('');

/** What the Chinese typeface of printed papers holds. */
export const hanziLetters = (): string => gb2312Hanzi() + standardTableHanzi + hanziCompanions;

let printable: ReadonlySet<string> | undefined;

/**
 * Brings a text into the form in which it is printed: composed letters (NFC), full-width letters and digits made narrow,
 * one space for any run of white space, and no characters that print nothing (controls, directional marks, joiners).
 * What no common standard gives a form, such as characters of private use, stays, so that it is seen to be missing.
 */
export function composed(text: string): string {
  return text
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/**
 * The characters of a text that printed papers cannot show, each once, in order of appearance; empty when all can be shown.
 * Data entry refuses them; where one still reaches a paper it is printed as 〓.
 */
export function missingGlyphs(text: string): string[] {
  printable ??= new Set([...latinLetters, ...hanziLetters()]);
  const known = printable;
  return [...new Set(composed(text))].filter((letter) => !known.has(letter));
}
