/** A name as the passport's visual zone orders it: family name in capitals first, then given names. */
export function printedName(holder: { familyName: string; givenNames?: string }): string {
  const family = holder.familyName.toLocaleUpperCase('en');
  return holder.givenNames ? `${family}, ${holder.givenNames.toLocaleUpperCase('en')}` : family;
}

/** A name reduced to what two spellings of one person share: no case, marks or punctuation. */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleUpperCase('en')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
