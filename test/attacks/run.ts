import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** The attack tests: `npm run test:attacks -- [--seed N] [--long] [what vitest takes: a file, -t a title]`. */
const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string' },
    long: { type: 'boolean', default: false },
    testNamePattern: { type: 'string', short: 't' },
  },
  allowPositionals: true,
});
const seed = values.seed ?? String(randomInt(1_000_000));
if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed takes a number, not ${seed}`);
console.log(`Attacks, ${values.long ? 'long' : 'short'} form, seed ${seed}`);

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'attacks',
    ...(values.testNamePattern === undefined ? [] : ['-t', values.testNamePattern]),
    ...positionals,
  ],
  { stdio: 'inherit', env: { ...process.env, GREENPATH_SEED: seed, GREENPATH_LONG: values.long ? '1' : '' } },
);
process.exitCode = status ?? 1;
