/** The 31 signs of GB 32100-2015: digits and capitals without I, O, S, V, Z, which are read as digits. */
export const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = Array.from({ length: 17 }, (_, place) => 3 ** place % 31);

/**
 * The check character of GB 32100-2015, section 5: it shows every changed sign and every swap of neighbours.
 *
 * @param first17 a code without its last character
 * @returns one of the 31 signs, or undefined when `first17` is not 17 such signs
 */
export function checkCharacter(first17: string): string | undefined {
  const values = [...first17].map((sign) => signs.indexOf(sign));
  if (values.length !== 17 || values.includes(-1)) return undefined;
  const sum = values.reduce((total, value, place) => total + value * (weights[place] ?? 0), 0);
  return signs[(31 - (sum % 31)) % 31];
}
