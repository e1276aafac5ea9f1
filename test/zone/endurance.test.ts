import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awaitStage, concludeApplication, reviewApplication } from '../../infra/demo/walk-case.ts';
import { caller, moveClock } from '../../infra/demo/zone-client.ts';
import { accepted, assemble, type Cast, completeDraft, reviewed, submitted } from './cast.ts';

let directory: string;
let cast: Cast;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'greenpath-endurance-'));
  cast = await assemble(directory);
});
afterEach(async () => {
  await cast.end();
  rmSync(directory, { recursive: true, force: true });
});

const execution = async (name: string) =>
  (await caller(cast.zone.url).ask('GET', `/_local/executions?name=${name}`)).body.executions[0];

describe('when the machine dies', { tags: ['own-process'] }, () => {
  test('an application that waited for an officer can still be decided after a restart, and its permit is issued once', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const waiting = await execution(`${id}-1`);
    expect(waiting).toMatchObject({ status: 'RUNNING', state: 'AwaitReview' });

    await cast.zone.stop('SIGKILL');
    cast = { ...(await assemble(directory)), party: cast.party };
    const again = await cast.signInAs('employer', party.account);

    expect(await execution(`${id}-1`)).toMatchObject({ status: 'RUNNING', state: 'AwaitReview' });
    await reviewApplication(cast.backOfficer, id);
    await concludeApplication(cast.decider, id);
    const issued = await awaitStage(again, id, 'issued');
    const { body: permit } = await again.ask('GET', `/api/permits/${issued.permitNumber}`);
    expect(permit).toMatchObject({ status: 'valid', period: 1 });
    expect(await execution(`${id}-1`)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('right after a conclusion was acknowledged, the permit is issued once after the restart', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    await concludeApplication(cast.decider, id);
    await cast.zone.stop('SIGKILL');

    cast = { ...(await assemble(directory)), party: cast.party };
    await moveClock(cast.zone.url, { advance: 'PT20M' });
    await cast.anyone.ask('POST', '/_local/sweep');
    const again = await cast.signInAs('employer', party.account);
    const issued = await awaitStage(again, id, 'issued');
    const { body: timeline } = await again.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.filter((event: { type: string }) => event.type === 'permit-issued')).toHaveLength(1);
    expect(issued.permitNumber).toMatch(/^GP[0-9A-Z]{16}$/);
  });

  test('and its memory of executions is lost with it, the sweeper starts them again from the applications', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    const { dueAt } = (await party.handler.ask('GET', `/api/applications/${id}`)).body.clock;
    await cast.zone.stop('SIGKILL');
    for (const file of ['states.sqlite', 'states.sqlite-wal', 'states.sqlite-shm']) {
      rmSync(join(directory, 'etown', file), { force: true });
    }

    cast = { ...(await assemble(directory)), party: cast.party };
    expect(await execution(`${id}-1`)).toBeUndefined();
    await moveClock(cast.zone.url, { set: later(dueAt, 10) });
    await cast.anyone.ask('POST', '/_local/sweep');
    await expect.poll(() => execution(`${id}-1-r1`)).toMatchObject({ status: 'RUNNING' });
    const decider = await cast.signInAs('decider');
    await concludeApplication(decider, id);
    await awaitStage(decider, id, 'issued');
  });
});

describe('when the clock passes a due time', { tags: ['moving-clock'] }, () => {
  test('the application is escalated once, stands first among what is late, and can still be decided', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const { body: before } = await cast.frontOfficer.ask('GET', '/api/queues/late');
    expect(before.items).toEqual([]);

    const { dueAt } = (await party.handler.ask('GET', `/api/applications/${id}`)).body.clock;
    await moveClock(cast.zone.url, { set: later(dueAt, 1) });
    const officer = await cast.signInAs('front-officer');
    const { body: late } = await officer.ask('GET', '/api/queues/late');
    expect(late.items).toMatchObject([{ id, late: true, stage: 'preliminary-review' }]);

    const handler = await cast.signInAs('employer', party.account);
    await expect
      .poll(async () => eventTypes(await handler.ask('GET', `/api/applications/${id}/timeline`)))
      .toContain('escalated');
    await moveClock(cast.zone.url, { advance: 'P3D' });
    const afterwards = await cast.signInAs('employer', party.account);
    const types = eventTypes(await afterwards.ask('GET', `/api/applications/${id}/timeline`));
    expect(types.filter((type) => type === 'escalated')).toHaveLength(1);

    const decision = { body: { decision: 'accept' } };
    const front = await cast.signInAs('front-officer');
    const taken = await front.ask('POST', `/api/applications/${id}/preliminary-review`, decision);
    expect(taken.body).toMatchObject({ stage: 'review', clock: { late: false } });
  });

  test('a date beyond the last published calendar is called provisional wherever it is said', async () => {
    const party = await cast.party();
    const id = await completeDraft(party);
    await moveClock(cast.zone.url, { set: '2026-12-30T02:00:00Z' });
    const handler = await cast.signInAs('employer', party.account);
    const sent = await handler.ask('POST', `/api/applications/${id}/submit`);
    expect(sent.body.clock).toMatchObject({ provisional: true, promisedOn: '2027-01-06', ceilingProvisional: true });
    const { body: timeline } = await handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.at(-1)).toMatchObject({ type: 'submitted', provisional: true });
    expect(timeline.items.at(-1).text.zh).toContain('暂定');
  });

  test('a returned application lapses when nobody mends it in the time that the zone gives', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const deficiency = { path: 'post.duties', code: 'unclear', text: { zh: '不明确', en: 'Not clear' } };
    await cast.frontOfficer.ask('POST', `/api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies: [deficiency] },
    });
    const { respondBy } = (await party.handler.ask('GET', `/api/applications/${id}`)).body;
    await moveClock(cast.zone.url, { set: later(`${respondBy.on}T23:59:59+08:00`, 1) });
    await cast.anyone.ask('POST', '/_local/sweep');
    const handler = await cast.signInAs('employer', party.account);
    expect((await handler.ask('GET', `/api/applications/${id}`)).body.stage).toBe('lapsed');
  });

  test('a token that has run out is refused even where the gateway still remembers it', async () => {
    const party = await cast.party();
    const id = await completeDraft(party);
    expect((await party.handler.ask('GET', `/api/applications/${id}`)).status).toBe(200);
    await moveClock(cast.zone.url, { advance: 'P1D' });
    expect((await party.handler.ask('GET', `/api/applications/${id}`)).status).toBe(401);
  });
});

const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

const eventTypes = (answer: { body: { items: { type: string }[] } }) => answer.body.items.map(({ type }) => type);
