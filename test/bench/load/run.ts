import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startZone } from '../../../infra/demo/open-zone.ts';
import { moveClock } from '../../../infra/demo/zone-client.ts';
import { synthesise } from '../../../infra/local/synthesise.ts';
import { fill } from './filling.ts';
import { measureSize, type SizeMeasured } from './sizes.ts';
import { walkTemplates } from './templates.ts';

/** A Wednesday morning in the zone's time zone, the same in every run. */
const now = '2026-06-24T01:30:00.000Z';

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    sizes: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const sizes = (values.sizes ?? (values.long ? '1000,10000,100000' : '1000,10000')).split(',').map(Number);

const folder = mkdtempSync(join(tmpdir(), 'greenpath-load-'));
const began = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${line}`);
try {
  const assembly = await synthesise('etown', { reuse: false });
  const template = join(folder, 'template');
  const zone = await startZone({ directory: template, skipSynth: true });
  const walked = await walkTemplates(zone.url, { now, times: values.long ? 5 : 1 });
  await zone.stop();
  say(`${walked} real cases walked through the API`);
  const measured: SizeMeasured[] = [];
  for (const applications of sizes) {
    const directory = join(folder, String(applications));
    cpSync(template, directory, { recursive: true });
    const filled = await fill({ directory: join(directory, 'etown'), assembly, applications, seed, now });
    say(`${filled.applications} applications lie in the table, ${filled.items} items`);
    const running = await startZone({ directory, skipSynth: true });
    await moveClock(running.url, { set: now });
    measured.push(await measureSize(running, filled, { directory, seed, say }));
    await running.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  console.log(JSON.stringify(measured, null, 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
