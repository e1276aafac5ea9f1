import {
  type DescribeExecutionCommand,
  type SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { endsTooLate, needsExecution, openExecutions, stepOf } from '../../../shared/workflow/approval.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { register, steps, submitted, waitingIn } from '../../office/walk.ts';

describe('how long an execution waits', () => {
  const now = Date.parse('2026-11-23T02:00:00.000Z');
  const head = (dueAt?: string, more: object = {}) => ({ stage: 'review' as const, dueAt, ...more });

  test.each([
    ['until the due time', '2026-11-23T15:59:59.999Z', 50_400],
    ['a minute at least, so that a clock that runs behind is not asked all the time', '2026-11-23T02:00:10.000Z', 60],
    ['a minute when it is due and nobody has marked it yet', '2026-11-23T01:00:00.000Z', 60],
    ['a day where nothing is due', undefined, 86_400],
  ])('%s', (_, dueAt, seconds) => {
    expect(stepOf(head(dueAt), now)).toEqual({ stage: 'review', seconds });
  });

  test('a day once it is late', () => {
    expect(stepOf(head('2026-11-23T01:00:00.000Z', { late: true }), now).seconds).toBe(86_400);
  });

  test('to the second in which the law decides, where that comes first or all else is past', () => {
    const deemsAt = '2026-11-23T02:00:09.999Z';
    expect(stepOf(head('2026-11-23T15:59:59.999Z', { deemsAt }), now).seconds).toBe(10);
    expect(stepOf(head('2026-11-23T01:00:00.000Z', { deemsAt, late: true }), now).seconds).toBe(10);
    expect(stepOf(head('2026-11-23T15:59:59.999Z', { deemsAt: '2026-12-23T15:59:59.999Z' }), now).seconds).toBe(50_400);
    expect(stepOf(head(undefined, { deemsAt: '2026-11-23T01:00:00.000Z' }), now).seconds).toBe(1);
  });

  test('a month where nobody here can do anything', () => {
    expect(stepOf({ stage: 'with-delegating-authority' }, now).seconds).toBe(30 * 86_400);
  });

  test('is broken off only for what comes sooner by a minute or more, however slowly the function started', () => {
    const waits = { until: '2026-11-23T16:00:00.000Z' };
    const step = (seconds: number) => ({ stage: 'review', seconds });
    expect(endsTooLate(waits, step(50_400), now)).toBe(false);
    expect(endsTooLate(waits, step(50_401), now)).toBe(false);
    expect(endsTooLate(waits, step(50_395), now)).toBe(false);
    expect(endsTooLate(waits, step(50_340), now)).toBe(true);
    expect(endsTooLate(waits, step(86_400), now)).toBe(false);
  });
});

test.each([
  ['draft', false],
  ['preliminary-review', true],
  ['returned', false],
  ['review', true],
  ['conclusion', true],
  ['refusal-announced', true],
  ['with-delegating-authority', true],
  ['approved', true],
  ['issued', false],
  ['withdrawn', false],
] as const)('an application in stage %s has something to watch: %s', (stage, needed) => {
  expect(needsExecution({ stage } as never)).toBe(needed);
});

describe('an application and the execution that watches it', () => {
  let office: Office;
  let employerId: string;
  beforeEach(async () => {
    office = await openOffice();
    employerId = await register(office);
  });
  afterEach(() => office.close());

  const headOf = async (id: string) => {
    const head = await readHead(office.table, id);
    if (!head) throw new Error('no such application');
    return head;
  };

  test('a submission starts it, a decision wakes it, the last one lets it issue the permit and end', async () => {
    const id = await submitted(office, employerId);
    const name = `${id}-1`;
    expect(office.machine.waitingIn(name)).toBe('preliminary-review');
    await steps.accept(office, id);
    expect(office.machine.waitingIn(name)).toBe('review');
    await steps.review(office, id);
    expect(office.machine.waitingIn(name)).toBe('conclusion');
    await steps.conclude(office, id);
    await office.machine.settle();
    expect(office.machine.status(name)).toBe('SUCCEEDED');
    expect((await headOf(id)).stage).toBe('issued');
    expect(office.machine.names()).toEqual([name]);
  });

  test('starting it twice starts it once', async () => {
    const id = await submitted(office, employerId);
    await office.workflow.bring({ kind: 'start-approval', applicationId: id });
    await office.machine.settle();
    expect(office.machine.names()).toEqual([`${id}-1`]);
    expect(office.machine.waitingIn(`${id}-1`)).toBe('preliminary-review');
  });

  test('a start that comes late begins where the application stands by then', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    office.machine.lose(`${id}-1`);
    await office.table.update({
      Key: keys.application(id),
      UpdateExpression: 'SET execution = :next',
      ExpressionAttributeValues: { ':next': `${id}-2` },
    });
    await office.workflow.bring({ kind: 'start-approval', applicationId: id });
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-2`)).toBe('review');
  });

  test('a start that comes after the case is closed begins nothing', async () => {
    const id = await submitted(office, employerId);
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    await office.machine.settle();
    office.machine.lose(`${id}-1`);
    await office.workflow.bring({ kind: 'start-approval', applicationId: id });
    expect(office.machine.status(`${id}-1`)).toBe('ABORTED');
    expect(office.machine.names()).toHaveLength(1);
  });

  test('waking it twice, or while it waits for the right decision already, changes nothing', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    const token = office.machine.token(`${id}-1`);
    await office.workflow.bring({ kind: 'wake-approval', applicationId: id });
    await office.workflow.bring({ kind: 'wake-approval', applicationId: id });
    await office.machine.settle();
    expect(office.machine.token(`${id}-1`)).toBe(token);
  });

  test('when it is gone, waking it starts another from the application, under the next name', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    await steps.accept(office, id);
    expect(office.machine.waitingIn(`${id}-1-r1`)).toBe('review');
    expect((await headOf(id)).execution).toBe(`${id}-1-r1`);
    expect(office.log.codes()).toContain('workflow-restarted');
    office.machine.lose(`${id}-1-r1`);
    await steps.review(office, id);
    expect(office.machine.waitingIn(`${id}-1-r2`)).toBe('conclusion');
  });

  test('two that notice the loss at once start one', async () => {
    const id = await submitted(office, employerId);
    office.machine.lose(`${id}-1`);
    const head = await headOf(id);
    const started = await Promise.all([office.workflow.ensureRunning(head), office.workflow.ensureRunning(head)]);
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(office.machine.names()).toEqual([`${id}-1`, `${id}-1-r1`]);
  });

  test('one that runs is left alone, and so is a case that needs none', async () => {
    const id = await submitted(office, employerId);
    expect(await office.workflow.ensureRunning(await headOf(id))).toBe(false);
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    await office.machine.settle();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    expect(await office.workflow.ensureRunning(await headOf(id))).toBe(false);
  });

  test('a return ends it, and submitting again starts one for the next round', async () => {
    const id = await submitted(office, employerId);
    const deficiency = { path: 'post.title', code: 'unclear', text: { zh: '职位不明确', en: 'The post is unclear' } };
    const body = { decision: 'return', deficiencies: [deficiency] };
    const returned = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    await office.machine.settle();
    expect([returned.status, office.machine.status(`${id}-1`)]).toEqual([200, 'SUCCEEDED']);
    await steps.submit(office, id);
    expect(office.machine.waitingIn(`${id}-2`)).toBe('preliminary-review');
  });

  test('a return that could not tell it leaves it to find out by itself', async () => {
    const id = await submitted(office, employerId);
    const answer = office.machine.port.answer;
    office.machine.port.answer = async () => {
      throw new Error('Step Functions does not answer');
    };
    const deficiency = { path: 'post.title', code: 'unclear', text: { zh: '职位不明确', en: 'The post is unclear' } };
    const body = { decision: 'return', deficiencies: [deficiency] };
    const returned = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    office.machine.port.answer = answer;
    expect([returned.status, returned.body.stage]).toEqual([200, 'returned']);
    expect(office.log.codes()).toContain('dismissal-missed');
    await steps.submit(office, id);
    office.clock.advance(2 * 86_400_000);
    await office.machine.timeOut();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    expect(office.machine.waitingIn(`${id}-2`)).toBe('preliminary-review');
  });

  test('a restart does not undo what an officer decides at the same moment', async () => {
    const id = await waitingIn(office, 'review', employerId);
    office.machine.lose(`${id}-1`);
    const head = await headOf(id);
    const [, reviewed] = await Promise.all([
      office.workflow.ensureRunning(head),
      steps.review(office, id).catch(() => undefined),
    ]);
    const present = await headOf(id);
    expect(present.stage).toBe(reviewed ? 'conclusion' : 'review');
    await office.machine.settle();
    const { execution = '' } = present;
    expect(office.machine.waitingIn(execution)).toBe(present.stage);
  });
});

describe('the link to Step Functions', () => {
  const arn = 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:greenpath-etown-approval';

  /** The client of the SDK with the answers of the service in place of the network. */
  const executionsWith = (answer: (command: object) => unknown) => {
    const sent: object[] = [];
    const client = new SFNClient({ region: 'cn-north-1' });
    client.send = (async (command: object) => {
      sent.push(command);
      return answer(command);
    }) as never;
    return { sent, executions: openExecutions(arn, client) };
  };
  const failing = (name: string) => () => {
    throw Object.assign(new Error(name), { name });
  };

  test('starts an execution under its name with its first step', async () => {
    const { sent, executions } = executionsWith(() => ({}));
    await executions.start('a1-1', { applicationId: 'a1', stage: 'review', seconds: 60 });
    const command = sent[0] as StartExecutionCommand;
    expect(command).toBeInstanceOf(StartExecutionCommand);
    expect(command.input).toEqual({
      stateMachineArn: arn,
      name: 'a1-1',
      input: '{"applicationId":"a1","stage":"review","seconds":60}',
    });
  });

  test('is content when the execution exists already, and with nothing else', async () => {
    const step = { applicationId: 'a1', stage: 'review', seconds: 60 };
    const existing = executionsWith(failing('ExecutionAlreadyExists')).executions;
    await expect(existing.start('a1-1', step)).resolves.toBeUndefined();
    const busy = executionsWith(failing('ThrottlingException')).executions;
    await expect(busy.start('a1-1', step)).rejects.toThrow('ThrottlingException');
  });

  test.each(['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'])('takes %s for a spent token', async (name) => {
    expect(await executionsWith(failing(name)).executions.answer('t', { stage: 'review', seconds: 60 })).toBe(false);
  });

  test('answers a token with the next step, and fails when the service does', async () => {
    const { sent, executions } = executionsWith(() => ({}));
    expect(await executions.answer('t', { stage: 'review', seconds: 60 })).toBe(true);
    expect((sent[0] as SendTaskSuccessCommand).input).toEqual({
      taskToken: 't',
      output: '{"stage":"review","seconds":60}',
    });
    const broken = executionsWith(failing('ServiceException')).executions;
    await expect(broken.answer('t', { stage: 'review', seconds: 60 })).rejects.toThrow('ServiceException');
  });

  test.each([
    [() => ({ status: 'RUNNING' }), true],
    [() => ({ status: 'SUCCEEDED' }), false],
    [() => ({ status: 'ABORTED' }), false],
    [failing('ExecutionDoesNotExist'), false],
  ])('knows whether an execution runs (%#)', async (answer, expected) => {
    const { sent, executions } = executionsWith(answer);
    expect(await executions.running('a1-1')).toBe(expected);
    expect((sent[0] as DescribeExecutionCommand).input).toEqual({
      executionArn: 'arn:aws-cn:states:cn-north-1:000000000000:execution:greenpath-etown-approval:a1-1',
    });
  });
});
