/** @module-tag own-process */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientFor, tableOf } from '../../infra/audit/zone-option.ts';
import { type Caller, moveClock, signIn } from '../../infra/demo/zone-client.ts';
import { type SampleCase, type SampleCaseName, sampleCase } from '../../infra/samples/cases.ts';
import { freshApplicant } from '../../infra/samples/fresh-applicant.ts';
import { closedStages } from '../../shared/domain/application/transitions.ts';
import type { Item } from '../../shared/records/table.ts';
import { attempt, type Command, chosen, delegation, history, meet } from '../model/commands.ts';
import { finish } from '../model/finish.ts';
import { type Ground, written } from '../model/ground.ts';
import { problemsIn } from '../model/invariants.ts';
import { unpacked } from '../model/unpacked.ts';
import { people } from '../office/people.ts';
import { etownRules } from '../zone-rules.ts';
import { assemble, type Cast, completeDraft, type Party } from './cast.ts';

/** The same histories every time; another seed plays others: `MODEL_SEED=7 npx vitest run --project zone test/zone/model.test.ts`. */
const seed = Number(process.env.MODEL_SEED ?? 20261122);
const histories = 2;
const commandsEach = 40;
const places = 1;
const repository = fileURLToPath(new URL('../../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'greenpath-model-'));
const data = join(directory, 'zone', 'etown');
const rules = etownRules();

let cast: Cast;
let party: Party;
let client: DynamoDBClient;
let tableName: string;

async function items(): Promise<Item[]> {
  const documents = DynamoDBDocumentClient.from(client);
  const found: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    found.push(...((page.Items ?? []) as Item[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until no execution does anything and nobody writes any more; what the table holds then. */
async function quiet(): Promise<Item[]> {
  let before = '';
  for (let look = 0; look < 1000; look++) {
    const [executions, usage] = await Promise.all([
      cast.anyone.ask('GET', '/_local/executions'),
      cast.anyone.ask('GET', '/_local/usage'),
    ]);
    const running = executions.body.executions as { status: string; state: string }[];
    const busy = running.some(({ status, state }) => status === 'RUNNING' && !state.startsWith('Await'));
    const counted = JSON.stringify([usage.body.table.writeUnits, usage.body.states]);
    if (!busy && counted === before) return items();
    before = counted;
    await pause(busy ? 25 : 10);
  }
  throw new Error('the zone never comes to rest');
}

type PersonName = keyof typeof people;
const accountOf = (name: PersonName) =>
  name === 'employer' ? party.account : name.startsWith('other') ? 'another' : undefined;

/** The zone over HTTP as a ground of the model; its people sign in under the roles that they have in the model. */
function groundOver(): Ground & { begin: () => Promise<void> } {
  const signedIn = new Map<PersonName, Promise<Caller>>();
  let clock = { told: 0, at: 0 };
  const callerOf = (name: PersonName): Promise<Caller> => {
    const known = signedIn.get(name);
    if (known) return known;
    const fresh = signIn(cast.zone.url, people[name].roles, accountOf(name));
    signedIn.set(name, fresh);
    return fresh;
  };
  /** Tokens end while the clock is moved, and with the process. */
  const begin = async () => {
    signedIn.clear();
    const { body } = await cast.anyone.ask('GET', '/_local/clock');
    clock = { told: Date.parse(body.now), at: Date.now() };
  };
  return {
    begin,
    ask: async (who, request, asked = {}) => {
      if (typeof who !== 'string') throw new Error('only people of the model act here');
      const [method = '', path = ''] = request.split(' ');
      const answer = await (await callerOf(who)).ask(method as 'GET', path, asked);
      return { status: answer.status, body: answer.body, headers: Object.fromEntries(answer.headers) };
    },
    items: quiet,
    now: () => clock.told + Date.now() - clock.at,
    advance: async (hours) => {
      if (hours > 0) {
        await moveClock(cast.zone.url, { advance: `PT${hours}H` });
        await begin();
      }
      await cast.anyone.ask('POST', '/_local/sweep');
      await quiet();
    },
    settle: async () => {
      await quiet();
    },
  };
}

let applicants = 0;

/** A draft with every paper, of somebody whom nobody knows, or of one who has a draft already. */
async function draftOf(name: SampleCaseName, one?: SampleCase): Promise<{ id: string; sample: SampleCase }> {
  applicants += 1;
  const { body } = await cast.anyone.ask('GET', '/api/zone');
  const own = one ?? freshApplicant(sampleCase(name, body.today, { contractFrom: body.today }), `7${applicants}`);
  // The first of each history is about the applicant of the model, who signs in under this address.
  const email = 'applicant@rehearsal.example';
  const { form } = own;
  const sample: SampleCase =
    name === 'etown-b' ? { ...own, form: { ...form, applicant: { ...form.applicant, email } } } : own;
  return { id: await completeDraft({ ...party, sample }), sample };
}

/** Two drafts about one person, one of category A, and two who want the only place of the quota. */
async function openCases(): Promise<string[]> {
  party = { ...party, handler: await cast.signInAs('employer', party.account) };
  const first = await draftOf('etown-b');
  const others = [
    await draftOf('category-a'),
    await draftOf('category-c-graduate'),
    await draftOf('etown-b', first.sample),
    await draftOf('category-c-graduate'),
  ];
  return [first, ...others].map(({ id }) => id);
}

async function tried(ground: Ground, command: Command, id: string): Promise<string[]> {
  switch (command.kind) {
    case 'pass':
      await ground.advance(command.hours);
      return [];
    case 'delegation':
      return delegation(ground, command.verb);
    case 'offered': {
      const act = await chosen(ground, id, command.pick);
      return act ? attempt(ground, id, act, () => written(ground)) : [];
    }
    case 'act':
      return attempt(ground, id, command, () => written(ground));
    case 'meet':
      return meet(ground, id, command);
  }
}

/** Ends the process while somebody acts, and starts another on the same folder. */
async function dieDuring(act: () => Promise<unknown>): Promise<void> {
  const under = act().catch(() => undefined);
  await cast.zone.stop('SIGKILL');
  await under;
  const { zone, ...rest } = await assemble(join(directory, 'zone'));
  cast = { ...cast, ...rest, zone, party: cast.party };
  client = clientFor(data);
}

async function play(commands: readonly Command[], killedAfter?: number): Promise<string[]> {
  const ground = groundOver();
  await ground.begin();
  const cases = await openCases();
  const broken = async () =>
    problemsIn(unpacked(await ground.items()), { rules, now: new Date(ground.now()).toISOString(), size: places });
  for (const [index, command] of commands.entries()) {
    const id = cases['target' in command ? command.target : 0] ?? '';
    if (index === killedAfter) {
      const act = await chosen(ground, id, 1);
      await dieDuring(async () => act && attempt(ground, id, act, async () => ''));
      await ground.begin();
      await ground.advance(1);
    }
    const found = await tried(ground, command, id);
    found.push(...(await broken()));
    if (found.length > 0) return [`after step ${index + 1} (${JSON.stringify(command)})`, ...found];
  }
  await delegation(ground, 'restore');
  for (const id of cases) {
    const stage = await finish(ground, id);
    if (!closedStages.includes(stage)) return [`${id} cannot be finished from ${stage}`];
  }
  return broken();
}

/** Runs a program of the repository as an administrator would. */
const run = (program: string, ...options: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const files = [join('infra/audit', program), ...options];
    execFile(process.execPath, files, { cwd: repository }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });

beforeAll(async () => {
  cast = await assemble(join(directory, 'zone'));
  await moveClock(cast.zone.url, { set: '2026-12-07T02:00:00.000Z' });
  const [frontOfficer, backOfficer, decider] = await Promise.all([
    cast.signInAs('front-officer'),
    cast.signInAs('back-officer'),
    cast.signInAs('decider'),
  ]);
  Object.assign(cast.officers, { frontOfficer, backOfficer, decider });
  party = await cast.party();
  client = clientFor(data);
  tableName = await tableOf(client, undefined);
  const supervisor = await cast.signInAs('supervisor');
  for (const year of [2026, 2027]) {
    const reason = { zh: '演练只设一个名额', en: 'One place, for the rehearsal' };
    const { status } = await supervisor.ask('PUT', `/api/quotas/${year}/quota-managed`, {
      body: { size: places, reason },
    });
    expect(status).toBe(200);
  }
});
afterAll(async () => {
  await cast.end();
  rmSync(directory, { recursive: true, force: true });
});

describe('random histories against a whole zone over HTTP', () => {
  const samples = fc.sample(history(5, commandsEach), { seed, numRuns: histories });

  test.each(samples.map((commands, index) => [index + 1, commands] as const))(
    'history %i breaks no invariant, and every case can be brought to its end',
    { timeout: 240_000 },
    async (number, commands) => {
      const began = performance.now();
      expect(await play(commands, number === histories ? commandsEach / 2 : undefined)).toEqual([]);
      console.log(`history ${number} took ${Math.round((performance.now() - began) / 1000)} s`);
    },
  );

  test('are not empty ones', async () => {
    const happened = (await items()).filter(({ pk, sk }) => pk.startsWith('APPLICATION#') && sk.startsWith('EVENT#'));
    const types = new Set(happened.map(({ type }) => type));
    console.log(`${happened.length} events of ${types.size} kinds`);
    expect(types.size).toBeGreaterThan(12);
  });

  test('leave a record in which an outsider finds nothing wrong, and which computed again is the same', async () => {
    const folder = join(directory, 'export');
    const exported = await run('export.ts', '--out', folder, '--data', data);
    expect([exported.code, exported.said]).toEqual([0, expect.stringContaining('applications.ndjson')]);
    const checked = await run('check-export.mjs', folder);
    expect(checked.said).toMatch(/findings +0\n/);
    expect(checked.code).toBe(0);
    const replayed = await run('replay.ts', '--export', folder);
    expect(replayed.said).toMatch(/differences +0\n/);
    expect(replayed.code).toBe(0);
  });
});
