/** A name as the passport's visual zone orders it: family name in capitals first, then given names. */
export function printedName(holder: { familyName: string; givenNames?: string }): string {
  const family = holder.familyName.toLocaleUpperCase('en');
  return holder.givenNames ? `${family}, ${holder.givenNames.toLocaleUpperCase('en')}` : family;
}

/** Letters that no decomposition brings to A to Z, as passports write them; ICAO Doc 9303-3, section 6 A. */
const transliterations: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ħ: 'H',
  Ł: 'L',
  Ŋ: 'N',
  Œ: 'OE',
  Ø: 'OE',
  Þ: 'TH',
  Ŧ: 'T',
  Ə: 'E',
  ẞ: 'SS',
};

/** A name reduced to what two spellings of one person share: no case, marks or punctuation. */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{Mn}'’]/gu, '')
    .toLocaleUpperCase('en')
    .replace(/[^A-Z0-9 ]/g, (letter) => transliterations[letter] ?? ' ')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
