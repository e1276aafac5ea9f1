import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder holds something else than a whole sample already; the message says what to do. */
export class SampleRefused extends Error {
  override name = 'SampleRefused';
}

const filler = join(dirname(dirname(fileURLToPath(import.meta.url))), 'demo', 'fill-zone.ts');

/**
 * Prepares to fill a zone with its sample working day.
 * @param directory where the zone keeps its data; looked at before the zone opens it
 * @returns what fills the zone at an address, in a process of its own; nothing where the sample lies there already
 * @throws SampleRefused where the folder holds other data, or a sample that was broken off
 */
export function sampleFor(directory: string): ((url: string) => void) | undefined {
  const mark = join(directory, 'sample');
  if (existsSync(mark)) {
    if (readFileSync(mark, 'utf8') === 'whole') return undefined;
    throw new SampleRefused(`The sample in ${directory} was broken off: remove the folder and start again`);
  }
  if (existsSync(join(directory, 'tables'))) {
    throw new SampleRefused(
      `--sample fills a new zone; ${directory} holds data. Remove it, or choose another DATA_DIR`,
    );
  }
  return (url) => {
    writeFileSync(mark, 'begun');
    const child = spawn(process.execPath, [filler], {
      env: { ...process.env, ZONE_URL: url },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('exit', (code) => {
      if (code === 0) writeFileSync(mark, 'whole');
      else console.error('[sample] could not be filled in; what it said stands above');
    });
  };
}
