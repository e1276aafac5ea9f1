import { composed } from '../domain/lettering/lettering.ts';
import type { Fonts, Typeface } from './typeface.ts';

export type Weight = 'regular' | 'semibold';

/** A stretch of text in one typeface. */
export type Run = { text: string; typeface: Typeface };

/** One set line; its width is in ems, so that width times size is its length. */
export type Line = { runs: readonly Run[]; width: number };

/** Stands for a letter that no face holds (the geta mark, as Chinese and Japanese printers have always done). */
const substitute = '〓';

const hanzi = /\p{Script=Han}|[\u3001-\u3017\uff01-\uff5e]/u;
const closing = /[、。，．：；？！）」』】》〉〕〗”’…·]/u;
const opening = /[（「『【《〈〔〖“‘]/u;

type Letter = { text: string; typeface: Typeface; width: number };

/**
 * Sets a text in lines no wider than `width` ems. Lines break between words, between hanzi (never before closing
 * punctuation), and inside a word only when the word alone is too wide; the lines of a text are of even length.
 */
export function setLines(text: string, weight: Weight, width: number, fonts: Fonts): Line[] {
  const letters = lettersOf(text, weight, fonts);
  const count = breakLines(letters, width).length;
  if (count < 2) return breakLines(letters, width).map(lineOf);
  let enough = width;
  let tooNarrow = width / 2;
  for (let step = 0; step < 12; step++) {
    const middle = (enough + tooNarrow) / 2;
    if (breakLines(letters, middle).length === count) enough = middle;
    else tooNarrow = middle;
  }
  return breakLines(letters, enough).map(lineOf);
}

/**
 * Sets a text as running text: every line as full as it can be, the first one shorter by an indent.
 * @param width of a line, and `indent` of the first, in ems
 */
export function setParagraph(
  text: string,
  weight: Weight,
  { width, indent = 0 }: { width: number; indent?: number },
  fonts: Fonts,
): Line[] {
  const letters = lettersOf(text, weight, fonts);
  if (letters.length === 0) return [];
  const end = lineEnd(letters, width - indent);
  const rest = breakLines(letters.slice(end), width);
  return [withoutOuterSpaces(letters.slice(0, end)), ...rest].map(lineOf);
}

/** Sets a text on one line, however long. */
export const setLine = (text: string, weight: Weight, fonts: Fonts): Line => lineOf(lettersOf(text, weight, fonts));

function lettersOf(text: string, weight: Weight, fonts: Fonts): Letter[] {
  const latin = weight === 'regular' ? fonts.latinRegular : fonts.latinSemibold;
  const symbols = [...composed(text)].map((symbol) =>
    latin.has(symbol) || fonts.hanRegular.has(symbol) ? symbol : substitute,
  );
  // A name whose hanzi the semibold cut lacks is set in regular throughout rather than in two weights.
  const isHeavy =
    weight === 'semibold' && symbols.every((symbol) => latin.has(symbol) || fonts.hanSemibold.has(symbol));
  const han = isHeavy ? fonts.hanSemibold : fonts.hanRegular;
  return symbols.map((symbol, index) => {
    // Quotation marks, dashes and the middle dot exist in both; they follow their neighbours.
    const besideHanzi = hanzi.test(symbols[index - 1] ?? '') || hanzi.test(symbols[index + 1] ?? '');
    const typeface = latin.has(symbol) && !(besideHanzi && !isPlain(symbol) && han.has(symbol)) ? latin : han;
    return { text: symbol, typeface, width: typeface.advance(symbol) };
  });
}

const isPlain = (symbol: string): boolean => symbol <= '~';

function breakLines(letters: readonly Letter[], limit: number): Letter[][] {
  const lines: Letter[][] = [];
  let rest = letters;
  while (rest.length > 0) {
    const end = lineEnd(rest, limit);
    lines.push(withoutOuterSpaces(rest.slice(0, end)));
    rest = rest.slice(end);
  }
  return lines.filter((line) => line.length > 0);
}

/** How many letters go on the line, at least one with the marks that belong to it. */
function lineEnd(letters: readonly Letter[], limit: number): number {
  let width = 0;
  let lastBreak = 0;
  let lastLetter = 0;
  for (const [index, letter] of letters.entries()) {
    if (index > 0 && mayBreak(letters, index)) lastBreak = index;
    if (index > 0 && !isMark(letter.text)) lastLetter = index;
    width += letter.width;
    if (width > limit && letter.text !== ' ' && lastLetter > 0) return lastBreak > 0 ? lastBreak : lastLetter;
  }
  return letters.length;
}

function mayBreak(letters: readonly Letter[], index: number): boolean {
  const [earlier = '', before = '', after = ''] = [index - 2, index - 1, index].map((at) => letters[at]?.text);
  if (after === ' ' || closing.test(after) || opening.test(before) || isMark(after)) return false;
  // A number that is written in groups is not divided.
  if (before === '-') return !isDigit(earlier) && !isDigit(after);
  return before === ' ' || before === '/' || hanzi.test(before) || hanzi.test(after);
}

const isDigit = (symbol: string): boolean => symbol >= '0' && symbol <= '9';

const isMark = (symbol: string): boolean => /\p{Mn}/u.test(symbol);

function withoutOuterSpaces(letters: readonly Letter[]): Letter[] {
  const first = letters.findIndex((letter) => letter.text !== ' ');
  const last = letters.findLastIndex((letter) => letter.text !== ' ');
  return first < 0 ? [] : letters.slice(first, last + 1);
}

function lineOf(letters: readonly Letter[]): Line {
  const runs: Run[] = [];
  for (const { text, typeface } of letters) {
    const last = runs.at(-1);
    if (last?.typeface === typeface) last.text += text;
    else runs.push({ text, typeface });
  }
  return { runs, width: letters.reduce((sum, letter) => sum + letter.width, 0) };
}
