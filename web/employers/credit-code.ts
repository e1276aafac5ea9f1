import { signs } from '../../shared/domain/check-character.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';

const length = 18;

/** A credit code as it is written: capitals without the spaces and hyphens that copying brings. */
export const tidyCreditCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff-]/g, '')
    .toUpperCase();

export type CreditCodeVerdict =
  | { state: 'empty' | 'right' | 'wrong-check' }
  /** A sign that no code has; I, O, S, V and Z are left out because they look like digits. */
  | { state: 'wrong-sign'; sign: string }
  | { state: 'short' | 'long'; typed: number; of: number };

/** What can be told of a credit code while it is typed (GB 32100-2015). */
export function judgeCreditCode(code: string): CreditCodeVerdict {
  if (code === '') return { state: 'empty' };
  const sign = [...code].find((one) => !signs.includes(one));
  if (sign !== undefined) return { state: 'wrong-sign', sign };
  if (code.length !== length) {
    return { state: code.length < length ? 'short' : 'long', typed: code.length, of: length };
  }
  return { state: isCreditCode(code) ? 'right' : 'wrong-check' };
}
