import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';

export type SubjectKind = 'person' | 'enterprise';
/** As paths name it. */
export type PathKind = 'persons' | 'enterprises';

export const pathKind = (kind: SubjectKind): PathKind => (kind === 'person' ? 'persons' : 'enterprises');

/** Where a credit account is shown. */
export const accountPath = (kind: SubjectKind, code: string): string =>
  `/credit/${pathKind(kind)}/${encodeURIComponent(code)}`;

/**
 * Whose account a code names: both have 18 signs, and only a credit code has its own check character.
 * @returns undefined for what is neither
 */
export function kindOfCode(typed: string): { kind: SubjectKind; code: string } | undefined {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^[0-9A-Z]{18}$/.test(code)) return undefined;
  return { kind: isCreditCode(code) ? 'enterprise' : 'person', code };
}

/** Points with their sign, as a line of a score shows them. */
export const signed = (points: number): string => (points > 0 ? `+${points}` : `${points}`.replace('-', '−'));
