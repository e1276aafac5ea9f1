import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quotas } from '../../../functions/quota/quotas.ts';
import { quotaRoutes } from '../../../shared/contract/quota.ts';
import { serve } from '../../../shared/http/function.ts';
import { openLogBook } from '../../office/log-book.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { gatewayEvent } from '../../office/request.ts';
import { register } from '../../office/walk.ts';
import { mondayMorning } from '../../records-wire.ts';
import { etownZone } from '../../zone-rules.ts';
import { accept, figures, group, ledger, places, reason, thisYear, waiting } from './graduates.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice({ zone: places(5) });
  employerId = await register(office);
});
afterEach(() => office.close());

const decide = (size: unknown, more: { body?: object; headers?: Record<string, string>; path?: string } = {}) =>
  office.ask('supervisor', `PUT ${more.path ?? thisYear}`, {
    body: { size, reason, ...more.body },
    headers: more.headers ?? {},
  });

const taken = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const id = await waiting(office, employerId);
    expect((await accept(office, id)).status).toBe(200);
    ids.push(id);
    office.clock.advance(60_000);
  }
  return ids;
};

describe('the list of quotas', () => {
  test('shows this year and the next with the zone’s figure before anybody was accepted', async () => {
    const { status, body } = await office.ask('decider', 'GET /api/quotas');
    const line = { group, label: { zh: '配额人员', en: 'Under quota' }, size: 5, reserved: 0, confirmed: 0, free: 5 };
    expect([status, body]).toEqual([
      200,
      {
        asOf: '2026-11-23',
        items: [
          { ...line, year: 2026, version: 1 },
          { ...line, year: 2027, version: 1 },
        ],
      },
    ]);
  });

  test('counts what is taken and what was decided', async () => {
    await taken(2);
    await decide(4);
    const { body } = await office.ask('inspector', 'GET /api/quotas');
    expect(body.items[0]).toMatchObject({ year: 2026, size: 4, reserved: 2, confirmed: 0, free: 2, version: 2 });
    expect(body.items[1]).toMatchObject({ year: 2027, size: 5, reserved: 0, confirmed: 0, free: 5, version: 1 });
  });

  test('turns with the year of the zone, not of Greenwich', async () => {
    office.clock.set('2026-12-31T15:59:59.999Z');
    expect((await office.ask('admin', 'GET /api/quotas')).body.items[0].year).toBe(2026);
    office.clock.set('2026-12-31T16:00:00.000Z');
    expect((await office.ask('admin', 'GET /api/quotas')).body.items[0].year).toBe(2027);
  });

  test('has no place in a year for which the zone set none, until one is decided', async () => {
    const [line] = places(5).quotas ?? [];
    const other = await openOffice({ zone: { quotas: [{ ...line, validTo: '2026-12-31' } as never] } });
    const { body } = await other.ask('admin', 'GET /api/quotas');
    expect(body.items.map(({ size }: { size: number }) => size)).toEqual([5, 0]);
    await other.close();
  });
});

describe('one quota', () => {
  test('names who holds a place in order of acceptance, page by page', async () => {
    const ids = await taken(3);
    const first = (await office.ask('supervisor', `GET ${thisYear}`, { query: { limit: '2' } })).body;
    expect(first.items).toMatchObject([
      { turn: 1, state: 'reserved', applicationId: ids[0], acceptedAt: mondayMorning },
      { turn: 2, state: 'reserved', applicationId: ids[1], acceptedAt: '2026-11-23T02:01:00.000Z' },
    ]);
    expect(first.items[0].receiptNumber).toMatch(/^ETOWN-/);
    const second = (await office.ask('supervisor', `GET ${thisYear}`, { query: { limit: '2', cursor: first.next } }))
      .body;
    expect(second.items).toMatchObject([{ turn: 3, applicationId: ids[2] }]);
    expect(second.next).toBeUndefined();
    expect(second.reserved).toBe(3);
  });

  test('refuses a cursor that it did not give', async () => {
    await taken(2);
    const { next } = (await office.ask('supervisor', `GET ${thisYear}`, { query: { limit: '1' } })).body;
    const lists = [
      [thisYear, 'bm90LWEtY3Vyc29y'],
      [thisYear.replace('2026', '2027'), next],
    ];
    for (const [path, cursor] of lists) {
      expect((await office.ask('supervisor', `GET ${path}`, { query: { cursor } })).status).toBe(400);
    }
  });

  test('tells how its size came about, the latest decision first', async () => {
    await taken(1);
    office.clock.advance(60_000);
    await decide(7);
    const { history } = await ledger(office);
    expect(history).toEqual([
      { at: '2026-11-23T02:02:00.000Z', by: people.supervisor.subject, from: 5, to: 7, reason },
      { at: mondayMorning, to: 5, source: 'invented for a test', placeholder: true },
    ]);
  });

  test.each([
    ['of a group that the zone does not limit', '/api/quotas/2026/astronauts'],
    ['of something that is no year', `/api/quotas/later/${group}`],
    ['of another century', `/api/quotas/1926/${group}`],
  ])('%s does not exist', async (_, path) => {
    expect((await office.ask('supervisor', `GET ${path}`)).status).toBe(404);
    expect((await decide(3, { path })).status).toBe(404);
  });
});

describe('deciding about a size', () => {
  test('answers the new state and is logged without a word of the reason', async () => {
    const answer = await decide(12);
    expect([answer.status, answer.headers.etag]).toEqual([200, '"2"']);
    expect(answer.body).toMatchObject({ size: 12, free: 12, version: 2 });
    const line = office.log.lines.find(({ code }) => code === 'quota-decided');
    expect(line?.fields).toEqual({ year: 2026, group, size: 12 });
  });

  test('below what is taken is a conflict that says so and changes nothing', async () => {
    await taken(3);
    const before = JSON.stringify(await office.items());
    const answer = await decide(2, { headers: { 'Accept-Language': 'en' } });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: 'urn:greenpath:problem:conflict',
      detail: expect.stringContaining('3 places are taken'),
      current: { size: 5, reserved: 3 },
    });
    expect((await decide(2)).body.detail).toContain('已有 3 个名额被占用');
    expect(JSON.stringify(await office.items())).toBe(before);
  });

  test('on a state that is not the present one is refused with the present one', async () => {
    await decide(8);
    const answers = [await decide(9, { headers: { 'If-Match': '"1"' } }), await decide(9, { body: { version: 1 } })];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 409, body: { current: { size: 8, version: 2 } } });
    }
    expect((await decide(9, { headers: { 'If-Match': '"2"' } })).status).toBe(200);
  });

  test('once more by the same request is answered alike; the same key for another size is refused', async () => {
    const headers = { 'Idempotency-Key': 'allotment-2026' };
    expect((await decide(8, { headers })).body.version).toBe(2);
    expect((await decide(8, { headers })).body.version).toBe(2);
    expect(await decide(9, { headers })).toMatchObject({
      status: 422,
      body: { type: 'urn:greenpath:problem:key-reused' },
    });
    expect(await figures(office)).toEqual([8, 0, 0, 8]);
  });

  test('names everything that is wrong with it at once', async () => {
    const answer = await office.ask('supervisor', `PUT ${thisYear}`, {
      body: { size: -1, reason: { zh: ' ', en: 'x'.repeat(501) }, colour: 'green' },
    });
    expect(answer.status).toBe(400);
    const paths = answer.body.problems.map(({ path }: { path: string }) => path);
    expect(paths.sort()).toEqual(['colour', 'reason.en', 'reason.zh', 'size']);
    for (const size of [1.5, 100_000, '5', null]) expect((await decide(size)).status).toBe(400);
  });

  test('is possible for last, this and next year', async () => {
    for (const year of [2025, 2026, 2027]) {
      expect((await decide(3, { path: `/api/quotas/${year}/${group}` })).status).toBe(200);
    }
    for (const year of [2024, 2028]) {
      expect((await decide(3, { path: `/api/quotas/${year}/${group}` })).status).toBe(400);
    }
  });

  test('takes effect at once: what was refused is accepted', async () => {
    await decide(1);
    await taken(1);
    const id = await waiting(office, employerId);
    expect((await accept(office, id)).status).toBe(409);
    await decide(2);
    expect((await accept(office, id)).status).toBe(200);
  });
});

describe('the ledger is for', () => {
  const readers = ['supervisor', 'admin', 'decider', 'inspector'];

  test.each(Object.keys(people) as (keyof typeof people)[])('%s, or not, as the law of access says', async (who) => {
    const roles: readonly string[] = people[who].roles;
    const reads = roles.some((role) => readers.includes(role));
    const decides = roles.some((role) => role === 'supervisor' || role === 'admin');
    for (const path of ['/api/quotas', thisYear]) {
      expect((await office.ask(who, `GET ${path}`)).status).toBe(reads ? 200 : 403);
    }
    const body = { size: 3, reason };
    expect((await office.ask(who, `PUT ${thisYear}`, { body })).status).toBe(decides ? 200 : 403);
  });

  test('nobody without a second factor, and nobody who did not sign in', async () => {
    const careless = { ...people.supervisor, mfa: false };
    expect((await office.ask(careless, `GET ${thisYear}`)).status).toBe(403);
    expect((await office.ask(undefined, `GET ${thisYear}`)).status).toBe(401);
  });
});

test('a zone that limits nothing has an empty list', async () => {
  const zone = etownZone({ quotas: [] });
  const { log } = openLogBook();
  const given = { table: office.table, clock: office.clock, zone, log };
  const handler = serve(quotaRoutes, quotas(given), { clock: office.clock, log });
  const answer = await handler(gatewayEvent(people.admin, quotaRoutes.listQuotas, {}));
  expect(JSON.parse(answer.body).items).toEqual([]);
});
