import { join } from 'node:path';
import type { StartedZone } from '../../../infra/demo/open-zone.ts';
import { type Caller, caller } from '../../../infra/demo/zone-client.ts';
import { itemSize } from '../../../infra/local/dynamodb/capacity.ts';
import { openStorage } from '../../../infra/local/dynamodb/storage.ts';
import type { Item, Table } from '../../../infra/local/dynamodb/table.ts';
import type { DayKind } from './arrivals.ts';
import type { Filled } from './filling.ts';
import { medianUnits, openMeter, sumOf, type Units } from './meter.ts';
import { askings } from './reading-operations.ts';
import { asked } from './templates.ts';
import { type Latencies, playDay } from './working-day.ts';
import { openWorld, type PlainCase, steps } from './world.ts';

/** A list or a single thing that was read, and how many pages the list had. */
type Read = { name: string; units: Units; growsWith?: string; pages?: number };

/** Work by the clock: right after the table was filled, and once more when nothing is left to do. */
type ByClock = {
  name: string;
  first: Units;
  again: Units;
  /** Bytes that it has to look at, for this is what it is for; 0 where nothing is due. */
  looks: number;
};

/** What one size of the table was found to cost. */
export type SizeMeasured = {
  filled: Pick<Filled, 'applications' | 'open' | 'permits' | 'items'> & { employers: number };
  /** Medians of each step, and all steps of a case together. */
  steps: { name: string; units: Units }[];
  reads: Read[];
  byClock: ByClock[];
  statusList: { bytes: number };
  latencies: { kind: DayKind; times: Latencies[] }[];
  /** The plain cases that were walked one after the other: between which instants, and how many. */
  walked: { from: number; to: number; cases: number };
};

type Options = {
  seed: number;
  days: readonly { kind: DayKind; ordinary: number; seconds: number }[];
  /** How often each thing is measured; the lower middle counts, for a schedule in between only adds. */
  rounds: { cases: number; reads: number; byClock: number };
  say: (line: string) => void;
};

/** Everything that is measured at one size, in a zone that runs on a filled table and has nothing else to do. */
export async function measureSize(zone: StartedZone, filled: Filled, options: Options): Promise<SizeMeasured> {
  const { url } = zone;
  const { rounds } = options;
  const anyone = caller(url);
  const meter = openMeter(url);
  const instant = async (): Promise<number> =>
    Date.parse((await asked('clock', anyone.ask('GET', '/_local/clock'))).now);

  const byClock = await measureSchedules(url, filled, rounds.byClock);
  const world = await openWorld(url, filled);

  const found = new Map<string, Units[]>();
  let from = 0;
  for (let round = 0; round <= rounds.cases; round++) {
    // The first case meets functions that have read nothing yet.
    if (round === 1) from = await instant();
    const the: PlainCase = { sample: world.nextSample(), id: '' };
    for (const [name, step] of Object.entries(steps)) {
      const units = await meter.measure(() => step(world, the));
      if (round > 0) found.set(name, [...(found.get(name) ?? []), units]);
    }
  }
  const walked = { from, to: await instant(), cases: rounds.cases };
  const medians = [...found].map(([name, units]) => ({ name, units: medianUnits(units) }));

  const reads: Read[] = [];
  for (const { name, ask, ...more } of await askings(world, filled)) {
    await meter.measure(ask);
    const measured: Units[] = [];
    for (let round = 0; round < rounds.reads; round++) measured.push(await meter.measure(ask));
    reads.push({ name, units: medianUnits(measured), ...more });
  }

  const latencies: SizeMeasured['latencies'] = [];
  for (const day of options.days) {
    latencies.push({ kind: day.kind, times: await playDay(world, filled, { ...day, seed: options.seed }) });
    options.say(`a day was played: ${day.kind}`);
  }
  const { applications, open, permits, items, employers } = filled;
  return {
    filled: { applications, open, permits, items, employers: employers.length },
    steps: [...medians, { name: 'a plain case, all steps', units: sumOf(medians.map(({ units }) => units)) }],
    reads,
    byClock,
    statusList: { bytes: await listBytes(anyone) },
    latencies,
    walked,
  };
}

async function measureSchedules(url: string, filled: Filled, rounds: number): Promise<ByClock[]> {
  const meter = openMeter(url);
  const anyone = caller(url);
  const names: string[] = (await asked('schedules', anyone.ask('GET', '/_local/schedules'))).schedules;
  const measured: ByClock[] = [];
  for (const name of names) {
    const run = () => asked(name, anyone.ask('POST', `/_local/sweep?schedule=${encodeURIComponent(name)}`));
    const first = await meter.measure(run);
    const again: Units[] = [];
    for (let round = 0; round < rounds; round++) again.push(await meter.measure(run));
    // The template's name of it, without what makes that name unique.
    const short = name.replace(/^[a-z]+-[a-z]+-/, '').replace(/[0-9A-F]{8}$/, '');
    measured.push({
      name: short,
      first,
      again: medianUnits(again),
      looks: looksAt(name, filled, await listBytes(anyone)),
    });
  }
  return measured;
}

/** What a schedule is there to look at, in bytes. */
function looksAt(name: string, { looked }: Filled, statusList: number): number {
  if (/figures/i.test(name)) return looked.queues;
  if (/statistics/i.test(name)) return looked.notices;
  // The sweeper passes over what is late, and the probe asks for the status list as a verifier does.
  if (/upkeep/i.test(name)) return looked.late;
  return /probe/i.test(name) ? statusList : 0;
}

async function listBytes(anyone: Caller): Promise<number> {
  const list = await asked('status list', anyone.ask('GET', '/api/status-lists/1'));
  return Buffer.byteLength(typeof list === 'string' ? list : JSON.stringify(list));
}

/** An item's history as the storage keeps it: no former image where the item was new. */
type Former = { key: string; at: number; before?: Item };

/**
 * Bytes of the items that came into being between two instants, in a zone that was stopped: everything that a plain case
 * leaves, its notices and summaries and the record of who read it among them.
 */
export async function bytesMade(directory: string, table: Table, the: SizeMeasured['walked']): Promise<number> {
  const storage = await openStorage(join(directory, 'tables'));
  const items = storage.space('item', table.TableName);
  let bytes = 0;
  for await (const [, value] of storage.space('history', table.TableName).entries({ reverse: true })) {
    const { key, at, before } = value as Former;
    if (at < the.from) break;
    if (at > the.to || before) continue;
    const item = (await storage.get(items.key(key))) as Item | undefined;
    if (item) bytes += itemSize(item);
  }
  await storage.close();
  return Math.round(bytes / the.cases);
}
