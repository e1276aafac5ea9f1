import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchClocks } from '../../../functions/approval/watch-clocks.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import type { Step } from '../../../shared/workflow/approval.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, register, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

/** The function with every answer that it gives to a token on record; a token can be spent once. */
function watching(spent: string[] = []) {
  const answers: [token: string, step: Step][] = [];
  const executions = {
    ...office.machine.port,
    answer: async (token: string, step: Step) => {
      if (spent.includes(token)) return false;
      spent.push(token);
      answers.push([token, step]);
      return true;
    },
  };
  const { table, clock, rules } = office;
  return { answers, watch: watchClocks({ table, executions, clock, rules, log: office.log.log }) };
}

const task = async (id: string) => office.table.get(keys.task(id));
const submit = async (id: string) => {
  const answer = await office.ask('employer', `POST /api/applications/${id}/submit`);
  expect(answer.status).toBe(200);
};
const escalations = async (id: string) =>
  (await readEvents(office.table, id)).filter(({ type }) => type === 'escalated').length;

describe('an execution that waits for an officer', () => {
  test('leaves its token on the task item and is answered nothing yet', async () => {
    const id = await completeDraft(office, employerId);
    await submit(id);
    const { watch, answers } = watching();
    const message = {
      kind: 'await',
      applicationId: id,
      stage: 'preliminary-review',
      seconds: 3600,
      token: 't1',
      execution: `${id}-1`,
    } as const;
    expect(await watch(message)).toBeNull();
    expect(await task(id)).toMatchObject({
      token: 't1',
      stage: 'preliminary-review',
      execution: `${id}-1`,
      until: '2026-11-23T03:00:00.000Z',
    });
    expect(answers).toEqual([]);
  });

  test('that registers after the officer has decided is answered at once', async () => {
    const id = await completeDraft(office, employerId);
    await submit(id);
    const accepted = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'accept' },
    });
    expect(accepted.status).toBe(200);
    const { watch, answers } = watching();
    await watch({
      kind: 'await',
      applicationId: id,
      stage: 'preliminary-review',
      seconds: 60,
      token: 't1',
      execution: `${id}-1`,
    });
    expect(answers).toEqual([['t1', { stage: 'review', seconds: expect.any(Number) }]]);
  });

  test('whose officer decides while it registers is answered, by one side or the other, never left waiting', async () => {
    const id = await completeDraft(office, employerId);
    await submit(id);
    await Promise.all([
      office.machine.settle(),
      office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body: { decision: 'accept' } }),
    ]);
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('review');
  });

  test('that is not the application’s any more is told to close and leaves no token', async () => {
    const id = await submitted(office, employerId);
    const before = await task(id);
    const { watch, answers } = watching();
    await watch({
      kind: 'await',
      applicationId: id,
      stage: 'preliminary-review',
      seconds: 60,
      token: 'old',
      execution: `${id}-0`,
    });
    expect(answers).toEqual([['old', { stage: 'closed', seconds: 0 }]]);
    expect(await task(id)).toEqual(before);
  });

  test('of an application that is gone is told to close', async () => {
    const { watch, answers } = watching();
    const id = 'a'.repeat(24);
    await watch({ kind: 'await', applicationId: id, stage: 'review', seconds: 60, token: 't', execution: `${id}-1` });
    expect(answers).toEqual([['t', { stage: 'closed', seconds: 0 }]]);
  });

  test('past the second in which something is due by now is answered at once with the shorter wait', async () => {
    const id = await submitted(office, employerId);
    const { watch, answers } = watching();
    const message = { kind: 'await', applicationId: id, stage: 'preliminary-review', execution: `${id}-1` } as const;
    const untilDue = (Date.parse('2026-11-24T16:00:00.000Z') - office.clock.now()) / 1000;
    await watch({ ...message, seconds: untilDue, token: 't1' });
    // The function took seconds to start: the wait seems longer by that, and is not broken off.
    await watch({ ...message, seconds: untilDue + 8, token: 't1' });
    expect(answers).toEqual([]);
    await watch({ ...message, seconds: untilDue + 3600, token: 't2' });
    expect(answers).toEqual([['t2', { stage: 'preliminary-review', seconds: untilDue }]]);
  });

  test('asked twice by a retry of the state machine keeps the last token', async () => {
    const id = await completeDraft(office, employerId);
    await submit(id);
    const { watch, answers } = watching();
    const message = {
      kind: 'await',
      applicationId: id,
      stage: 'preliminary-review',
      seconds: 60,
      execution: `${id}-1`,
    } as const;
    await watch({ ...message, token: 't1' });
    await watch({ ...message, token: 't2' });
    expect(await task(id)).toMatchObject({ token: 't2' });
    expect(answers).toEqual([]);
  });
});

describe('a wait that ran out', () => {
  const message = (id: string) =>
    ({ kind: 'escalate', applicationId: id, stage: 'preliminary-review', execution: `${id}-1` }) as const;

  test('marks the application late, once, with an event, and waits on until the law decides', async () => {
    const id = await submitted(office, employerId);
    office.clock.set('2026-11-24T16:00:00.000Z');
    const { watch } = watching();
    const deemed = { stage: 'preliminary-review', seconds: 4 * 86_400 + 2 * 86_400 };
    expect(await watch(message(id))).toEqual(deemed);
    expect(await watch(message(id))).toEqual(deemed);
    expect(await readHead(office.table, id)).toMatchObject({ late: true, stage: 'preliminary-review' });
    expect(await escalations(id)).toBe(1);
    expect(office.log.codes().filter((code) => code === 'application-escalated')).toHaveLength(1);
  });

  test('a moment too early marks nothing and waits until it is due', async () => {
    const id = await submitted(office, employerId);
    office.clock.set('2026-11-24T15:59:30.000Z');
    const { watch } = watching();
    expect(await watch(message(id))).toEqual({ stage: 'preliminary-review', seconds: 60 });
    expect(await escalations(id)).toBe(0);
  });

  test('two at once mark it once', async () => {
    const id = await submitted(office, employerId);
    office.clock.set('2026-11-25T02:00:00.000Z');
    const { watch } = watching();
    await Promise.all([watch(message(id)), watch(message(id)), watch(message(id))]);
    expect(await escalations(id)).toBe(1);
  });

  test('in a stage that was decided meanwhile goes on with the present one', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    office.clock.set('2026-11-23T15:00:00.000Z');
    const { watch } = watching();
    expect(await watch(message(id))).toEqual({ stage: 'review', seconds: 3600 });
    expect(await escalations(id)).toBe(0);
  });

  test('of an execution that is not the application’s any more closes it', async () => {
    const id = await submitted(office, employerId);
    office.clock.set('2026-11-25T02:00:00.000Z');
    const { watch } = watching();
    expect(await watch({ ...message(id), execution: `${id}-0` })).toEqual({ stage: 'closed', seconds: 0 });
    expect(await escalations(id)).toBe(0);
  });

  test('an officer may still decide afterwards, and the next stage is not late', async () => {
    const id = await submitted(office, employerId);
    office.clock.set('2026-11-25T02:00:00.000Z');
    await office.machine.timeOut();
    const late = await office.ask('supervisor', 'GET /api/queues/late');
    expect(late.body.items).toMatchObject([{ id, late: true }]);
    await steps.accept(office, id);
    expect(office.machine.waitingIn(`${id}-1`)).toBe('review');
    expect((await readHead(office.table, id))?.late).toBeUndefined();
    expect((await office.ask('supervisor', 'GET /api/queues/late')).body.items).toEqual([]);
  });

  test('an application that stays late is looked at every day, without another event', async () => {
    const id = await waitingIn(office, 'review', employerId);
    office.clock.set('2026-11-24T02:00:00.000Z');
    for (let day = 0; day < 3; day++) {
      await office.machine.timeOut();
      office.clock.advance(86_400_000);
    }
    expect(await escalations(id)).toBe(1);
    expect(office.machine.waitingIn(`${id}-1`)).toBe('review');
  });
});
