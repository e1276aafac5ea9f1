import { afterEach, describe, expect, test, vi } from 'vitest';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keepCredit } from '../../../shared/workflow/credit.ts';
import {
  decide,
  enterOnList,
  evaluation,
  open,
  openTraderOffice,
  penalty,
  record,
  yiwuCredit,
} from '../../office/credit.ts';
import { asks, begunOn, granted, inConclusion, moveTo, permitOf } from '../../office/permits.ts';
import { evidenceOf, read, steps } from '../../office/walk.ts';

// Each of these begins with a permit that was applied for, granted and issued.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let trader: Awaited<ReturnType<typeof openTraderOffice>>;
afterEach(() => trader.office.close());

const filedOn = '2028-10-16';
const section = yiwuCredit();

/** An office in the window of an extension, with person and enterprise at the same score. */
async function openAt(score: number, credit = section) {
  trader = await openTraderOffice(credit);
  moveTo(trader.office, filedOn);
  for (const account of [trader.person, trader.enterprise]) {
    if (score > 50) await record(trader.office, account, evaluation(Math.round((score - 50) * 100) / 100, filedOn));
  }
}

const extension = () =>
  begunOn(trader.office, 'extension', trader.permit.number, { ...asks.extension, post: { contractTo: '2040-01-01' } });
const creditOf = async (id: string, who: 'back' | 'applicant' | 'employer' = 'back') =>
  (await trader.office.ask(who, `GET /api/applications/${id}/credit`)).body;
const conclude = (id: string, body: object = { decision: 'approve' }) =>
  trader.office.ask('decider', `POST /api/applications/${id}/conclude`, { body });
const exclusive = yiwuCredit({ extension: { ...section.extension, inclusive: false } });

describe('an extension', () => {
  test.each([
    ['60 points', 60, section, '2029-12-22', 'credit'],
    ['99.99 points', 99.99, section, '2029-12-22', 'credit'],
    ['100 points', 100, section, '2030-12-22', 'credit'],
    ['100.01 points', 100.01, section, '2030-12-22', 'credit'],
    ['60.01 points where one has to be over 60', 60.01, exclusive, '2029-12-22', 'credit'],
    ['100 points where one has to be over 100', 100, exclusive, '2029-12-22', 'credit'],
    ['100.01 points where one has to be over 100', 100.01, exclusive, '2030-12-22', 'credit'],
  ])(
    'by %s runs for as long as the score gives, and the permit says so',
    async (_name, score, credit, validTo, bindingLimit) => {
      await openAt(score, credit);
      const id = await granted(trader.office, await extension());
      expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({ validTo, bindingLimit });
      const approval = (await readEvents(trader.office.table, id)).find(({ type }) => type === 'approved');
      expect(approval?.data).toMatchObject({
        validity: { binding: 'credit' },
        credit: { rules: 'yiwu-2018-1', on: filedOn, total: score, inclusive: credit.extension.inclusive },
      });
    },
  );

  test.each([
    ['59.99 points', 59.99, section],
    ['60 points where one has to be over 60', 60, exclusive],
  ])(
    'by %s is not approved; officers may refuse it for that reason after the party was heard',
    async (_name, score, credit) => {
      await openAt(score, credit);
      const id = await inConclusion(trader.office, await extension());
      const answer = await conclude(id);
      expect([answer.status, answer.body.problems]).toMatchObject([
        400,
        [{ path: 'decision', code: 'credit-too-low' }],
      ]);
      const seen = await creditOf(id);
      expect(seen).toMatchObject({
        decides: true,
        band: { months: 0 },
        kept: { total: score, months: 0, same: true },
        refusalReason: { code: 'credit-too-low' },
      });
      expect(seen.limits).toContainEqual({ limit: 'credit', to: '2028-12-22', binding: true });
      await steps.announce(trader.office, id, [seen.refusalReason]);
      await steps.reply(trader.office, id);
      const refused = await conclude(id, { decision: 'refuse', reasons: [seen.refusalReason] });
      expect([refused.status, refused.body.stage]).toEqual([200, 'refused']);
    },
  );

  test('of a category that is exempt is not bounded by the score', async () => {
    await openAt(50, yiwuCredit({ extension: { ...section.extension, categories: ['C'] } }));
    const id = await granted(trader.office, await extension());
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({
      validTo: '2030-12-22',
      bindingLimit: 'category',
    });
    expect(await creditOf(id)).toMatchObject({ decides: false });
  });

  test('that was submitted before the score began to decide is not bounded by it', async () => {
    await openAt(50, yiwuCredit({ decidesFrom: '2028-10-17' }));
    await granted(trader.office, await extension());
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({ bindingLimit: 'category' });
  });

  test('is bounded by the contract or the passport where they end before what the score gives', async () => {
    await openAt(100);
    const id = await begunOn(trader.office, 'extension', trader.permit.number, {
      ...asks.extension,
      post: { contractTo: '2029-06-30' },
    });
    await granted(trader.office, id);
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({
      validTo: '2029-06-30',
      bindingLimit: 'contract',
    });
  });
});

describe('the credit of an application', () => {
  test('is kept as of the submission: what is recorded later changes nothing, and it comes out again years later', async () => {
    await openAt(100);
    const id = await extension();
    await steps.submit(trader.office, id);
    moveTo(trader.office, '2028-10-20');
    for (const account of [trader.person, trader.enterprise]) {
      const bad = await record(trader.office, account, penalty('2028-10-01'));
      await decide(trader.office, account, bad, { outcome: 'granted' });
    }
    await record(trader.office, trader.person, evaluation(69, '2028-10-19'));
    moveTo(trader.office, '2030-10-20');
    const seen = await creditOf(id);
    expect(seen.kept).toMatchObject({
      rules: 'yiwu-2018-1',
      on: filedOn,
      person: 100,
      enterprise: 100,
      total: 100,
      months: 24,
      same: true,
    });
    expect(seen.person.lines.map(({ points }: { points: number }) => points)).toEqual([50, 50]);
    expect(seen).not.toHaveProperty('again');
  });

  test('is told the parties in the timeline as a length, and to the employer nothing more', async () => {
    await openAt(60);
    const id = await extension();
    await steps.submit(trader.office, id);
    const { body } = await trader.office.ask('employer', `GET /api/applications/${id}/timeline`);
    expect(JSON.stringify(body)).toContain('信用积分，依此最长可延期 12 个月');
    const seen = await creditOf(id, 'employer');
    expect([seen.band.months, seen.kept.months]).toEqual([12, 12]);
    expect(seen).not.toHaveProperty('person');
    expect(JSON.stringify(seen.kept)).not.toContain('"total"');
    expect((await creditOf(id, 'applicant')).kept).toMatchObject({ person: 60, total: 60 });
  });

  test('is shown before the submission, as it would be today', async () => {
    await openAt(60);
    const id = await extension();
    expect(await creditOf(id, 'employer')).toMatchObject({
      decides: true,
      band: { months: 12 },
      again: { months: 12 },
    });
  });

  test('is counted beside the case: it stands in nobody’s way, at the same moment or with the version seen before', async () => {
    await openAt(60);
    const { office } = trader;
    const { table, clock, rules, hooks } = office;
    const id = await extension();
    const submitted = await office.ask('employer', `POST /api/applications/${id}/submit`);
    const count = async () => keepCredit({ table, clock, rules, log: office.log.log }, await readHead(table, id));
    hooks.before = async (operation) => {
      if (operation !== 'TransactWriteItems') return;
      hooks.before = undefined;
      await count();
    };
    const body = { decision: 'accept', version: submitted.body.version };
    const accepted = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect([accepted.status, accepted.body.stage]).toEqual([200, 'review']);
    const types = (await readEvents(table, id)).map(({ type }) => type);
    expect(types).toEqual(['created', 'submitted', 'credit-counted', 'accepted']);
    expect((await readHead(table, id))?.version).toBe(submitted.body.version + 1);
  });

  test('is counted once, however often it is looked at', async () => {
    await openAt(60);
    const { table, clock, rules, log } = trader.office;
    const id = await extension();
    await steps.submit(trader.office, id);
    const given = { table, clock, rules, log: log.log };
    await Promise.all([1, 2, 3].map(async () => keepCredit(given, await readHead(table, id))));
    const counted = (await readEvents(table, id)).filter(({ type }) => type === 'credit-counted');
    expect(counted).toHaveLength(1);
    const replayed = await trader.office.ask('supervisor', `GET /api/applications/${id}/replay`);
    expect(replayed.body.findings).toEqual([]);
  });

  test('rises when an objection is upheld: counted again as of the submission, by an officer', async () => {
    await openAt(64);
    const bad = await record(trader.office, trader.person, penalty(filedOn));
    await decide(trader.office, trader.person, bad, { outcome: 'granted' });
    const id = await inConclusion(trader.office, await extension());
    expect((await creditOf(id)).kept).toMatchObject({ person: 54, total: 56, months: 0 });
    expect((await conclude(id)).body.problems).toMatchObject([{ code: 'credit-too-low' }]);
    trader.office.clock.advance(60_000);
    const objection = { kind: 'objection', record: bad, reason: '受处罚的是他人 It was somebody else' };
    const matter = await open(trader.office, trader.person, objection, 'applicant');
    expect((await creditOf(id)).kept.same).toBe(true);
    await decide(trader.office, trader.person, matter, { outcome: 'granted' }, 'decider');
    expect(await creditOf(id)).toMatchObject({ kept: { same: false, months: 0 }, again: { total: 64, months: 12 } });
    const again = await trader.office.ask('back', `POST /api/applications/${id}/credit`);
    expect([again.status, again.body.kept]).toMatchObject([200, { total: 64, months: 12, same: true }]);
    expect((await trader.office.ask('back', `POST /api/applications/${id}/credit`)).body.kept.sequence).toBe(
      again.body.kept.sequence,
    );
    expect((await conclude(id)).status).toBe(200);
    await trader.office.machine.settle();
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({
      validTo: '2029-12-22',
      bindingLimit: 'credit',
    });
    for (const who of ['employer', 'applicant'] as const) {
      expect((await trader.office.ask(who, `POST /api/applications/${id}/credit`)).status).toBe(403);
    }
  });
});

test('an objection that ends worse than the record stood at the submission takes nothing from the application', async () => {
  await openAt(100);
  const { office, person } = trader;
  const id = await inConclusion(office, await extension());
  const { records } = (await office.ask('applicant', `GET ${person}`)).body;
  const objection = { kind: 'objection', record: records[0].id, reason: '分值有误 The points are wrong' };
  office.clock.advance(60_000);
  const matter = await open(office, person, objection, 'applicant');
  await decide(office, person, matter, { outcome: 'granted', correction: { points: 3 } }, 'decider');
  expect((await office.ask('applicant', `GET ${person}`)).body.score.total).toBe(53);
  expect((await creditOf(id)).kept).toMatchObject({ total: 100, months: 24, same: true });
  expect((await office.ask('back', `POST /api/applications/${id}/credit`)).body.kept.total).toBe(100);
});

describe('where nothing was decided when the permit ended', () => {
  /** Accepted in time, and then nobody decided. */
  const lawGranted = async () => {
    const id = await extension();
    await steps.submit(trader.office, id);
    await steps.accept(trader.office, id);
    moveTo(trader.office, '2028-12-23');
    await trader.office.machine.timeOut();
    await trader.office.machine.settle();
    return id;
  };

  test.each([
    ['the score', 100, '2030-12-22'],
    ['a lower score', 60, '2029-12-22'],
  ])('the law grants for no longer than %s gives', async (_name, score, validTo) => {
    await openAt(score);
    await lawGranted();
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({ validTo, bindingLimit: 'credit' });
  });

  test('the law grants below every threshold too, for the shortest time that the zone gives', async () => {
    await openAt(50);
    const id = await lawGranted();
    expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({
      validTo: '2029-12-22',
      bindingLimit: 'credit',
    });
    const granted = (await readEvents(trader.office.table, id)).find(({ type }) => type === 'deemed-granted');
    expect(granted?.data).toMatchObject({
      law: 'Administrative Licensing Law art. 50',
      credit: { total: 50, months: 0 },
    });
  });
});

describe('the lists', () => {
  const queue = async () => (await trader.office.ask('front', 'GET /api/queues/preliminary-review')).body.items;

  test('put whoever stands on the red list ahead, through every stage', async () => {
    await openAt(60);
    await enterOnList(trader.office, trader.enterprise, 'red');
    const id = await extension();
    await steps.submit(trader.office, id);
    expect(await queue()).toMatchObject([{ id, ahead: 20 }]);
    await steps.accept(trader.office, id);
    await steps.review(trader.office, id);
    expect(await readHead(trader.office.table, id)).toMatchObject({ stage: 'conclusion', ahead: 20 });
  });

  test('let nobody on the black list be ahead, also not with an enterprise on the red one', async () => {
    await openAt(60);
    await enterOnList(trader.office, trader.enterprise, 'red');
    await enterOnList(trader.office, trader.person, 'black');
    await steps.submit(trader.office, await extension());
    expect((await queue())[0]).not.toHaveProperty('ahead');
  });

  test('ask for more care with whoever stands on the black list, and refuse nobody by themselves', async () => {
    await openAt(60);
    await enterOnList(trader.office, trader.person, 'black');
    const id = await extension();
    await steps.submit(trader.office, id);
    await steps.accept(trader.office, id);
    expect(await creditOf(id)).toMatchObject({ enhancedReview: true, lists: { person: 'black' } });
    const evidence = evidenceOf(await read(trader.office, 'back', id));
    const review = (more: object) =>
      trader.office.ask('back', `POST /api/applications/${id}/review`, {
        body: { recommendation: 'approve', evidence, ...more },
      });
    expect((await review({})).body.problems).toMatchObject([{ path: 'enhancedReview', code: 'enhanced-review' }]);
    expect((await review({ enhancedReview: '已实地核查经营场所 The premises were visited' })).status).toBe(200);
    expect((await conclude(id)).body.problems).toMatchObject([{ code: 'enhanced-review' }]);
    const approved = await conclude(id, { decision: 'approve', enhancedReview: '已约谈负责人 The head was heard' });
    expect(approved.status).toBe(200);
    const events = await readEvents(trader.office.table, id);
    expect(events.find(({ type }) => type === 'reviewed')?.data.enhancedReview).toContain('实地核查');
    expect(events.find(({ type }) => type === 'approved')?.data.enhancedReview).toContain('约谈');
  });
});

test('what went through the green channel is drawn for a second look by a share of its own, so that trust is checked', async () => {
  await openAt(60);
  await enterOnList(trader.office, trader.person, 'red');
  const id = await granted(trader.office, await extension());
  await trader.office.follow();
  moveTo(trader.office, '2028-11-06');
  const draw = (body: object) =>
    trader.office.ask('supervisor', 'POST /api/samples', { body: { month: '2028-10', ...body } });
  const drawn = await draw({ greenChannel: true });
  expect([drawn.status, drawn.body.greenChannel, drawn.body.listed]).toEqual([201, true, 1]);
  expect(drawn.body.cases).toMatchObject([{ applicationId: id }]);
  const { body } = await trader.office.ask('supervisor', `GET /api/samples/${drawn.body.id}`, {
    query: { list: 'true' },
  });
  expect([body.listMatches, body.list]).toMatchObject([true, [{ id }]]);
  const ordinary = await trader.office.ask('supervisor', 'POST /api/samples', {
    body: { month: '2026-11', greenChannel: true },
  });
  expect(ordinary.status).toBe(409);
});

test('a later change of the permit keeps the time that credit gave', async () => {
  await openAt(100);
  await granted(trader.office, await extension());
  moveTo(trader.office, '2029-01-10');
  const answers = { what: ['post'], changedOn: '2029-01-09' };
  const change = await begunOn(trader.office, 'change', trader.permit.number, {
    post: { title: '高级光学工程师' },
    answers,
  });
  await granted(trader.office, change);
  expect(await permitOf(trader.office, trader.permit.number)).toMatchObject({
    act: 'amended',
    validTo: '2030-12-22',
    bindingLimit: 'credit',
  });
});
