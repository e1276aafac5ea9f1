import { cpus } from 'node:os';

/** Every measurement, one after the other; nothing here passes or fails. */
console.log(`Node ${process.version}, ${cpus().length} processors`);
for (const bench of ['./scoring.bench.ts', './credential.bench.ts', './start.bench.ts', './partner-check.ts']) {
  console.log(`\n== ${bench.slice(2)}`);
  await import(bench);
}
