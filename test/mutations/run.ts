/**
 * Changes the rules of the domain one by one and runs the tests that reach the change: one that no test notices is a
 * sentence of law that nothing holds in place. `--short`: the small areas, in about a minute; `--area NAME`: one area;
 * `--since COMMIT`: those whose files changed since then.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { matchesGlob, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { type Area, areas } from './areas.ts';

const { values: asked } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    area: { type: 'string', multiple: true },
    since: { type: 'string' },
  },
});
const unknown = (asked.area ?? []).filter((name) => !areas.some((area) => area.name === name));
if (unknown.length > 0) {
  console.error(`no such area: ${unknown.join(', ')}; there are ${areas.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const holds = ({ files }: Area, path: string): boolean =>
  files.some((one) => matchesGlob(relative('shared/domain', path), one));
const changed = asked.since
  ? execFileSync('git', ['diff', '--name-only', asked.since, '--', 'shared/domain', 'test/shared/domain'], {
      encoding: 'utf8',
    })
      .split('\n')
      .map((path) => path.replace(/^test\//, '').replace(/\.test\.ts$/, '.ts'))
  : undefined;
const chosen = areas.filter(
  (area) =>
    (asked.area?.includes(area.name) ?? area.atLeast !== undefined) &&
    (!asked.short || area.short) &&
    (changed?.some((path) => holds(area, path)) ?? true),
);
if (chosen.length === 0) {
  console.log('nothing of the domain changed');
  process.exit(0);
}

const inDomain = (file: string): string => `shared/domain/${file}`;

const results = await new Stryker({
  testRunner: 'vitest',
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
  vitest: { configFile: 'test/mutations/vitest.config.ts', related: false },
  mutate: chosen.flatMap(({ files, words = [] }) => [
    ...files.map((file) => `${inDomain(file.replace(/\*\*$/, '**/*.ts'))}`),
    ...words.map((file) => `!${inDomain(file)}`),
  ]),
  // A literal is either prose or the name of a thing, and of a wrong name the compiler complains.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  // What runs once when a file is read can be judged only by all tests at once.
  ignoreStatic: true,
  concurrency: 1,
  incremental: true,
  incrementalFile: 'out/mutations/last.json',
  tempDirName: 'out/mutations/work',
  ignorePatterns: ['**', '!package.json', '!shared/**', '!test/**', '!infra/**'],
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
  timeoutMS: 3_000,
  disableTypeChecks: false,
}).runMutationTest();

const areaOf = (file: string): Area | undefined => chosen.find((area) => holds(area, relative('.', file)));

const line = (name: string, mutants: typeof results): { share: number; text: string } => {
  const count = (...states: string[]): number => mutants.filter(({ status }) => states.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const missed = count('Survived');
  const unreached = count('NoCoverage');
  const whole = noticed + missed + unreached;
  const share = whole === 0 ? 100 : (100 * noticed) / whole;
  const figures = [whole, noticed, missed, unreached, count('Ignored')].map((one) => String(one).padStart(9)).join('');
  return { share, text: `${name.padEnd(16)}${figures}${share.toFixed(1).padStart(8)} %` };
};

/** What stands in a file from one place to another, both counted from 1. */
function textAt(file: string, { start, end }: (typeof results)[number]['location']): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const cut = (lines.at(-1)?.length ?? 0) - (end.column - 1);
  const text = lines.join('\n');
  return text.slice(start.column - 1, text.length - cut);
}

const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);
const judged = results.filter(({ fileName }) => areaOf(fileName));
for (const { fileName, location, mutatorName, replacement = '', status } of judged) {
  if (status !== 'Survived' && status !== 'NoCoverage') continue;
  const place = `${relative('.', fileName)}:${location.start.line}`;
  const change = `${short(textAt(fileName, location))} -> ${short(replacement)}`;
  console.log(`${status === 'Survived' ? 'missed' : 'unreached'} ${place} ${mutatorName}: ${change}`);
}

console.log(
  `\n${'area'.padEnd(16)}${['changes', 'noticed', 'missed', 'unreached', 'static'].map((one) => one.padStart(9)).join('')}   score`,
);
const under: string[] = [];
for (const area of chosen) {
  const { share, text } = line(
    area.name,
    judged.filter(({ fileName }) => areaOf(fileName) === area),
  );
  const { atLeast } = area;
  console.log(`${text}  ${atLeast === undefined ? '(no floor yet)' : `(at least ${atLeast} %)`}`);
  if (atLeast !== undefined && share < atLeast) under.push(area.name);
}
console.log(line('together', judged).text);
if (judged.length === 0) under.push('nothing was changed');
if (under.length > 0) console.error(`below what was reached before: ${under.join(', ')}`);
process.exitCode = under.length > 0 ? 1 : 0;
