import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchCost } from './cost.bench.ts';
import { benchCredential } from './credential.bench.ts';
import { benchFunctions } from './functions.bench.ts';
import { benchPlainCase } from './plain-case.bench.ts';
import { chartsAsSvg } from './report/chart.ts';
import { sectionInMarkdown, writeBetween } from './report/markdown.ts';
import type { Run, Section } from './report/section.ts';
import { benchRequest } from './request.bench.ts';
import { benchScoring } from './scoring.bench.ts';

/**
 * `npm run bench [-- --seed 7] [--long] [--write] [--only scoring]`: everything side by side with what one would use
 * instead. Ends with an error where something differs that may not; a missed time is only said, the machine is shared.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20170401' },
    long: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const run: Run = { seed: Number(values.seed), long: values.long };
if (!Number.isSafeInteger(run.seed)) throw new Error('--seed is a whole number');

const benches: Readonly<Record<string, (run: Run) => Promise<Section>>> = {
  scoring: benchScoring,
  credential: benchCredential,
  functions: benchFunctions,
  request: benchRequest,
  units: benchPlainCase,
  cost: benchCost,
};
if (values.only !== undefined && !Object.hasOwn(benches, values.only)) {
  throw new Error(`--only is one of ${Object.keys(benches).join(', ')}`);
}
if (values.only !== undefined && values.write) throw new Error('a page is only written whole: leave --only out');

const command = `npm run bench -- --seed ${run.seed}${run.long ? ' --long' : ''}`;
const machine = `Node.js ${process.version}, ${cpus().length} shared virtual processors, load average ${loadavg()[0]?.toFixed(1)} at the start`;
console.log(`${command}\n${machine}\n`);

const sections: Section[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (values.only !== undefined && values.only !== name) continue;
  const begun = performance.now();
  const section = await bench(run);
  sections.push(section);
  console.log(`${sectionInMarkdown(section)}\n\n(${((performance.now() - begun) / 1000).toFixed(0)} s)\n`);
}

const failures = sections.flatMap((section) => section.failures);
if (values.write && failures.length === 0) {
  const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
  const today = new Date().toISOString().slice(0, 10);
  const head = `Measured on ${today} with \`${command} --write\`; ${machine}.\n\n![Greenpath beside what one would use instead: evaluations of the points table, size of the QR, start of functions](performance.svg)`;
  writeBetween(`${docs}performance.md`, 'bench', [head, ...sections.map(sectionInMarkdown)].join('\n\n'));
  const charts = sections.flatMap((section) => section.charts);
  writeFileSync(
    `${docs}performance.svg`,
    chartsAsSvg(charts, `Greenpath beside what one would use instead, measured on ${today}`),
  );
}
for (const failure of failures) console.error(`does not hold: ${failure}`);
console.log(failures.length === 0 ? 'Everything holds.' : `${failures.length} things do not hold.`);
process.exitCode = failures.length === 0 ? 0 : 1;
