import { afterAll } from 'vitest';

/** What the random parts of the attacks begin with: `npm run test:attacks -- --seed N`. */
export const seed = Number(process.env.GREENPATH_SEED ?? 7);

/** Whether there is time for the long form: `npm run test:attacks -- --long`. */
export const long = ['1', 'true'].includes(process.env.GREENPATH_LONG ?? '');

/** How often something is tried in the short form and in the long one. */
export const times = (short: number, atLength: number): number => (long ? atLength : short);

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
