import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPartnerKey } from '../../../infra/demo/partner-client.ts';
import { countUse, shardOf } from '../../../shared/records/partner.ts';
import { issuedCard, openMerchantOffice, partner, publicPart, trader } from '../../office/cards.ts';
import type { Office } from '../../office/office.ts';
import { moveTo } from '../../office/permits.ts';

let office: Office;
beforeEach(async () => {
  office = await openMerchantOffice();
});
afterEach(() => office.close());

const reason = { zh: '演练', en: 'For a rehearsal' };
const ask = (sent: { body: string; headers: Record<string, string> }) =>
  office.ask(undefined, 'POST /api/partner/checks', sent);
const second = () => Math.floor(office.clock.now() / 1000);
const wait = (seconds: number) => office.clock.advance(seconds * 1000);
const problemOf = ({ status, body }: { status: number; body: { type: string; problems?: { code: string }[] } }) => [
  status,
  body.type.replace('urn:greenpath:problem:', ''),
  ...(body.problems ?? []).map(({ code }) => code),
];

describe('a check', () => {
  test.each(['ed25519', 'P-256'] as const)(
    'says whether a card opens a service, by its code or its number (%s)',
    async (kind) => {
      const card = await issuedCard(office);
      const bus = await partner(office, { scopes: ['bus', 'credit-procurement'], kind });
      const asOf = new Date(office.clock.now()).toISOString();
      expect(await bus.check(card.qr)).toMatchObject({ status: 200, body: { may: true, reason: 'granted', asOf } });
      expect((await bus.check(card.number)).body).toEqual({ may: true, reason: 'granted', asOf });
      expect((await bus.check(` ${card.number.toLowerCase()} `)).body.may).toBe(true);
      expect((await bus.check(card.qr, 'credit-procurement')).body).toEqual({
        may: false,
        reason: 'not-granted',
        asOf,
      });
    },
  );

  test('answers nothing but may, why and when', async () => {
    const card = await issuedCard(office);
    const { body } = await (await partner(office)).check(card.qr);
    expect(Object.keys(body).sort()).toEqual(['asOf', 'may', 'reason']);
    expect(JSON.stringify(body)).not.toMatch(/SPECIMEN|EGY|UTO/);
  });

  test('follows the card: suspended, lost, issued anew, ended, expired', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office);
    const act = (action: string, body: object = { reason }) =>
      office.ask('supervisor', `POST /api/merchant-cards/${card.number}/${action}`, { body });
    const why = async (shown: string) => (await bus.check(shown)).body.reason;
    await act('suspend');
    expect(await why(card.qr)).toBe('suspended');
    await act('reinstate');
    expect(await why(card.qr)).toBe('granted');
    await act('report-loss');
    expect([await why(card.qr), await why(card.number)]).toEqual(['lost', 'lost']);
    const { body: again } = await act('reissue', { identitySeen: true });
    expect([await why(card.qr), await why(again.qr), await why(card.number)]).toEqual(['lost', 'granted', 'granted']);
    const { body: third } = await act('reissue', { identitySeen: true });
    expect([await why(again.qr), await why(third.qr)]).toEqual(['superseded', 'granted']);
    moveTo(office, '2029-07-01');
    expect(await why(third.qr)).toBe('expired');
    await act('end');
    expect(await why(third.qr)).toBe('ended');
  });

  test('costs one read unit and one write unit, whatever the card, and answers foreign and invented ones alike', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office);
    await bus.check(card.qr);
    const elsewhere = card.qr.replace(/\d$/, (digit: string) => String((Number(digit) + 1) % 10));
    const costs: unknown[] = [];
    for (const shown of [card.qr, card.number, '0'.repeat(18), elsewhere, 'not a card', 'https://x.example/#12345']) {
      const { read, all } = await office.cost(() => bus.check(shown));
      costs.push({ read, all });
    }
    expect(new Set(costs.map((cost) => JSON.stringify(cost)))).toEqual(new Set([JSON.stringify({ read: 1, all: 1 })]));
    const answers = await Promise.all(['0'.repeat(18), elsewhere, 'not a card'].map((shown) => bus.check(shown)));
    const asOf = new Date(office.clock.now()).toISOString();
    for (const { status, body } of answers)
      expect([status, body]).toEqual([200, { may: false, reason: 'unknown', asOf }]);
  });
});

describe('a signature', () => {
  test('is accepted once', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office);
    const sent = bus.request({ card: card.qr, service: 'bus' });
    expect((await ask(sent)).status).toBe(200);
    expect(problemOf(await ask(sent))).toEqual([409, 'replayed']);
    wait(59);
    expect(problemOf(await ask(sent))).toEqual([409, 'replayed']);
    wait(2);
    expect(problemOf(await ask(sent))).toEqual([401, 'signature-refused', 'clock-skew']);
  });

  test('is accepted once of many that arrive at the same moment', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office);
    const sent = bus.request({ card: card.qr, service: 'bus' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(sent)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  test('counts within a minute of our time, on either side', async () => {
    const bus = await partner(office);
    const at = (created: number) => ask(bus.request({ card: 'x', service: 'bus' }, { created }));
    expect((await at(second() - 60)).status).toBe(200);
    expect((await at(second() + 60)).status).toBe(200);
    expect(problemOf(await at(second() - 61))).toEqual([401, 'signature-refused', 'clock-skew']);
    expect(problemOf(await at(second() + 61))).toEqual([401, 'signature-refused', 'clock-skew']);
  });

  test('covers the body: what was changed on its way is refused, and not counted', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office, { scopes: ['bus', 'library'] });
    const sent = bus.request({ card: card.qr, service: 'bus' });
    const tampered = { ...sent, body: sent.body.replace('"bus"', '"library"') };
    expect(problemOf(await ask(tampered))).toEqual([401, 'signature-refused', 'digest-mismatch']);
    expect((await ask(sent)).status).toBe(200);
  });

  test('by somebody else, or by nobody, is refused', async () => {
    const bus = await partner(office);
    const other = await partner(office, { scopes: ['bus'] });
    const body = { card: 'x', service: 'bus' };
    expect(problemOf(await office.ask(undefined, 'POST /api/partner/checks', { body }))).toEqual([
      401,
      'signature-refused',
      'signature-missing',
    ]);
    expect(problemOf(await office.ask('admin', 'POST /api/partner/checks', { body }))[0]).toBe(401);
    for (const [more, code] of [
      [{ pair: other.pair }, 'signature-wrong'],
      [{ keyid: `${other.id}.${bus.keyId}` }, 'key-unknown'],
      [{ keyid: `${'0'.repeat(24)}.${bus.keyId}` }, 'key-unknown'],
      [{ keyid: 'x' }, 'key-unknown'],
      [{ path: '/api/partners' }, 'signature-wrong'],
      [{ method: 'GET' }, 'signature-wrong'],
    ] as const) {
      expect(problemOf(await ask(bus.request(body, more)))).toEqual([401, 'signature-refused', code]);
    }
  });

  test('holds with the next key beside the present one, and with a revoked one at most thirty seconds longer', async () => {
    const bus = await partner(office);
    const next = newPartnerKey();
    const added = await office.ask('admin', `POST /api/partners/${bus.id}/keys`, {
      body: { publicKey: publicPart(next), reason },
    });
    const [, { keyid }] = added.body.keys;
    const body = { card: 'x', service: 'bus' };
    const withNext = () => ask(bus.request(body, { pair: next, keyid }));
    expect((await ask(bus.request(body))).status).toBe(200);
    expect((await withNext()).status).toBe(200);
    const revoked = await office.ask('admin', `POST /api/partners/${bus.id}/keys/${bus.keyId}/revoke`, {
      body: { reason },
    });
    expect(revoked.body.keys[0].revokedAt).toBeDefined();
    expect((await ask(bus.request(body))).status).toBe(200);
    wait(30);
    expect(problemOf(await ask(bus.request(body)))).toEqual([401, 'signature-refused', 'key-revoked']);
    expect((await withNext()).status).toBe(200);
    const again = await office.ask('admin', `POST /api/partners/${bus.id}/keys`, {
      body: { publicKey: publicPart(bus.pair), reason },
    });
    expect(problemOf(again)).toEqual([400, 'invalid-request', 'key-known']);
  });
});

describe('a partner', () => {
  test('asks only about the services that were granted to it', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office);
    expect(problemOf(await bus.check(card.qr, 'library'))).toEqual([403, 'not-allowed', 'not-in-scope']);
    expect(problemOf(await bus.check(card.qr, 'ferry'))).toEqual([403, 'not-allowed', 'not-in-scope']);
  });

  test('that was suspended or has ended asks nothing', async () => {
    const bus = await partner(office);
    const change = (status: string) =>
      office.ask('admin', `PATCH /api/partners/${bus.id}`, { body: { status, reason } });
    for (const status of ['suspended', 'ended']) {
      expect((await change(status)).body.status).toBe(status);
      wait(30);
      expect(problemOf(await bus.check('x'))).toEqual([403, 'not-allowed']);
    }
    expect((await change('active')).status).toBe(409);
  });

  test('is refused beyond its checks of a minute, and goes on in the next', async () => {
    const bus = await partner(office, { perMinute: 5 });
    const answers = [];
    for (let asked = 0; asked < 7; asked++) answers.push((await bus.check('x')).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429]);
    wait(60);
    const next = await bus.check('x');
    expect(next.status).toBe(200);
  });

  test('is refused beyond its checks of a day, over every function that answers it, and goes on the next day', async () => {
    const bus = await partner(office, { perDay: 8 });
    for (let asked = 0; asked < 5; asked++) expect((await bus.check('x')).status).toBe(200);
    wait(30);
    for (let asked = 0; asked < 3; asked++) expect((await bus.check('x')).status).toBe(200);
    const refused = await bus.check('x');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    moveTo(office, '2026-11-24');
    expect((await bus.check('x')).status).toBe(200);
  });

  test('is registered and changed by an administrator, every time with a reason that is kept', async () => {
    const wrong = await office.ask('admin', 'POST /api/partners', {
      body: {
        name: { zh: '样例', en: 'Sample' },
        contact: { name: '例', email: 'a@b.example' },
        scopes: ['bus', 'ferry'],
        perMinute: 3001,
        perDay: 10,
        reason,
      },
    });
    expect(problemOf(wrong)).toEqual([400, 'invalid-request', 'not-an-option', 'too-high']);
    const bus = await partner(office);
    const change = { body: { scopes: ['library'], reason } };
    expect((await office.ask('supervisor', `PATCH /api/partners/${bus.id}`, change)).status).toBe(403);
    await office.ask('admin', `PATCH /api/partners/${bus.id}`, change);
    const { body } = await office.ask('supervisor', `GET /api/partners/${bus.id}`);
    expect(body).toMatchObject({
      scopes: ['library'],
      version: 3,
      history: [{ act: 'registered' }, { act: 'key-added', keyId: bus.keyId }, { act: 'changed', reason }],
    });
    const stale = await office.ask('admin', `PATCH /api/partners/${bus.id}`, { body: { ...change.body, version: 1 } });
    expect(stale.status).toBe(409);
    expect((await office.ask('admin', 'GET /api/partners')).body.items).toHaveLength(1);
    expect((await office.ask('admin', 'GET /api/partners/nobody')).status).toBe(404);
  });

  test('gives no key that is none, and never a private part', async () => {
    const bus = await partner(office);
    const add = (publicKey: object) =>
      office.ask('admin', `POST /api/partners/${bus.id}/keys`, { body: { publicKey, reason } });
    const curve = newPartnerKey('P-256');
    const offCurve = { ...publicPart(curve), y: 'A'.repeat(43) };
    expect(problemOf(await add(offCurve))).toEqual([400, 'invalid-request', 'public-key']);
    const secret = { ...publicPart(newPartnerKey()), d: 'A'.repeat(43) };
    expect((await add(secret)).status).toBe(400);
    expect((await add({ kty: 'RSA', n: 'x', e: 'AQAB' })).status).toBe(400);
  });
});

describe('what is kept of uses', () => {
  test('can be joined to no card and no person', async () => {
    const one = await issuedCard(office);
    const bus = await partner(office);
    await bus.check(one.qr);
    await bus.check(one.number);
    await bus.check('x');
    wait(30);
    await bus.check(one.qr);
    const items = (await office.items()).filter(({ pk }) => pk.startsWith('PARTNERUSES#'));
    expect(items.length).toBeGreaterThan(1);
    const allowed = /^(pk|sk|expiresAt|uses|marks|spent|opened:bus|refused:bus)$/;
    for (const item of items) {
      for (const name of Object.keys(item)) expect(name).toMatch(allowed);
      const text = JSON.stringify({ ...item, marks: [...((item.marks as Set<string> | undefined) ?? [])] });
      for (const secret of [one.number, one.applicationId, trader.subject, 'SPECIMEN', 'amina', 'UTO']) {
        expect(text).not.toContain(secret);
      }
    }
    // Two cards that were asked about in the same minute leave the same kind of item behind, and one mark each.
    const marks = items.flatMap((item) => [...((item.marks as Set<string> | undefined) ?? [])]);
    expect(new Set(marks).size).toBe(4);
  });

  test('is told by month, day and service, the same before and after a day was closed', async () => {
    const card = await issuedCard(office);
    const bus = await partner(office, { scopes: ['bus', 'library'] });
    await bus.check(card.qr);
    await bus.check(card.qr, 'library');
    await bus.check('x');
    const uses = () => office.ask('supervisor', `GET /api/partners/${bus.id}/uses`, { query: { month: '2026-11' } });
    const days = [
      {
        day: '2026-11-23',
        services: [
          { service: 'bus', opened: 1, refused: 1 },
          { service: 'library', opened: 1, refused: 0 },
        ],
      },
    ];
    expect((await uses()).body).toMatchObject({ complete: true, days, totals: days[0]?.services });
    moveTo(office, '2026-11-25');
    await bus.check(card.qr);
    const counted = (await uses()).body;
    expect(counted.days).toEqual([
      ...days,
      { day: '2026-11-25', services: [{ service: 'bus', opened: 1, refused: 0 }] },
    ]);
    expect((await uses()).body).toEqual(counted);
    const kept = (await office.items()).filter(({ sk }) => sk.startsWith('DAY#'));
    expect(kept.map(({ sk }) => sk)).toEqual(expect.arrayContaining(['DAY#2026-11-23', 'DAY#2026-11-24']));
    expect(kept.map(({ sk }) => sk)).not.toContain('DAY#2026-11-25');
    expect(
      (await office.ask('supervisor', `GET /api/partners/${bus.id}/uses`, { query: { month: '2026-13' } })).status,
    ).toBe(400);
    expect((await office.ask('back', `GET /api/partners/${bus.id}/uses`, { query: { month: '2026-11' } })).status).toBe(
      403,
    );
  });
});

test('shards let a partner have its limit, hardly more, and count every signature once', {
  timeout: 30_000,
}, async () => {
  const big = { id: 'p'.repeat(24), shards: 4, perMinute: 200 };
  const use = { day: '2026-11-23', minute: '1000', service: 'bus', may: true, forgetAt: second() + 86_400 };
  const marks = Array.from({ length: 400 }, (_, number) => `mark-${number}`);
  const outcomes = await Promise.all(marks.map((mark) => countUse(office.table, big, { ...use, mark })));
  const counted = outcomes.filter((outcome) => outcome === 'counted').length;
  expect(counted).toBeGreaterThanOrEqual(200);
  expect(counted).toBeLessThanOrEqual(4 * shardOf(big, 'x').limit);
  const first = marks[outcomes.indexOf('counted')] ?? '';
  expect(await countUse(office.table, big, { ...use, mark: first })).toBe('replayed');
});
