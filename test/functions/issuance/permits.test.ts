import { inflateSync } from 'node:zlib';
import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStatusList, verifyToken } from '../../../shared/credential/verify.ts';
import { readPermit } from '../../../shared/records/permit.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { engineer, read, register, waitingIn } from '../../office/walk.ts';

let office: Office;
let number: string;
let statusIndex: number;
beforeEach(async () => {
  office = await openOffice();
  const id = await waitingIn(office, 'issued', await register(office));
  number = (await read(office, 'employer', id)).permitNumber;
  statusIndex = (await readPermit(office.table, number))?.statusIndex ?? -1;
});
afterEach(() => office.close());

const permit = (who: Who = 'employer', of = number) => office.ask(who, `GET /api/permits/${of}`);
const reason = { zh: '核查就业情况', en: 'The employment is being examined' };
const change = (
  action: 'suspend' | 'reinstate' | 'revoke',
  who: Who = 'supervisor',
  headers: Record<string, string> = {},
) => office.ask(who, `POST /api/permits/${number}/${action}`, { body: { reason }, headers });
const codeOf = (answer: Answer) => [answer.status, answer.body.type?.replace('urn:greenpath:problem:', '')];
const statusList = async () => (await office.ask(undefined, 'GET /api/status-lists/1')).body as string;
const keySet = async () => (await office.ask(undefined, 'GET /.well-known/jwks.json')).body.keys;
const readings = async () =>
  (await office.items()).filter(({ pk, what }) => pk.startsWith('READ#') && what === 'permit');

/** What the published list says of a place, after its signature was checked with the published key. */
async function listed(place: number): Promise<number> {
  const jwt = await statusList();
  const [key] = await keySet();
  const { payload } = await jwtVerify(jwt, await importJWK(key, 'ES256'), {
    currentDate: new Date(office.clock.now()),
    typ: 'statuslist+jwt',
  });
  expect(payload).toMatchObject({ sub: 'https://permit.etown.example/api/status-lists/1', ttl: 3600 });
  const packed = inflateSync(Buffer.from((payload.status_list as { lst: string }).lst, 'base64url'));
  return ((packed[place >> 2] ?? 0) >> ((place % 4) * 2)) & 3;
}

describe('a permit', () => {
  test('shows its holder, employer, post, period, what limits it, and the text of its QR', async () => {
    const { status, body } = await permit();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number,
      status: 'not-yet-valid',
      category: 'B',
      holder: { name: 'SPECIMEN, ELENA MARIA', chineseName: '艾琳娜', nationality: 'UTO', sex: 'F' },
      employer: engineer.employer.name,
      post: engineer.form.post.title,
      validFrom: '2026-12-23',
      validTo: '2028-12-22',
      bindingLimit: 'category',
      period: 1,
      since: '2026-12-23',
      history: [
        {
          at: '2026-11-23T02:00:00.000Z',
          act: 'granted',
          period: 1,
          validFrom: '2026-12-23',
          validTo: '2028-12-22',
        },
      ],
    });
    expect(body.qr).toMatch(/^https:\/\/permit\.etown\.example\/#\d+$/i);
    for (const inner of ['token', 'statusIndex', 'photo', 'employerId', 'events', 'lastRequest'])
      expect(body).not.toHaveProperty(inner);
  });

  test.each([
    ['2026-12-22T15:59:59.999Z', 'not-yet-valid'],
    ['2026-12-22T16:00:00.000Z', 'valid'],
    ['2028-12-22T15:59:59.999Z', 'valid'],
    ['2028-12-22T16:00:00.000Z', 'expired'],
  ])('at %s it is %s, by the days of the zone', async (at, status) => {
    office.clock.set(at);
    expect((await permit()).body.status).toBe(status);
  });

  test('is shown to its employer and holder without a record, to staff with one', async () => {
    expect((await permit('employer')).status).toBe(200);
    expect((await permit('applicant')).status).toBe(200);
    expect(await readings()).toEqual([]);
    for (const who of ['inspector', 'supervisor', 'decider'] as const) expect((await permit(who)).status).toBe(200);
    expect((await readings()).map(({ by }) => by)).toEqual(
      expect.arrayContaining(['inspector-wu', 'supervisor-zhou', 'decider-sun']),
    );
  });

  test.each<[string, Who]>([
    ['another employer', 'otherEmployer'],
    ['another applicant', 'otherApplicant'],
    ['somebody with the address, not verified', { ...people.applicant, email: undefined }],
  ])('does not exist for %s, who learns no more than of a number that was never given', async (_, who) => {
    const unknown = await permit(who, 'GP0000000000000008');
    expect(await permit(who)).toEqual(unknown);
    expect(unknown.status).toBe(404);
    expect(await readings()).toEqual([]);
  });

  test('is not for officers who do not need it, nor for staff without a second factor', async () => {
    expect(codeOf(await permit('front'))).toEqual([403, 'not-allowed']);
    expect(codeOf(await permit('admin'))).toEqual([403, 'not-allowed']);
    expect(codeOf(await permit({ ...people.inspector, mfa: false }))).toEqual([403, 'second-factor-needed']);
    expect(codeOf(await office.ask(undefined, `GET /api/permits/${number}`))).toEqual([401, 'not-signed-in']);
  });

  test.each(['x', '%2e%2e', 'GP', 'gp0000000000000008', `${'A'.repeat(18)}%00`])(
    'of number %j is not found',
    async (of) => {
      expect((await permit('inspector', of)).status).toBe(404);
    },
  );
});

describe('a decision about a permit', () => {
  test('suspends, reinstates and revokes, and keeps each with its reason', async () => {
    office.clock.set('2027-01-11T02:00:00.000Z');
    expect((await change('suspend')).body.status).toBe('suspended');
    expect((await change('reinstate')).body.status).toBe('valid');
    const { body } = await change('revoke');
    expect(body.status).toBe('revoked');
    const decided = { at: '2027-01-11T02:00:00.000Z', reason };
    expect(body.history).toMatchObject([
      { at: '2026-11-23T02:00:00.000Z', act: 'granted' },
      { ...decided, act: 'suspended' },
      { ...decided, act: 'reinstated' },
      { ...decided, act: 'revoked' },
    ]);
    expect(JSON.stringify(body)).not.toContain('supervisor-zhou');
  });

  test.each([
    ['reinstate', []],
    ['suspend', ['suspend']],
    ['suspend', ['revoke']],
    ['reinstate', ['revoke']],
    ['revoke', ['revoke']],
  ] as const)('to %s after %j is a conflict that shows the present state', async (action, before) => {
    for (const earlier of before) await change(earlier);
    const answer = await change(action);
    expect([...codeOf(answer), answer.body.current.number]).toEqual([409, 'conflict', number]);
    expect((await permit()).body.history).toHaveLength(before.length + 1);
  });

  test('by two officers at once happens once', async () => {
    const answers = await Promise.all([change('revoke'), change('suspend', 'decider')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is for supervisors and deciders, and needs its reason in both languages', async () => {
    for (const who of ['employer', 'applicant', 'front', 'back', 'inspector', 'admin'] as const) {
      expect((await change('revoke', who)).status).toBe(403);
    }
    const half = await office.ask('supervisor', `POST /api/permits/${number}/revoke`, {
      body: { reason: { zh: '核查' } },
    });
    expect(half.status).toBe(400);
    expect((await permit()).body.status).toBe('not-yet-valid');
  });

  test('repeated under the same Idempotency-Key is answered alike', async () => {
    const key = { 'Idempotency-Key': 'suspend-1' };
    const first = await change('suspend', 'supervisor', key);
    const again = await change('suspend', 'supervisor', key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await permit()).body.history).toHaveLength(2);
  });
});

describe('the status list', () => {
  test('is signed by the published key and names nothing but what is not valid', async () => {
    expect(await listed(statusIndex)).toBe(0);
    await change('suspend');
    expect(await listed(statusIndex)).toBe(2);
    await change('revoke');
    expect(await listed(statusIndex)).toBe(1);
    expect(await listed((statusIndex + 1) % 2 ** 20)).toBe(0);
  });

  test('shows a change to the next reader at once, and signs once for all who read afterwards', async () => {
    const before = await statusList();
    await change('suspend');
    const signed = office.signer.signatures();
    const lists = await Promise.all(Array.from({ length: 10 }, statusList));
    expect(new Set(lists).size).toBe(1);
    expect(lists[0]).not.toBe(before);
    expect(office.signer.signatures()).toBe(signed);
  });

  test('is signed anew after an hour though nothing changed, once for many readers', async () => {
    const before = await statusList();
    office.clock.advance(3599_000);
    expect(await statusList()).toBe(before);
    office.clock.advance(1000);
    const signed = office.signer.signatures();
    const lists = await Promise.all(Array.from({ length: 10 }, statusList));
    expect(office.signer.signatures()).toBe(signed + 1);
    expect(lists.filter((list) => list !== before).length).toBeGreaterThanOrEqual(1);
    expect(await statusList()).not.toBe(before);
  });

  test('that a reader began to sign and never finished is signed by another', async () => {
    const before = await statusList();
    office.clock.advance(3_600_000);
    office.hooks.before = (operation, body) => {
      if (operation === 'UpdateItem' && JSON.stringify(body).includes('signedAt'))
        throw new Error('the function was killed');
    };
    expect((await office.ask(undefined, 'GET /api/status-lists/1')).status).toBe(500);
    office.hooks.before = undefined;
    expect(await statusList()).toBe(before);
    office.clock.advance(16_000);
    expect(await statusList()).not.toBe(before);
  });

  test('is for everybody to keep for a minute, from any page', async () => {
    const { headers, status } = await office.ask(undefined, 'GET /api/status-lists/1');
    expect([status, headers]).toMatchObject([
      200,
      {
        'content-type': 'application/statuslist+jwt',
        'cache-control': 'public, max-age=60',
        'access-control-allow-origin': '*',
      },
    ]);
    expect((await office.ask(undefined, 'GET /api/status-lists/2')).status).toBe(404);
    expect((await office.ask(undefined, 'GET /api/status-lists/1%23')).status).toBe(404);
  });
});

describe('the keys', () => {
  test('are published without being written again for every reader', async () => {
    const keys = await keySet();
    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        alg: 'ES256',
        use: 'sig',
      },
    ]);
    const { all } = await office.cost(keySet);
    expect(all).toBe(0);
  });

  test('verify the token that the QR carries, offline, together with the list', async () => {
    office.clock.set('2027-01-11T02:00:00.000Z');
    const { token } = (await readPermit(office.table, number)) ?? {};
    const keys = await keySet();
    const verify = async () => {
      const list = await openStatusList(await statusList(), keys);
      expect(list).toBeDefined();
      return verifyToken(new Uint8Array(token ?? []), { keys, zone: 'etown', at: office.clock.now(), list });
    };
    expect(await verify()).toMatchObject({ verdict: 'valid', status: 'current', claims: { number } });
    await change('suspend');
    expect(await verify()).toMatchObject({ verdict: 'suspended' });
  });
});
