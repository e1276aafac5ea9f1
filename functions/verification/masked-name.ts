const stars = (count: number) => '*'.repeat(count);

/** Letters as a reader counts them: a letter and the marks on it are one. */
const lettersOf = (part: string) => part.normalize('NFC').match(/\P{M}\p{M}*/gu) ?? [];

const maskedPart = (part: string) => {
  const letters = lettersOf(part);
  return letters.length < 2 ? '*' : `${letters[0]}${stars(letters.length - 1)}`;
};

const maskedLatin = (name: string) => name.replace(/[\p{L}\p{M}]+/gu, maskedPart);

function maskedChinese(name: string): string {
  const letters = lettersOf(name);
  const last = letters.length - 1;
  if (last < 1) return '*';
  const hidden = (letter: string, at: number) =>
    letter === '·' || at === 0 || (at === last && last > 1) ? letter : '*';
  return letters.map(hidden).join('');
}

/**
 * A name that someone who holds the card can confirm and nobody else can read: the initial and the length of every
 * part of the Latin name, the first and last character of the Chinese one. A part of one letter is hidden whole.
 * `KOWALCZYK LINDQVIST, ALEKSANDRA` becomes `K******** L********, A*********`; `王小明` becomes `王*明`.
 */
export const maskedName = (name: string, chineseName?: string): string =>
  chineseName ? `${maskedLatin(name)} (${maskedChinese(chineseName)})` : maskedLatin(name);
