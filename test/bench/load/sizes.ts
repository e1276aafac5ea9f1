import type { StartedZone } from '../../../infra/demo/open-zone.ts';
import { caller } from '../../../infra/demo/zone-client.ts';
import type { Filled } from './filling.ts';
import { medianUnits, openMeter, type Units } from './meter.ts';
import { askings } from './reading-operations.ts';
import { asked } from './templates.ts';
import { openWorld, type PlainCase, steps } from './world.ts';

/** What one size of the table was found to cost. */
export type SizeMeasured = {
  filled: Pick<Filled, 'applications' | 'open' | 'permits' | 'items' | 'bytesPerCase'>;
  steps: { name: string; units: Units }[];
  askings: { name: string; units: Units; growsWith?: string; pages?: number }[];
  schedules: { name: string; first: Units; again: Units }[];
};

const times = 5;

/** Everything that is measured at one size. */
export async function measureSize(
  zone: StartedZone,
  filled: Filled,
  options: { directory: string; seed: number; say: (line: string) => void },
): Promise<SizeMeasured> {
  const { say } = options;
  const { url } = zone;
  const meter = openMeter(url);
  const anyone = caller(url);
  const schedules: SizeMeasured['schedules'] = [];
  const { ran } = await asked('schedules', anyone.ask('POST', '/_local/sweep?schedule=none'));
  void ran;
  const names: string[] = (await asked('schedules', anyone.ask('POST', '/_local/sweep'))).ran;
  for (const name of names) {
    const run = () => asked(name, anyone.ask('POST', `/_local/sweep?schedule=${encodeURIComponent(name)}`));
    const first = await meter.measure(run);
    const again = medianUnits([await meter.measure(run), await meter.measure(run), await meter.measure(run)]);
    schedules.push({ name, first, again });
  }
  say('schedules measured');
  const world = await openWorld(url, filled);
  const found: Record<string, Units[]> = {};
  for (let round = 0; round < 4; round++) {
    const the: PlainCase = { sample: world.nextSample(), id: '' };
    for (const [name, step] of Object.entries(steps)) {
      const units = await meter.measure(() => step(world, the));
      // The first round finds functions that have read nothing yet.
      if (round > 0) found[name] = [...(found[name] ?? []), units];
    }
  }
  say('plain cases walked');
  const asking = await askings(world, filled);
  const reads: SizeMeasured['askings'] = [];
  for (const { name, ask, ...more } of asking) {
    const measured: Units[] = [];
    for (let round = 0; round <= times; round++) {
      const units = await meter.measure(ask);
      if (round > 0) measured.push(units);
    }
    reads.push({ name, units: medianUnits(measured), ...more });
  }
  say('lists read');
  const { applications, open, permits, items, bytesPerCase } = filled;
  return {
    filled: { applications, open, permits, items, bytesPerCase },
    steps: Object.entries(found).map(([name, units]) => ({ name, units: medianUnits(units) })),
    askings: reads,
    schedules,
  };
}
