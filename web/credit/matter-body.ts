import type { Body } from '../client/contract.ts';

/** What a correction changes, as it is typed; an empty field changes nothing. */
export type CorrectionEntry = {
  annul: boolean;
  quantity: string;
  points: string;
  happenedOn: string;
};

export const emptyCorrection: CorrectionEntry = { annul: false, quantity: '', points: '', happenedOn: '' };

type Correction = Extract<Body<'openCreditMatter'>, { kind: 'correction' }>['correction'];

/** A number that was typed; what is no number is sent as it was, so that the zone says so. */
export const typedNumber = (typed: string): number | undefined =>
  typed.trim() === '' ? undefined : Number.isFinite(Number(typed)) ? Number(typed) : (typed as unknown as number);

/** What is sent of a correction. */
export function correctionBody(entry: CorrectionEntry): Correction {
  if (entry.annul) return { annul: true };
  const quantity = typedNumber(entry.quantity);
  const points = typedNumber(entry.points);
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(points === undefined ? {} : { points }),
    ...(entry.happenedOn ? { happenedOn: entry.happenedOn } : {}),
  };
}

/** Whether a correction says anything. */
export const correctsSomething = (entry: CorrectionEntry): boolean =>
  entry.annul || [entry.quantity, entry.points, entry.happenedOn].some((typed) => typed.trim() !== '');
