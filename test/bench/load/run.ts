import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startZone } from '../../../infra/demo/open-zone.ts';
import { moveClock } from '../../../infra/demo/zone-client.ts';
import { synthesise } from '../../../infra/local/synthesise.ts';
import { fill, tableOf } from './filling.ts';
import { failing, growing, type Measured } from './flatness.ts';
import { report } from './report.ts';
import { bytesMade, measureSize } from './sizes.ts';
import { walkTemplates } from './templates.ts';

/** A Wednesday morning in the zone's time zone, the same in every run. */
const now = '2026-06-24T01:30:00.000Z';
const page = 'docs/performance.md';
/** Up to this size the whole table is exported and checked. */
const checkedUpTo = 10_000;

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    /** Other sizes than the usual ones, with commas between them. */
    sizes: { type: 'string' },
    /** How often the mixture of cases is walked through the API before it is told again. */
    walks: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const sizes = (values.sizes ?? (values.long ? '1000,10000,100000' : '1000,10000')).split(',').map(Number);
const days = values.long
  ? ([
      { kind: 'monday', ordinary: 300, seconds: 20 },
      { kind: 'deadline-eve', ordinary: 300, seconds: 20 },
    ] as const)
  : ([{ kind: 'monday', ordinary: 150, seconds: 8 }] as const);
const rounds = values.long ? { cases: 4, reads: 4, byClock: 3 } : { cases: 2, reads: 2, byClock: 2 };

const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1000);
const say = (line: string) => console.log(`[${String(seconds()).padStart(4)} s] ${line}`);

/** Exports everything that lies in a running zone's table and has the export checked by what shares no code with it. */
function checkRecords(data: string, out: string): string {
  const export_ = ['infra/audit/export.ts', '--out', out, '--data', data];
  for (const args of [export_, ['infra/audit/check-export.mjs', out]]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`${args[0]}: ${stdout.slice(-2000)}${stderr.slice(-2000)}`);
    if (args !== export_) return stdout.trim().split(/\s+/).join(' ');
  }
  return '';
}

const folder = mkdtempSync(join(tmpdir(), 'greenpath-load-'));
const measured: Measured[] = [];
let checked = '';
let templates = 0;
/** The report of the sizes that were measured so far. */
const reported = (): string =>
  report(measured, {
    seed,
    on: new Date().toISOString().slice(0, 10),
    command: `npm run bench:load${values.long ? ' -- --long' : ''}`,
    templates,
    checked: `The whole smallest table was exported and checked by \`infra/audit/check-export.mjs\`: ${checked}.`,
    seconds: seconds(),
  });

/** Puts what was measured so far into the page, so that a long run that is broken off leaves what it found. */
function writePage(): void {
  const text = readFileSync(page, 'utf8');
  const [start, end] = ['<!-- load:start -->', '<!-- load:end -->'];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${page} has lost its markers`);
  const [before, after] = [text.slice(0, text.indexOf(start)), text.slice(text.indexOf(end))];
  writeFileSync(page, `${before}${start}\n${reported().trim()}\n${after}`);
}

try {
  const assembly = await synthesise('etown', { reuse: process.env.SKIP_SYNTH === '1' });
  const template = join(folder, 'template');
  const zone = await startZone({ directory: template, skipSynth: true });
  try {
    templates = await walkTemplates(zone.url, { now, times: Number(values.walks ?? (values.long ? 4 : 1)) });
    await zone.stop();
  } finally {
    await zone.stop('SIGKILL');
  }
  say(`seed ${seed}; ${templates} real cases were walked through the API`);
  for (const applications of sizes) {
    const directory = join(folder, String(applications));
    cpSync(template, directory, { recursive: true });
    const data = join(directory, 'etown');
    const filled = await fill({ directory: data, assembly, applications, seed, now });
    say(`${filled.applications} applications lie in the table, ${filled.items} items`);
    const running = await startZone({ directory, skipSynth: true });
    try {
      await moveClock(running.url, { set: now });
      if (applications <= checkedUpTo && checked === '') {
        checked = checkRecords(data, join(folder, 'export'));
        say(`exported and checked: ${checked}`);
      }
      const size = await measureSize(running, filled, { seed, days, rounds, say });
      await running.stop();
      measured.push({ ...size, bytesPerCase: await bytesMade(data, tableOf(assembly), size.walked) });
    } finally {
      await running.stop('SIGKILL');
    }
    say('measured');
    if (values.write) writePage();
    rmSync(directory, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`\n${reported()}\n`);
const grown = growing(measured).map((fault) => `GROWS  ${fault}`);
const faults = [...grown, ...failing(measured).map((fault) => `FAILS  ${fault}`)];
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log('Nothing grows with the table.');
process.exitCode = faults.length === 0 ? 0 : 1;
