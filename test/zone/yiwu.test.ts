/** @module-tag moving-clock */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  evidenceOf,
  hearParty,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import { type Answer, type Caller, postForm } from '../../infra/demo/zone-client.ts';
import { addDays, addMonths, startOfDay } from '../../shared/domain/time.ts';
import { assemble, type Cast, type Party } from './cast.ts';
import { begunOn, granted, later, readPermit } from './permits.ts';

/** Officers and parties as they are signed in once the year has passed. */
type Staff = { back: Caller; second: Caller; decider: Caller; supervisor: Caller };
type Trader = { party: Party; applicant: Caller; number: string; person: string; enterprise: string };

const expectStatus = (what: string, answer: Answer, status = 200): Answer['body'] => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const because = { zh: '经核实', en: 'It was verified' };
const names = ['below', 'sixty', 'almost', 'hundred', 'over', 'wronged', 'blacklisted'] as const;
type Name = (typeof names)[number];

let cast: Cast;
let staff: Staff;
let today: string;
let permitEnds: string;
const traders = new Map<Name, Trader>();

const trader = (name: Name): Trader => {
  const found = traders.get(name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

/**
 * A trader of 58 years with a secondary-school education who holds two fifths of the company: employer registered,
 * first permit applied for under the pilot, granted for a year.
 */
async function arrive(name: Name): Promise<{ party: Party; permit: Answer['body'] }> {
  const party = await cast.party('category-c');
  const { procedure, commitments: _commitments, ...form } = party.sample.form;
  const body = {
    ...form,
    employerId: party.employerId,
    applicant: { ...form.applicant, email: `applicant-${name}@rehearsal.example` },
    facts: { ...form.facts, workYears: 6, companyShare: 40, directRoutes: ['small-micro-trader'] },
  };
  const { permitNumber } = await granted(cast, party, procedure, body, 'issued');
  return { party, permit: await readPermit(party.handler, permitNumber) };
}

beforeAll(async () => {
  cast = await assemble(undefined, { zone: 'yiwu' });
  const arrived: [Name, Awaited<ReturnType<typeof arrive>>][] = [];
  for (const name of names) arrived.push([name, await arrive(name)]);
  permitEnds = arrived[0]?.[1].permit.validTo;
  // Sixty days before the permits end: inside the window of an extension.
  const moved = await later(cast, { set: startOfDay('Asia/Shanghai', addDays(permitEnds, -60)) });
  cast = moved.cast;
  today = addDays(permitEnds, -60);
  for (const [name, { party, permit }] of arrived) {
    traders.set(name, {
      party: await moved.again(party),
      applicant: await cast.signInAs('applicant', name),
      number: permit.number,
      person: `/api/credit/persons/${permit.number}`,
      enterprise: `/api/credit/enterprises/${party.sample.employer.unifiedSocialCreditCode}`,
    });
  }
  staff = {
    back: cast.backOfficer,
    second: await cast.signInAs('back-officer', 'second'),
    decider: cast.decider,
    supervisor: await cast.signInAs('supervisor'),
  };
}, 600_000);
afterAll(() => cast.end());

const evaluation = (points: number) => ({
  item: 'credit-evaluation',
  source: 'authority',
  happenedOn: today,
  points,
  reference: '样例评1号',
});

/** Evaluates person and enterprise alike, so that their total is that score too. */
async function evaluate({ person, enterprise }: Trader, score: number): Promise<void> {
  const points = Math.round((score - 50) * 100) / 100;
  for (const account of [person, enterprise]) {
    expectStatus('record', await staff.back.ask('POST', `${account}/records`, { body: evaluation(points) }), 201);
  }
}

async function decided(account: string, matter: string, outcome: 'granted' | 'dismissed', who = staff.second) {
  const answer = await who.ask('POST', `${account}/matters/${matter}`, { body: { outcome, reason: because } });
  return expectStatus('decision', answer);
}

/** A penalty that one officer enters and another confirms. */
async function penalise({ person }: Trader): Promise<string> {
  const body = {
    item: 'administrative-penalty',
    source: 'market-regulator',
    happenedOn: today,
    reference: '样例罚7号',
  };
  const { records } = expectStatus('penalty', await staff.back.ask('POST', `${person}/records`, { body }), 201);
  const { id } = records.at(-1);
  await decided(person, id, 'granted');
  return id;
}

/** An extension that is on the decider's desk, asked for as long as a permit could ever run. */
async function onTheDesk(the: Trader): Promise<string> {
  const id = await begunOn(the.party, 'extension', {
    permitNumber: the.number,
    answers: { salaryCommitted: 'no' },
    post: { contractTo: addMonths(permitEnds, 36) },
  });
  await submitApplication(the.party.handler, id);
  await acceptApplication(cast.frontOfficer, id);
  return id;
}

const conclude = (id: string, body: object = { decision: 'approve' }) =>
  staff.decider.ask('POST', `/api/applications/${id}/conclude`, { body });
const creditOf = async (who: Caller, id: string) =>
  expectStatus('credit', await who.ask('GET', `/api/applications/${id}/credit`));

async function extended(the: Trader): Promise<Answer['body']> {
  const id = await onTheDesk(the);
  await reviewApplication(staff.back, id);
  expectStatus('approval', await conclude(id));
  await awaitStage(the.party.handler, id, 'issued');
  return readPermit(the.party.handler, the.number);
}

test('a trader without a degree came in under the pilot, for a year', async () => {
  const { body } = await trader('below').party.handler.ask('GET', `/api/permits/${trader('below').number}`);
  expect(body).toMatchObject({ category: 'C', validTo: permitEnds });
  const assessed = await cast.anyone.ask('POST', '/api/assessments', {
    body: { facts: { ...trader('below').party.sample.form.facts, birthDate: '1968-01-02', workYears: 1 } },
  });
  expect(assessed.body.advice).toContainEqual(
    expect.objectContaining({
      item: 'small-micro-trader',
      text: expect.objectContaining({ en: expect.stringContaining('over 25 %') }),
    }),
  );
  const quarter = {
    ...trader('below').party.sample.form.facts,
    companyShare: 25,
    directRoutes: ['small-micro-trader'],
  };
  const refused = await cast.anyone.ask('POST', '/api/assessments', {
    body: { facts: { ...quarter, birthDate: '1968-01-02' } },
  });
  expect(refused.body.problems).toMatchObject([{ path: 'facts.directRoutes.0', code: 'contradiction' }]);
});

describe('an extension by credit', () => {
  test.each([
    ['over', 100.01, 24],
    ['hundred', 100, 24],
    ['almost', 99.99, 12],
    ['sixty', 60, 12],
  ] as const)(
    'of the trader %s, at %d points, runs for %i months, and the permit says that credit binds it',
    async (name, score, months) => {
      const the = trader(name);
      await evaluate(the, score);
      expect(await extended(the)).toMatchObject({
        period: 2,
        validFrom: addDays(permitEnds, 1),
        validTo: addDays(addMonths(addDays(permitEnds, 1), months), -1),
        bindingLimit: 'credit',
      });
    },
  );

  test('at 59.99 points is none: the officer sees why, the party is heard, and it is refused for that reason', async () => {
    const the = trader('below');
    await evaluate(the, 59.99);
    const id = await onTheDesk(the);
    await reviewApplication(staff.back, id);
    expect((await conclude(id)).body.problems).toMatchObject([{ path: 'decision', code: 'credit-too-low' }]);
    const seen = await creditOf(staff.decider, id);
    expect(seen).toMatchObject({ kept: { total: 59.99, months: 0, same: true }, band: { months: 0 } });
    expect(seen.limits).toContainEqual({ limit: 'credit', to: permitEnds, binding: true });
    await hearParty(staff.decider, the.party.handler, id, [seen.refusalReason]);
    const refused = await conclude(id, { decision: 'refuse', reasons: [seen.refusalReason] });
    expect([refused.status, refused.body.stage]).toEqual([200, 'refused']);
    expect((await readPermit(the.party.handler, the.number)).validTo).toBe(permitEnds);
  });

  test('follows from a score that rises when an objection is upheld', async () => {
    const the = trader('wronged');
    await evaluate(the, 64);
    const bad = await penalise(the);
    const id = await onTheDesk(the);
    await reviewApplication(staff.back, id);
    expect((await creditOf(the.applicant, id)).kept).toMatchObject({ person: 54, total: 56, months: 0 });
    expect((await conclude(id)).status).toBe(400);
    const body = { kind: 'objection', record: bad, reason: '受处罚的是同名的另一人 It was somebody of the same name' };
    const opened = expectStatus('objection', await the.applicant.ask('POST', `${the.person}/matters`, { body }), 201);
    expect(opened.score.total).toBe(64);
    const matter = opened.open.find(({ kind }: { kind: string }) => kind === 'objection').id;
    const own = await staff.back.ask('POST', `${the.person}/matters/${matter}`, {
      body: { outcome: 'granted', reason: because },
    });
    expect(own.body.type).toBe('urn:greenpath:problem:two-officers');
    const upheld = await decided(the.person, matter, 'granted', staff.decider);
    expect([upheld.score.total, upheld.total.total]).toEqual([64, 64]);
    expectStatus('counting again', await staff.back.ask('POST', `/api/applications/${id}/credit`));
    expectStatus('approval', await conclude(id));
    await awaitStage(the.party.handler, id, 'issued');
    expect(await readPermit(the.party.handler, the.number)).toMatchObject({ bindingLimit: 'credit', period: 2 });
    const inbox = await the.applicant.ask('GET', '/api/inbox');
    expect(inbox.body.items.map(({ kind }: { kind: string }) => kind)).toContain('credit-decided');
  });

  test('of somebody on the black list is reviewed with more care, and granted all the same', async () => {
    const the = trader('blacklisted');
    await evaluate(the, 70);
    const listing = { kind: 'listing', list: 'black', reason: because };
    const { open } = expectStatus(
      'list',
      await staff.back.ask('POST', `${the.enterprise}/matters`, { body: listing }),
      201,
    );
    await decided(the.enterprise, open[0].id, 'granted');
    const published = await cast.anyone.ask('GET', '/api/credit/lists/black');
    expect(published.body.items).toMatchObject([{ kind: 'enterprise', code: expect.stringMatching(/^\*{14}.{4}$/) }]);
    const id = await onTheDesk(the);
    expect(await creditOf(staff.back, id)).toMatchObject({ enhancedReview: true, lists: { enterprise: 'black' } });
    const evidence = evidenceOf((await staff.back.ask('GET', `/api/applications/${id}`)).body);
    const review = (more: object) =>
      staff.back.ask('POST', `/api/applications/${id}/review`, {
        body: { recommendation: 'approve', evidence, ...more },
      });
    expect((await review({})).body.problems).toMatchObject([{ path: 'enhancedReview', code: 'enhanced-review' }]);
    const enhancedReview = '已实地核查经营场所 The premises were visited';
    expectStatus('review', await review({ enhancedReview }));
    expect((await conclude(id)).body.problems).toMatchObject([{ code: 'enhanced-review' }]);
    expectStatus('approval', await conclude(id, { decision: 'approve', enhancedReview }));
    await awaitStage(the.party.handler, id, 'issued');
  });
});

describe('bad input', () => {
  test('of a record is told at once, each thing at its place', async () => {
    const { person } = trader('below');
    const problems = async (change: object) =>
      (
        (await staff.back.ask('POST', `${person}/records`, { body: { ...evaluation(5), ...change } })).body.problems ??
        []
      ).map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
    expect(await problems({ item: 'luck' })).toEqual(['item unknown-item']);
    expect(await problems({ points: 70.01 })).toEqual(['points over-the-cap']);
    expect(await problems({ source: 'court', happenedOn: addDays(today, 1) })).toEqual([
      'source wrong-source',
      'happenedOn in-the-future',
    ]);
    expect(await problems({ points: '5' })).toEqual(['points wrong-type']);
  });

  test('of an import is told row by row, and brings nothing', async () => {
    const { number } = trader('below');
    const rows = [
      'subject,code,item,source,happenedOn,quantity,points,reference',
      `person,${number},tax-paid,tax-office,${today},88000,,样例税1号`,
      `person,${number},luck,tax-office,${today},1,,样例税2号`,
      `person,${number},credit-evaluation,authority,${today},,70.01,样例评3号`,
      `person,GP00000000000000XX,tax-paid,tax-office,${today},1,,样例税4号`,
      '',
    ].join('\n');
    const before = (await staff.back.ask('GET', trader('below').person)).body.records.length;
    const announced = expectStatus(
      'announcing',
      await staff.supervisor.ask('POST', '/api/imports', { body: { kind: 'credit-records', fileName: 'credit.csv' } }),
      201,
    );
    const posted = await postForm(announced.upload, new TextEncoder().encode(rows), 'text/csv');
    expect(posted.status).toBeLessThan(300);
    const { id } = announced.import;
    expectStatus('starting', await staff.supervisor.ask('POST', `/api/imports/${id}/start`), 202);
    let state = '';
    for (let attempt = 0; attempt < 300 && state !== 'refused-with-problems'; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      state = (await staff.supervisor.ask('GET', `/api/imports/${id}`)).body.state;
    }
    const { body } = await staff.supervisor.ask('GET', `/api/imports/${id}/problems`);
    expect(body.items.map(({ line, code }: { line: number; code: string }) => `${line} ${code}`)).toEqual([
      '3 unknown-item',
      '4 over-the-cap',
      '5 unknown-subject',
    ]);
    expect((await staff.back.ask('GET', trader('below').person)).body.records).toHaveLength(before);
  }, 180_000);
});

test('the trader sees every point, the employer only what it means, everybody else nothing', async () => {
  const the = trader('over');
  const own = expectStatus('own', await the.applicant.ask('GET', the.person));
  const sum = own.score.lines.reduce(
    (found: number, { points }: { points: number }) => found + Math.round(points * 100),
    0,
  );
  expect([sum, own.score.total, own.placeholder]).toEqual([10_001, 100.01, true]);
  expect(own.notice.zh).toContain('未公布');
  const seen = expectStatus('employer', await the.party.handler.ask('GET', the.person));
  expect([seen.band.months, seen.score, seen.records]).toEqual([24, undefined, undefined]);
  expect((await trader('below').applicant.ask('GET', the.person)).status).toBe(404);
  expect((await trader('below').party.handler.ask('GET', the.enterprise)).status).toBe(404);
});
