import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decideMatterStep } from '../../../shared/records/credit.ts';
import {
  account,
  decide,
  enterOnList,
  evaluation,
  open,
  openTraderOffice,
  otherBack,
  penalty,
  record,
  yiwuCredit,
} from '../../office/credit.ts';
import { people } from '../../office/people.ts';

// Each of these begins with a permit that was applied for, granted and issued.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let trader: Awaited<ReturnType<typeof openTraderOffice>>;
beforeEach(async () => {
  trader = await openTraderOffice();
});
afterEach(() => trader.office.close());

const today = '2026-11-23';
const ask = (...asked: Parameters<typeof trader.office.ask>) => trader.office.ask(...asked);
const codesOf = ({ body }: { body: { problems?: { path: string; code: string }[] } }) =>
  (body.problems ?? []).map(({ path, code }) => `${path} ${code}`);
const penaltyInForce = async (happenedOn = today) => {
  const id = await record(trader.office, trader.person, penalty(happenedOn));
  await decide(trader.office, trader.person, id, { outcome: 'granted' });
  return id;
};

describe('the credit of a person', () => {
  test('begins at the base, says that the figures are not published, and what they mean for an extension', async () => {
    expect(await account(trader.office, trader.person)).toMatchObject({
      subject: { kind: 'person', code: trader.permit.number },
      score: { total: 50, placeholder: true, lines: [{ kind: 'base', points: 50, text: { zh: '基础分 +50' } }] },
      total: { enterprise: trader.enterpriseCode, person: 50, ofEnterprise: 50, total: 50, months: 0 },
      band: { months: 0 },
      placeholder: true,
      notice: { en: expect.stringContaining('placeholders') },
      version: 0,
    });
  });

  test('rises at once by what is good, with the reason for every point in both languages', async () => {
    await record(trader.office, trader.person, evaluation(12.34, today));
    const { score } = await account(trader.office, trader.person);
    expect(score.total).toBe(62.34);
    expect(score.lines[1]).toMatchObject({
      item: 'credit-evaluation',
      points: 12.34,
      text: {
        zh: '社会信用评价（暂定，未公布）（本机关，2026-11-23）：+12.34 分',
        en: 'Evaluation of social credit (placeholder, not published), this authority, 2026-11-23: +12.34',
      },
    });
  });

  test('falls only when a second officer has confirmed what is bad, and never by the one who entered it', async () => {
    const id = await record(trader.office, trader.person, penalty(today));
    const waiting = await account(trader.office, trader.person);
    expect(waiting.score).toMatchObject({ total: 50, lines: [{}, { points: 0, silent: 'waiting' }] });
    expect(waiting.open).toMatchObject([{ id, kind: 'record', dueOn: '2026-11-30', late: false }]);
    const own = await ask('back', `POST ${trader.person}/matters/${id}`, {
      body: { outcome: 'granted', reason: { zh: '确认', en: 'Yes' } },
    });
    expect([own.status, own.body.type]).toEqual([403, 'urn:greenpath:problem:two-officers']);
    expect((await decide(trader.office, trader.person, id, { outcome: 'granted' })).score.total).toBe(40);
  });

  test('is confirmed by nobody who entered it: the write itself refuses, whatever was read before', async () => {
    const { office, person, permit } = trader;
    const id = await record(office, person, penalty(today));
    const confirmed = (officer: string) =>
      office.table.transact([
        decideMatterStep({ kind: 'person', code: permit.number }, { id, dueOn: '2026-11-30' }, officer),
      ]);
    expect((await confirmed('back-chen')).ok).toBe(false);
    expect((await confirmed('back-gao')).ok).toBe(true);
    expect((await confirmed('back-gao')).ok).toBe(false);
  });

  test('is decided once when two officers decide at the same moment', async () => {
    const id = await record(trader.office, trader.person, penalty(today));
    const body = { outcome: 'granted', reason: { zh: '确认', en: 'Yes' } };
    const answers = await Promise.all(
      [otherBack, people.decider].map((who) => ask(who, `POST ${trader.person}/matters/${id}`, { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([404, 409])]);
    expect((await account(trader.office, trader.person)).score.total).toBe(40);
  });

  test('is the same for a request that is repeated under its key', async () => {
    const asked = { body: evaluation(5, today), headers: { 'idempotency-key': 'once' } };
    const [first, second] = [
      await ask('back', `POST ${trader.person}/records`, asked),
      await ask('back', `POST ${trader.person}/records`, asked),
    ];
    expect([first.status, second.status, second.body.records.length]).toEqual([201, 201, 1]);
    const other = await ask('back', `POST ${trader.person}/records`, { ...asked, body: evaluation(6, today) });
    expect(other.body.type).toBe('urn:greenpath:problem:key-reused');
  });

  test('refuses a change of an account that moved since it was seen, and shows it as it stands', async () => {
    await record(trader.office, trader.person, evaluation(5, today));
    const stale = await ask('back', `POST ${trader.person}/records`, { body: { ...evaluation(6, today), version: 1 } });
    expect(stale.status).toBe(201);
    const late = await ask('back', `POST ${trader.person}/records`, { body: { ...evaluation(7, today), version: 1 } });
    expect([late.status, late.body.current.version]).toEqual([409, 2]);
  });

  test.each([
    ['an unknown sub-item', { item: 'luck' }, ['item unknown-item']],
    ['points over the cap of the sub-item', { points: 70.01 }, ['points over-the-cap']],
    ['a source that may not report it', { source: 'court' }, ['source wrong-source']],
    ['a day in the future', { happenedOn: '2026-11-24' }, ['happenedOn in-the-future']],
    [
      'a document of nobody',
      { document: { applicationId: 'a'.repeat(24), documentId: 'd' } },
      ['document not-an-option'],
    ],
    [
      'several of these',
      { item: 'wage-arrears', source: 'psb', points: 3 },
      ['item not-for-subject', 'source wrong-source', 'points not-asked'],
    ],
  ])('refuses a record with %s and changes nothing', async (_what, change, expected) => {
    const answer = await ask('back', `POST ${trader.person}/records`, { body: { ...evaluation(5, today), ...change } });
    expect([answer.status, codesOf(answer)]).toEqual([400, expected]);
    expect((await account(trader.office, trader.person)).records).toEqual([]);
  });

  test('as of a day in the past is what it was then, and none is given for a day to come', async () => {
    await record(trader.office, trader.person, evaluation(12, today));
    trader.office.clock.advance(3 * 86_400_000);
    await record(trader.office, trader.person, evaluation(30, '2026-11-24'));
    const on = async (day: string) => (await ask('back', `GET ${trader.person}`, { query: { on: day } })).body;
    expect([(await on('2026-11-23')).score.total, (await on('2026-11-26')).score.total]).toEqual([62, 80]);
    expect((await on('2026-11-22')).score.total).toBe(50);
    expect((await on('2026-11-27')).problems).toMatchObject([{ path: 'query.on', code: 'in-the-future' }]);
    const history = await ask('applicant', `GET ${trader.person}/history`);
    expect(history.body.items).toEqual([
      { on: '2026-11-23', total: 62, change: 0 },
      { on: '2026-11-26', total: 80, change: 18 },
    ]);
  });
});

describe('who may see it', () => {
  test('the holder sees everything, the employer only what it means for an extension, until the holder agrees', async () => {
    await record(trader.office, trader.person, evaluation(12, today));
    const own = await account(trader.office, trader.person, 'applicant');
    expect(own.records).toHaveLength(1);
    expect(own.records[0]).not.toHaveProperty('enteredBy');
    const seen = await account(trader.office, trader.person, 'employer');
    expect(Object.keys(seen).sort()).toEqual(['band', 'notice', 'on', 'placeholder', 'subject']);
    expect((await ask('employer', `GET ${trader.person}/history`)).status).toBe(403);
    const consent = { body: { employer: trader.enterpriseCode, agreed: true } };
    expect((await ask('employer', `PUT ${trader.person}/consent`, consent)).status).toBe(403);
    expect((await ask('applicant', `PUT ${trader.person}/consent`, consent)).body.consents).toEqual([
      trader.enterpriseCode,
    ]);
    expect((await account(trader.office, trader.person, 'employer')).score.total).toBe(62);
    await ask('applicant', `PUT ${trader.person}/consent`, { body: { ...consent.body, agreed: false } });
    expect(await account(trader.office, trader.person, 'employer')).not.toHaveProperty('score');
  });

  test('whoever handles the enterprise sees its account; its employees, and others, learn nothing', async () => {
    expect((await account(trader.office, trader.enterprise, 'employer')).score.total).toBe(50);
    for (const who of ['applicant', 'otherEmployer', 'otherApplicant'] as const) {
      expect((await ask(who, `GET ${trader.enterprise}`)).status).toBe(404);
    }
    for (const who of ['otherEmployer', 'otherApplicant'] as const) {
      const foreign = await ask(who, `GET ${trader.person}`);
      expect([foreign.status, foreign]).toEqual([404, await ask(who, `GET /api/credit/persons/${'0'.repeat(18)}`)]);
    }
  });

  test('an applicant cannot ask for the credit of an enterprise beside their own', async () => {
    const query = { enterprise: '91110302GREEN9990X' };
    expect((await ask('applicant', `GET ${trader.person}`, { query: { enterprise: 'x' } })).status).toBe(400);
    const { body } = await ask('applicant', `GET ${trader.person}`, { query: { enterprise: trader.enterpriseCode } });
    expect(body.total.enterprise).toBe(trader.enterpriseCode);
    expect(JSON.stringify((await ask('applicant', `GET ${trader.person}`, { query })).body)).not.toContain(
      query.enterprise,
    );
  });

  test('an officer’s reading is recorded before anything is shown; one without a second factor sees nothing', async () => {
    const readings = async () =>
      (await trader.office.items()).filter(({ pk, what }) => pk.startsWith('READ#') && what === 'credit');
    await account(trader.office, trader.person, 'front');
    expect(await readings()).toMatchObject([{ by: 'front-li', id: trader.permit.number }]);
    await account(trader.office, trader.person, 'applicant');
    expect(await readings()).toHaveLength(1);
    expect((await ask({ ...people.front, mfa: false }, `GET ${trader.person}`)).status).toBe(403);
    for (const who of ['inspector', 'admin'] as const) {
      expect((await ask(who, `GET ${trader.person}`)).status).toBe(403);
    }
  });

  test('an officer who handles the employer acts on it as the employer, not as an officer', async () => {
    const both = { ...people.employer, roles: ['employer', 'back-officer'] as const, mfa: true };
    expect(await account(trader.office, trader.person, both)).not.toHaveProperty('score');
    expect((await ask(both, `POST ${trader.enterprise}/records`, { body: evaluation(5, today) })).status).toBe(403);
  });
});

describe('an objection', () => {
  test('lets the record rest, is decided in working days, and raises the score when it is upheld', async () => {
    const id = await penaltyInForce();
    expect((await account(trader.office, trader.person)).score.total).toBe(40);
    const body = { kind: 'objection', record: id, reason: '受处罚的是同名的另一人 It was somebody of the same name' };
    const matter = await open(trader.office, trader.person, body, 'applicant');
    const meanwhile = await account(trader.office, trader.person, 'applicant');
    expect(meanwhile.score).toMatchObject({ total: 50, lines: [{}, { silent: 'objected' }] });
    expect(meanwhile.open).toMatchObject([{ kind: 'objection', record: id, dueOn: '2026-12-14' }]);
    for (const who of ['back', otherBack] as const) {
      const refused = await ask(who, `POST ${trader.person}/matters/${matter}`, {
        body: { outcome: 'dismissed', reason: { zh: '否', en: 'No' } },
      });
      expect(refused.body.type, 'who entered or confirmed the record').toBe('urn:greenpath:problem:two-officers');
    }
    const upheld = await decide(trader.office, trader.person, matter, { outcome: 'granted' }, 'decider');
    expect([upheld.score.total, upheld.records[0].state]).toEqual([50, 'annulled']);
    expect(
      upheld.records[0].history.map(
        ({ what, outcome }: { what: string; outcome?: string }) => `${what} ${outcome ?? ''}`,
      ),
    ).toEqual(['recorded ', 'record granted', 'objection ', 'objection granted']);
  });

  test('that is dismissed leaves the record, and another one does not make it rest again', async () => {
    const id = await penaltyInForce();
    const body = { kind: 'objection', record: id, reason: '不属实 It is not true' };
    const first = await open(trader.office, trader.person, body, 'applicant');
    await decide(trader.office, trader.person, first, { outcome: 'dismissed' }, 'decider');
    await open(trader.office, trader.person, body, 'applicant');
    expect((await account(trader.office, trader.person)).score.total).toBe(40);
  });

  test('can correct the record instead, by nothing that could not have been recorded', async () => {
    const id = await penaltyInForce();
    const matter = await open(
      trader.office,
      trader.person,
      { kind: 'objection', record: id, reason: '日期有误' },
      'applicant',
    );
    const future = await ask('decider', `POST ${trader.person}/matters/${matter}`, {
      body: { outcome: 'granted', reason: { zh: '是', en: 'Yes' }, correction: { happenedOn: '2027-01-01' } },
    });
    expect(codesOf(future)).toEqual(['correction.happenedOn in-the-future']);
    const correction = { happenedOn: '2025-11-23' };
    const decided = await decide(trader.office, trader.person, matter, { outcome: 'granted', correction }, 'decider');
    expect(decided.score).toMatchObject({ total: 45, lines: [{}, { months: 12, percent: 50, points: -5 }] });
  });

  test('is the subject’s own: neither an officer nor the employer of a person objects', async () => {
    const id = await penaltyInForce();
    const body = { kind: 'objection', record: id, reason: '不属实' };
    for (const who of ['back', 'employer'] as const) {
      expect((await ask(who, `POST ${trader.person}/matters`, { body })).status).toBe(403);
    }
    await open(trader.office, trader.person, body, 'applicant');
    expect(codesOf(await ask('applicant', `POST ${trader.person}/matters`, { body }))).toEqual(['record already-open']);
    const unknown = { ...body, record: 'none' };
    expect(codesOf(await ask('applicant', `POST ${trader.person}/matters`, { body: unknown }))).toEqual([
      'record not-an-option',
    ]);
  });

  test('of an enterprise comes from whoever handles it', async () => {
    const { office, enterprise } = trader;
    const id = await record(office, enterprise, { item: 'wage-arrears', source: 'hrss', happenedOn: today });
    await decide(office, enterprise, id, { outcome: 'granted' });
    expect((await account(office, enterprise)).score.total).toBe(30);
    const matter = await open(office, enterprise, { kind: 'objection', record: id, reason: '已付清' }, 'employer');
    expect((await decide(office, enterprise, matter, { outcome: 'granted' }, 'decider')).score.total).toBe(50);
  });

  test('counts meanwhile where the zone says so', async () => {
    await trader.office.close();
    const objection = { workingDays: 10, counts: true, source: 'test' };
    trader = await openTraderOffice(yiwuCredit({ objection }));
    const id = await penaltyInForce();
    await open(trader.office, trader.person, { kind: 'objection', record: id, reason: '不属实' }, 'applicant');
    expect(await account(trader.office, trader.person)).toMatchObject({
      score: { total: 40 },
      open: [{ dueOn: '2026-12-07' }],
    });
  });
});

describe('a repair', () => {
  test('is asked for after the waiting time and decided by another officer; the points come back, the record stays', async () => {
    const id = await penaltyInForce('2026-06-01');
    const body = { kind: 'repair', record: id, reason: '罚款已缴清 The fine was paid' };
    const early = await ask('applicant', `POST ${trader.person}/matters`, { body });
    expect(early.body.problems).toMatchObject([
      { path: 'record', code: 'too-early', text: { en: expect.stringContaining('2026-12-01') } },
    ]);
    trader.office.clock.advance(8 * 86_400_000);
    const matter = await open(trader.office, trader.person, body, 'applicant');
    const repaired = await decide(trader.office, trader.person, matter, { outcome: 'granted' }, 'decider');
    expect([repaired.score.total, repaired.records[0].state]).toEqual([50, 'repaired']);
  });

  test('is refused for what cannot be made good', async () => {
    const { office, person } = trader;
    const id = await record(office, person, { item: 'entry-exit-violation', source: 'psb', happenedOn: '2026-01-05' });
    await decide(office, person, id, { outcome: 'granted' });
    const answer = await ask('applicant', `POST ${person}/matters`, {
      body: { kind: 'repair', record: id, reason: '已改正' },
    });
    expect(codesOf(answer)).toEqual(['record no-repair']);
  });
});

describe('a correction by the office', () => {
  test('takes two officers too, and keeps what stood there before', async () => {
    const { office, person } = trader;
    const id = await record(office, person, evaluation(30, today));
    const body = { kind: 'correction', record: id, correction: { points: 3 }, reason: '误录 A slip' };
    const matter = await open(office, person, body, 'front');
    expect((await account(office, person)).score.total).toBe(80);
    const after = await decide(office, person, matter, { outcome: 'granted' });
    expect([after.score.total, after.records[0].points]).toEqual([53, 3]);
    const events = (await office.items()).filter(({ pk, type }) => pk.startsWith('CREDIT#') && type === 'recorded');
    expect(events).toMatchObject([{ data: { record: { points: 30 } } }]);
  });

  test('has to be in order like any report', async () => {
    const id = await record(trader.office, trader.person, evaluation(30, today));
    const body = { kind: 'correction', record: id, correction: { points: 71 }, reason: '误录' };
    expect(codesOf(await ask('back', `POST ${trader.person}/matters`, { body }))).toEqual([
      'correction.points over-the-cap',
    ]);
  });
});

describe('the lists', () => {
  test('are entered and left by two officers; the enterprise is told why and what it can do', async () => {
    const { office, enterprise } = trader;
    const reason = { zh: '连续三年信用良好', en: 'Three years of good credit' };
    const matter = await open(office, enterprise, { kind: 'listing', list: 'red', reason }, 'back');
    expect((await account(office, enterprise)).list).toBeUndefined();
    await decide(office, enterprise, matter, { outcome: 'granted' });
    expect(await account(office, enterprise, 'employer')).toMatchObject({
      list: {
        list: 'red',
        label: { en: 'red list' },
        reason,
        remedies: { en: expect.stringContaining('reconsideration') },
      },
    });
    const inbox = (await office.items()).filter(({ pk, kind }) => pk.startsWith('INBOX#') && kind === 'credit-decided');
    expect(inbox).toMatchObject([
      { to: { subject: 'employer-wang' }, text: { en: expect.stringContaining('red list') } },
    ]);
    await enterOnList(office, enterprise, 'none');
    expect((await account(office, enterprise)).list).toBeUndefined();
    expect((await ask(undefined, 'GET /api/credit/lists/red')).body.items).toEqual([]);
  });

  test('are published with the least: enterprises alone, without reasons and without the whole code', async () => {
    await enterOnList(trader.office, trader.enterprise, 'black');
    await enterOnList(trader.office, trader.person, 'black');
    const { body } = await ask(undefined, 'GET /api/credit/lists/black');
    expect(body.items).toEqual([
      {
        kind: 'enterprise',
        code: `${'*'.repeat(14)}${trader.enterpriseCode.slice(-4)}`,
        name: expect.objectContaining({ zh: expect.any(String) }),
        since: today,
      },
    ]);
    expect((await ask('back', 'GET /api/credit/lists/black')).body.items).toHaveLength(2);
    const readings = (await trader.office.items()).filter(
      ({ pk, id }) => pk.startsWith('READ#') && id === 'list black',
    );
    expect(readings).toHaveLength(1);
    expect((await ask(undefined, 'GET /api/credit/lists/grey')).status).toBe(404);
    expect((await ask(undefined, 'GET /api/credit/lists/blue')).status).toBe(404);
  });

  test('cannot be entered twice, or while another list is being decided about', async () => {
    const body = { kind: 'listing', list: 'red', reason: { zh: '良好', en: 'Good' } };
    const again = (more: object = {}) => ask('back', `POST ${trader.person}/matters`, { body: { ...body, ...more } });
    expect(codesOf(await again({ list: 'none' }))).toEqual(['list unchanged']);
    expect((await again()).status).toBe(201);
    expect(codesOf(await again({ list: 'black' }))).toEqual(['list already-open']);
    expect((await ask('front', `POST ${trader.person}/matters`, { body })).status).toBe(403);
  });
});

test('what waits for a second officer is listed by the day on which it is due, page by page, with whose turn it is', async () => {
  const { office, person, enterprise } = trader;
  const id = await record(office, person, penalty(today));
  await decide(office, person, id, { outcome: 'granted' });
  await open(office, person, { kind: 'objection', record: id, reason: '不属实' }, 'applicant');
  await record(office, enterprise, { item: 'wage-arrears', source: 'hrss', happenedOn: today });
  const first = await ask('back', 'GET /api/credit/matters', { query: { limit: '1' } });
  expect(first.body.items).toMatchObject([
    { kind: 'enterprise', code: trader.enterpriseCode, what: 'record', dueOn: '2026-11-30', late: false, mine: false },
  ]);
  const second = await ask('decider', 'GET /api/credit/matters', { query: { limit: '1', cursor: first.body.next } });
  expect(second.body.items).toMatchObject([{ kind: 'person', what: 'objection', dueOn: '2026-12-14', mine: true }]);
  office.clock.advance(10 * 86_400_000);
  expect((await ask('decider', 'GET /api/credit/matters')).body.items[0].late).toBe(true);
  expect((await ask('decider', 'GET /api/credit/matters', { query: { cursor: 'x' } })).status).toBe(400);
});

test('everybody may read the rules, with every unpublished figure marked as such', async () => {
  const { body } = await ask(undefined, 'GET /api/credit/rules');
  expect([body.id, body.categories.length, body.items.length, body.placeholder]).toEqual(['yiwu-2018-1', 11, 19, true]);
  expect(
    body.items.every(
      ({ placeholder, label }: { placeholder: boolean; label: { en: string } }) =>
        placeholder && label.en.includes('placeholder'),
    ),
  ).toBe(true);
  expect(body.extension).toMatchObject({
    thresholds: [
      { points: 60, months: 12 },
      { points: 100, months: 24 },
    ],
    inclusive: true,
    placeholder: true,
    source: expect.stringContaining('the authority must settle it'),
  });
});

test('every event of an account is chained to the one before it', async () => {
  await penaltyInForce();
  const events = (await trader.office.items()).filter(
    ({ pk, sk }) => pk.startsWith('CREDIT#P:') && sk.startsWith('EVENT#'),
  );
  expect(events.map(({ sequence, previous }) => [sequence, previous])).toEqual([
    [1, ''],
    [2, events[0]?.hash],
  ]);
});
