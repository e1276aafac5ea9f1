import { createContext, use } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import type { Draft, DraftState } from './saving.ts';

/** Something to mend at a place of the form. */
export type Told = {
  path: string;
  /** The field or document at which it is shown. */
  at: string;
  code: string;
  text: Text;
  remedy?: Text | undefined;
  /** An officer asked for it when returning the application. */
  isDeficiency?: boolean;
};

/** A form while somebody fills it in: what it holds, what is wrong where, and how it is changed. */
export type Filling = {
  draft: Draft;
  state: DraftState;
  told: readonly Told[];
  /** Deficiencies that the person has ticked as mended. */
  mended: readonly string[];
  onMended: (told: Told, isMended: boolean) => void;
  /** Whether what is wrong is shown at a field already: once it was left, or the person wanted to go on. */
  isLeft: (path: string) => boolean;
  onLeave: (path: string) => void;
};

export const FillingContext = createContext<Filling | undefined>(undefined);

export function useFilling(): Filling {
  const filling = use(FillingContext);
  if (!filling) throw new Error('a field of an application stands outside its form');
  return filling;
}

export const keyOf = ({ path, code, text }: Told): string => `${path} ${code} ${text.en}`;
