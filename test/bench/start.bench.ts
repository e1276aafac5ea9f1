import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startZone } from '../../infra/demo/open-zone.ts';

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Starts a zone some times, each in an empty folder, and gives the milliseconds it says it took to be ready. */
async function starts(times: number, skipSynth: boolean): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < times; run++) {
    const directory = mkdtempSync(join(tmpdir(), 'greenpath-bench-'));
    const zone = await startZone({ directory, skipSynth });
    taken.push(zone.ready.milliseconds.ready ?? Number.NaN);
    await zone.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  return taken;
}

const withSynth = await starts(3, false);
const without = await starts(5, true);
console.log('zone ready, milliseconds since its start');
console.log(`  with synth     median ${median(withSynth)}  (${withSynth.join(', ')})`);
console.log(`  without synth  median ${median(without)}  (${without.join(', ')})`);
