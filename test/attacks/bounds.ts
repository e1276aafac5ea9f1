import { afterAll, afterEach } from 'vitest';
import { isLong, seed } from './form.ts';

/** How often something is tried in the short form and in the long one. */
export const times = (short: number, atLength: number): number => (isLong ? atLength : short);

/** How a family of attacks is counted: what was sent, and what of it was refused. */
export type Tally = { sent: number; refused: number };

/** Counts a family of attacks and prints one line about it when its file is through; a finding is a test that fails. */
export function tally(family: string): Tally {
  const counted: Tally = { sent: 0, refused: 0 };
  let findings = 0;
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') findings += 1;
  });
  afterAll(() => {
    const { sent, refused } = counted;
    console.log(`attacks: ${family}: ${sent} tried, ${refused} refused, findings = ${findings} (seed ${seed})`);
  });
  return counted;
}
