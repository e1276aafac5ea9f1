import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tokenFrom } from '../../../shared/credential/carriers.ts';
import { keyIdOf } from '../../../shared/credential/encode.ts';
import { keyOfStatusList } from '../../../shared/credential/status-list.ts';
import { openStatusList } from '../../../shared/credential/verify.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { keys } from '../../../shared/records/keys.ts';
import { usualSigningKeys } from '../../../shared/zone/signing-keys.ts';
import { checkOffline } from '../../../web/verify/check.ts';
import { issuedCard, merchantZone, partner, trader } from '../../office/cards.ts';
import { type Answer, type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { issuedPermit, permitOf } from '../../office/permits.ts';
import { register } from '../../office/walk.ts';
import { etownZone } from '../../zone-rules.ts';

const second = { id: '2027', announced: '2026-11-24', from: '2026-12-10' };
const reason = { zh: '演练', en: 'For a rehearsal' };
const withdrawn = { on: '2026-12-10', reason };

let office: Office;
beforeEach(async () => {
  office = await openOffice({
    zone: { ...merchantZone, signingKeys: { ...usualSigningKeys, keys: [{ id: 'first' }, second] } },
  });
});
afterEach(() => office.close());

/** Deploys another list of keys: functions read the zone file beside their code. */
const deploy = (list: { id: string }[], otherwise = {}) =>
  Object.assign(office.zone, {
    signingKeys: etownZone({ signingKeys: { ...usualSigningKeys, ...otherwise, keys: list } }).signingKeys,
  });
const distrustFirst = () => deploy([{ id: 'first', distrusted: withdrawn } as { id: string }, second]);
const keySet = async () => (await office.ask(undefined, 'GET /.well-known/jwks.json')).body;
const kids = async () => (await keySet()).keys.map(({ kid }: { kid: string }) => kid);
const statusList = async () => (await office.ask(undefined, 'GET /api/status-lists/1')).body as string;
const states = async () => {
  const { body } = await office.ask('admin', 'GET /api/signing-keys');
  return Object.fromEntries(body.items.map((one: { id: string; state: string }) => [one.id, one.state]));
};
const kidOf = async (id: string) => {
  const { body } = await office.ask('admin', 'GET /api/signing-keys');
  return body.items.find((one: { id: string }) => one.id === id).kid;
};
const moveTo = (day: string) => office.clock.set(`${day}T02:00:00.000Z`);

/** What the verifier's page says on a device that has learnt the zone now. */
async function onDevice(qr: string, known?: { keys: []; withdrawn: [] }) {
  const learnt = known ?? (await keySet());
  const list = await openStatusList(await statusList(), learnt.keys);
  return checkOffline(qr, { zone: 'etown', ...learnt, ...(list ? { list } : {}) }, office.clock.now());
}

const qrOf = async (number: string) => (await office.ask('employer', `GET /api/permits/${number}`)).body.qr as string;
const kidIn = (qr: string) => {
  const token = tokenFrom(qr);
  return token.ok ? keyIdOf(token.value) : undefined;
};

describe('a key that follows another', () => {
  test('is published before it signs, signs from its day on, and the old one stays until its last token has ended', async () => {
    expect(await kids()).toHaveLength(2);
    const [first, next] = [await kidOf('first'), await kidOf('2027')];
    expect(await states()).toEqual({ first: 'signing', '2027': 'next' });
    const employerId = await register(office);
    const old = await issuedPermit(office, employerId);
    const oldQr = await qrOf(old.number);
    expect(kidIn(oldQr)).toBe(first);
    expect(keyOfStatusList(await statusList())).toBe(first);

    moveTo('2026-12-10');
    expect(keyOfStatusList(await statusList())).toBe(next);
    expect(await states()).toEqual({ first: 'former', '2027': 'signing' });
    const card = await issuedCard(office);
    const { body: shown } = await office.ask(trader, `GET /api/merchant-cards/${card.number}`);
    expect(kidIn(shown.qr)).toBe(next);

    moveTo('2026-12-24');
    expect(await onDevice(oldQr)).toMatchObject({ verdict: 'valid' });
    expect(await onDevice(shown.qr)).toMatchObject({ verdict: 'valid', kind: 'card' });
    await office.ask('supervisor', `POST /api/permits/${old.number}/revoke`, { body: { reason } });
    expect(await onDevice(oldQr)).toMatchObject({ verdict: 'revoked' });

    // Steps of 30 days, then the 30 days for which it is kept.
    moveTo(addDays(old.validTo, 29));
    expect(await kids()).toContain(first);
    moveTo(addDays(old.validTo, 62));
    expect(await kids()).toEqual([next]);
    expect(await states()).toEqual({ first: 'left', '2027': 'signing' });
  });

  test('waits longer where it was deployed later than planned', async () => {
    await office.ask(undefined, 'GET /.well-known/jwks.json');
    const late = await office.table.get(keys.publicKey(await kidOf('2027')));
    await office.table.put({
      ...keys.publicKey(await kidOf('2027')),
      ...late,
      publishedAt: Date.parse('2026-12-05') / 1000,
    });
    moveTo('2026-12-18');
    expect(await states()).toMatchObject({ '2027': 'next' });
    moveTo('2026-12-20');
    expect(await states()).toMatchObject({ '2027': 'signing' });
  });

  test('that was taken back before it signed anything is published no more', async () => {
    expect(await kids()).toHaveLength(2);
    deploy([{ id: 'first' }]);
    expect(await kids()).toEqual([await kidOf('first')]);
    expect(await states()).toEqual({ first: 'signing', '2027': 'left' });
  });

  test('is asked for in the log once the one that signs is too old', async () => {
    deploy([{ id: 'first' }], { rotateAfterYears: 1 });
    await statusList();
    const overdue = () => office.log.lines.filter(({ code }) => code === 'signing-key-overdue').length;
    expect(overdue()).toBe(0);
    moveTo('2027-11-25');
    await statusList();
    expect(overdue()).toBe(1);
    expect((await office.ask('admin', 'GET /api/signing-keys')).body.rotationDue).toBe(true);
  });

  test('counts what each signed, and writes the end of that once a month', async () => {
    const employerId = await register(office);
    await issuedPermit(office, employerId);
    const { body } = await office.ask('admin', 'GET /api/signing-keys');
    expect(body.items[0]).toMatchObject({ id: 'first', signed: 1 });
    expect(Date.parse(body.items[0].lastTokenEnds)).toBeGreaterThan(Date.parse('2028-12-22'));
    expect(body.items[1]).toMatchObject({ id: '2027', signed: 0, from: '2026-12-10' });
  });

  test('finds a key from before that has no end written down, and takes it to run long', async () => {
    const kid = await kidOf('first');
    const jwk = (await office.table.get(keys.publicKey(kid)))?.jwk;
    await office.table.put({ ...keys.publicKey(kid), jwk });
    moveTo('2035-01-01');
    expect(await kids()).toContain(kid);
    expect(await states()).toMatchObject({ first: 'former' });
  });
});

describe('a key that is distrusted', () => {
  test('leaves the key set at once, and what it signed is signed anew under the same number and days', async () => {
    const employerId = await register(office);
    const before = await issuedPermit(office, employerId);
    const oldQr = await qrOf(before.number);
    const card = await issuedCard(office);
    const suspended = await office.ask('supervisor', `POST /api/merchant-cards/${card.number}/suspend`, {
      body: { reason },
    });
    expect(suspended.status).toBe(200);
    const oldKeys = await keySet();
    const first = await kidOf('first');
    moveTo('2026-12-24');
    distrustFirst();

    const { keys: published, withdrawn: named } = await keySet();
    expect(published.map(({ kid }: { kid: string }) => kid)).toEqual([await kidOf('2027')]);
    expect(named).toEqual([{ kid: first, on: '2026-12-10' }]);
    expect(await onDevice(oldQr)).toEqual({ verdict: 'key-withdrawn' });
    // A device without a connection cannot know: it goes on with the keys that it has learnt.
    expect(await onDevice(oldQr, oldKeys)).toMatchObject({ verdict: 'valid' });

    const rounds: Answer['body'][] = [];
    for (let cursor: string | undefined, round = 0; round < 30; round++) {
      const { status, body } = await office.ask('admin', 'POST /api/signing-keys/first/reissue', {
        body: cursor ? { cursor } : {},
      });
      expect(status).toBe(200);
      rounds.push(body);
      cursor = body.next;
      if (!cursor) break;
    }
    expect(rounds.at(-1)?.next).toBeUndefined();
    const sum = (of: 'permits' | 'cards' | 'missed') => rounds.reduce((all, one) => all + one[of], 0);
    expect([sum('permits'), sum('cards'), sum('missed')]).toEqual([1, 1, 0]);

    const after = await permitOf(office, before.number);
    expect(after).toMatchObject({
      validFrom: before.validFrom,
      validTo: before.validTo,
      period: before.period,
      act: 'reissued',
    });
    const newQr = await qrOf(before.number);
    expect(kidIn(newQr)).toBe(await kidOf('2027'));
    expect(await onDevice(newQr)).toMatchObject({ verdict: 'valid' });
    const token = await office.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.cardEvent(card.number, 0).pk },
    });
    const present = token.items.filter(({ sk }) => sk.startsWith('TOKEN#'));
    expect(present).toHaveLength(2);
    const newCard = await office.ask('supervisor', `POST /api/merchant-cards/${card.number}/reinstate`, {
      body: { reason },
    });
    expect(newCard.status).toBe(200);

    const history = await office.ask('admin', 'GET /api/signing-keys');
    expect(history.body.items[0]).toMatchObject({ id: 'first', state: 'distrusted', distrusted: withdrawn });
    const told = (await office.items()).filter(
      ({ kind }) => kind === 'permit-signed-anew' || kind === 'card-signed-anew',
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.every(({ subject }) => subject !== undefined)).toBe(true);
    const noted = (await office.items()).filter(({ type }) => type === 'tokens-reissued');
    expect(noted).toMatchObject([{ by: people.admin.subject, data: { key: 'first' } }]);

    const again = await office.ask('admin', 'POST /api/signing-keys/first/reissue', { body: {} });
    expect(again.body).toMatchObject({ permits: 0, cards: 0, missed: 0 });
  });

  test('makes the next key sign at once, whatever day was planned for it', async () => {
    await kids();
    distrustFirst();
    expect(await states()).toEqual({ first: 'distrusted', '2027': 'signing' });
    expect(keyOfStatusList(await statusList())).toBe(await kidOf('2027'));
  });

  test('never has a list that it signed handed out, not even while another reader signs the next', async () => {
    await statusList();
    distrustFirst();
    const lists = await Promise.all(Array.from({ length: 4 }, statusList));
    const next = await kidOf('2027');
    expect(lists.map(keyOfStatusList)).toEqual([next, next, next, next]);
  });

  test('says "superseded" to partners who scan a card that it signed', async () => {
    const card = await issuedCard(office);
    const { body } = await office.ask(trader, `GET /api/merchant-cards/${card.number}`);
    const asking = await partner(office);
    distrustFirst();
    expect((await asking.check(body.qr)).body).toMatchObject({ may: false, reason: 'superseded' });
  });

  test('is the only kind whose tokens are signed anew, and only administrators have that done', async () => {
    const ask = (who: 'admin' | 'supervisor', id: string, body = {}) =>
      office.ask(who, `POST /api/signing-keys/${id}/reissue`, { body });
    await kids();
    expect((await ask('admin', 'first')).status).toBe(409);
    expect((await ask('admin', 'nobody')).status).toBe(404);
    distrustFirst();
    expect((await ask('supervisor', 'first')).status).toBe(403);
    expect((await ask('admin', 'first', { cursor: 'bm9uc2Vuc2U' })).status).toBe(400);
  });
});
