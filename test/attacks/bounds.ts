import { afterAll } from 'vitest';
import { isLong, seed } from './form.ts';

/** How often something is tried in the short form and in the long one. */
export const times = (short: number, atLength: number): number => (isLong ? atLength : short);

/** How a family of attacks is counted: what was sent, what of it was refused, and what was found. */
export type Tally = { sent: number; refused: number; found: string[] };

/** Counts a family of attacks and prints one line about it when its file is through. */
export function tally(family: string): Tally {
  const counted: Tally = { sent: 0, refused: 0, found: [] };
  afterAll(() => {
    const { sent, refused, found } = counted;
    console.log(`attacks: ${family}: ${sent} tried, ${refused} refused, findings = ${found.length} (seed ${seed})`);
  });
  return counted;
}
