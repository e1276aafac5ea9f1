import { createPrivateKey, createPublicKey, sign as signWith } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import db from 'dynalite/db/index.js';
import { readAssembly } from '../../../infra/local/assembly.ts';
import { itemSize } from '../../../infra/local/dynamodb/capacity.ts';
import { indexRow } from '../../../infra/local/dynamodb/indexes.ts';
import { createRecords, type Rewriting } from '../../../infra/local/dynamodb/records.ts';
import { openStorage } from '../../../infra/local/dynamodb/storage.ts';
import { type Item, readTable, type Table } from '../../../infra/local/dynamodb/table.ts';
import { deploy } from '../../../infra/local/template.ts';
import { randomFrom } from '../../../infra/samples/random.ts';
import { checkZone } from '../../../infra/zones/check.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { keyId } from '../../../shared/credential/keys.ts';
import { entriesPerList } from '../../../shared/credential/status-index.ts';
import { addDays } from '../../../shared/domain/time.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import { type Bundle, bundlesOf, keyText, statusPlaceOf } from './bundles.ts';
import { newId, type Retold, retell, type Teller } from './retelling.ts';

/** Applications that stand in a queue, of a hundred. */
export const openShare = 0.03;
/** As many applications have come for each employer. */
const casesPerEmployer = 40;
const fewestEmployers = 20;
/** Weeks over which the closed cases are spread: all since the procedures of the zone are in force as they are. */
const weeksBack = 68;
const atOnce = 2000;

/** What lies in a table that was filled, as far as a measurement needs to know it. */
export type Filled = {
  applications: number;
  open: number;
  permits: number;
  items: number;
  employers: { number: number; id: string; cases: number }[];
  /** The largest employer's number in people.ts. */
  largest: number;
  /** Cases that every size has: the first that were told. */
  samples: { id: string; employer: number; applicant: number; permit?: Permit }[];
  /** Bytes of what work by the clock looks at: lines of the queues, those that are late, and what parties were told in the last days. */
  looked: { queues: number; late: number; notices: number };
};

/** The table of a zone, as the synthesised template defines it. */
export function tableOf(assembly: string): Table {
  const [table] = deploy(readAssembly(assembly)).of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  if (!table) throw new Error('the template has no table');
  return readTable(table);
}

export function zoneOf(): Zone {
  const checked = checkZone(etown, knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
}

type Stored = { table: Table; items: Item[] };

export async function everyItem(directory: string, table: Table): Promise<Stored> {
  const storage = await openStorage(join(directory, 'tables'));
  const items: Item[] = [];
  for await (const [, item] of storage.space('item', table.TableName).entries()) items.push(item as Item);
  await storage.close();
  return { table, items };
}

async function signing(directory: string): Promise<Pick<Teller, 'sign' | 'keyId'>> {
  const database = new DatabaseSync(join(directory, 'zone.sqlite'), { readOnly: true });
  const rows = database.prepare('select id, pkcs8 from signing_key').all();
  database.close();
  const [row, ...others] = rows;
  if (!(row?.pkcs8 instanceof Uint8Array) || others.length > 0) throw new Error('the zone has one signing key');
  const key = createPrivateKey({ key: Buffer.from(row.pkcs8), format: 'der', type: 'pkcs8' });
  const spki = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return {
    keyId: (await keyId(spki)).bytes,
    sign: (message) => new Uint8Array(signWith('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

type Execution = { row: Record<string, unknown>; bundle: Bundle };

/**
 * Fills the table of a zone that is not running: tells the cases that lie there again, as others', until there are as
 * many applications as wanted. The first n of a larger table are those of a smaller one with the same seed.
 *
 * @param options `directory`: of the zone; `now`: where its clock stands
 * @returns what lies there then
 */
export async function fill(options: {
  directory: string;
  assembly: string;
  applications: number;
  seed: number;
  now: string;
}): Promise<Filled> {
  const { directory, applications, seed, now } = options;
  const random = randomFrom(`load ${seed}`);
  const table = tableOf(options.assembly);
  const zone = zoneOf();
  const { items } = await everyItem(directory, table);
  const bundles = bundlesOf(items);
  const firms = bundles.filter(({ kind }) => kind === 'employer');
  const persons = bundles.filter(({ kind }) => kind === 'person');
  const [open, closed] = [persons.filter(({ isOpen }) => isOpen), persons.filter(({ isOpen }) => !isOpen)];
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('there is no template to tell again');
    return found;
  };

  const takenPlaces = new Set(
    items.filter((item) => keyText(item, 'pk').startsWith('STATUSINDEX#')).map((item) => keyText(item, 'pk').slice(-7)),
  );
  const quotas = new Map<number, number[]>();
  for (const item of items) {
    const [kind, year] = keyText(item, 'pk').split('#');
    const sk = keyText(item, 'sk');
    if (kind === 'QUOTA' && sk.startsWith('PLACE#')) placesOf(quotas, Number(year)).push(Number(sk.slice(6)));
  }
  const teller: Teller = {
    zone,
    random,
    ...(await signing(directory)),
    now: Date.parse(now) / 1000,
    statusPlace: () => {
      for (;;) {
        const statusIndex = Math.floor(random() * entriesPerList);
        const place = statusPlaceOf({ statusIndex });
        if (takenPlaces.has(place)) continue;
        takenPlaces.add(place);
        return statusIndex;
      }
    },
    // A third of the year's places stay free for those who come.
    quotaPlace: (year) => {
      const taken = placesOf(quotas, year);
      if (taken.length >= 130) return undefined;
      const number = Math.max(0, ...taken) + 1;
      if (number > 200) return undefined;
      taken.push(number);
      return number;
    },
  };

  const storage = await openStorage(join(directory, 'tables'));
  const silent = { changes: [], written: () => {} };
  const records = createRecords(
    storage,
    { now: () => Date.parse(now) },
    () => silent,
    () => [],
  );
  let waiting: Rewriting[] = [];
  let written = items.length;
  const flush = async () => {
    await records.write(waiting);
    written += waiting.length;
    waiting = [];
  };
  const looked = lookedAt(table, zone, now);
  for (const item of items) looked.add(item);
  const put = async (made: readonly Item[]) => {
    for (const item of made) looked.add(item);
    for (const after of made) waiting.push({ table, key: db.createKey(after, table), before: undefined, after });
    if (waiting.length >= atOnce) await flush();
  };

  const executions = openExecutions(directory, persons);
  const employers: Filled['employers'] = [];
  const samples: Filled['samples'] = [];
  const counts = { open: open.length, permits: 0, notValid: 0 };
  let told = bundles.reduce((sum, { heads }) => sum + heads.length, 0);
  let applicant = 0;

  const register = async () => {
    const employer = { number: employers.length, id: newId(random), cases: 0 };
    const weeks = weeksBack + (employers.length % 8);
    const made = retell(pick(firms), { employer: employer.number, employerId: employer.id, weeks }, teller);
    if (!made) throw new Error('a registration takes no place of a quota');
    await put(made.items);
    employers.push(employer);
    told += made.heads.length;
  };

  while (told < applications) {
    if (employers.length < Math.max(fewestEmployers, told / casesPerEmployer)) {
      await register();
      continue;
    }
    const isOpen = random() < openShare;
    const bundle = pick(isOpen ? open : closed);
    // Few employers have many, as everywhere.
    const employer = employers[Math.floor(employers.length * random() ** 3)];
    if (!employer) throw new Error('there are employers by now');
    const weeks = isOpen ? 0 : Math.floor(random() * weeksBack);
    const whom = { applicant, employer: employer.number, employerId: employer.id, weeks };
    const made = retell(bundle, whom, teller);
    if (!made) continue;
    await put(made.items);
    executions.tellAgain(bundle, made);
    employer.cases += made.heads.length;
    told += made.heads.length;
    counts.open += isOpen ? 1 : 0;
    counts.permits += made.permit ? 1 : 0;
    counts.notValid += made.items.filter((item) => keyText(item, 'pk').startsWith('STATUS#')).length;
    const [head] = made.heads;
    if (head && samples.length < 400) {
      const { permit } = made;
      samples.push({ id: head.id, employer: employer.number, applicant, ...(permit ? { permit } : {}) });
    }
    applicant += 1;
  }
  await flush();

  // What the zone counts of itself goes on from what lies there now.
  const common = items.flatMap((before): Rewriting[] => {
    const [pk, sk] = [keyText(before, 'pk'), keyText(before, 'sk')];
    const counted = (name: string, more: number): Rewriting => {
      const value = before[name];
      const count = value && 'N' in value ? Number(value.N) : 0;
      const after = { ...before, [name]: { N: String(count + more) } };
      return { table, key: db.createKey(before, table), before, after };
    };
    if (pk.startsWith('STATUSLIST#') && sk === 'CHANGES') return [counted('changes', counts.notValid)];
    if (pk === 'KEYS') return [counted('signed', counts.permits)];
    if (!pk.startsWith('QUOTA#') || sk.startsWith('PLACE#')) return [];
    const [, , group = ''] = pk.split('#');
    return [...quotas.keys()].flatMap((year): Rewriting[] => {
      const after = { ...before, pk: { S: `QUOTA#${year}#${group}` } };
      return keyText(after, 'pk') === pk ? [] : [{ table, key: db.createKey(after, table), before: undefined, after }];
    });
  });
  await records.write(common);
  await storage.close();
  executions.close();
  const largest = employers.reduce((most, one) => (one.cases > most.cases ? one : most));
  return {
    applications: told,
    open: counts.open,
    permits: counts.permits,
    items: written,
    employers,
    largest: largest.number,
    samples,
    looked: looked.bytes,
  };
}

/** Stages in which a case stands in a queue. */
const waitingStages = ['preliminary-review', 'review', 'conclusion', 'returned', 'refusal-announced', 'approved'];

/** Adds up what work by the clock looks at. */
function lookedAt(table: Table, zone: Zone, now: string) {
  const bytes = { queues: 0, late: 0, notices: 0 };
  const since = addDays(now.slice(0, 10), 1 - zone.statistics.commonReturns.days);
  return {
    bytes,
    add(item: Item) {
      const { at, stage, queueSk } = item;
      if (stage && 'S' in stage && waitingStages.includes(stage.S)) {
        for (const index of table.GlobalSecondaryIndexes) {
          const row = indexRow(table, index, item);
          if (!row) continue;
          bytes.queues += itemSize(row.item);
          if (queueSk && 'S' in queueSk && queueSk.S < now) bytes.late += itemSize(row.item);
        }
      }
      if (keyText(item, 'sk').startsWith('NOTICE#') && at && 'S' in at && at.S >= since)
        bytes.notices += itemSize(item);
    },
  };
}

function placesOf(quotas: Map<number, number[]>, year: number): number[] {
  const places = quotas.get(year) ?? [];
  quotas.set(year, places);
  return places;
}

/** Tells the executions that wait for a case again for the cases that are told of it, each with a token of its own. */
function openExecutions(directory: string, persons: readonly Bundle[]) {
  const database = new DatabaseSync(join(directory, 'states.sqlite'));
  const rows = database.prepare("select * from execution where status = 'RUNNING'").all();
  const found = new Map<Bundle, Execution[]>();
  for (const bundle of persons) {
    const own = rows.filter(({ name }) => bundle.heads.some(({ id }) => String(name).startsWith(`${id}-`)));
    found.set(
      bundle,
      own.map((row) => ({ row, bundle })),
    );
  }
  const putExecution = database.prepare('insert into execution values (?, ?, ?, ?, ?, ?, ?)');
  const putToken = database.prepare('insert into task_token values (?, ?, 1)');
  database.exec('begin');
  return {
    tellAgain(bundle: Bundle, made: Retold) {
      for (const { row } of found.get(bundle) ?? []) {
        const token: string | undefined = JSON.parse(String(row.body)).position.attempt?.token;
        const told = [...bundle.heads.map(({ id }) => id), ...(token === undefined ? [] : [token])];
        const again = (text: unknown) =>
          told.reduce((said, from) => said.replaceAll(from, made.replaced.get(from) ?? from), String(text));
        const { machine, started, transitions } = row;
        const arn = again(row.arn);
        const counts = [Number(started), Number(transitions)] as const;
        putExecution.run(arn, String(machine), again(row.name), 'RUNNING', ...counts, again(row.body));
        if (token !== undefined) putToken.run(again(token), arn);
      }
    },
    close() {
      database.exec('commit');
      database.close();
    },
  };
}
