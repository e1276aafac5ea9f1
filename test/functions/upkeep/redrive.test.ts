import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHead } from '../../../shared/records/application.ts';
import { effectIdOf } from '../../../shared/records/open-effects.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { completeDraft, cook, register, scientist, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const second = 1000;
const minute = 60 * second;

/** Lets Step Functions refuse every start and answer while something is asked. */
async function withoutStepFunctions<T>(work: () => Promise<T>): Promise<T> {
  const { start, answer } = office.machine.port;
  const down = async (): Promise<never> => {
    throw Object.assign(new Error('no answer'), { name: 'ServiceUnavailable' });
  };
  Object.assign(office.machine.port, { start: down, answer: down });
  try {
    return await work();
  } finally {
    Object.assign(office.machine.port, { start, answer });
  }
}

/** An application that was handed in while its execution could not be started. */
async function undelivered(): Promise<string> {
  const id = await completeDraft(office, employerId);
  await withoutStepFunctions(() => office.ask('employer', `POST /api/applications/${id}/submit`));
  office.clock.advance(31 * second);
  return id;
}

const effects = async (state: string, query: Record<string, string> = {}) =>
  (await office.ask('admin', 'GET /api/upkeep/effects', { query: { state, ...query } })).body;
const deliver = (effect: string, who: 'admin' | 'supervisor' = 'admin') =>
  office.ask(who, `POST /api/upkeep/effects/${effect}/deliver`);
const restart = (id: string, who: 'admin' | 'supervisor' = 'admin') =>
  office.ask(who, `POST /api/upkeep/applications/${id}/restart`);
const history = async () => (await office.ask('supervisor', 'GET /api/upkeep/history')).body.items;

describe('an effect that was not delivered', () => {
  test('stands in the list with its age and error, and without anything of a person', async () => {
    const id = await undelivered();
    const { items } = await effects('waiting');
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^\d{13}-[0-9a-f]{12}$/),
        state: 'waiting',
        kind: 'start-approval',
        applicationId: id,
        since: '2026-11-23T02:00:00.000Z',
        attempts: 1,
        failed: 'ServiceUnavailable',
      },
    ]);
    expect((await effects('parked')).items).toEqual([]);
  });

  test('is not listed while whoever wrote it may still be at it', async () => {
    const id = await completeDraft(office, employerId);
    await withoutStepFunctions(() => office.ask('employer', `POST /api/applications/${id}/submit`));
    expect((await effects('waiting')).items).toEqual([]);
  });

  test('is delivered at once when an administrator asks, who is put on the record of the office', async () => {
    const id = await undelivered();
    const [{ id: effect }] = (await effects('waiting')).items;
    const answer = await deliver(effect);
    expect([answer.status, answer.body]).toEqual([200, { id: effect, outcome: 'delivered' }]);
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('preliminary-review');
    expect((await effects('waiting')).items).toEqual([]);
    expect(await history()).toEqual([
      {
        type: 'effect-redriven',
        at: '2026-11-23T02:00:31.000Z',
        by: people.admin.subject,
        applicationId: id,
        effect,
        kind: 'start-approval',
      },
    ]);
  });

  test('that was delivered by the sweeper meanwhile is left alone, and nothing is put on record', async () => {
    await undelivered();
    const [{ id: effect }] = (await effects('waiting')).items;
    await office.sweep();
    expect((await deliver(effect)).body).toEqual({ id: effect, outcome: 'nothing-left' });
    expect(await history()).toEqual([]);
  });

  test('starts one execution, whether sweeper and administrators come at the same moment or again', async () => {
    const id = await undelivered();
    const [{ id: effect }] = (await effects('waiting')).items;
    const [, ...answers] = await Promise.all([office.sweep(), deliver(effect), deliver(effect, 'supervisor')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await deliver(effect);
    await office.machine.settle();
    expect(office.machine.names()).toEqual([`${id}-1`]);
    expect((await office.items()).filter(({ pk }) => /^(OUTBOX#|PARKED)/.test(pk))).toEqual([]);
  });

  test('that fails again says so, and how often it was tried', async () => {
    await undelivered();
    const [{ id: effect }] = (await effects('waiting')).items;
    const { body } = await withoutStepFunctions(() => deliver(effect));
    expect(body).toMatchObject({
      outcome: 'failed',
      effect: { id: effect, attempts: 2, failed: 'ServiceUnavailable' },
    });
  });

  test('and failed twenty times waits for an administrator under the same name, and can still be delivered', async () => {
    const id = await undelivered();
    const [{ id: effect }] = (await effects('waiting')).items;
    await withoutStepFunctions(async () => {
      for (let round = 0; round < 20; round++) await office.sweep();
      expect((await deliver(effect)).body).toMatchObject({
        outcome: 'failed',
        effect: { id: effect, state: 'parked', attempts: 21 },
      });
    });
    expect((await effects('waiting')).items).toEqual([]);
    expect((await effects('parked')).items).toMatchObject([{ id: effect, state: 'parked', attempts: 21 }]);
    expect((await deliver(effect)).body).toEqual({ id: effect, outcome: 'delivered' });
    expect((await effects('parked')).items).toEqual([]);
    expect(office.machine.names()).toEqual([`${id}-1`]);
  });

  test.each(['waiting', 'parked'])('is listed page after page, oldest first: %s', async (state) => {
    const applicationId = 'a'.repeat(24);
    const effect = { kind: 'wake-approval', applicationId };
    const ids: string[] = [];
    for (let index = 0; index < 9; index++) {
      const mark = `${String(index * 7).padStart(2, '0')}0123456789`;
      const at = `2026-11-23T01:0${index}:00.000Z`;
      const pk = state === 'parked' ? 'PARKED' : `OUTBOX#${Number.parseInt(mark.slice(0, 2), 16) % 4}`;
      await office.table.put({ pk, sk: `${at}#${mark}`, effect, at, attempts: 3 });
      ids.push(effectIdOf({ sk: `${at}#${mark}` }));
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = await effects(state, { limit: '4', ...(cursor ? { cursor } : {}) });
      expect(items.length).toBeLessThanOrEqual(4);
      seen.push(...items.map((item: { id: string }) => item.id));
      cursor = next;
    } while (cursor);
    expect(seen).toEqual(ids);
    for (const id of ids) expect((await deliver(id)).body.outcome).toBe('delivered');
  });
});

describe('an execution that ended otherwise than it should', () => {
  test('is listed with what became of its application', async () => {
    const id = await submitted(office, employerId);
    const other = await submitted(office, employerId, 'employer', scientist);
    office.machine.lose(`${id}-1`, 'FAILED');
    office.machine.lose(`${other}-1`, 'TIMED_OUT');
    const list = async (end: string) =>
      (await office.ask('supervisor', 'GET /api/upkeep/executions', { query: { end } })).body.items;
    const { receiptNumber } = (await readHead(office.table, id)) ?? {};
    expect(await list('failed')).toEqual([
      {
        applicationId: id,
        receiptNumber,
        procedure: 'new-permit',
        stage: 'preliminary-review',
        execution: `${id}-1`,
        end: 'failed',
        startedAt: '2026-11-23T02:00:00.000Z',
        stoppedAt: '2026-11-23T02:00:00.000Z',
        standing: 'lost',
      },
    ]);
    expect(await list('timed-out')).toMatchObject([{ applicationId: other, standing: 'lost' }]);
    expect(await list('aborted')).toEqual([]);
    await restart(id);
    expect(await list('failed')).toMatchObject([{ execution: `${id}-1`, standing: 'replaced' }]);
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    expect(await list('failed')).toMatchObject([{ stage: 'withdrawn', standing: 'not-needed' }]);
  });

  test('is listed page after page', async () => {
    for (const form of [cook, scientist]) {
      office.machine.lose(`${await submitted(office, employerId, 'employer', form)}-1`, 'FAILED');
    }
    const first = (await office.ask('admin', 'GET /api/upkeep/executions', { query: { limit: '1' } })).body;
    const query = { limit: '1', cursor: first.next };
    const rest = (await office.ask('admin', 'GET /api/upkeep/executions', { query })).body;
    expect(new Set([...first.items, ...rest.items].map(({ execution }) => execution)).size).toBe(2);
    expect(rest.next).toBeUndefined();
    const wrong = { end: 'aborted', cursor: first.next };
    expect((await office.ask('admin', 'GET /api/upkeep/executions', { query: wrong })).status).toBe(400);
  });

  test('is started again from its application before the sweeper would notice, and who asked is on record', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    const answer = await restart(id);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { applicationId: id, outcome: 'restarted', execution: `${id}-1-r1` },
    ]);
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1-r1`)).toBe('preliminary-review');
    expect(await history()).toMatchObject([
      { type: 'execution-redriven', by: people.admin.subject, applicationId: id, execution: `${id}-1` },
    ]);
  });

  test('is started once, whether sweeper and administrators come at the same moment or again', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    office.clock.advance(5 * 1440 * minute);
    await Promise.all([office.sweep(), restart(id), restart(id, 'supervisor')]);
    expect((await restart(id)).body.outcome).toBe('running');
    expect(office.machine.names()).toEqual([`${id}-1`, `${id}-1-r1`]);
  });

  test('of an application that is closed, or of none, is not started', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    expect((await restart(id)).status).toBe(409);
    expect((await restart('b'.repeat(24))).status).toBe(404);
    expect((await restart('PARKED')).status).toBe(404);
    expect(await history()).toEqual([]);
  });
});

describe('an application to which something should have happened', () => {
  const unattended = async (query: Record<string, string> = {}) =>
    (await office.ask('admin', 'GET /api/upkeep/unattended', { query })).body;

  test('is listed with whether its execution runs, until somebody looked after it', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    office.clock.set('2026-11-24T16:04:00.000Z');
    expect((await unattended()).items).toEqual([]);
    office.clock.set('2026-11-24T16:06:00.000Z');
    expect((await unattended()).items).toMatchObject([
      { applicationId: id, stage: 'preliminary-review', execution: `${id}-1`, running: false },
    ]);
    await office.sweep();
    expect((await unattended()).items).toEqual([]);
  });

  test('is found page after page, and a page whose lines need nothing is short', async () => {
    const ids = [];
    for (const form of [cook, scientist]) {
      const id = await submitted(office, employerId, 'employer', form);
      office.machine.lose(`${id}-1`);
      ids.push(id);
    }
    office.clock.set('2026-11-25T16:06:00.000Z');
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const body = await unattended({ limit: '1', ...(cursor ? { cursor } : {}) });
      seen.push(...body.items.map(({ applicationId }: { applicationId: string }) => applicationId));
      cursor = body.next;
      pages += 1;
    } while (cursor && pages < 20);
    expect(seen.sort()).toEqual(ids.sort());
  });
});

test('nobody but supervisors and administrators sees or does any of it, nor one whose role has ended', async () => {
  const requests = [
    'GET /api/upkeep/effects',
    'GET /api/upkeep/executions',
    'GET /api/upkeep/unattended',
    'GET /api/upkeep/history',
    `POST /api/upkeep/effects/1763863200000-${'0'.repeat(12)}/deliver`,
    `POST /api/upkeep/applications/${'c'.repeat(24)}/restart`,
  ];
  for (const request of requests) {
    for (const who of ['employer', 'applicant', 'front', 'back', 'decider', 'inspector'] as const) {
      expect((await office.ask(who, request)).status, `${who} ${request}`).toBe(403);
    }
    expect((await office.ask(undefined, request)).status).toBe(401);
  }
  await office.ask('supervisor', `POST /api/staff/${people.admin.subject}/end`, {
    body: { role: 'admin', reason: { zh: '调离', en: 'Moved' } },
  });
  for (const request of requests) expect((await office.ask('admin', request)).status, request).toBe(403);
});

test('a cursor of another list leads nowhere', async () => {
  const cursor = Buffer.from(JSON.stringify({ waiting: 'STANDING' })).toString('base64url');
  for (const request of ['effects', 'unattended', 'history', 'executions']) {
    const answer = await office.ask('admin', `GET /api/upkeep/${request}`, { query: { cursor } });
    expect(answer.status, request).toBe(400);
  }
});
