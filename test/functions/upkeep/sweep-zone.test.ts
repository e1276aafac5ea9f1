import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sweepZone } from '../../../functions/upkeep/sweep-zone.ts';
import { readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { openWorkflow } from '../../../shared/workflow/approval.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';
import { dynamoError } from '../../records-wire.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const second = 1000;
const minute = 60 * second;
const day = 1440 * minute;
const stageOf = async (id: string) => (await readHead(office.table, id))?.stage;
const outbox = async () => (await office.items()).filter(({ pk }) => pk.startsWith('OUTBOX#'));
const deficiency = { path: 'post.title', code: 'unclear', text: { zh: '职位不明确', en: 'The post is unclear' } };

/**
 * Lets a request die after so many transactions: whatever it would do then, the effect first of all, never happens.
 * A submission has two, for it enters the person in the register before.
 */
async function dyingAfter(transactions: number, request: () => Promise<unknown>): Promise<void> {
  let left = transactions;
  const killed = () => new Error('the function was killed');
  office.hooks.before = (operation) => {
    if (left === 0) throw killed();
    if (operation === 'TransactWriteItems') left -= 1;
  };
  const { start, answer } = office.machine.port;
  const dead = async (): Promise<never> => {
    throw killed();
  };
  Object.assign(office.machine.port, { start: dead, answer: dead });
  await request();
  Object.assign(office.machine.port, { start, answer });
  office.hooks.before = undefined;
}

describe('a function that died between its transaction and the effect', () => {
  test('a submission whose execution was never started is started by the sweeper', async () => {
    const id = await completeDraft(office, employerId);
    await dyingAfter(2, () => office.ask('employer', `POST /api/applications/${id}/submit`));
    expect(await stageOf(id)).toBe('preliminary-review');
    expect(office.machine.names()).toEqual([]);
    await office.sweep();
    expect(office.machine.names()).toEqual([]);
    office.clock.advance(31 * second);
    await office.sweep();
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('preliminary-review');
    expect(await outbox()).toEqual([]);
  });

  test('a decision whose execution was never woken is found by it when its wait ends', async () => {
    const id = await submitted(office, employerId);
    await dyingAfter(1, () =>
      office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body: { decision: 'accept' } }),
    );
    expect([await stageOf(id), office.machine.waitingIn(`${id}-1`)]).toEqual(['review', 'preliminary-review']);
    office.clock.set('2026-11-24T16:00:00.000Z');
    await office.machine.timeOut();
    expect([await stageOf(id), office.machine.waitingIn(`${id}-1`)]).toEqual(['review', 'review']);
    expect(await outbox()).toEqual([]);
  });

  test('a conclusion that nobody was told of still ends in a permit', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await dyingAfter(1, () =>
      office.ask('decider', `POST /api/applications/${id}/conclude`, { body: { decision: 'approve' } }),
    );
    expect(await stageOf(id)).toBe('approved');
    office.clock.advance(31 * second);
    await office.sweep();
    await office.machine.settle();
    expect(await stageOf(id)).toBe('issued');
  });
});

describe('an execution that is lost', () => {
  test('is noticed when its application is overdue, and started again from it', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    office.clock.set('2026-11-24T16:04:00.000Z');
    await office.sweep();
    expect(office.machine.names()).toEqual([`${id}-1`]);
    office.clock.set('2026-11-24T16:06:00.000Z');
    await office.sweep();
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1-r1`)).toBe('preliminary-review');
    expect(office.log.lines.at(-1)).toMatchObject({ code: 'workflow-waiting' });
    expect(office.log.lines).toContainEqual(
      expect.objectContaining({
        code: 'sweep-completed',
        fields: { delivered: 0, woken: 0, referred: 0, restored: 0, acted: 1, restarted: 1, lapsed: 0 },
      }),
    );
  });

  test('after an approval is noticed too, and the permit issued', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.conclude(office, id);
    office.machine.lose(`${id}-1`);
    office.clock.advance(20 * minute);
    await office.sweep();
    await office.machine.settle();
    expect(await stageOf(id)).toBe('issued');
  });

  test('is not started twice by two sweepers', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    office.clock.advance(5 * day);
    await Promise.all([office.sweep(), office.sweep()]);
    expect(office.machine.names()).toEqual([`${id}-1`, `${id}-1-r1`]);
  });

  test('is found behind a hundred applications that are late but watched', async () => {
    const id = await submitted(office, employerId);
    const head = await readHead(office.table, id);
    for (let index = 0; index < 101; index++) {
      const other = { ...head, id: `late-${index}`, late: true, dueAt: '2026-11-20T15:59:59.999Z' };
      await office.table.put({
        ...keys.application(other.id),
        ...other,
        queuePk: 'QUEUE#preliminary-review',
        queueSk: `${other.dueAt}#${other.id}`,
      });
    }
    office.machine.lose(`${id}-1`);
    office.clock.advance(5 * day);
    await office.sweep();
    expect(office.machine.names()).toContain(`${id}-1-r1`);
  });

  test('that cannot be looked at keeps no other application waiting', async () => {
    const first = await submitted(office, employerId);
    const second = await submitted(office, employerId, 'employer', scientist);
    office.machine.lose(`${first}-1`);
    office.machine.lose(`${second}-1`);
    const { port } = office.machine;
    const trouble = {
      ...port,
      running: async (name: string) => {
        if (name.startsWith(first)) throw new Error('Step Functions does not answer');
        return port.running(name);
      },
    };
    const { table, clock, rules } = office;
    const { log, lines } = office.log;
    clock.advance(5 * day);
    await sweepZone({ table, workflow: openWorkflow(table, trouble, clock, log), clock, rules, log })();
    expect(office.machine.names()).toContain(`${second}-1-r1`);
    expect(lines).toContainEqual(expect.objectContaining({ code: 'sweep-failed', fields: { applicationId: first } }));
    expect(lines.at(-1)).toMatchObject({ code: 'sweep-completed', fields: { restarted: 1 } });
  });
});

describe('an application that was returned', () => {
  const returned = async () => {
    const id = await submitted(office, employerId);
    const body = { decision: 'return', deficiencies: [deficiency] };
    const answer = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect(answer.status).toBe(200);
    await office.machine.settle();
    return id;
  };

  test('may be submitted again until the end of the thirtieth day, in the time of the zone', async () => {
    const id = await returned();
    expect((await readHead(office.table, id))?.dueAt).toBe('2026-12-23T15:59:59.999Z');
    office.clock.set('2026-12-23T15:59:00.000Z');
    await office.sweep();
    expect(await stageOf(id)).toBe('returned');
    office.clock.set('2026-12-23T16:00:00.000Z');
    await office.sweep();
    expect(await stageOf(id)).toBe('lapsed');
  });

  test('whose last day is a day off may be submitted until the next working day', async () => {
    office.clock.set('2026-11-20T02:00:00.000Z');
    const id = await returned();
    expect((await readHead(office.table, id))?.dueAt).toBe('2026-12-21T15:59:59.999Z');
  });

  test('and lapsed lets the person apply again, and cannot be submitted any more', async () => {
    const id = await returned();
    office.clock.advance(40 * day);
    await office.sweep();
    const again = await office.ask('employer', `POST /api/applications/${id}/submit`);
    expect([again.status, again.body.current.stage]).toEqual([409, 'lapsed']);
    expect((await office.items()).filter(({ pk }) => pk.startsWith('OPEN#'))).toEqual([]);
  });

  test('and submitted again in time does not lapse', async () => {
    const id = await returned();
    await steps.submit(office, id);
    office.clock.advance(40 * day);
    await office.sweep();
    // Nobody has said a word since: by now it counts as accepted (art. 32).
    expect(await stageOf(id)).toBe('review');
  });
});

test('a table that does not answer fails the round, so that its alarm rings', async () => {
  office.hooks.before = () => {
    throw dynamoError('InternalServerError');
  };
  await expect(office.sweep()).rejects.toThrow('InternalServerError');
});
