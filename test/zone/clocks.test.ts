import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  evidenceOf,
  hearParty,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import { moveClock } from '../../infra/demo/zone-client.ts';
import { accepted, assemble, type Cast, reviewed, submitted } from './cast.ts';
import { begunOn, issuedPermit, later, readPermit } from './permits.ts';

let cast: Cast;

/** A zone whose clock a test may move: nobody else can use it afterwards. */
const inAZoneOfItsOwn = () => {
  beforeEach(async () => {
    cast = await assemble();
  });
  afterEach(() => cast.end());
};

const text = (zh: string, en: string) => ({ zh, en });
const reasons = [{ code: 'scope', rule: '行政许可法 第三十八条', text: text('不符合条件', 'Conditions are not met') }];
const act = (who: { ask: Cast['anyone']['ask'] }, id: string, action: string, body: object = {}) =>
  who.ask('POST', `/api/applications/${id}/${action}`, { body });
const typesOf = async (who: Cast['anyone'], id: string): Promise<string[]> =>
  (await who.ask('GET', `/api/applications/${id}/timeline`)).body.items.map(({ type }: { type: string }) => type);
const read = async (who: Cast['anyone'], id: string) => (await who.ask('GET', `/api/applications/${id}`)).body;
const millisecondsAfter = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();
const execution = async (name: string) =>
  (await cast.anyone.ask('GET', `/_local/executions?name=${name}`)).body.executions[0];

describe('when the office says nothing', { tags: ['moving-clock'] }, () => {
  inAZoneOfItsOwn();

  test('an application counts as accepted from its receipt, in the second in which five working days are over', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const { deemsAt, clock } = await read(party.handler, id);
    const moved = await later(cast, { set: millisecondsAfter(deemsAt, -500) });
    const handler = (await moved.again(party)).handler;
    expect((await read(handler, id)).stage).toBe('preliminary-review');
    await moveClock(cast.zone.url, { set: millisecondsAfter(deemsAt, 500) });
    const taken = await awaitStage(handler, id, 'review');
    expect(taken).not.toHaveProperty('deemsAt');
    expect(await typesOf(handler, id)).toEqual(['created', 'submitted', 'escalated', 'deemed-accepted', 'escalated']);
    expect((await execution(`${id}-1`)).state).toBe('AwaitReview');
    const { officers } = moved.cast;
    await reviewApplication(officers.backOfficer, id);
    await concludeApplication(officers.decider, id);
    await awaitStage(handler, id, 'issued');
    expect(clock.startedAt < deemsAt).toBe(true);
  });

  test('an extension is granted in the second in which its permit ends, and its permit goes on', async () => {
    const party = await cast.party();
    const { number, validTo } = await issuedPermit(cast, party);
    const [year, month] = validTo.split('-').map(Number);
    const inWindow = new Date(Date.UTC(year, month - 1, Number(validTo.slice(8)) - 40, 2)).toISOString();
    const moved = await later(cast, { set: inWindow });
    const again = await moved.again(party);
    const body = {
      permitNumber: number,
      answers: { salaryCommitted: 'no' },
      post: { contractTo: `${year + 1}-06-30` },
    };
    const id = await begunOn(again, 'extension', body);
    await submitApplication(again.handler, id);
    await acceptApplication(moved.cast.frontOfficer, id);
    const { deemsAt } = await read(again.handler, id);
    expect(deemsAt).toBe(new Date(`${validTo}T23:59:59.999+08:00`).toISOString());

    const lastMoment = await later(cast, { set: millisecondsAfter(deemsAt, -500) });
    const { handler } = await lastMoment.again(party);
    expect((await read(handler, id)).stage).toBe('review');
    await moveClock(cast.zone.url, { set: millisecondsAfter(deemsAt, 500) });
    const tooLate = await act(lastMoment.cast.backOfficer, id, 'review', { recommendation: 'refuse', reasons });
    expect(tooLate.status).toBe(409);
    await awaitStage(handler, id, 'issued');
    const permit = await readPermit(handler, number);
    expect(permit).toMatchObject({ status: 'valid', period: 2, validTo: `${year + 1}-06-30` });
    expect(await typesOf(handler, id)).toContain('deemed-granted');
    expect(await typesOf(handler, id)).not.toContain('approved');
    // More than a year of the zone's clock goes by, with every schedule in it.
  }, 180_000);
});

describe('an application whose clock stands still', { tags: ['moving-clock'] }, () => {
  inAZoneOfItsOwn();

  test('for an announced hearing is decided by nobody, is late for nobody, and goes on afterwards', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    const { clock } = await read(cast.decider, id);
    const until = clock.ceilingOn;
    const announcement = text('将举行听证会', 'There will be a hearing');
    const paused = await act(cast.decider, id, 'pause', { kind: 'hearing', announcement, until });
    expect(paused.body).toMatchObject({ pause: { kind: 'hearing', until, announcement }, clock: { late: false } });
    const refused = await act(cast.decider, id, 'conclude', { decision: 'approve' });
    expect([refused.status, refused.body.current.pause.kind]).toEqual([409, 'hearing']);

    const moved = await later(cast, { set: millisecondsAfter(clock.dueAt, 60_000) });
    const { decider } = moved.cast;
    const { handler } = await moved.again(party);
    expect(await typesOf(handler, id)).not.toContain('escalated');
    const resumed = await act(decider, id, 'resume');
    expect(resumed.status).toBe(200);
    expect(resumed.body.clock.dueAt > clock.dueAt).toBe(true);
    expect((await act(decider, id, 'resume')).status).toBe(409);
    await concludeApplication(decider, id);
    await awaitStage(handler, id, 'issued');
  });

  test('gets more time once, with a reason that its parties are told', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const supervisor = await cast.signInAs('supervisor');
    const { clock } = await read(supervisor, id);
    const reason = text('需向境外机构核实', 'An institution abroad has to confirm a paper');
    const extended = await act(supervisor, id, 'extend-time', { workingDays: 10, reason });
    expect(extended.body.extendedBy).toBe(10);
    expect(extended.body.clock.promisedOn > clock.promisedOn).toBe(true);
    const again = await act(supervisor, id, 'extend-time', { workingDays: 1, reason });
    expect([again.status, again.body.type]).toEqual([409, 'urn:greenpath:problem:conflict']);
    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.at(-1)).toMatchObject({
      type: 'time-extended',
      text: { en: expect.stringContaining('abroad') },
    });

    const moved = await later(cast, { set: millisecondsAfter(clock.dueAt, 60_000) });
    const { handler } = await moved.again(party);
    expect(await typesOf(handler, id)).not.toContain('escalated');
  });

  test('while its party may reply goes on with the reply, or in the second in which the time for it is over', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    await act(cast.decider, id, 'conclude', { decision: 'announce-refusal', reasons });
    const seen = await read(party.handler, id);
    expect(seen).toMatchObject({ stage: 'refusal-announced', intention: { reasons }, pause: { kind: 'applicant' } });
    expect((await execution(`${id}-1`)).state).toBe('AwaitReply');
    const end = new Date(`${seen.respondBy.on}T23:59:59.999+08:00`).toISOString();
    const moved = await later(cast, { set: millisecondsAfter(end, 500) });
    const { handler } = await moved.again(party);
    await awaitStage(handler, id, 'conclusion');
    expect((await typesOf(handler, id)).at(-1)).toBe('reply-period-ended');
    const refused = await act(moved.cast.decider, id, 'conclude', { decision: 'refuse', reasons });
    expect(refused.body).toMatchObject({ stage: 'refused', refusal: { reasons } });
  });
});

describe('a date beyond the last published calendar', { tags: ['moving-clock'] }, () => {
  inAZoneOfItsOwn();

  test('is called provisional where a clock that runs late is extended into it', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const moved = await later(cast, { set: '2026-12-30T02:00:00Z' });
    const { handler } = await moved.again(party);
    // Five working days without a word are long over by then.
    const taken = await awaitStage(handler, id, 'review');
    expect(taken.clock.late).toBe(true);
    const supervisor = await cast.signInAs('supervisor');
    const reason = text('需核实', 'To be checked');
    const extended = await act(supervisor, id, 'extend-time', { workingDays: 10, reason });
    expect(extended.body.clock.promisedOn).toMatch(/^202[67]-/);
    expect(extended.body.clock.ceilingProvisional).toBe(true);
  });
});

describe('an application', () => {
  beforeAll(async () => {
    cast = await assemble();
  });
  afterAll(() => cast.end());

  test('that was returned in review keeps its acceptance, and its second notice names nothing old', {
    tags: ['own-records'],
  }, async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const notice = (path: string) => ({
      recommendation: 'return',
      deficiencies: [{ path, code: 'unclear', text: text('不清楚', 'Not clear') }],
    });
    expect((await act(cast.backOfficer, id, 'review', notice('post.duties'))).body.stage).toBe('returned');
    await party.handler.ask('PATCH', `/api/applications/${id}`, { body: { post: { duties: '光学系统设计' } } });
    const again = await submitApplication(party.handler, id);
    expect(again.stage).toBe('review');
    expect((await execution(`${id}-2`)).state).toBe('AwaitReview');
    const old = await act(cast.backOfficer, id, 'review', notice('post.title'));
    expect([old.status, old.body.type]).toEqual([422, 'urn:greenpath:problem:one-complete-notice']);
    expect(old.body.problems).toMatchObject([{ path: 'deficiencies.0.path', code: 'not-in-first-notice' }]);
    expect((await act(cast.backOfficer, id, 'review', notice('post.duties'))).body.stage).toBe('returned');
  });

  test('that was refused is taken up again with a new clock, reviewed by another officer, and can end in a permit', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    await hearParty(cast.decider, party.handler, id, reasons);
    expect((await act(cast.decider, id, 'conclude', { decision: 'refuse', reasons })).status).toBe(200);
    const supervisor = await cast.signInAs('supervisor');
    const reason = text('复议决定撤销原决定', 'The decision was set aside on reconsideration');
    const reopened = await act(supervisor, id, 'reopen', { basis: 'reconsideration', reason });
    expect(reopened.body).toMatchObject({ stage: 'preliminary-review', clock: { late: false } });
    expect(reopened.body).not.toHaveProperty('refusal');
    await acceptApplication(cast.frontOfficer, id);
    const evidence = evidenceOf(await read(cast.backOfficer, id));
    const same = await act(cast.backOfficer, id, 'review', { recommendation: 'approve', evidence });
    expect([same.status, same.body.type]).toEqual([403, 'urn:greenpath:problem:two-officers']);
    await reviewApplication(await cast.signInAs('back-officer', 'another'), id);
    await concludeApplication(cast.decider, id);
    await awaitStage(party.handler, id, 'issued');
    expect(await typesOf(party.handler, id)).toEqual([
      'created',
      'submitted',
      'accepted',
      'refusal-announced',
      'replied',
      'refused',
      'reopened',
      'accepted',
      'approved',
      'permit-issued',
    ]);
  });
});
