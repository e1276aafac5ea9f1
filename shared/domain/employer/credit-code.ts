/** The 31 signs of GB 32100-2015: digits and capitals without I, O, S, V, Z, which are read as digits. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = Array.from({ length: 17 }, (_, place) => 3 ** place % 31);

/**
 * The check character of a unified social credit code (统一社会信用代码), GB 32100-2015, section 5.
 *
 * @param first17 the code without its last character
 * @returns one of the 31 signs, or undefined when `first17` is not 17 such signs
 */
export function creditCodeCheck(first17: string): string | undefined {
  const values = [...first17].map((sign) => signs.indexOf(sign));
  if (values.length !== 17 || values.includes(-1)) return undefined;
  const sum = values.reduce((total, value, place) => total + value * (weights[place] ?? 0), 0);
  return signs[(31 - (sum % 31)) % 31];
}

/** True for 18 signs of GB 32100-2015 whose last one is the right check character. Expects capitals. */
export function isCreditCode(code: string): boolean {
  return code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code.slice(17);
}
