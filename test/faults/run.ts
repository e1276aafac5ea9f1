import { parseArgs } from 'node:util';

// Functions run in UTC, as they do on Lambda.
process.env.TZ = 'UTC';
const { killAndCompare } = await import('./kill/kill.ts');
const { faultAtEveryCall } = await import('./calls/every-call.ts');

/** The fault tests: `npm run test:faults -- [--seed N] [--long] [--only kill|calls] [--kills N] [--act words]`. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    long: { type: 'boolean', default: false },
    only: { type: 'string' },
    kills: { type: 'string' },
    act: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
if (!Number.isInteger(seed)) throw new Error(`--seed takes a number, not ${values.seed}`);
console.log(`Fault tests, ${values.long ? 'long' : 'short'} form, seed ${seed}, Node ${process.version}`);

let found = 0;
if (values.only !== 'calls')
  found += await killAndCompare({ seed, kills: Number(values.kills ?? (values.long ? 200 : 8)), longestLife: 4000 });
if (values.only !== 'kill') found += await faultAtEveryCall({ seed, long: values.long, act: values.act });
console.log(found === 0 ? '\nFault tests: everything holds' : `\nFault tests: ${found} found wrong`);
process.exitCode = found === 0 ? 0 : 1;
