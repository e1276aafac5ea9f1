import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '../../../shared/domain/time.ts';
import {
  decide,
  enterOnList,
  evaluation,
  open,
  openTraderOffice,
  otherBack,
  penalty,
  record,
} from '../../office/credit.ts';
import { people } from '../../office/people.ts';
import { moveTo } from '../../office/permits.ts';
import { cook, declare } from '../../office/walk.ts';

// Each of these begins with a permit that was applied for, granted and issued.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let trader: Awaited<ReturnType<typeof openTraderOffice>>;
beforeEach(async () => {
  trader = await openTraderOffice();
});
afterEach(() => trader.office.close());

const today = '2026-11-23';
const aDay = 86_400_000;
const ask = (...asked: Parameters<typeof trader.office.ask>) => trader.office.ask(...asked);
const consent = (agreed: boolean) =>
  ask('applicant', `PUT ${trader.person}/consent`, { body: { employer: trader.enterpriseCode, agreed } });
const onDay = (day: string) => ({ query: { on: day } });

describe('an employer', () => {
  test('who may see an account no longer sees nothing of the days on which it might', async () => {
    await record(trader.office, trader.person, evaluation(12, today));
    await consent(true);
    trader.office.clock.advance(3 * aDay);
    await consent(false);
    expect((await ask('employer', `GET ${trader.person}`, onDay(today))).body).not.toHaveProperty('score');
    expect((await ask('employer', `GET ${trader.person}/history`, onDay(today))).status).toBe(403);
  });

  test('is not told the band of days that have passed: by it one would learn when something happened', async () => {
    trader.office.clock.advance(3 * aDay);
    expect((await ask('employer', `GET ${trader.person}`, onDay(today))).status).toBe(403);
    await consent(true);
    expect((await ask('employer', `GET ${trader.person}`, onDay(today))).body.score.total).toBe(50);
  });
});

const twoHats = { ...people.otherEmployer, roles: ['employer', 'applicant'] as const, email: 'both@applicant.example' };

test.each([
  ['handler', people.otherEmployer],
  ['handler who is the applicant of the draft too', twoHats],
])('a %s who names the permit of a stranger learns nothing of its credit', async (_who, who) => {
  const employerId = await declare(trader.office, who, cook);
  const body = { procedure: 'extension', employerId, applicant: { email: twoHats.email } };
  const { id } = (await ask(who, 'POST /api/applications', { body })).body;
  await ask(who, `PATCH /api/applications/${id}`, { body: { permitNumber: trader.permit.number } });
  const answer = await ask(who, `GET /api/applications/${id}/credit`);
  expect(answer.status).toBe(200);
  for (const part of ['band', 'again', 'person', 'enterprise']) expect(answer.body).not.toHaveProperty(part);
});

test('an employer who writes an address of its own into an application sees the band alone, as before', async () => {
  const who = { ...people.employer, roles: ['employer', 'applicant'] as const, email: 'both@applicant.example' };
  const begun = await ask(who, 'POST /api/applications', {
    body: { procedure: 'extension', permitNumber: trader.permit.number, applicant: { email: who.email } },
  });
  const { body } = await ask(who, `GET /api/applications/${begun.body.id}/credit`);
  expect(body.band).toMatchObject({ months: 0 });
  expect(body).not.toHaveProperty('person');
  expect(body.again).not.toHaveProperty('total');
});

test('no page of a published list tells the whole code of anybody, least of all of a person', async () => {
  await enterOnList(trader.office, trader.enterprise, 'black');
  await enterOnList(trader.office, trader.person, 'black');
  const found: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await ask(undefined, 'GET /api/credit/lists/black', {
      query: { limit: '1', ...(cursor ? { cursor } : {}) },
    });
    found.push(...body.items);
    cursor = body.next;
    const opened = Buffer.from(cursor ?? '', 'base64url').toString();
    expect(opened).not.toContain(trader.permit.number);
    expect(opened).not.toContain(trader.enterpriseCode);
  } while (cursor);
  expect(found).toHaveLength(1);
});

describe('the employer of a permit that is over', () => {
  test('sees nothing any more of whom it employed, whatever was agreed', async () => {
    await consent(true);
    expect((await ask('employer', `GET ${trader.person}`)).body).toHaveProperty('score');
    moveTo(trader.office, addDays(trader.permit.validTo, 1));
    for (const path of [trader.person, `${trader.person}/history`]) {
      expect((await ask('employer', `GET ${path}`)).status).toBe(404);
    }
    expect((await ask('applicant', `GET ${trader.person}`)).status).toBe(200);
  });
});

test('an objection to a record that was corrected is decided by none of those who corrected it', async () => {
  const { office, person } = trader;
  const id = await record(office, person, evaluation(30, today));
  const correction = { kind: 'correction', record: id, correction: { points: 3 }, reason: '误录 A slip' };
  const first = await open(office, person, correction, otherBack);
  await decide(office, person, first, { outcome: 'granted' }, 'decider');
  const matter = await open(office, person, { kind: 'objection', record: id, reason: '应为 30 分' }, 'applicant');
  const body = { outcome: 'dismissed', reason: { zh: '否', en: 'No' } };
  for (const who of ['back', otherBack, 'decider'] as const) {
    const refused = await ask(who, `POST ${person}/matters/${matter}`, { body });
    expect(refused.body.type).toBe('urn:greenpath:problem:two-officers');
    const { items } = (await ask(who, 'GET /api/credit/matters')).body;
    expect(items).toMatchObject([{ matter, mine: false }]);
  }
  expect((await ask('otherDecider', `POST ${person}/matters/${matter}`, { body })).status).toBe(200);
});

describe('a record', () => {
  const because = { zh: '经核实', en: 'It was verified' };

  test('that was annulled while it waited does not come back by being confirmed', async () => {
    const { office, person } = trader;
    const id = await record(office, person, penalty(today));
    const matter = await open(
      office,
      person,
      { kind: 'objection', record: id, reason: '同名 A namesake' },
      'applicant',
    );
    await decide(office, person, matter, { outcome: 'granted' });
    const late = await ask('decider', `POST ${person}/matters/${id}`, {
      body: { outcome: 'granted', reason: because },
    });
    expect([late.status, late.body.problems]).toMatchObject([400, [{ path: 'outcome', code: 'settled' }]]);
    const after = await decide(office, person, id, { outcome: 'dismissed' }, 'decider');
    expect([after.score.total, after.records[0].state, after.open]).toEqual([50, 'annulled', []]);
  });

  test('of good points is not lost by an objection that is right, unless the officer says so', async () => {
    const { office, person } = trader;
    const id = await record(office, person, evaluation(30, today));
    const matter = await open(office, person, { kind: 'objection', record: id, reason: '应为 60 分' }, 'applicant');
    const unsaid = await ask('decider', `POST ${person}/matters/${matter}`, {
      body: { outcome: 'granted', reason: because },
    });
    expect([unsaid.status, unsaid.body.problems]).toMatchObject([400, [{ path: 'correction', code: 'missing' }]]);
    const correction = { points: 60 };
    const decided = await decide(office, person, matter, { outcome: 'granted', correction }, 'decider');
    expect(decided.score.total).toBe(110);
  });
});

test('whoever is put on the black list is told every remedy, however long the reason is', async () => {
  const { office, enterprise } = trader;
  const reason = { zh: '拖欠工资'.repeat(200), en: 'Wages were not paid. '.repeat(45) };
  const matter = await open(office, enterprise, { kind: 'listing', list: 'black', reason }, 'back');
  const body = { outcome: 'granted', reason };
  expect((await ask(otherBack, `POST ${enterprise}/matters/${matter}`, { body })).status).toBe(200);
  const notice = (await office.items()).find(({ pk, kind }) => pk.startsWith('INBOX#') && kind === 'credit-decided');
  expect(notice).toMatchObject({
    text: { zh: expect.stringContaining('提起行政诉讼'), en: expect.stringContaining('administrative lawsuit') },
  });
});
