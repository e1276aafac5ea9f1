import { parseArgs } from 'node:util';

// Functions run in UTC, as they do on Lambda.
process.env.TZ = 'UTC';
const { killAndCompare } = await import('./kill/kill.ts');
const { faultAtEveryCall } = await import('./calls/every-call.ts');
const { poisonEffects } = await import('./calls/poisoned.ts');
const { skewClocks } = await import('./calls/skewed-clocks.ts');

/** The fault tests: `npm run test:faults -- [--seed N] [--long] [--only kill|calls|poison|clocks] [--kills N] [--act words] [--kind words]`. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    long: { type: 'boolean', default: false },
    only: { type: 'string' },
    kills: { type: 'string' },
    act: { type: 'string', default: '' },
    kind: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
if (!Number.isInteger(seed)) throw new Error(`--seed takes a number, not ${values.seed}`);
console.log(`Fault tests, ${values.long ? 'long' : 'short'} form, seed ${seed}, Node ${process.version}`);

let found = 0;
const all = values.only === undefined;
if (all || values.only === 'kill')
  found += await killAndCompare({ seed, kills: Number(values.kills ?? (values.long ? 200 : 6)) });
if (all || values.only === 'calls')
  found += await faultAtEveryCall({ seed, long: values.long, act: values.act, kind: values.kind });
if (all || values.only === 'poison') found += await poisonEffects({ seed });
if (all || values.only === 'clocks') found += await skewClocks({ seed, long: values.long });
console.log(found === 0 ? '\nFault tests: everything holds' : `\nFault tests: ${found} found wrong`);
process.exitCode = found === 0 ? 0 : 1;
