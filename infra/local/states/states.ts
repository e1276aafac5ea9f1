import type { DatabaseSync } from 'node:sqlite';
import type { ZoneClock } from '../clock.ts';
import type { FunctionError } from '../functions.ts';
import { isObject, type JsonValue } from '../json.ts';
import { type Machine, readMachine } from './definition.ts';
import type { Attempt, Execution } from './execution.ts';
import { StatesError } from './expression.ts';
import { fail, nextMoment, note, type Rules, step, stop, succeed, type Turn } from './interpreter.ts';
import { openStatesStore, type StatesStore } from './store.ts';

export type MachineDefinition = { arn: string; name: string; roleArn: string; definition: string };

export type TokenRefusal = 'unknown' | 'timed-out';

export type States = {
  store: Pick<StatesStore, 'find' | 'list' | 'history' | 'totals'>;
  hasMachine: (arn: string) => boolean;
  /**
   * Starts an execution. Gives the one that runs under this name with the same input, or undefined when the name is
   * taken by another; a name is free again 90 days after its execution ended.
   */
  start: (machineArn: string, name: string, input: JsonValue) => Execution | undefined;
  stop: (arn: string, error?: string, cause?: string) => Promise<Execution | undefined>;
  succeedTask: (token: string, output: JsonValue) => Promise<TokenRefusal | undefined>;
  failTask: (token: string, error: string, cause: string) => Promise<TokenRefusal | undefined>;
  beat: (token: string) => Promise<TokenRefusal | undefined>;
  /** Takes up every execution that was running when the zone stopped; tells how many. */
  resume: () => number;
  /** Resolves when every execution has come to rest: it waits for a time or a token, or it has ended. */
  settled: () => Promise<void>;
  close: () => void;
};

const nameRest = 90 * 86_400_000;

/**
 * Runs the state machines of a zone. Every transition is in the database before anything follows from it; a task whose
 * answer was lost with the process is run again with the same token, and open tokens outlive a restart. An execution
 * keeps to the definition it began with.
 */
export function openStates(options: {
  database: DatabaseSync;
  clock: ZoneClock;
  machines: MachineDefinition[];
  invoke: (functionName: string, payload: JsonValue) => Promise<JsonValue>;
  failed?: (error: unknown) => void;
}): States {
  const { clock, invoke, failed = (error) => console.error(error) } = options;
  const store = openStatesStore(options.database);
  const machines = new Map<string, MachineDefinition & { key: string; machine: Machine }>();
  const definitions = new Map<string, Machine>();
  const queues = new Map<string, Promise<unknown>>();
  const timers = new Map<string, () => void>();
  const calling = new Set<string>();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  for (const described of options.machines) {
    const machine = readMachine(described.name, described.definition);
    const key = store.keepDefinition(described.definition);
    machines.set(described.arn, { ...described, key, machine });
    definitions.set(key, machine);
  }

  const rulesFor = (execution: Execution): Rules => {
    const known = definitions.get(execution.definition);
    const machine = known ?? readMachine(execution.machineName, store.definition(execution.definition) ?? '{}');
    definitions.set(execution.definition, machine);
    return { machine, now: clock.now, roleArn: machines.get(execution.machineArn)?.roleArn ?? '' };
  };

  const track = (work: Promise<unknown>): void => {
    const tracked = work.catch(failed).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  /** One thing at a time for each execution; its task runs outside, so that it may send its own token back. */
  const alone = <T>(arn: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(arn) ?? Promise.resolve();
    const turn = before.then(work, work);
    const ended = turn
      .catch(() => {})
      .finally(() => {
        if (queues.get(arn) === ended) queues.delete(arn);
      });
    queues.set(arn, ended);
    return turn;
  };

  const change = <T>(arn: string, work: (turn: Turn, rules: Rules) => Promise<T>): Promise<T | undefined> =>
    alone(arn, async () => {
      const execution = closed ? undefined : store.find(arn);
      if (execution?.status !== 'RUNNING') return undefined;
      const turn: Turn = { execution, events: [] };
      const result = await work(turn, rulesFor(execution));
      if (turn.events.length > 0) store.save(execution, turn.events);
      return result;
    });

  const advance = async (arn: string): Promise<void> => {
    await change(arn, async (turn, rules) => {
      while (await step(turn, rules)) store.save(turn.execution, turn.events.splice(0));
      arm(turn.execution);
      const { attempt } = turn.execution.position;
      if (attempt && !attempt.answered && !calling.has(attempt.id)) track(call(arn, attempt));
    });
  };

  const arm = (execution: Execution) => {
    timers.get(execution.arn)?.();
    timers.delete(execution.arn);
    const moment = nextMoment(execution);
    if (moment === undefined) return;
    timers.set(
      execution.arn,
      clock.at(moment, () => {
        timers.delete(execution.arn);
        track(advance(execution.arn));
      }),
    );
  };

  const call = async (arn: string, attempt: Attempt): Promise<void> => {
    calling.add(attempt.id);
    const outcome = await runTask(attempt.call, invoke).then(
      (result) => ({ result }),
      (error: unknown) => {
        failed(error);
        return { error: taskError(error) };
      },
    );
    await change(arn, async (turn, rules) => {
      calling.delete(attempt.id);
      const { position } = turn.execution;
      const state = rules.machine.States[position.state];
      if (position.attempt?.id !== attempt.id || !state) return;
      if ('error' in outcome) await fail(turn, rules, state, outcome.error);
      else if (attempt.token === undefined) await succeed(turn, rules, outcome.result);
      else {
        position.attempt.answered = true;
        note(turn, rules, 'TaskSubmitted', { output: JSON.stringify(outcome.result) });
      }
    });
    calling.delete(attempt.id);
    await advance(arn);
  };

  const withToken = async (
    token: string,
    work: (turn: Turn, rules: Rules, attempt: Attempt) => Promise<void>,
  ): Promise<TokenRefusal | undefined> => {
    const known = store.token(token);
    if (!known) return 'unknown';
    const accepted = await change(known.executionArn, async (turn, rules) => {
      const { attempt } = turn.execution.position;
      const over = (moment: number | undefined) => moment !== undefined && moment <= clock.now();
      if (attempt?.token !== token || over(attempt.deadline) || over(attempt.heartbeatBy)) return false;
      await work(turn, rules, attempt);
      return true;
    });
    if (!accepted) return 'timed-out';
    track(advance(known.executionArn));
    return undefined;
  };

  return {
    store,
    hasMachine: (arn) => machines.has(arn),
    start(machineArn, name, input) {
      const known = machines.get(machineArn);
      if (!known) throw new Error(`there is no state machine ${machineArn}`);
      const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      const earlier = store.find(arn);
      if (earlier) {
        const rested = earlier.stoppedAt !== undefined && earlier.stoppedAt + nameRest <= clock.now();
        if (rested) store.remove(arn);
        else if (earlier.status === 'RUNNING' && same(earlier.input, input)) return earlier;
        else return undefined;
      }
      const { StartAt, TimeoutSeconds } = known.machine;
      const startedAt = clock.now();
      const execution: Execution = {
        arn,
        machineArn,
        machineName: known.name,
        definition: known.key,
        name,
        status: 'RUNNING',
        input,
        startedAt,
        ...(TimeoutSeconds === undefined ? {} : { deadline: startedAt + TimeoutSeconds * 1000 }),
        transitions: 0,
        position: { state: StartAt, input, variables: {}, retries: [] },
      };
      const details = { input: JSON.stringify(input), roleArn: known.roleArn };
      store.save(execution, [{ at: startedAt, type: 'ExecutionStarted', details }]);
      track(advance(arn));
      return execution;
    },
    async stop(arn, error, cause) {
      await change(arn, async (turn, rules) => {
        stop(turn, rules, 'ABORTED', { error, cause });
        arm(turn.execution);
      });
      return store.find(arn);
    },
    succeedTask: (token, output) => withToken(token, (turn, rules) => succeed(turn, rules, output)),
    failTask: (token, error, cause) =>
      withToken(token, async (turn, rules) => {
        const state = rules.machine.States[turn.execution.position.state];
        if (state) await fail(turn, rules, state, new StatesError(error, cause));
      }),
    beat: (token) =>
      withToken(token, async (turn, _rules, attempt) => {
        if (attempt.heartbeatSeconds === undefined) return;
        attempt.heartbeatBy = clock.now() + attempt.heartbeatSeconds * 1000;
        store.save(turn.execution, []);
      }),
    resume() {
      const running = store.running();
      for (const arn of running) track(advance(arn));
      return running.length;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close() {
      closed = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

async function runTask(
  call: JsonValue,
  invoke: (functionName: string, payload: JsonValue) => Promise<JsonValue>,
): Promise<JsonValue> {
  if (!isObject(call) || typeof call.FunctionName !== 'string') {
    throw new StatesError('States.Runtime', 'lambda:invoke needs the argument FunctionName');
  }
  const unknown = Object.keys(call).filter((name) => !['FunctionName', 'Payload', 'Qualifier'].includes(name));
  if (unknown.length > 0) {
    throw new StatesError('States.Runtime', `the one-machine zone does not know the arguments ${unknown.join(', ')}`);
  }
  const payload = await invoke(call.FunctionName, call.Payload ?? {});
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
}

/** An error of the function keeps its own name; what Lambda itself refuses is named after Lambda. */
function taskError(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  const { errorType, payload } = error as Partial<FunctionError>;
  if (errorType === 'ResourceNotFoundException' || errorType === 'RequestTooLargeException') {
    return new StatesError(`Lambda.${errorType}`, error instanceof Error ? error.message : '');
  }
  if (errorType !== undefined) return new StatesError(errorType, JSON.stringify(payload));
  return new StatesError('Lambda.Unknown', error instanceof Error ? error.message : String(error));
}

const same = (one: JsonValue, other: JsonValue): boolean => JSON.stringify(one) === JSON.stringify(other);
