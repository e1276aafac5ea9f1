/** @module-tag own-records */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startZone } from '../../infra/demo/open-zone.ts';
import { acceptApplication } from '../../infra/demo/walk-case.ts';
import { type Answer, type Caller, signIn } from '../../infra/demo/zone-client.ts';
import { placeAfter } from '../../shared/domain/quota/quota.ts';
import { type Head, readEvents, readHead } from '../../shared/records/application.ts';
import { employerStep, holdCodeStep, readEmployer } from '../../shared/records/employer.ts';
import { headOf } from '../../shared/records/head-item.ts';
import { keys } from '../../shared/records/keys.ts';
import { enterPerson, type Identity } from '../../shared/records/person.ts';
import { newId, openTable, type Table } from '../../shared/records/table.ts';
import { assemble, type Cast, type Party, submitted } from './cast.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-quota-'));
const group = 'quota-managed';
const reason = { zh: '本年度指标', en: 'The allotment of this year' };

let cast: Cast;
let supervisor: Caller;
let party: Party;
let original: Head;
let path: string;
let year: number;

/** The table of the zone that runs, as its functions reach it. */
async function tableOf(): Promise<Table> {
  const database = new DatabaseSync(join(directory, 'etown', 'zone.sqlite'), { readOnly: true });
  const port = database.prepare("select port from port where name = 'endpoint'").get()?.port;
  database.close();
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames: [name = ''] = [] } = await client.send(new ListTablesCommand({}));
  return openTable(name, client);
}

const letters = (number: number) =>
  [...String(number).padStart(4, '0')].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

/**
 * One more submitted application like the first, of somebody else: what intake wrote for it, under another id. Uploading
 * and judging the same eight papers two hundred times would take minutes and has tests of its own.
 */
async function copy(table: Table, number: number): Promise<string> {
  const id = newId();
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.application(original.id).pk },
    ConsistentRead: true,
  });
  const { applicant } = party.sample.form;
  const identity = {
    ...applicant,
    familyName: `${applicant.familyName} ${letters(number)}`,
    passport: { ...applicant.passport, number: `U${String(number).padStart(7, '0')}` },
  };
  const person = await enterPerson(table, identity as Identity, original.updatedAt);
  const receiptNumber = `COPY-${number}`;
  const { pk } = keys.application(id);
  await table.transact([
    ...items.map((item) => {
      if (item.sk === 'HEAD') {
        const queueSk = String(item.queueSk).replace(original.id, id);
        return { put: { Item: { ...item, pk, id, queueSk, receiptNumber, personId: person.personId } } };
      }
      if (item.sk !== 'FORM') return { put: { Item: { ...item, pk } } };
      return { put: { Item: { ...item, pk, form: { ...(item.form as object), applicant: identity } } } };
    }),
    {
      put: {
        Item: {
          ...keys.openCase(person.personId, original.employerId ?? '', original.procedure),
          applicationId: id,
        },
      },
    },
  ]);
  return id;
}

async function copies(from: number, count: number): Promise<string[]> {
  const table = await tableOf();
  const ids: string[] = [];
  for (let at = 0; at < count; at += 20) {
    const some = Array.from({ length: Math.min(20, count - at) }, (_, index) => copy(table, from + at + index));
    ids.push(...(await Promise.all(some)));
  }
  return ids;
}

const decide = async (size: number) => {
  const answer = await supervisor.ask('PUT', path, { body: { size, reason } });
  expect(answer.status).toBe(200);
};

const accept = (officer: Caller, id: string): Promise<Answer> =>
  officer.ask('POST', `/api/applications/${id}/preliminary-review`, { body: { decision: 'accept' } });

type Place = { number: number; state: string; applicationId: string; acceptedAt: string };

async function places(): Promise<{ figures: number[]; items: Place[] }> {
  const items: Place[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await supervisor.ask('GET', `${path}?limit=20${cursor && `&cursor=${cursor}`}`);
    items.push(...body.items);
    cursor = body.next ?? '';
    if (!cursor) return { figures: [body.size, body.reserved, body.confirmed, body.free], items };
  }
}

/** Every case holds the place that its head names, its own events tell the same, and nobody else's stands there. */
async function agree(ids: readonly string[]): Promise<string[]> {
  const table = await tableOf();
  const { items } = await places();
  const holders = new Map(items.map(({ applicationId, number }) => [applicationId, number]));
  expect(holders.size).toBe(items.length);
  const holding: string[] = [];
  for (const id of ids) {
    const head = await readHead(table, id);
    const number = holders.get(id);
    const name = number === undefined ? undefined : `${year}#${group}#${number}`;
    expect([head?.stage, head?.quota]).toEqual([name ? 'review' : 'preliminary-review', name]);
    expect(placeAfter(await readEvents(table, id))?.name).toBe(name);
    if (name) holding.push(id);
  }
  return holding;
}

beforeAll(async () => {
  cast = await assemble(directory);
  supervisor = await cast.signInAs('supervisor');
  party = await cast.party('category-c-graduate');
  const table = await tableOf();
  const employer = await readEmployer(table, party.employerId);
  if (employer && employer.status !== 'registered') {
    const registeredAt = new Date().toISOString();
    const entered = employerStep(party.employerId, { status: 'registered', registeredAt });
    await table.transact([entered, holdCodeStep(employer)]);
  }
  const id = await submitted(party);
  const item = await table.get(keys.application(id));
  if (!item) throw new Error('nothing was submitted');
  original = headOf(item);
  year = Number((await cast.anyone.ask('GET', '/api/zone')).body.today.slice(0, 4));
  path = `/api/quotas/${year}/${group}`;
});
afterAll(() => cast.end());

describe('a quota of 50', () => {
  let ids: string[];
  let answers: Answer[];

  test('under 200 acceptances at the same moment takes exactly 50', async () => {
    await decide(50);
    ids = await copies(1, 200);
    const began = performance.now();
    answers = await Promise.all(ids.map((id) => accept(cast.frontOfficer, id)));
    console.log(`200 acceptances over HTTP took ${Math.round(performance.now() - began)} ms`);
    const { figures, items } = await places();
    expect(figures).toEqual([50, 50, 0, 0]);
    expect(new Set(items.map(({ number }) => number)).size).toBe(50);
    expect(items.map(({ acceptedAt }) => acceptedAt)).toEqual(items.map(({ acceptedAt }) => acceptedAt).sort());
  });

  test('answers the other 150 that every place is taken, and loses none of them', async () => {
    const statuses = answers.map(({ status }) => status);
    expect([
      statuses.filter((status) => status === 200).length,
      statuses.filter((status) => status === 409).length,
    ]).toEqual([50, 150]);
    for (const { status, body } of answers) {
      if (status === 409) expect(body.type).toBe('urn:greenpath:problem:quota-exhausted');
      else expect(body).toMatchObject({ stage: 'review', quota: { year, group, state: 'reserved' } });
    }
    const holding = await agree(ids);
    expect(holding).toEqual(ids.filter((_, index) => answers[index]?.status === 200));
  });

  test('gives each place that becomes free to one of those who wait', async () => {
    const free = ids.filter((_, index) => answers[index]?.status === 200).slice(0, 3);
    const waiting = ids.filter((_, index) => answers[index]?.status === 409).slice(0, 12);
    const both = await Promise.all([
      ...free.map((id) => party.handler.ask('POST', `/api/applications/${id}/withdraw`)),
      ...waiting.map((id) => accept(cast.frontOfficer, id)),
    ]);
    expect(both.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = await Promise.all(waiting.map((id) => accept(cast.frontOfficer, id)));
    const { figures } = await places();
    expect(figures).toEqual([50, 50, 0, 0]);
    const holding = await agree(ids.filter((id) => !free.includes(id)));
    expect(holding).toHaveLength(50);
    expect(again.some(({ status }) => status === 409)).toBe(true);
  });

  test('cannot be lowered below what is taken, nor oversold when it is raised', async () => {
    const answer = await supervisor.ask('PUT', path, { body: { size: 49, reason } });
    expect([answer.status, answer.body.current.reserved]).toEqual([409, 50]);
    await decide(54);
    const { items } = await places();
    const waiting = ids.filter((id) => !items.some(({ applicationId }) => applicationId === id)).slice(3, 20);
    await Promise.all(waiting.map((id) => accept(cast.frontOfficer, id)));
    expect((await places()).figures).toEqual([54, 54, 0, 0]);
  });
});

test('a zone that is killed in the middle of acceptances keeps every place with its case, and none without', async () => {
  await decide(70);
  const ids = await copies(1001, 60);
  const under = ids.map((id) =>
    accept(cast.frontOfficer, id).then(
      ({ status }) => status,
      () => 'lost' as const,
    ),
  );
  // Once some were answered the rest is in all states that a request can be in.
  await Promise.race(under.slice(20));
  await cast.zone.stop('SIGKILL');
  const told = await Promise.all(under);
  const zone = await startZone({ directory, skipSynth: true });
  cast.zone.url = zone.url;
  cast.zone.stop = zone.stop;
  supervisor = await signIn(zone.url, 'supervisor');
  const holding = await agree(ids);
  for (const [index, status] of told.entries()) if (status === 200) expect(holding).toContain(ids[index]);
  expect(told).toContain('lost');
  const officer = await signIn(zone.url, 'front-officer');
  const waiting = ids.filter((id) => !holding.includes(id));
  const left = 70 - 54 - holding.length;
  const again = await Promise.all(waiting.map((id) => accept(officer, id)));
  expect(again.filter(({ status }) => status === 200)).toHaveLength(Math.max(0, left));
  expect((await places()).figures).toEqual([70, 70, 0, 0]);
  await agree(ids);
  expect((await acceptApplication(officer, original.id).catch(({ answer }) => answer)).status).toBe(409);
});
