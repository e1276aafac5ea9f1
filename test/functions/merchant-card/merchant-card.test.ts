import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tokenFrom } from '../../../shared/credential/carriers.ts';
import { openStatusList, verifyCard, verifyToken } from '../../../shared/credential/verify.ts';
import { isLifetimeCode } from '../../../shared/domain/person/lifetime-code.ts';
import {
  approvedCard,
  cardDraft,
  issuedCard,
  openMerchantOffice,
  otherTrader,
  trader,
  traderForm,
} from '../../office/cards.ts';
import type { Office, Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { issuedPermit, moveTo } from '../../office/permits.ts';
import { read, register, steps } from '../../office/walk.ts';

let office: Office;
beforeEach(async () => {
  office = await openMerchantOffice();
});
afterEach(() => office.close());

const reason = { zh: '演练', en: 'For a rehearsal' };
const card = (who: Who, number: string) => office.ask(who, `GET /api/merchant-cards/${number}`);
const act = (who: Who, number: string, action: string, body: object = { reason }) =>
  office.ask(who, `POST /api/merchant-cards/${number}/${action}`, { body });
const reissue = (number: string, more: object = {}) =>
  office.ask('front', `POST /api/merchant-cards/${number}/reissue`, { body: { identitySeen: true, reason }, ...more });

/** What a verifier without a network says of a QR, as a card and as a permit. */
async function offline(qr: string) {
  const [{ body: jwks }, { body: jwt }] = await Promise.all([
    office.ask(undefined, 'GET /.well-known/jwks.json'),
    office.ask(undefined, 'GET /api/status-lists/1'),
  ]);
  const list = await openStatusList(jwt, jwks.keys);
  const token = tokenFrom(qr);
  if (!list || !token.ok) throw new Error('list or token cannot be read');
  const given = { zone: 'etown', keys: jwks.keys, at: office.clock.now(), list };
  const [asCard, asPermit] = await Promise.all([verifyCard(token.value, given), verifyToken(token.value, given)]);
  return { asCard, asPermit };
}

describe('an application for a merchant card', () => {
  test('needs no employer, and names none to anybody', async () => {
    const id = await cardDraft(office);
    const seen = await read(office, trader, id);
    expect(seen.employer).toBeUndefined();
    expect(seen.form.applicant.email).toBe(trader.email);
    expect(seen.next.map(({ action }: { action: string }) => action)).toContain('submit');
    await steps.submit(office, id, trader);
    const { body: queue } = await office.ask('front', 'GET /api/queues/preliminary-review');
    expect(queue.items).toMatchObject([{ id, procedure: 'merchant-card', applicantName: 'SPECIMEN, AMINA' }]);
    expect(queue.items[0].employerName).toBeUndefined();
    const { body: own } = await office.ask(trader, 'GET /api/applications');
    expect(own.items).toMatchObject([{ id, stage: 'preliminary-review' }]);
    expect(own.items[0].employerId).toBeUndefined();
  });

  test('is begun by the foreigner, not by a handler and not in the name of an employer', async () => {
    const employerId = await register(office);
    for (const [who, body] of [
      ['employer', traderForm],
      [trader, { ...traderForm, employerId }],
      [{ ...trader, email: undefined }, traderForm],
    ] as const) {
      const answer = await office.ask(who as Who, 'POST /api/applications', { body });
      expect([answer.status, answer.body.problems[0].code]).toEqual([400, 'applicant-only']);
    }
  });

  test('that names a passport of an open one under another address learns nothing of it', async () => {
    const id = await cardDraft(office);
    await steps.submit(office, id, trader);
    const second = await cardDraft(office, otherTrader);
    const answer = await office.ask(otherTrader, `POST /api/applications/${second}/submit`);
    expect([answer.status, answer.body.current]).toEqual([409, undefined]);
  });

  test('of somebody else does not exist, and a second open one of the same person is refused', async () => {
    const id = await cardDraft(office);
    expect((await office.ask(otherTrader, `GET /api/applications/${id}`)).status).toBe(404);
    await steps.submit(office, id, trader);
    const second = await cardDraft(office);
    const answer = await office.ask(trader, `POST /api/applications/${second}/submit`);
    expect([answer.status, answer.body.current.applicationId]).toEqual([409, id]);
  });

  test('tells every gap at once', async () => {
    const begun = await office.ask(trader, 'POST /api/applications', { body: { procedure: 'merchant-card' } });
    const answer = await office.ask(trader, `POST /api/applications/${begun.body.id}/submit`);
    const paths = answer.body.problems.map(({ path }: { path: string }) => path);
    expect(answer.status).toBe(422);
    expect(paths).toEqual(
      expect.arrayContaining([
        'applicant.familyName',
        'applicant.passport.expiresOn',
        'answers.purpose',
        'document.photo',
      ]),
    );
  });

  test('whose applicant comes to the window is accepted by an officer who saw them with the passport', async () => {
    const form = { ...traderForm, answers: { ...traderForm.answers, proofOfIdentity: 'window' } };
    const id = await cardDraft(office, trader, form);
    const { checklist } = await read(office, trader, id);
    expect(checklist.map(({ kind }: { kind: string }) => kind)).not.toContain('holder-with-passport');
    await steps.submit(office, id, trader);
    const unseen = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'accept' },
    });
    expect([unseen.status, unseen.body.problems[0].code]).toEqual([400, 'identity-not-seen']);
    await steps.accept(office, id, { identitySeen: true });
    await steps.review(office, id);
    expect((await read(office, 'decider', id)).stage).toBe('conclusion');
  });

  test('that the law accepted is not recommended before somebody saw the applicant', async () => {
    const form = { ...traderForm, answers: { ...traderForm.answers, proofOfIdentity: 'window' } };
    const id = await cardDraft(office, trader, form);
    await steps.submit(office, id, trader);
    moveTo(office, '2026-12-01');
    await office.machine.timeOut();
    expect((await read(office, 'back', id)).stage).toBe('review');
    const recommend = (body: object) => office.ask('back', `POST /api/applications/${id}/review`, { body });
    const unseen = await recommend({ recommendation: 'approve' });
    expect([unseen.status, unseen.body.problems[0].code]).toEqual([400, 'identity-not-seen']);
    expect((await recommend({ recommendation: 'approve', identitySeen: true })).status).toBe(200);
  });

  test('is concluded by another officer than its reviewer', async () => {
    const id = await cardDraft(office);
    await steps.submit(office, id, trader);
    await steps.accept(office, id);
    await steps.review(office, id, 'both');
    const same = await office.ask('both', `POST /api/applications/${id}/conclude`, { body: { decision: 'approve' } });
    expect([same.status, same.body.type]).toEqual([403, 'urn:greenpath:problem:two-officers']);
  });
});

describe('a merchant card', () => {
  test('has a number of its own, the services of its first day, and days within the passport', async () => {
    const issued = await issuedCard(office);
    expect(isLifetimeCode(issued.number)).toBe(true);
    expect(issued).toMatchObject({
      status: 'valid',
      holder: { name: 'SPECIMEN, AMINA', nationality: 'EGY', sex: 'F' },
      validFrom: '2026-11-23',
      validTo: '2029-06-30',
      bindingLimit: 'passport',
      stay: { kind: 'visa', until: '2027-02-20', ended: false },
      history: [{ act: 'issued', byHolder: false }],
    });
    const granted = issued.services.filter((one: { granted: boolean }) => one.granted);
    expect(granted.map(({ id }: { id: string }) => id)).toEqual([
      'government',
      'bus',
      'bicycle',
      'library',
      'parking',
      'medical',
    ]);
    const items = await office.items();
    const person = items.find(({ sk }) => sk === 'PERSON');
    expect(issued.number).not.toBe(person?.personId);
  });

  test('runs no longer than the zone lets it', async () => {
    const long = { ...traderForm.applicant, passport: { ...traderForm.applicant.passport, expiresOn: '2036-06-30' } };
    const issued = await issuedCard(office, trader, { ...traderForm, applicant: long });
    expect(issued).toMatchObject({ validTo: '2031-11-22', bindingLimit: 'zone' });
  });

  test('is a card to whoever verifies cards and no permit to whoever verifies permits, and the other way round', async () => {
    const { qr, number } = await issuedCard(office);
    const { asCard, asPermit } = await offline(qr);
    expect(asCard).toMatchObject({ verdict: 'valid', status: 'current', claims: { number, nationality: 'EGY' } });
    expect(asPermit).toEqual({ verdict: 'forged', reason: 'not-a-permit' });
    const permit = await issuedPermit(office, await register(office));
    const { body } = await office.ask('employer', `GET /api/permits/${permit.number}`);
    const other = await offline(body.qr);
    expect(other.asCard).toEqual({ verdict: 'forged', reason: 'not-a-permit' });
    expect(other.asPermit.verdict).not.toBe('forged');
  });

  test('is shown to its holder and to staff, whose reading is recorded, and to nobody else', async () => {
    const { number } = await issuedCard(office);
    expect((await card(trader, number)).status).toBe(200);
    expect((await card(otherTrader, number)).status).toBe(404);
    expect((await card({ ...people.inspector, mfa: false }, number)).status).toBe(403);
    expect((await card(otherTrader, '0'.repeat(18))).body).toEqual((await card(otherTrader, number)).body);
    expect((await office.ask(otherTrader, 'GET /api/merchant-cards')).body.items).toEqual([]);
    expect((await card('inspector', number)).status).toBe(200);
    const readings = (await office.items()).filter(({ what }) => what === 'merchant-card');
    expect(readings).toMatchObject([{ by: people.inspector.subject, id: number }]);
  });

  test('says that the stay of its holder ended, and goes on', async () => {
    const { number } = await issuedCard(office);
    const noted = await act('front', number, 'stay', { kind: 'visa', until: '2026-11-20', reason });
    expect(noted.body).toMatchObject({
      status: 'valid',
      stay: { kind: 'visa', until: '2026-11-20', ended: true },
    });
    expect((await card(trader, number)).body.history.at(-1)).toMatchObject({ act: 'stay-noted', reason });
  });

  test('expires with its last day', async () => {
    const { number } = await issuedCard(office);
    moveTo(office, '2029-06-30');
    expect((await card(trader, number)).body.status).toBe('valid');
    moveTo(office, '2029-07-01');
    expect((await card(trader, number)).body.status).toBe('expired');
    expect((await reissue(number)).status).toBe(409);
  });

  test('runs on under the same number when it is applied for in time, and not before', {
    timeout: 30_000,
  }, async () => {
    const first = await issuedCard(office);
    const early = await approvedCard(office);
    await office.machine.settle();
    const blocked = await read(office, trader, early);
    expect(blocked.stage).toBe('conclusion');
    expect(blocked.blocked.reason.en).toContain('2029-06-30');
    await office.ask(trader, `POST /api/applications/${early}/withdraw`);
    moveTo(office, '2029-05-02');
    const passport = { number: 'UTO7654321', issuingState: 'UTO', expiresOn: '2034-06-30' };
    const form = { ...traderForm, applicant: { ...traderForm.applicant, passport } };
    const answers = { ...traderForm.answers, stayUntil: '2029-12-31' };
    const next = await issuedCard(office, trader, { ...form, answers });
    expect(next).toMatchObject({
      number: first.number,
      validFrom: '2029-05-02',
      validTo: '2034-05-01',
      history: [{ act: 'issued' }, { act: 'renewed' }],
    });
    expect((await offline(first.qr)).asCard.verdict).toBe('superseded');
    expect((await offline(next.qr)).asCard.verdict).toBe('valid');
  });
});

describe('a lost card', () => {
  test('opens nothing from the moment its holder reports it, and its new token goes on while the old one never does', async () => {
    const first = await issuedCard(office);
    const lost = await act(trader, first.number, 'report-loss', {});
    expect(lost.body).toMatchObject({
      status: 'lost',
      history: [{ act: 'issued' }, { act: 'reported-lost', byHolder: true }],
    });
    expect(lost.body.qr).toBeUndefined();
    expect((await offline(first.qr)).asCard.verdict).toBe('revoked');
    expect((await act(trader, first.number, 'report-loss', {})).status).toBe(409);
    const again = await reissue(first.number);
    expect(again.body).toMatchObject({ number: first.number, status: 'valid', validTo: first.validTo });
    expect(again.body.history.at(-1)).toMatchObject({ act: 'reissued' });
    expect((await offline(first.qr)).asCard.verdict).toBe('revoked');
    expect((await offline(again.body.qr)).asCard.verdict).toBe('valid');
  });

  test('is reissued by an officer who saw the holder, never by the holder', async () => {
    const { number } = await issuedCard(office);
    const unseen = await office.ask('front', `POST /api/merchant-cards/${number}/reissue`, { body: { reason } });
    expect(unseen.status).toBe(400);
    const self = await office.ask(trader, `POST /api/merchant-cards/${number}/reissue`, {
      body: { identitySeen: true },
    });
    expect(self.status).toBe(403);
  });

  test('gets one new token when two officers reissue it at once', async () => {
    const { number } = await issuedCard(office);
    await act(trader, number, 'report-loss', {});
    const answers = await Promise.all([reissue(number), reissue(number)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = await card(trader, number);
    expect(body.history.map(({ act: done }: { act: string }) => done)).toEqual(['issued', 'reported-lost', 'reissued']);
    expect((await offline(body.qr)).asCard.verdict).toBe('valid');
  });

  test('is reissued once when the same request comes twice', async () => {
    const { number } = await issuedCard(office);
    const headers = { 'idempotency-key': 'once' };
    const [one, two] = [await reissue(number, { headers }), await reissue(number, { headers })];
    expect([one.status, two.status, two.body.qr]).toEqual([200, 200, one.body.qr]);
  });

  test('reported by an officer is told to its holder', async () => {
    const { number } = await issuedCard(office);
    await act('front', number, 'report-loss', { reason });
    const notices = (await office.items()).filter(({ pk }) => pk.startsWith('INBOX#'));
    const told = notices.filter(({ kind }) => kind === 'merchant-card-reported-lost');
    expect(told).toMatchObject([{ to: { email: trader.email } }]);
    expect(JSON.stringify(told)).not.toContain('UTO7654321');
  });
});

describe('what officers decide about a card', () => {
  test('a service is granted and withdrawn by those whom the zone names for it', async () => {
    const { number } = await issuedCard(office);
    const change = (who: Who, service: string, wanted: string) =>
      act(who, number, 'services', { service, change: wanted, reason });
    expect((await change('decider', 'small-payments', 'grant')).status).toBe(403);
    expect((await change('front', 'credit-procurement', 'grant')).status).toBe(403);
    expect((await change('front', 'ferry', 'grant')).body.problems[0].code).toBe('not-an-option');
    const granted = await change('front', 'small-payments', 'grant');
    const opened = ({ body }: typeof granted) =>
      body.services.filter((one: { granted: boolean }) => one.granted).map(({ id }: { id: string }) => id);
    expect(opened(granted)).toContain('small-payments');
    expect(opened(await change('supervisor', 'bus', 'withdraw'))).not.toContain('bus');
  });

  test('a suspension ends, an end does not', async () => {
    const { number, qr } = await issuedCard(office);
    expect((await act('supervisor', number, 'suspend')).body.status).toBe('suspended');
    expect((await offline(qr)).asCard.verdict).toBe('suspended');
    expect((await act('supervisor', number, 'suspend')).status).toBe(409);
    expect((await reissue(number)).status).toBe(409);
    expect((await act('supervisor', number, 'reinstate')).body.status).toBe('valid');
    expect((await offline(qr)).asCard.verdict).toBe('valid');
    expect((await act('decider', number, 'end')).body.status).toBe('ended');
    expect((await act('supervisor', number, 'reinstate')).status).toBe(409);
    expect((await reissue(number)).status).toBe(409);
    const anew = await issuedCard(office);
    expect(anew).toMatchObject({ number, status: 'valid' });
  });

  test('the picture says whose card it is, and neither passport nor birth date', async () => {
    const { number } = await issuedCard(office);
    const { status, headers, body } = await office.ask(trader, `GET /api/merchant-cards/${number}/card.svg`, {
      query: { language: 'en' },
    });
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(body).toContain('SPECIMEN, AMINA');
    expect(body).toContain('Foreign Merchant Card');
    expect(body).not.toMatch(/UTO7654321|1988/);
    await act(trader, number, 'report-loss', {});
    expect((await office.ask(trader, `GET /api/merchant-cards/${number}/card.svg`)).status).toBe(409);
  });
});

test('issuing a card costs at most eleven write units in one transaction, renewing one as well', async () => {
  const first = await approvedCard(office);
  const issuing = await office.cost(() => office.issue({ applicationId: first }));
  expect(issuing.transaction).toBeLessThanOrEqual(11);
  moveTo(office, '2029-05-02');
  const passport = { number: 'UTO7654321', issuingState: 'UTO', expiresOn: '2034-06-30' };
  const renewed = await approvedCard(office, trader, {
    ...traderForm,
    applicant: { ...traderForm.applicant, passport },
    answers: { ...traderForm.answers, stayUntil: '2029-12-31' },
  });
  const renewing = await office.cost(() => office.issue({ applicationId: renewed }));
  expect(renewing.transaction).toBeLessThanOrEqual(11);
  expect(renewing.transaction).toBeGreaterThan(0);
});
