import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject, JsonValue } from '../json.ts';
import type { ChoiceState, Machine, State, TaskState, WaitState } from './definition.ts';
import type { Execution, HistoryEvent } from './execution.ts';
import { evaluate, StatesError } from './expression.ts';

/** What a turn may use: the definition, the present (epoch milliseconds) and the role that the context names. */
export type Rules = { machine: Machine; now: () => number; roleArn: string };

/** An execution that is being moved on, with what has happened to it and is not yet saved. */
export type Turn = { execution: Execution; events: HistoryEvent[] };

const outputLimit = 262_144;

/**
 * Moves an execution by one step. Returns false when it can only wait: for a time, a task or a token. Nothing outside
 * the turn changes; calling the functions is left to whoever saves the turn.
 */
export async function step(turn: Turn, rules: Rules): Promise<boolean> {
  const { execution } = turn;
  const { position } = execution;
  const now = rules.now();
  if (execution.status !== 'RUNNING') return false;
  if (execution.deadline !== undefined && now >= execution.deadline) {
    stop(turn, rules, 'TIMED_OUT', { error: 'States.Timeout' });
    return true;
  }
  const state = rules.machine.States[position.state];
  if (!state) {
    stop(turn, rules, 'FAILED', { error: 'States.Runtime', cause: `there is no state ${position.state}` });
    return true;
  }
  if (position.attempt) return expire(turn, rules, state);
  if (position.resumeAt !== undefined && now < position.resumeAt) return false;
  if (position.enteredAt === undefined) {
    position.enteredAt = now;
    execution.transitions += 1;
    note(turn, rules, `${state.Type}StateEntered`, { name: position.state, input: JSON.stringify(position.input) });
  }
  try {
    await enter(turn, rules, state);
  } catch (error) {
    await fail(turn, rules, state, asStatesError(error));
  }
  return true;
}

/** Ends the task at hand with its result. */
export async function succeed(turn: Turn, rules: Rules, result: JsonValue): Promise<void> {
  const state = currentTask(turn, rules);
  note(turn, rules, 'TaskSucceeded', { ...integration(state), output: JSON.stringify(result) });
  try {
    await leave(turn, rules, state, state, result, { result });
  } catch (error) {
    await fail(turn, rules, state, asStatesError(error));
  }
}

/**
 * Ends the task at hand with an error: it is tried again, caught, or ends the execution, as Retry and Catch say.
 */
export async function fail(turn: Turn, rules: Rules, state: State, failure: StatesError): Promise<void> {
  const { position } = turn.execution;
  const timedOut = failure.error === 'States.Timeout' || failure.error === 'States.HeartbeatTimeout';
  const details = { error: failure.error, cause: failure.message };
  if (state.Type === 'Task') {
    note(turn, rules, timedOut ? 'TaskTimedOut' : 'TaskFailed', { ...integration(state), ...details });
    delete position.attempt;
    const pause = nextRetry(state, position.retries, failure.error);
    if (pause !== undefined) {
      position.resumeAt = rules.now() + pause * 1000;
      turn.execution.transitions += 1;
      return;
    }
    const rule = state.Catch.find(({ ErrorEquals }) => matches(ErrorEquals, failure.error));
    if (rule) {
      const errorOutput: JsonObject = { Error: failure.error, Cause: failure.message };
      try {
        // The state's own Assign and Output belong to its success; a caught error uses those of the catcher alone.
        await leave(turn, rules, state, rule, errorOutput, { errorOutput });
        return;
      } catch (error) {
        const second = asStatesError(error);
        stop(turn, rules, 'FAILED', { error: second.error, cause: second.message });
        return;
      }
    }
  }
  stop(turn, rules, 'FAILED', details);
}

/** Ends an execution, whatever it is doing. */
export function stop(
  turn: Turn,
  rules: Pick<Rules, 'now'>,
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED',
  outcome: { output?: JsonValue; error?: string; cause?: string },
): void {
  const { execution } = turn;
  execution.status = status;
  execution.stoppedAt = rules.now();
  Object.assign(execution, outcome);
  execution.transitions += 1;
  delete execution.position.attempt;
  delete execution.position.resumeAt;
  const type = { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'TimedOut', ABORTED: 'Aborted' }[status];
  const { output, error, cause } = outcome;
  note(turn, rules, `Execution${type}`, {
    ...(output === undefined ? {} : { output: JSON.stringify(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The next moment at which an execution must be looked at again, in epoch milliseconds. */
export function nextMoment({ status, deadline, position }: Execution): number | undefined {
  if (status !== 'RUNNING') return undefined;
  const { resumeAt, attempt } = position;
  const moments = [deadline, resumeAt, attempt?.deadline, attempt?.heartbeatBy].filter(
    (moment) => moment !== undefined,
  );
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** Adds a line to the history of an execution. */
export function note(turn: Turn, { now }: Pick<Rules, 'now'>, type: string, details: JsonObject): void {
  turn.events.push({ at: now(), type, details });
}

const integration = (state: State): JsonObject =>
  state.Type === 'Task' ? { resourceType: 'lambda', resource: state.Resource.split(':').at(-1) ?? '' } : {};

function currentTask({ execution }: Turn, rules: Rules): TaskState {
  const state = rules.machine.States[execution.position.state];
  if (state?.Type !== 'Task') throw new Error(`${execution.arn} has no task to end`);
  return state;
}

async function expire(turn: Turn, rules: Rules, state: State): Promise<boolean> {
  const { attempt } = turn.execution.position;
  const now = rules.now();
  const passed = (moment: number | undefined) => moment !== undefined && now >= moment;
  if (passed(attempt?.deadline)) {
    await fail(turn, rules, state, new StatesError('States.Timeout'));
    return true;
  }
  if (passed(attempt?.heartbeatBy)) {
    await fail(turn, rules, state, new StatesError('States.HeartbeatTimeout'));
    return true;
  }
  return false;
}

async function enter(turn: Turn, rules: Rules, state: State): Promise<void> {
  const { position } = turn.execution;
  switch (state.Type) {
    case 'Task':
      return schedule(turn, rules, state);
    case 'Choice':
      return choose(turn, rules, state);
    case 'Wait': {
      if (position.resumeAt === undefined) {
        position.resumeAt = await endOfWait(turn, rules, state);
        return;
      }
      return leave(turn, rules, state, state, position.input, {});
    }
    case 'Pass':
      return leave(turn, rules, state, state, position.input, {});
    case 'Succeed': {
      const output = state.Output === undefined ? position.input : await work(turn, rules, state.Output);
      return finish(turn, rules, state, limited(output));
    }
    case 'Fail': {
      const error = await optionalText(turn, rules, state.Error);
      const cause = await optionalText(turn, rules, state.Cause);
      return stop(turn, rules, 'FAILED', { error, cause });
    }
  }
}

async function optionalText(turn: Turn, rules: Rules, value: string | undefined): Promise<string | undefined> {
  if (value === undefined) return undefined;
  const result = await work(turn, rules, value);
  if (typeof result !== 'string') throw new StatesError('States.QueryEvaluationError', `${value} is not a text`);
  return result;
}

async function schedule(turn: Turn, rules: Rules, state: TaskState): Promise<void> {
  const { position } = turn.execution;
  const token = state.Resource.endsWith('.waitForTaskToken') ? randomBytes(48).toString('base64url') : undefined;
  const attempt = { id: randomUUID(), token, call: null, answered: false };
  const within = { ...turn, execution: { ...turn.execution, position: { ...position, attempt } } };
  const call = state.Arguments === undefined ? position.input : await work(within, rules, state.Arguments);
  const timeout = await wholeSeconds(within, rules, 'TimeoutSeconds', state.TimeoutSeconds);
  const heartbeatSeconds = await wholeSeconds(within, rules, 'HeartbeatSeconds', state.HeartbeatSeconds);
  const now = rules.now();
  delete position.resumeAt;
  position.attempt = {
    ...attempt,
    call: limited(call),
    ...(timeout === undefined ? {} : { deadline: now + timeout * 1000 }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds, heartbeatBy: now + heartbeatSeconds * 1000 }),
  };
  note(turn, rules, 'TaskScheduled', {
    ...integration(state),
    parameters: JSON.stringify(call),
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  });
  note(turn, rules, 'TaskStarted', integration(state));
}

async function wholeSeconds(
  turn: Turn,
  rules: Rules,
  field: string,
  value: number | string | undefined,
): Promise<number | undefined> {
  if (value === undefined) return undefined;
  const result = await work(turn, rules, value);
  if (typeof result === 'number' && Number.isInteger(result) && result > 0 && result < 100_000_000) return result;
  throw new StatesError(
    'States.QueryEvaluationError',
    `${field} must be whole seconds from 1, not ${JSON.stringify(result)}`,
  );
}

async function choose(turn: Turn, rules: Rules, state: ChoiceState): Promise<void> {
  for (const rule of state.Choices) {
    const holds = await work(turn, rules, rule.Condition);
    if (typeof holds !== 'boolean') {
      throw new StatesError('States.QueryEvaluationError', `${rule.Condition} gives neither true nor false`);
    }
    if (holds) return leave(turn, rules, state, rule, turn.execution.position.input, {});
  }
  if (state.Default === undefined) throw new StatesError('States.NoChoiceMatched', 'no condition holds');
  return leave(turn, rules, state, { ...state, Next: state.Default }, turn.execution.position.input, {});
}

async function endOfWait(turn: Turn, rules: Rules, state: WaitState): Promise<number> {
  if (state.Timestamp !== undefined) {
    const moment = Date.parse(String(await work(turn, rules, state.Timestamp)));
    if (!Number.isNaN(moment)) return moment;
    throw new StatesError('States.QueryEvaluationError', 'Timestamp is not a moment');
  }
  const seconds = await work(turn, rules, state.Seconds ?? 0);
  if (typeof seconds === 'number' && seconds >= 0) return rules.now() + seconds * 1000;
  throw new StatesError('States.QueryEvaluationError', `Seconds cannot be ${JSON.stringify(seconds)}`);
}

type Exit = { Next?: string; Assign?: JsonObject; Output?: JsonValue };

/** Leaves a state by one of its exits; Assign and Output both see the variables as they were. */
async function leave(
  turn: Turn,
  rules: Rules,
  state: State,
  exit: Exit,
  fallback: JsonValue,
  seen: { result?: JsonValue; errorOutput?: JsonObject },
): Promise<void> {
  const { position } = turn.execution;
  const assigned = exit.Assign === undefined ? {} : await work(turn, rules, exit.Assign, seen);
  const output = limited(exit.Output === undefined ? fallback : await work(turn, rules, exit.Output, seen));
  Object.assign(position.variables, assigned);
  if (exit.Next === undefined) return finish(turn, rules, state, output);
  exited(turn, rules, state, output);
  turn.execution.position = { state: exit.Next, input: output, variables: position.variables, retries: [] };
}

function finish(turn: Turn, rules: Rules, state: State, output: JsonValue): void {
  exited(turn, rules, state, output);
  stop(turn, rules, 'SUCCEEDED', { output });
}

function exited(turn: Turn, rules: Rules, state: State, output: JsonValue): void {
  const { state: name } = turn.execution.position;
  note(turn, rules, `${state.Type}StateExited`, { name, output: JSON.stringify(output) });
}

function limited(value: JsonValue): JsonValue {
  if (Buffer.byteLength(JSON.stringify(value)) <= outputLimit) return value;
  throw new StatesError('States.DataLimitExceeded', `more than ${outputLimit} bytes`);
}

/** Seconds until the task is tried again; undefined when no rule of Retry has an attempt left for this error. */
function nextRetry(state: TaskState, retries: number[], error: string): number | undefined {
  const index = state.Retry.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
  const rule = state.Retry[index];
  if (!rule) return undefined;
  const spent = retries[index] ?? 0;
  if (spent >= rule.MaxAttempts) return undefined;
  for (let other = 0; other <= index; other += 1) retries[other] ??= 0;
  retries[index] = spent + 1;
  const pause = Math.min(
    rule.IntervalSeconds * rule.BackoffRate ** spent,
    rule.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return rule.JitterStrategy === 'FULL' ? pause * Math.random() : pause;
}

/** A missed heartbeat is also a timeout; an error of the definition itself and too much data end an execution. */
function matches(names: string[], error: string): boolean {
  return names.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return error !== 'States.Runtime' && error !== 'States.DataLimitExceeded';
    if (name === 'States.TaskFailed') return error !== 'States.Timeout';
    return name === 'States.Timeout' && error === 'States.HeartbeatTimeout';
  });
}

function work(
  turn: Turn,
  rules: Rules,
  value: JsonValue,
  seen: { result?: JsonValue; errorOutput?: JsonObject } = {},
): Promise<JsonValue> {
  const { execution } = turn;
  const { position } = execution;
  const time = (moment: number) => new Date(moment).toISOString();
  const context: JsonObject = {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: rules.roleArn,
      StartTime: time(execution.startedAt),
      RedriveCount: 0,
    },
    State: {
      Name: position.state,
      EnteredTime: time(position.enteredAt ?? execution.startedAt),
      RetryCount: position.retries.reduce((sum, spent) => sum + spent, 0),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    ...(position.attempt?.token === undefined ? {} : { Task: { Token: position.attempt.token } }),
  };
  return evaluate(value, { input: position.input, context, ...seen }, position.variables);
}

const asStatesError = (error: unknown): StatesError =>
  error instanceof StatesError
    ? error
    : new StatesError('States.Runtime', error instanceof Error ? error.message : String(error));
