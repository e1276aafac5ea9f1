import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions, type FunctionName, functionNames, layOutAsset } from '../../infra/bundle.ts';
import { zones } from '../../infra/templates-check/templates.ts';
import { people } from '../office/people.ts';
import { gatewayEvent } from '../office/request.ts';
import { bundleYardstick, type Start, sharesOf, start, type Yardstick, yardsticks } from './functions/starting.ts';
import { figure, type Run, type Section } from './report/section.ts';
import { median } from './sequence.ts';

/** Measured in the short form too: what people wait for most often, and what differs from it. */
const always: readonly FunctionName[] = [
  'intake-handler',
  'approval-handler',
  'employers-handler',
  'quota-handler',
  'scoring-handler',
  'documents-handler',
  'issuance-card',
  'portal-handler',
  'portal-pages',
  'sign-in-authorizer',
  'verification-handler',
];
/** The functions that people's requests meet most, with a client of the table and the rules of the zone. */
const typical: readonly FunctionName[] = ['intake-handler', 'approval-handler'];
const mostOfClient = 1.25;
const mostOfEmpty = 2;

const kilobytes = (bytes: number) => (bytes / 1024).toFixed(0);
const middle = (starts: readonly Start[], of: keyof Start) => median(starts.map((one) => one[of]));

/** Bundles and start of every function beside an empty handler and the plain client of the table. */
export async function benchFunctions({ long }: Run): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'greenpath-bench-'));
  try {
    const [zone] = zones;
    if (!zone) throw new Error('there is no zone');
    const bundles = await bundleFunctions({ outdir: join(folder, 'functions') });
    const pages = join(folder, 'pages');
    mkdirSync(pages);
    const measured: { name: string; file: string; bytes: number; event?: object }[] = [];
    for (const name of Object.keys(yardsticks) as Yardstick[]) {
      measured.push({ name, ...(await bundleYardstick(name, folder)) });
    }
    for (const name of long ? functionNames : always) {
      const file = join(layOutAsset(bundles[name], zone, join(folder, 'zones'), pages), 'index.js');
      measured.push({ name, file, bytes: bundles[name].bytes });
    }
    const intake = measured.find(({ name }) => name === 'intake-handler');
    const refused = 'intake-handler, first request refused';
    if (intake) {
      const route = { method: 'POST', path: '/api/applications' } as const;
      measured.push({ ...intake, name: refused, event: gatewayEvent(people.employer, route, {}, { body: {} }) });
    }
    const starts = new Map<string, Start[]>(measured.map(({ name }) => [name, []]));
    for (let round = 0; round < (long ? 7 : 5); round += 1) {
      for (const { name, file, event } of measured) starts.get(name)?.push(start(file, zone, event));
    }
    const of = (name: string, what: keyof Start) => middle(starts.get(name) ?? [], what);
    const client = of('plain DynamoDB client', 'load');
    const empty = of('empty handler', 'process');
    const overBudget = [
      ...typical
        .filter((name) => of(name, 'load') > client * mostOfClient)
        .map(
          (name) =>
            `${name} loads in ${figure(of(name, 'load') / client)} times the time of the plain client, the budget is ${mostOfClient}`,
        ),
      ...(of('verification-handler', 'process') > empty * mostOfEmpty
        ? [`verification-handler starts in more than ${mostOfEmpty} times the time of an empty handler`]
        : []),
    ];
    const shown = (name: string, of: (name: string) => number) => figure(of(name));
    return {
      title: 'Functions: bundle and start',
      words: [
        `Median of ${long ? 7 : 5} interleaved starts, each in a process of its own, as Lambda would load the code: with its folder and its environment. "Load" is the time of the code alone, "process" that of Node.js with it. The plain client is the bundle of @aws-sdk/client-dynamodb with five commands, minified, with nothing left out; budgets: typical functions within ${mostOfClient} of its load, verification within ${mostOfEmpty} of an empty handler's process.`,
        `Schemas are made when they are first used, so a first request pays for those of its route: from the start to the answer that refuses an empty application the intake takes ${figure(of(refused, 'answered'))} ms.`,
      ],
      tables: [
        {
          title: 'Start',
          columns: ['Function', 'KB', 'Load, ms', 'Of the plain client', 'Process, ms', 'Of an empty handler'],
          rows: measured
            .filter(({ name }) => name !== refused)
            .map(({ name, bytes }) => [
              name,
              kilobytes(bytes),
              shown(name, (one) => of(one, 'load')),
              shown(name, (one) => of(one, 'load') / client),
              shown(name, (one) => of(one, 'process')),
              shown(name, (one) => of(one, 'process') / empty),
            ]),
        },
        {
          title: 'What a bundle is made of, KB',
          columns: ['Function', 'All', 'Shares'],
          rows: functionNames.map((name) => [
            name,
            kilobytes(bundles[name].bytes),
            sharesOf(bundles[name].inputs)
              .map(([owner, bytes]) => `${owner} ${bytes < 1024 ? '<1' : kilobytes(bytes)}`)
              .join(', '),
          ]),
        },
      ],
      charts: [
        {
          title: 'Loading a function, against the plain DynamoDB client',
          unit: 'ms',
          scale: 'linear',
          bars: measured
            .filter(({ name }) => [...always, 'plain DynamoDB client', 'empty handler'].includes(name))
            .map(({ name }) => ({
              label: name,
              value: of(name, 'load'),
              shown: `${figure(of(name, 'load'))} ms`,
              own: !(name in yardsticks),
            })),
        },
      ],
      failures: [],
      overBudget,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
