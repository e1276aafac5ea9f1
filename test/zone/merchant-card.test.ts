import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPartnerKey, type PartnerKeyPair, signedHeaders } from '../../infra/demo/partner-client.ts';
import { beginApplication, grantApplication } from '../../infra/demo/walk-case.ts';
import { type Caller, moveClock } from '../../infra/demo/zone-client.ts';
import { sampleCase } from '../../infra/samples/cases.ts';
import { addDays, addMonths } from '../../shared/domain/time.ts';
import { assemble, type Cast, sampleFile } from './cast.ts';

let cast: Cast;
let admin: Caller;
let today: string;
let trader: Caller;
/** The trader's card once it was issued. */
let card: { number: string; qr: string; validTo: string };

const reason = { zh: '演练', en: 'For a rehearsal' };
const sample = sampleCase('etown-b', '2026-11-23');

beforeAll(async () => {
  cast = await assemble(undefined, { zone: 'yiwu' });
  today = (await cast.anyone.ask('GET', '/api/zone')).body.today;
  admin = await cast.signInAs('admin');
  trader = await cast.signInAs('applicant', 'trader');
});
afterAll(() => cast.end());

type Partner = { id: string; keyid: string; keyId: string; pair: PartnerKeyPair };

async function registered(name: string, scopes: string[]): Promise<Partner> {
  const pair = newPartnerKey();
  const { body: partner } = await admin.ask('POST', '/api/partners', {
    body: {
      name: { zh: `样例${name}`, en: `Sample ${name}` },
      contact: { name: '例一', email: `api@${name}.example` },
      scopes,
      perMinute: 600,
      perDay: 10_000,
      reason,
    },
  });
  const { status, body } = await admin.ask('POST', `/api/partners/${partner.id}/keys`, {
    body: { publicKey: pair.publicKey, reason },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: partner.id, keyid: body.keys[0].keyid, keyId: body.keys[0].id, pair };
}

const now = async (): Promise<number> =>
  Math.floor(Date.parse((await cast.anyone.ask('GET', '/_local/clock')).body.now) / 1000);

/** A check as a partner sends it. */
async function request(partner: Partner, shown: string, service: string) {
  const body = JSON.stringify({ card: shown, service });
  const path = '/api/partner/checks';
  const { keyid, pair } = partner;
  return {
    body,
    headers: signedHeaders({ method: 'POST', path, body, keyid, privateKey: pair.privateKey, created: await now() }),
  };
}
const send = (sent: { body: string; headers: Record<string, string> }) =>
  cast.anyone.ask('POST', '/api/partner/checks', sent);
const check = async (partner: Partner, shown: string, service: string) => send(await request(partner, shown, service));

const onCard = (who: Caller, action: string, body: object) =>
  who.ask('POST', `/api/merchant-cards/${card.number}/${action}`, { body });

describe('a trader without an employer', () => {
  let bus: Partner;
  let library: Partner;
  beforeAll(async () => {
    bus = await registered('bus', ['bus']);
    library = await registered('library', ['library']);
  });

  test('gets a merchant card after two officers looked', async () => {
    const { applicant } = sample.form;
    const { id } = await beginApplication(
      trader,
      'merchant-card',
      {
        applicant: {
          ...applicant,
          email: undefined,
          familyName: 'SPECIMEN TRADER',
          passport: { ...applicant.passport, number: 'U70000001', expiresOn: addMonths(today, 8) },
        },
        answers: {
          purpose: 'purchasing',
          stay: 'visa',
          stayUntil: addDays(today, 60),
          phone: '000-5550-0101',
          proofOfIdentity: 'document',
        },
      },
      (kind, procedure) => sampleFile(kind, sample, procedure),
    );
    const done = await grantApplication(cast.officers, trader, id, 'completed');
    expect(done.employer).toBeUndefined();
    const { body } = await trader.ask('GET', '/api/merchant-cards');
    [card] = body.items;
    expect(card).toMatchObject({ status: 'valid', validTo: addMonths(today, 8), bindingLimit: 'passport' });
  });

  test('rides a bus and borrows books with it, and nothing else', { tags: ['own-name'] }, async () => {
    expect((await check(bus, card.qr, 'bus')).body).toMatchObject({ may: true, reason: 'granted' });
    expect((await check(library, card.qr, 'library')).body).toMatchObject({ may: true, reason: 'granted' });
    const wrong = await check(bus, card.qr, 'library');
    expect([wrong.status, wrong.body.problems[0].code]).toEqual([403, 'not-in-scope']);
  });

  test('is refused everywhere from the moment the card was reported lost, and goes on with a new code', {
    tags: ['own-name'],
  }, async () => {
    const old = card.qr;
    expect((await onCard(trader, 'report-loss', {})).body.status).toBe('lost');
    expect((await check(bus, old, 'bus')).body).toMatchObject({ may: false, reason: 'lost' });
    const answers = await Promise.all(
      [1, 2].map(() => onCard(cast.frontOfficer, 'reissue', { identitySeen: true, reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    [card] = (await trader.ask('GET', '/api/merchant-cards')).body.items;
    expect((await check(bus, old, 'bus')).body).toMatchObject({ may: false, reason: 'lost' });
    expect((await check(bus, card.qr, 'bus')).body).toMatchObject({ may: true, reason: 'granted' });
  });

  test('is told so, and shows a card that permits are not mistaken for', { tags: ['own-name'] }, async () => {
    const { body: picture, status } = await trader.ask(
      'GET',
      `/api/merchant-cards/${card.number}/card.svg?language=zh`,
    );
    expect([status, String(picture).includes('外籍商友卡')]).toEqual([200, true]);
    const { body } = await cast.anyone.ask('POST', '/api/verifications', { body: { token: card.qr } });
    expect(body).toMatchObject({ verdict: 'forged' });
  });

  test('a request that comes twice, was changed, or is late counts for nothing', {
    tags: ['moving-clock'],
  }, async () => {
    const sent = await request(bus, card.qr, 'bus');
    expect((await send(sent)).status).toBe(200);
    expect((await send(sent)).status).toBe(409);
    const tampered = { ...sent, body: sent.body.replace(card.number, '0'.repeat(18)).replace('"bus"', '"government"') };
    expect((await send(tampered)).body.problems[0].code).toBe('digest-mismatch');
    const late = await request(bus, card.qr, 'bus');
    await moveClock(cast.zone.url, { advance: 'PT2M' });
    expect((await send(late)).body.problems[0].code).toBe('clock-skew');
  });

  test('a revoked key counts for nothing half a minute later, and its successor does', {
    tags: ['moving-clock'],
  }, async () => {
    const next = newPartnerKey();
    const { body } = await admin.ask('POST', `/api/partners/${bus.id}/keys`, {
      body: { publicKey: next.publicKey, reason },
    });
    await admin.ask('POST', `/api/partners/${bus.id}/keys/${bus.keyId}/revoke`, { body: { reason } });
    await moveClock(cast.zone.url, { advance: 'PT31S' });
    expect((await check(bus, card.qr, 'bus')).body.problems[0].code).toBe('key-revoked');
    const successor = { ...bus, pair: next, keyid: body.keys[1].keyid, keyId: body.keys[1].id };
    expect((await check(successor, card.qr, 'bus')).body.may).toBe(true);
  });

  test('one read unit answers a check', { tags: ['own-records'] }, async () => {
    const usage = async () => (await cast.anyone.ask('GET', '/_local/usage')).body.table;
    await check(library, card.qr, 'library');
    const before = await usage();
    for (let asked = 0; asked < 10; asked++) {
      expect((await check(library, card.qr, 'library')).body.may).toBe(true);
    }
    const after = await usage();
    expect(after.readUnits - before.readUnits).toBe(10);
  });

  test('uses are counted by service and day', { tags: ['own-name'] }, async () => {
    const month = today.slice(0, 7);
    const { body } = await admin.ask('GET', `/api/partners/${library.id}/uses?month=${month}`);
    expect(body.totals).toEqual([{ service: 'library', opened: 12, refused: 0 }]);
    expect(JSON.stringify(body)).not.toContain(card.number);
  });

  test('an expired card opens nothing', { tags: ['moving-clock'], timeout: 180_000 }, async () => {
    await moveClock(cast.zone.url, { set: `${addDays(card.validTo, 2)}T02:00:00Z` });
    expect((await check(library, card.qr, 'library')).body).toMatchObject({ may: false, reason: 'expired' });
  });
});
