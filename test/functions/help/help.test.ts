import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { yiwuHelp } from '../../../infra/zones/help.ts';
import type { HelpActBody } from '../../../shared/contract/help.ts';
import {
  type HelpAct,
  type HelpActor,
  helpActs,
  helpStates,
  helpStep,
  nextActs,
  stateAfter,
} from '../../../shared/domain/help/mediation.ts';
import { hashOfHelp, readHelp } from '../../../shared/records/help.ts';
import { keys } from '../../../shared/records/keys.ts';
import { readReadings } from '../../../shared/records/reading.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { draft, register } from '../../office/walk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ zone: { help: yiwuHelp } });
});
afterEach(() => office.close());

const trader = { ...people.otherApplicant, email: 'marco.exempla@applicant.example' };
const mediator = people.front;
const dispute = {
  kind: 'dispute',
  topic: 'wages',
  description: '两个月的工资没有支付。',
  language: 'en',
  name: 'SPECIMEN, ELENA',
  otherParty: { name: 'EXEMPLA, MARCO', email: trader.email },
} as const;
const summary = { zh: '劳动报酬的支付时间。', en: 'When wages are to be paid.' };
const terms = { zh: '于三十日内支付。', en: 'Paid within thirty days.' };

const file = async (body: object = dispute, who: Who = 'applicant'): Promise<string> => {
  const { status, body: filed } = await office.ask(who, 'POST /api/help-requests', { body });
  expect(status, JSON.stringify(filed)).toBe(201);
  return filed.id;
};
const act = (who: Who, id: string, body: Partial<HelpActBody> & { act: HelpAct }) =>
  office.ask(who, `POST /api/help-requests/${id}/act`, { body });
const done = async (who: Who, id: string, body: Partial<HelpActBody> & { act: HelpAct }) => {
  const answer = await act(who, id, body);
  expect(answer.status, `${body.act}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};
const see = (who: Who, id: string) => office.ask(who, `GET /api/help-requests/${id}`);

async function inMediation(id: string, by: Who = mediator): Promise<string> {
  await done(by, id, { act: 'claim' });
  await done(by, id, { act: 'invite', summary });
  await done(trader, id, { act: 'consent' });
  return id;
}

/** An act with all that it needs to be let through. */
const whole: { [A in HelpAct]: object } = {
  claim: {},
  answer: { text: 'Answered.' },
  ask: { text: 'And then?' },
  withdraw: {},
  close: { outcome: 'solved' },
  invite: { summary },
  consent: {},
  decline: {},
  session: { on: '2026-11-30', place: 'online' },
  minutes: { session: 1, text: 'Both spoke.' },
  note: { text: 'In confidence.' },
  propose: { terms },
  accept: { terms: 1 },
  leave: {},
  'report-breach': { text: 'Nothing came.' },
};

test('every act from every state by everybody is let through exactly where the table of steps says so', async () => {
  const actors: [Who, HelpActor[]][] = [
    ['applicant', ['requester']],
    [trader, ['other-party']],
    [mediator, ['officer', 'handler']],
    ['supervisor', ['officer']],
  ];
  const id = await inMediation(await file());
  await done(mediator, id, { act: 'session', on: '2026-11-23', place: 'online' });
  await done(mediator, id, { act: 'propose', terms });
  const head = await office.table.get(keys.help(id));
  if (!head) throw new Error('there is no request');
  let tried = 0;
  for (const state of helpStates) {
    for (const name of helpActs) {
      for (const [who, parts] of actors) {
        // Each starts from the same state, whatever the one before did.
        const version = Number((await office.table.get(keys.help(id)))?.version);
        await office.table.put({ ...head, state, version, accepted: [] });
        const step = helpStep({ kind: 'dispute', state }, name, new Set(parts));
        office.clock.advance(1);
        const shown = (await see(who, id)).body;
        expect(shown.next).toEqual(nextActs({ kind: 'dispute', state }, new Set(parts)));
        const answer = await act(who, id, { act: name, ...whole[name] });
        tried += 1;
        if (step) {
          expect(answer.status, `${name} from ${state} by ${parts}`).toBe(200);
          expect((await readHelp(office.table, id))?.head.state).toBe(stateAfter(state, step, false));
        } else {
          expect([403, 409], `${name} from ${state} by ${parts}`).toContain(answer.status);
          expect((await readHelp(office.table, id))?.head.version).toBe(version);
        }
      }
    }
  }
  expect(tried).toBe(helpStates.length * helpActs.length * actors.length);
}, 120_000);

describe('a dispute', () => {
  test('is known to its requester and the office alone until the other party is invited', async () => {
    const id = await file();
    for (const who of [trader, 'otherEmployer', { ...trader, email: undefined as never }] as Who[]) {
      expect((await see(who, id)).status).toBe(404);
      expect((await act(who, id, { act: 'consent' })).status).toBe(404);
    }
    expect((await see(undefined, id)).status).toBe(401);
    await done(mediator, id, { act: 'claim' });
    await done(mediator, id, { act: 'answer', text: 'A word for Elena alone.' });
    expect((await see(trader, id)).status).toBe(404);
    const mine = () => office.ask(trader, 'GET /api/help-requests', { query: { as: 'other-party' } });
    expect((await mine()).body.items).toEqual([]);
    await done(mediator, id, { act: 'invite', summary });
    const seen = await see(trader, id);
    expect(seen.body).toMatchObject({ you: 'other-party', state: 'invited', summary, next: ['consent', 'decline'] });
    const words = JSON.stringify(seen.body);
    for (const hidden of [dispute.description, 'A word for Elena alone.', trader.email, mediator.subject]) {
      expect(words).not.toContain(hidden);
    }
    expect((await mine()).body.items).toMatchObject([{ id, state: 'invited' }]);
    expect((await see({ ...trader, subject: 'somebody-else', email: 'other@applicant.example' }, id)).status).toBe(404);
    const inbox = await office.ask(trader, 'GET /api/inbox');
    expect(inbox.body.items).toMatchObject([{ kind: 'help-invite', link: `/help/${id}` }]);
  });

  test('is over for a party that declines, and the requester still hears of other ways', async () => {
    const id = await file();
    await done(mediator, id, { act: 'claim' });
    await done(mediator, id, { act: 'invite', summary });
    await done(trader, id, { act: 'decline' });
    expect((await see(trader, id)).status).toBe(404);
    expect((await see('applicant', id)).body).toMatchObject({ state: 'declined', next: ['ask', 'withdraw'] });
    const closed = await done(mediator, id, { act: 'close', outcome: 'referred', referredTo: '劳动仲裁委员会' });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'referred', referredTo: '劳动仲裁委员会', next: [] });
  });

  test('keeps what one party tells the mediator from the other, from notices and from other officers', async () => {
    const id = await inMediation(await file());
    await done('applicant', id, { act: 'note', text: 'I would take half.' });
    await done(trader, id, { act: 'note', text: 'I could pay it all.' });
    const words = async (who: Who) => JSON.stringify((await see(who, id)).body);
    expect(await words('applicant')).toContain('I would take half.');
    expect(await words('applicant')).not.toContain('I could pay it all.');
    expect(await words(trader)).toContain('I could pay it all.');
    expect(await words(trader)).not.toContain('I would take half.');
    expect(await words('supervisor')).not.toMatch(/take half|pay it all/);
    expect(await words(mediator)).toMatch(/take half.*pay it all/);
    for (const who of ['applicant', trader, mediator] as Who[]) {
      const inbox = JSON.stringify((await office.ask(who, 'GET /api/inbox')).body);
      expect(inbox).not.toMatch(/take half|pay it all/);
      expect(inbox.includes('help-note')).toBe(who === mediator);
    }
  });

  test('is agreed once both accept the same version, even in the same moment', async () => {
    const id = await inMediation(await file());
    await done(mediator, id, { act: 'propose', terms });
    await done('applicant', id, { act: 'accept', terms: 1 });
    const second = { zh: '于十五日内支付。', en: 'Paid within fifteen days.' };
    const changed = await done(mediator, id, { act: 'propose', terms: second });
    expect(changed.terms).toEqual({ version: 2, text: second, acceptedBy: [] });
    expect((await act(trader, id, { act: 'accept', terms: 1 })).status).toBe(409);
    const answers = await Promise.all([
      act('applicant', id, { act: 'accept', terms: 2 }),
      act(trader, id, { act: 'accept', terms: 2 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await see(trader, id);
    expect(body).toMatchObject({ state: 'agreed', outcome: 'agreed', next: ['report-breach'] });
    expect(body.terms.acceptedBy).toHaveLength(2);
    expect(body.agreement.number).toMatch(/^MED-20261123-[0-9A-Z]{8}$/);
    expect((await act(mediator, id, { act: 'propose', terms })).status).toBe(409);

    const month = { query: { month: '2026-11' } };
    const statistics = await office.ask('supervisor', 'GET /api/help-statistics', month);
    expect(statistics.body).toMatchObject({ closed: 1, agreements: 1, byOutcome: { agreed: 1 }, breaches: 0 });
    expect((await office.ask('front', 'GET /api/help-statistics', month)).status).toBe(403);

    const pdf = (who: Who) =>
      office.ask(who, `GET /api/help-requests/${id}/agreement.pdf`, { query: { language: 'zh' } });
    const first = await pdf('applicant');
    expect(first.headers['content-type']).toBe('application/pdf');
    await done('applicant', id, { act: 'report-breach', text: 'Nothing came.' });
    expect((await pdf(trader)).body).toBe(first.body);
    expect((await pdf('otherEmployer')).status).toBe(404);
    const queue = await office.ask('front', 'GET /api/help-requests', { query: { kind: 'dispute' } });
    expect(queue.body.items).toMatchObject([{ id, state: 'breached', mine: true }]);

    const record = await readHelp(office.table, id);
    let previous = '';
    for (const { hash, ...event } of record?.events ?? []) {
      expect(event.previous).toBe(previous);
      expect(hashOfHelp(event)).toBe(hash);
      previous = hash;
    }
    expect(record?.head.chain).toBe(previous);
  });

  test('is left by either party, and a terms version that was gone is not accepted with it', async () => {
    const id = await inMediation(await file());
    await done(mediator, id, { act: 'propose', terms });
    expect(await done(trader, id, { act: 'leave' })).toMatchObject({ state: 'closed', outcome: 'left' });
    expect((await act('applicant', id, { act: 'accept', terms: 1 })).status).toBe(409);
  });

  test('is never mediated by a party, nor by an officer who worked on the application', async () => {
    const named = await file({ ...dispute, otherParty: { name: 'LI, OFFICER', email: 'li@office.example' } });
    const party = { ...people.front, subject: 'front-party', email: 'li@office.example' };
    expect((await see(party, named)).status).toBe(404);
    expect((await act(party, named, { act: 'claim' })).status).toBe(404);
    expect((await office.ask(party, 'GET /api/help-requests', { query: { kind: 'dispute' } })).body.items).toEqual([]);

    const asElena = { ...people.front, subject: 'front-elena', email: people.applicant.email };
    expect((await see(asElena, named)).status).toBe(404);

    const application = await draft(office, await register(office));
    await office.table.put({
      ...keys.event(application, 90),
      sequence: 90,
      type: 'returned',
      at: '2026-11-23T01:00:00.000Z',
      by: { party: 'authority', subject: people.front.subject },
      data: {},
      previous: '',
      hash: '',
    });
    const id = await file({ ...dispute, about: { applicationId: application } });
    const refused = await act('front', id, { act: 'claim' });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toMatch(/colleague|其他工作人员/);
    await done('supervisor', id, { act: 'claim' });
  });

  test('leaves a trace when officers read it, and a request for guidance leaves none', async () => {
    const id = await file();
    const plain = await file({ kind: 'guidance', topic: 'permit', description: 'How?', language: 'en' });
    await see('front', id);
    await see('front', plain);
    await see('applicant', id);
    const { readings } = await readReadings(office.table, '2026-11-23', { limit: 10 });
    expect(readings).toMatchObject([{ what: 'help-request', id, by: people.front.subject }]);
  });
});

describe('a request for guidance', () => {
  test('is answered, asked on and closed with its outcome, each step told', async () => {
    const id = await file({
      kind: 'guidance',
      topic: 'permit',
      description: 'What to bring?',
      language: 'en',
      station: 'jincheng',
    });
    const list = await office.ask('applicant', 'GET /api/help-requests');
    expect(list.body.items).toMatchObject([{ id, state: 'open' }]);
    await done('front', id, { act: 'claim' });
    await done('front', id, { act: 'answer', text: 'The passport.' });
    expect((await office.ask('front', 'GET /api/help-requests', { query: { kind: 'guidance' } })).body.items).toEqual(
      [],
    );
    expect(await done('applicant', id, { act: 'ask', text: 'The old one?' })).toMatchObject({ state: 'in-hand' });
    expect((await act('back', id, { act: 'answer', text: 'x' })).status).toBe(403);
    expect((await act('supervisor', id, { act: 'answer', text: 'x' })).status).toBe(403);
    const closed = await done('front', id, { act: 'close', outcome: 'solved', text: 'Both.' });
    expect(closed.happened.map(({ act: name }: { act: string }) => name)).toEqual([
      'request',
      'claim',
      'answer',
      'ask',
      'close',
    ]);
    const told = (await office.ask('applicant', 'GET /api/inbox')).body.items.map(({ kind }: { kind: string }) => kind);
    expect(told.sort()).toEqual(['help-answer', 'help-claim', 'help-close']);
  });

  test('is paged in the queue, and no cursor leads out of it', async () => {
    for (const number of [1, 2, 3]) {
      await file({ kind: 'paperwork', topic: 'permit', description: `Paper ${number}`, language: 'zh' });
      office.clock.advance(60_000);
    }
    const page = (query: Record<string, string>) => office.ask('front', 'GET /api/help-requests', { query });
    const first = await page({ kind: 'paperwork', limit: '2' });
    expect(first.body.items).toHaveLength(2);
    const second = await page({ kind: 'paperwork', limit: '2', cursor: first.body.next });
    expect(second.body.items).toHaveLength(1);
    expect((await page({ kind: 'guidance', cursor: first.body.next })).status).toBe(400);
    expect((await office.ask('applicant', 'GET /api/help-requests', { query: { kind: 'paperwork' } })).status).toBe(
      403,
    );
  });

  test('that comes twice under one key is one request, and so is what is done to it', async () => {
    const body = { kind: 'guidance', topic: 'permit', description: 'Once?', language: 'en' };
    const headers = { 'Idempotency-Key': 'once' };
    const [one, two] = [
      await office.ask('applicant', 'POST /api/help-requests', { body, headers }),
      await office.ask('applicant', 'POST /api/help-requests', { body, headers }),
    ];
    expect(two.body).toEqual(one.body);
    const asked = { body: { act: 'ask', text: 'Again?' }, headers };
    const path = `POST /api/help-requests/${one.body.id}/act`;
    await office.ask('applicant', path, asked);
    expect((await office.ask('applicant', path, asked)).body.version).toBe(2);
    const stale = await office.ask('applicant', path, { body: { act: 'withdraw', version: 1 } });
    expect(stale.status).toBe(409);
    expect(stale.body.current).toMatchObject({ version: 2, state: 'open' });
  });
});

test('bad input is answered with every problem at once, and changes nothing', async () => {
  const application = await draft(office, await register(office));
  const shape = await office.ask('applicant', 'POST /api/help-requests', {
    body: {
      kind: 'dispute',
      topic: 'wages',
      description: ' ',
      language: 'fr',
      otherParty: { name: '', email: 'nowhere' },
    },
  });
  expect(shape.body.problems.map(({ path }: { path: string }) => path).sort()).toEqual([
    'description',
    'language',
    'name',
    'otherParty.email',
    'otherParty.name',
  ]);
  const unknown = await office.ask('otherApplicant', 'POST /api/help-requests', {
    body: {
      ...dispute,
      topic: 'stay',
      station: 'nowhere',
      about: { applicationId: application, permitNumber: '0'.repeat(18) },
    },
  });
  expect(unknown.body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([
    'topic not-an-option',
    'station not-an-option',
    'about.applicationId not-found',
    'about.permitNumber not-found',
    'otherParty.email own-address',
  ]);
  const unprintable = await office.ask('applicant', 'POST /api/help-requests', { body: { ...dispute, name: 'E 😀' } });
  expect(unprintable.status).toBe(422);
  expect((await office.ask('applicant', 'GET /api/help-requests')).body.items).toEqual([]);

  const id = await inMediation(await file());
  const session = await act(mediator, id, { act: 'session', on: '2026-11-01', place: 'nowhere' });
  expect(session.body.problems.map(({ path }: { path: string }) => path)).toEqual(['on', 'place']);
  expect((await act(mediator, id, { act: 'minutes', session: 1, text: 'None.' })).status).toBe(400);
  await done(mediator, id, { act: 'session', on: '2026-11-30', place: 'jincheng' });
  expect((await act(mediator, id, { act: 'minutes', session: 1, text: 'Too early.' })).status).toBe(400);
  const referred = await act(mediator, id, { act: 'close', outcome: 'referred' });
  expect(referred.body.problems).toMatchObject([{ path: 'referredTo', code: 'referred-to' }]);
  expect((await see(mediator, id)).body.sessions).toEqual([{ number: 1, on: '2026-11-30', place: 'jincheng' }]);
});

test('stations are found by what they do and whether they are open now, by anybody', async () => {
  const stations = async (query: Record<string, string> = {}) =>
    (await office.ask(undefined, 'GET /api/stations', { query })).body.items?.map(({ id }: { id: string }) => id);
  expect(await stations()).toEqual(['jincheng', 'trade-service-centre']);
  expect(await stations({ service: 'disputes' })).toEqual(['jincheng']);
  expect(await stations({ language: 'ar' })).toEqual([]);
  expect(await stations({ open: 'now' })).toEqual(['jincheng', 'trade-service-centre']);
  office.clock.advance(12 * 3_600_000);
  expect(await stations({ open: 'now' })).toEqual([]);
  expect((await office.ask(undefined, 'GET /api/stations', { query: { service: 'haircut' } })).status).toBe(400);
});
