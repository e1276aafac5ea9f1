import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { closedStages, editableStages, isOfficerStage, officerStages } from '../domain/application/transitions.ts';
import { type Clock, epochOf, type Instant, instantOf } from '../domain/time.ts';
import type { Log } from '../log/log.ts';
import { type Head, readHead } from '../records/application.ts';
import { packedExecution } from '../records/head-item.ts';
import { keys } from '../records/keys.ts';
import { type Effect, type OutboxItem, postpone } from '../records/outbox.ts';
import type { Table } from '../records/table.ts';

/** What the state machine and the functions tell each other: the stage to wait in and for how long. */
export type Step = { stage: string; seconds: number };

/** Stages in which an execution waits: for an officer, a party, or the delegating authority. */
export const waitingStages = [...officerStages, 'refusal-announced', 'with-delegating-authority'] as const;

/** A token under which an execution waits, and until when, on the application's task item. */
export type Task = { stage: string; token: string; execution: string; registeredAt: Instant; until: Instant };

/** The state machine, reduced to what approval asks of it. */
export type Executions = {
  start: (name: string, input: { applicationId: string } & Step) => Promise<void>;
  /** False when the token is spent: the wait has ended or its execution is gone. */
  answer: (token: string, step: Step) => Promise<boolean>;
  running: (name: string) => Promise<boolean>;
};

/** Binds the approval state machine by its ARN. */
export function openExecutions(stateMachineArn: string, given?: SFNClient): Executions {
  let made = given;
  // Most requests only read: the client is made for the first that starts or answers an execution.
  const client = (): SFNClient => {
    made ??= new SFNClient({});
    return made;
  };
  const arnOf = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    start: async (name, input) => {
      try {
        await client().send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      } catch (error) {
        // The name is the round of the application: it already runs, which is what was wanted.
        if ((error as Error).name !== 'ExecutionAlreadyExists') throw error;
      }
    },
    answer: async (taskToken, step) => {
      try {
        await client().send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(step) }));
        return true;
      } catch (error) {
        if (['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'].includes((error as Error).name)) return false;
        throw error;
      }
    },
    running: async (name) => {
      try {
        const { status } = await client().send(new DescribeExecutionCommand({ executionArn: arnOf(name) }));
        return status === 'RUNNING';
      } catch (error) {
        if ((error as Error).name === 'ExecutionDoesNotExist') return false;
        throw error;
      }
    },
  };
}

async function readTask(table: Table, applicationId: string): Promise<Task | undefined> {
  const item = (await table.get(keys.task(applicationId))) as (Partial<Task> & { pk: string }) | undefined;
  return item?.token ? (item as Task & { pk: string }) : undefined;
}

/** Keeps the token under which an execution waits. */
export async function keepTask(table: Table, applicationId: string, task: Task): Promise<void> {
  await table.put({ ...keys.task(applicationId), ...task });
}

/** Forgets a token once it was answered, unless the next wait has already left its own. */
export async function spendTask(table: Table, applicationId: string, token: string): Promise<void> {
  await table.update({
    Key: keys.task(applicationId),
    UpdateExpression: 'REMOVE #token',
    ConditionExpression: '#token = :token',
    ExpressionAttributeNames: { '#token': 'token' },
    ExpressionAttributeValues: { ':token': token },
  });
}

const dayInSeconds = 86_400;
/** Where nobody here can do anything, it is enough to look now and then. */
const elsewhereSeconds = 30 * dayInSeconds;
/** A clock that runs behind is not asked all the time. */
const soonestSeconds = 60;

/**
 * How long to wait in the present stage: to its due time or to the second in which the law decides, whichever comes
 * first; where both have been dealt with, a day until it is looked at again.
 */
export function stepOf(head: Pick<Head, 'stage' | 'dueAt' | 'deemsAt' | 'late'>, now: number): Step {
  const left = (at: Instant, least: number) => Math.max(least, Math.ceil((epochOf(at) - now) / 1000));
  const waits = [
    ...(head.deemsAt ? [left(head.deemsAt, 1)] : []),
    ...(head.dueAt && !head.late ? [left(head.dueAt, soonestSeconds)] : []),
  ];
  const otherwise = isOfficerStage(head.stage) ? dayInSeconds : elsewhereSeconds;
  return { stage: head.stage, seconds: waits.length > 0 ? Math.min(...waits) : otherwise };
}

/** When a wait of so many seconds ends that begins now. */
export const endOf = (step: Pick<Step, 'seconds'>, now: number): Instant => instantOf(now + step.seconds * 1000);

/**
 * Whether a wait has to be broken off, because what it waits for comes sooner by now: by a minute at least, for a wait
 * seems as much longer as the function took to start. What comes later needs nothing: whoever wakes up too early looks
 * and waits on.
 */
export const endsTooLate = (waits: Pick<Task, 'until'>, step: Step, now: number): boolean =>
  epochOf(endOf(step, now)) + soonestSeconds * 1000 <= epochOf(waits.until);

/** A step that ends an execution. */
export const closed: Step = { stage: 'closed', seconds: 0 };

/** True while an execution has something to wait for. */
export const needsExecution = (head: Head): boolean =>
  !closedStages.includes(head.stage) && !editableStages.includes(head.stage);

export type Workflow = {
  /** Does what an effect asks for; may be repeated. */
  bring: (effect: Effect) => Promise<void>;
  /** Starts an execution from the application item when the one that should watch it is gone. */
  ensureRunning: (head: Head) => Promise<boolean>;
  /**
   * Tells an execution that it has nothing left to watch, or something else. Needs no record: one that is not told looks
   * itself when its wait ends, and what was due until then the sweeper does.
   */
  dismiss: (applicationId: string) => Promise<void>;
  /** Tries an effect at once after its transaction; what fails stays in the outbox for the sweeper. */
  deliver: (item: OutboxItem, mostAttempts?: number) => Promise<boolean>;
};

/** The link between the application item, which is the truth, and the executions that watch its clocks. */
export function openWorkflow(table: Table, executions: Executions, clock: Clock, log: Log): Workflow {
  const ensureRunning = async (head: Head): Promise<boolean> => {
    if (!needsExecution(head) || !head.execution) return false;
    if (await executions.running(head.execution)) return false;
    const retry = Number(/-r(\d+)$/.exec(head.execution)?.[1] ?? 0) + 1;
    const execution = `${head.execution.replace(/-r\d+$/, '')}-r${retry}`;
    const claimed = await table.update({
      Key: keys.application(head.id),
      // The version moves, so that no change that read the old name can put it back.
      UpdateExpression: 'SET execution = :next, #version = :moved',
      ConditionExpression: 'execution = :lost AND #version = :seen',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: {
        ':next': packedExecution(head.id, execution),
        ':lost': packedExecution(head.id, head.execution),
        ':seen': head.version,
        ':moved': head.version + 1,
      },
    });
    if (!claimed.ok) return false;
    await executions.start(execution, { applicationId: head.id, ...stepOf(head, clock.now()) });
    log.warn('workflow-restarted', { applicationId: head.id, stage: head.stage });
    return true;
  };

  const wake = async (applicationId: string) => {
    const [task, head] = await Promise.all([readTask(table, applicationId), readHead(table, applicationId)]);
    // Between two waits there is no token: the execution compares its stage with the head when it registers the next.
    if (!head || !task) return;
    const current = task.execution === head.execution;
    const step = current ? stepOf(head, clock.now()) : closed;
    if (current && task.stage === head.stage && !endsTooLate(task, step, clock.now())) return;
    if (await executions.answer(task.token, step)) return;
    await spendTask(table, applicationId, task.token);
    await ensureRunning(head);
  };

  const bring = async (effect: Effect) => {
    if (effect.kind === 'wake-approval') return wake(effect.applicationId);
    const head = await readHead(table, effect.applicationId);
    if (!head?.execution || !needsExecution(head)) return;
    await executions.start(head.execution, { applicationId: head.id, ...stepOf(head, clock.now()) });
  };

  return {
    bring,
    ensureRunning,
    dismiss: async (applicationId) => {
      try {
        await wake(applicationId);
      } catch (error) {
        log.error('dismissal-missed', error, { applicationId });
      }
    },
    deliver: async (item, mostAttempts = 20) => {
      const fields = { effect: item.effect.kind, applicationId: item.effect.applicationId };
      try {
        await bring(item.effect);
      } catch (error) {
        log.error('effect-postponed', error, fields);
        const fate = await postpone(table, item, mostAttempts, (error as Error).name).catch(() => 'postponed' as const);
        if (fate === 'parked') log.error('effect-parked', error, fields);
        return false;
      }
      await table.delete({ pk: item.pk, sk: item.sk });
      log.info('effect-delivered', fields);
      return true;
    },
  };
}
