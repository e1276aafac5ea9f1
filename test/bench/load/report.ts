import { cpus } from 'node:os';
import { days, mix } from './arrivals.ts';
import type { Measured } from './flatness.ts';
import type { Units } from './meter.ts';
import type { Latencies } from './working-day.ts';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => [
  row(head),
  row(head.map((_, index) => (index === 0 ? '---' : '---:'))),
  ...rows.map(row),
];
const figure = (value: number): string => String(Math.round(value * 10) / 10);
const inUnits = ({ writes, reads, transitions }: Units): string =>
  [figure(writes), figure(reads), ...(transitions > 0 ? [figure(transitions)] : [])].join(' / ');
const many = (count: number): string => count.toLocaleString('en');

const byName = <T extends { name: string }>(
  sizes: readonly Measured[],
  from: (size: Measured) => readonly T[],
  cell: (one: T) => string,
): string[][] =>
  (sizes[0] ? from(sizes[0]) : []).map(({ name }) => [
    name,
    ...sizes.map((size) => {
      const found = from(size).find((one) => one.name === name);
      return found ? cell(found) : '';
    }),
  ]);

/** Times of the smallest size in milliseconds, of larger ones as multiples of them. */
function latencyRows(sizes: readonly Measured[], at: number): string[][] {
  const timesOf = (size: Measured): readonly Latencies[] => size.latencies[at]?.times ?? [];
  const first = sizes[0] ? timesOf(sizes[0]) : [];
  return first
    .filter(({ name }) => mix.some((one) => one.name === name))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((before) => [
      before.name,
      `${before.count}${before.failed > 0 ? `, ${before.failed} failed` : ''}`,
      `${before.p50.toFixed(0)} / ${before.p95.toFixed(0)} / ${before.p99.toFixed(0)}`,
      ...sizes.slice(1).map((size) => {
        const after = timesOf(size).find(({ name }) => name === before.name);
        if (!after) return '';
        const ratio = (which: 'p50' | 'p95' | 'p99') => (after[which] / before[which]).toFixed(2);
        return `${ratio('p50')} / ${ratio('p95')} / ${ratio('p99')}`;
      }),
    ]);
}

/** Everything that was measured, as tables of a page. */
export function report(
  sizes: readonly Measured[],
  the: { seed: number; on: string; command: string; templates: number; checked: string; seconds: number },
): string {
  const heads = sizes.map(({ filled }) => many(filled.applications));
  return [
    `\`${the.command}\`, ${the.on}, ${cpus().length} shared vCPUs, Node ${process.version.slice(1)}, seed ${the.seed}, ${the.seconds} s.`,
    '',
    `**How the table was filled.** ${the.templates} applications were walked through the API over HTTP: employers that registered, permits that were`,
    'issued, suspended, cancelled, cases refused, not accepted, withdrawn, returned and waiting at every officer. The rest',
    'was written into the storage: each of these cases told again under other ids, names, passports, codes, permit numbers, status',
    'places and dates (whole weeks back), its chain of hashes, its marks and the signature of its permit made anew. Files lie',
    `in the bucket once, for the template. ${the.checked}`,
    '',
    ...table(
      ['', ...heads],
      [
        ['items', ...sizes.map(({ filled }) => many(filled.items))],
        ['cases that wait for somebody', ...sizes.map(({ filled }) => many(filled.open))],
        ['permits', ...sizes.map(({ filled }) => many(filled.permits))],
        ['employers', ...sizes.map(({ filled }) => many(filled.employers))],
        ['bytes that a plain case leaves', ...sizes.map(({ bytesPerCase }) => many(bytesPerCase))],
        ['bytes of the signed status list', ...sizes.map(({ statusList }) => many(statusList.bytes))],
      ],
    ),
    '',
    '**Units of an operation**: write units / read units / state transitions, medians, each with all that follows from it.',
    'The largest employer handles the plain cases. These must not grow.',
    '',
    ...table(
      ['step of a plain case', ...heads],
      byName(
        sizes,
        ({ steps }) => steps,
        ({ units }) => inUnits(units),
      ),
    ),
    '',
    ...table(
      ['read', ...heads],
      byName(
        sizes,
        ({ reads }) => reads,
        ({ units, growsWith, pages }) =>
          `${inUnits(units)}${growsWith ? ` (by ${growsWith})` : ''}${pages === undefined ? '' : ` of ${many(pages)} pages`}`,
      ),
    ),
    '',
    '**Work by the clock**, when nothing new is due (in brackets right after the filling). The figures look at every line of the',
    'queues, the sweeper at those that are late, the statistics at what parties were told in the last days, the probe at the',
    'status list: their reads follow those bytes and nothing else.',
    '',
    ...table(
      ['schedule', ...heads],
      byName(
        sizes,
        ({ byClock }) => byClock,
        ({ again, first, looks }) =>
          `${inUnits(again)} (${inUnits(first)})${looks > 0 ? `, looks at ${many(Math.ceil(looks / 1024))} KB` : ''}`,
      ),
    ),
    ...(sizes[0]?.latencies ?? []).flatMap(({ kind }, at) => [
      '',
      `**A day of the kind "${kind}"** in fast motion (${days[kind]} times an ordinary one), p50 / p95 / p99: milliseconds from when an`,
      'operation was to begin at the smallest size, and how many times as long it took at the larger ones. It is the one-machine zone',
      'with its storage engine on shared processors: no statement about the service on AWS.',
      '',
      ...table(['operation', 'times', `${heads[0]}, ms`, ...heads.slice(1)], latencyRows(sizes, at)),
    ]),
  ].join('\n');
}
