import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openClock, type ZoneClock } from '../../../../infra/local/clock.ts';
import { FunctionError } from '../../../../infra/local/functions.ts';
import { isObject, type JsonObject, type JsonValue } from '../../../../infra/local/json.ts';
import type { Execution } from '../../../../infra/local/states/execution.ts';
import { openStates, type States } from '../../../../infra/local/states/states.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-22T01:00:00Z');
const arn = (name: string) => `arn:aws-cn:states:cn-north-1:000000000000:stateMachine:${name}`;

const invoke = 'arn:aws-cn:states:::lambda:invoke';
const waitForToken = `${invoke}.waitForTaskToken`;

type Answers = (payload: JsonValue, name: string) => JsonValue | Promise<JsonValue>;

/** A zone's state machines on a clock that stands still until it is moved. */
function laboratory(definitions: Record<string, JsonObject>, answers: Answers) {
  const database = new DatabaseSync(':memory:');
  const calls: JsonValue[] = [];
  const failures: unknown[] = [];
  let states: States;
  let clock: ZoneClock;

  const open = () => {
    clock = openClock({
      database,
      machine: () => start,
      settled: () => states.settled(),
      failed: (error) => failures.push(error),
    });
    states = openStates({
      database,
      clock,
      machines: Object.entries(definitions).map(([name, definition]) => ({
        arn: arn(name),
        name,
        roleArn: 'arn:aws-cn:iam::000000000000:role/approval',
        definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      })),
      invoke: async (name, payload) => {
        calls.push(payload);
        return answers(payload, name);
      },
      failed: (error) => failures.push(error),
    });
  };
  open();

  return {
    calls,
    failures,
    get states() {
      return states;
    },
    get clock() {
      return clock;
    },
    /** As `kill -9` and a new start would do: whatever was in memory is gone. */
    restart(changed: Record<string, JsonObject> = {}) {
      clock.close();
      states.close();
      Object.assign(definitions, changed);
      open();
      return states.resume();
    },
    begin(machine: string, name: string, input: JsonValue = {}): Execution {
      const started = states.start(arn(machine), name, input);
      if (!started) throw new Error(`${name} was refused`);
      return started;
    },
    async look(execution: Execution): Promise<Execution> {
      await states.settled();
      const found = states.store.find(execution.arn);
      if (!found) throw new Error('the execution is gone');
      return found;
    },
    close() {
      clock.close();
      states.close();
    },
  };
}

const tokenIn = (payload: JsonValue | undefined): string => {
  if (isObject(payload) && typeof payload.token === 'string') return payload.token;
  throw new Error('the call carries no token');
};

const awaitDecision: JsonObject = {
  StartAt: 'Await',
  States: {
    Await: {
      Type: 'Task',
      Resource: waitForToken,
      TimeoutSeconds: '{% $states.input.seconds %}',
      Arguments: {
        FunctionName: 'workflow',
        Payload: { kind: 'await', id: '{% $states.input.id %}', token: '{% $states.context.Task.Token %}' },
      },
      Output: { id: '{% $states.input.id %}', decision: '{% $states.result.decision %}' },
      Catch: [{ ErrorEquals: ['States.Timeout'], Output: { id: '{% $states.input.id %}' }, Next: 'Escalate' }],
      Next: 'Done',
    },
    Escalate: {
      Type: 'Task',
      Resource: invoke,
      Arguments: { FunctionName: 'workflow', Payload: { kind: 'escalate', id: '{% $states.input.id %}' } },
      Output: '{% $states.result.Payload %}',
      Next: 'Await',
    },
    Done: { Type: 'Succeed' },
  },
};

describe('a state machine', () => {
  let opened: ReturnType<typeof laboratory>[] = [];
  const open = (definitions: Record<string, JsonObject>, answers: Answers = () => ({})) => {
    const made = laboratory(definitions, answers);
    opened.push(made);
    return made;
  };
  beforeEach(() => {
    opened = [];
  });
  afterEach(() => {
    for (const one of opened) one.close();
  });

  it('waits with a task token until someone answers', async () => {
    const { states, begin, look, calls } = open({ approval: awaitDecision });
    const execution = begin('approval', 'case-1', { id: 'case-1', seconds: 3600 });
    expect((await look(execution)).status).toBe('RUNNING');
    expect(await states.succeedTask(tokenIn(calls[0]), { decision: 'accept' })).toBeUndefined();
    expect(await look(execution)).toMatchObject({
      status: 'SUCCEEDED',
      output: { id: 'case-1', decision: 'accept' },
      transitions: 3,
    });
  });

  it('accepts a token that the task itself sends back while it is still running', async () => {
    const zone: ReturnType<typeof open> = open({ approval: awaitDecision }, async (payload) => {
      expect(await zone.states.succeedTask(tokenIn(payload), { decision: 'at once' })).toBeUndefined();
      return {};
    });
    const execution = zone.begin('approval', 'case-1', { id: 'case-1', seconds: 3600 });
    expect((await zone.look(execution)).output).toEqual({ id: 'case-1', decision: 'at once' });
  });

  it('escalates when the time has passed, with a time-out worked out from the input, as often as needed', async () => {
    const zone = open(
      { approval: awaitDecision },
      (payload): JsonValue =>
        isObject(payload) && payload.kind === 'escalate' ? { id: payload.id ?? null, seconds: 7200 } : {},
    );
    const execution = zone.begin('approval', 'case-1', { id: 'case-1', seconds: 3600 });
    await zone.look(execution);
    const firstToken = tokenIn(zone.calls[0]);
    await zone.clock.moveTo(start + hour - 1);
    expect(zone.calls).toHaveLength(1);
    await zone.clock.moveTo(start + hour);
    expect(zone.calls.map((call) => (isObject(call) ? call.kind : call))).toEqual(['await', 'escalate', 'await']);
    expect(await zone.states.succeedTask(firstToken, {})).toBe('timed-out');
    await zone.clock.moveTo(start + 6 * hour);
    expect(zone.calls.map((call) => (isObject(call) ? call.kind : call))).toEqual([
      'await',
      'escalate',
      'await',
      'escalate',
      'await',
      'escalate',
      'await',
    ]);
    expect(await zone.states.succeedTask(tokenIn(zone.calls[6]), { decision: 'accept' })).toBeUndefined();
    expect((await zone.look(execution)).status).toBe('SUCCEEDED');
  });

  it('keeps open tokens and clocks over a restart', async () => {
    const zone = open({ approval: awaitDecision });
    const waiting = zone.begin('approval', 'answered', { id: 'answered', seconds: 3600 });
    const late = zone.begin('approval', 'late', { id: 'late', seconds: 3600 });
    await zone.look(late);
    const tokens = zone.calls.map(tokenIn);
    expect(zone.restart()).toBe(2);
    await zone.look(waiting);
    expect(zone.calls).toHaveLength(2);
    expect(await zone.states.succeedTask(tokens[0] ?? '', { decision: 'accept' })).toBeUndefined();
    expect((await zone.look(waiting)).status).toBe('SUCCEEDED');
    await zone.clock.moveTo(start + hour);
    expect(zone.calls[2]).toEqual({ kind: 'escalate', id: 'late' });
  });

  it('runs a task again, with the same token, when a restart lost its answer', async () => {
    let hang = true;
    const zone = open({ approval: awaitDecision }, () => (hang ? new Promise<never>(() => {}) : {}));
    const execution = zone.begin('approval', 'case-1', { id: 'case-1', seconds: 3600 });
    await vi.waitFor(() => expect(zone.calls).toHaveLength(1));
    hang = false;
    zone.restart();
    await zone.look(execution);
    expect(zone.calls).toHaveLength(2);
    expect(zone.calls[1]).toEqual(zone.calls[0]);
    expect(await zone.states.succeedTask(tokenIn(zone.calls[0]), { decision: 'accept' })).toBeUndefined();
    expect((await zone.look(execution)).status).toBe('SUCCEEDED');
  });

  it('keeps a running execution to the definition it began with', async () => {
    const zone = open({ approval: awaitDecision });
    const old = zone.begin('approval', 'old', { id: 'old', seconds: 3600 });
    await zone.look(old);
    zone.restart({ approval: { StartAt: 'Only', States: { Only: { Type: 'Succeed', Output: 'new definition' } } } });
    const fresh = zone.begin('approval', 'fresh');
    expect((await zone.look(fresh)).output).toBe('new definition');
    await zone.states.succeedTask(tokenIn(zone.calls[0]), { decision: 'accept' });
    expect((await zone.look(old)).output).toEqual({ id: 'old', decision: 'accept' });
  });

  it('starts the same name and input once, and refuses another input or a name that is spent', async () => {
    const zone = open({ approval: awaitDecision });
    const input = { id: 'case-1', seconds: 60 };
    const first = zone.begin('approval', 'case-1', input);
    expect(zone.states.start(arn('approval'), 'case-1', input)?.startedAt).toBe(first.startedAt);
    expect(zone.states.start(arn('approval'), 'case-1', { ...input, seconds: 61 })).toBeUndefined();
    await zone.look(first);
    await zone.states.succeedTask(tokenIn(zone.calls[0]), { decision: 'x' });
    await zone.look(first);
    expect(zone.states.start(arn('approval'), 'case-1', input)).toBeUndefined();
    expect(zone.calls).toHaveLength(1);
    await zone.clock.moveTo(start + 90 * 24 * hour);
    expect(zone.states.start(arn('approval'), 'case-1', input)?.status).toBe('RUNNING');
  });

  it('tries a failed task again after growing pauses, then gives its error to Catch', async () => {
    const times: number[] = [];
    const zone = open(
      {
        issue: {
          StartAt: 'Issue',
          States: {
            Issue: {
              Type: 'Task',
              Resource: invoke,
              Arguments: { FunctionName: 'issue', Payload: '{% $states.context.State.RetryCount %}' },
              Retry: [
                { ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 3, BackoffRate: 3, MaxDelaySeconds: 50 },
              ],
              Assign: { issued: true },
              Catch: [
                {
                  ErrorEquals: ['States.ALL'],
                  Assign: { reason: '{% $states.errorOutput.Error %}' },
                  Output: '{% $parse($states.errorOutput.Cause).errorMessage %}',
                  Next: 'Tell',
                },
              ],
              Next: 'Tell',
            },
            Tell: {
              Type: 'Pass',
              Output: { reason: '{% $reason %}', message: '{% $states.input %}', issued: '{% $exists($issued) %}' },
              End: true,
            },
          },
        },
      },
      () => {
        times.push((zone.clock.now() - start) / 1000);
        throw new FunctionError('Busy', 'try later');
      },
    );
    const execution = zone.begin('issue', 'case-1');
    await zone.look(execution);
    await zone.clock.moveTo(start + hour);
    expect(times).toEqual([0, 10, 40, 90]);
    expect(zone.calls).toEqual([0, 1, 2, 3]);
    const ended = await zone.look(execution);
    expect(ended.output).toEqual({ reason: 'Busy', message: 'try later', issued: false });
    expect(ended.transitions).toBe(2 + 3 + 1);
  });

  it('fails the execution with the error of a task that nobody catches', async () => {
    const zone = open(
      {
        plain: {
          StartAt: 'Do',
          States: { Do: { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'x' }, End: true } },
        },
      },
      () => {
        throw new FunctionError('ResourceNotFoundException', 'Function not found: x');
      },
    );
    const execution = zone.begin('plain', 'one');
    expect(await zone.look(execution)).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ResourceNotFoundException',
      cause: 'Function not found: x',
    });
  });

  it('routes by the first condition that holds, and by the default', async () => {
    const zone = open({
      route: {
        StartAt: 'Route',
        States: {
          Route: {
            Type: 'Choice',
            Choices: [
              { Condition: "{% $states.input.stage = 'review' %}", Assign: { seen: 'rule' }, Next: 'Out' },
              { Condition: "{% $states.input.stage in ['review', 'conclusion'] %}", Output: 'second', Next: 'Out' },
            ],
            Assign: { seen: 'default' },
            Default: 'Out',
          },
          Out: {
            Type: 'Succeed',
            Output: { in: '{% $states.input %}', seen: "{% $exists($seen) ? $seen : 'none' %}" },
          },
        },
      },
    });
    const run = async (name: string, stage: string) => (await zone.look(zone.begin('route', name, { stage }))).output;
    expect(await run('one', 'review')).toEqual({ in: { stage: 'review' }, seen: 'rule' });
    expect(await run('two', 'conclusion')).toEqual({ in: 'second', seen: 'none' });
    expect(await run('three', 'issued')).toEqual({ in: { stage: 'issued' }, seen: 'default' });
  });

  it('fails when no condition holds and there is no default, and when a condition is neither true nor false', async () => {
    const machine = (Condition: string): JsonObject => ({
      StartAt: 'Route',
      States: { Route: { Type: 'Choice', Choices: [{ Condition, Next: 'Out' }] }, Out: { Type: 'Succeed' } },
    });
    const zone = open({
      none: machine('{% false %}'),
      text: machine("{% 'yes' %}"),
      broken: machine('{% $nothing.here %}'),
    });
    expect((await zone.look(zone.begin('none', 'a'))).error).toBe('States.NoChoiceMatched');
    expect((await zone.look(zone.begin('text', 'a'))).error).toBe('States.QueryEvaluationError');
    expect(await zone.look(zone.begin('broken', 'a'))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: '{% $nothing.here %} gives nothing',
    });
  });

  it('waits for seconds and until a moment on the clock of the zone', async () => {
    const zone = open({
      pause: {
        StartAt: 'Seconds',
        States: {
          Seconds: { Type: 'Wait', Seconds: '{% $states.input.hours * 3600 %}', Next: 'Until' },
          Until: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'Out' },
          Out: { Type: 'Succeed', Output: '{% $now() %}' },
        },
      },
    });
    const execution = zone.begin('pause', 'one', { hours: 30 * 24, until: '2027-01-01T00:00:00Z' });
    await zone.look(execution);
    await zone.clock.moveTo(Date.parse('2026-12-31T23:59:59Z'));
    expect((await zone.look(execution)).position.state).toBe('Until');
    zone.restart();
    await zone.look(execution);
    await zone.clock.moveTo(Date.parse('2027-01-01T00:00:00Z'));
    expect((await zone.look(execution)).status).toBe('SUCCEEDED');
  });

  it('ends with the error and cause that a Fail state works out', async () => {
    const zone = open({
      fail: {
        StartAt: 'No',
        States: { No: { Type: 'Fail', Error: 'Refused', Cause: "{% 'because ' & $states.input %}" } },
      },
    });
    expect(await zone.look(zone.begin('fail', 'one', 'of the rules'))).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'because of the rules',
    });
  });

  it('misses a heartbeat, but not while they keep coming', async () => {
    const zone = open({
      beat: {
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: waitForToken,
            TimeoutSeconds: 86_400,
            HeartbeatSeconds: '{% 600 %}',
            Arguments: { FunctionName: 'w', Payload: { token: '{% $states.context.Task.Token %}' } },
            Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Out' }],
            Next: 'Out',
          },
          Out: { Type: 'Succeed', Output: '{% $states.input.Error %}' },
        },
      },
    });
    const execution = zone.begin('beat', 'one');
    await zone.look(execution);
    const token = tokenIn(zone.calls[0]);
    for (const minutes of [9, 18, 27]) {
      await zone.clock.moveTo(start + minutes * 60_000);
      expect(await zone.states.beat(token)).toBeUndefined();
    }
    zone.restart();
    await zone.look(execution);
    await zone.clock.moveTo(start + 36 * 60_000);
    expect((await zone.look(execution)).status).toBe('RUNNING');
    await zone.clock.moveTo(start + 37 * 60_000);
    expect((await zone.look(execution)).output).toBe('States.HeartbeatTimeout');
    expect(await zone.states.beat(token)).toBe('timed-out');
  });

  it('hands a failure sent with the token to Retry and Catch, each attempt with a token of its own', async () => {
    const zone = open({
      ask: {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: waitForToken,
            Arguments: { FunctionName: 'w', Payload: { token: '{% $states.context.Task.Token %}' } },
            Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Out' }],
            End: true,
          },
          Out: { Type: 'Succeed' },
        },
      },
    });
    const execution = zone.begin('ask', 'one');
    await zone.look(execution);
    await zone.states.failTask(tokenIn(zone.calls[0]), 'Again', '');
    await zone.look(execution);
    await zone.clock.moveTo(start + 1000);
    const second = tokenIn(zone.calls[1]);
    expect(second).not.toBe(tokenIn(zone.calls[0]));
    await zone.states.failTask(second, 'Again', 'twice');
    expect((await zone.look(execution)).output).toEqual({ Error: 'Again', Cause: 'twice' });
    expect(await zone.states.failTask(second, 'Again', '')).toBe('timed-out');
    expect(await zone.states.succeedTask('never given out', {})).toBe('unknown');
  });

  it('can be stopped, after which its token is worth nothing', async () => {
    const zone = open({ approval: awaitDecision });
    const execution = zone.begin('approval', 'case-1', { id: 'case-1', seconds: 60 });
    await zone.look(execution);
    expect(await zone.states.stop(execution.arn, 'Withdrawn', 'by the applicant')).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by the applicant',
    });
    expect(await zone.states.succeedTask(tokenIn(zone.calls[0]), {})).toBe('timed-out');
    await zone.clock.moveTo(start + hour);
    expect(zone.calls).toHaveLength(1);
  });

  it('ends as a whole when its own time has passed', async () => {
    const zone = open({
      short: { TimeoutSeconds: 60, StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 3600, End: true } } },
    });
    const execution = zone.begin('short', 'one');
    await zone.look(execution);
    await zone.clock.moveTo(start + 2 * hour);
    expect(await zone.look(execution)).toMatchObject({ status: 'TIMED_OUT', stoppedAt: start + 60_000 });
  });

  it('refuses to carry more than 256 KB from state to state', async () => {
    const zone = open({
      big: { StartAt: 'Big', States: { Big: { Type: 'Pass', Output: "{% $pad('', 300000, 'x') %}", End: true } } },
    });
    expect((await zone.look(zone.begin('big', 'one'))).error).toBe('States.DataLimitExceeded');
  });

  it('takes a thousand executions to their tokens and ends them', async () => {
    const zone = open({ approval: awaitDecision });
    for (let index = 0; index < 1000; index += 1)
      zone.begin('approval', `case-${index}`, { id: `${index}`, seconds: 60 });
    await zone.states.settled();
    expect(zone.calls).toHaveLength(1000);
    await Promise.all(zone.calls.map((call) => zone.states.succeedTask(tokenIn(call), { decision: 'ok' })));
    await zone.states.settled();
    expect(zone.states.store.list(arn('approval'), { status: 'SUCCEEDED', limit: 2000, offset: 0 })).toHaveLength(1000);
    expect(zone.states.store.totals()).toEqual({ executions: 1000, transitions: 3000 });
    expect(zone.failures).toEqual([]);
  });

  it.each([
    ['a Map', { Type: 'Map', ItemProcessor: {}, End: true }, /Invalid/],
    ['another integration', { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true }, /does not know/],
    ['JSONPath', { Type: 'Pass', ResultPath: '$.x', End: true }, /ResultPath/],
    [
      'a JSONPath field left by a generator',
      { Type: 'Task', Resource: invoke, TimeoutSecondsPath: '$.s', End: true },
      /TimeoutSecondsPath/,
    ],
    ['no way on', { Type: 'Pass' }, /needs either Next or End/],
    ['a way to nowhere', { Type: 'Pass', Next: 'Nowhere' }, /there is no state Nowhere/],
  ])('is refused at the start of the zone when it has %s', (_title, state, message) => {
    expect(() => open({ odd: { StartAt: 'Odd', States: { Odd: state as JsonObject } } })).toThrow(message);
  });
});
