/**
 * The code (查询码) by which whoever has it follows an application without signing in, beside its receipt number. A receipt
 * number ends with the first eight characters of the application's id and is quoted to anybody; the other sixteen, 80
 * random bits, are what only its parties and the office know. So nothing is kept for it, and number and code together
 * lead to the application by one read.
 */

/** Characters of an id that its receipt number shows. */
const shown = 8;
const whole = 24;

/** The code of an application, in groups of four to be read out or typed: `7K3M-…`. */
export const followCode = (id: string): string => id.slice(shown).toUpperCase().match(/.{4}/g)?.join('-') ?? '';

/** What people write in place of letters and digits that look alike; the alphabet of ids has no I, L, O and U. */
const lookAlike: Readonly<Record<string, string>> = { i: '1', l: '1', o: '0' };

const written = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/[ilo]/g, (letter) => lookAlike[letter] ?? letter);

/**
 * The id to which a receipt number and a code lead, in whatever case, with or without spaces and hyphens. Undefined when
 * they can lead to none.
 */
export function followedId(receiptNumber: string, code: string): string | undefined {
  const id = written(receiptNumber).slice(-shown) + written(code);
  return id.length === whole && /^[0-9a-z]+$/.test(id) ? id : undefined;
}

/** Whether a receipt number is the one that was written, whatever its case and its spaces. */
export const sameReceipt = (given: string, receiptNumber: string): boolean => written(given) === written(receiptNumber);
