import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { JsonValue } from '../json.ts';
import type { Execution } from './execution.ts';
import type { States, TokenRefusal } from './states.ts';

type Answer = Record<string, unknown>;

const page = {
  maxResults: z.int().min(0).max(1000).default(100),
  nextToken: z.string().optional(),
};
const payloadLimit = 262_144;

/**
 * The operations of Step Functions that the zone's functions and operators use, on bodies in the JSON of the wire.
 * Throws `AwsError` for what the service refuses.
 */
export function stateOperations(states: States): Record<string, (body: unknown) => Promise<Answer> | Answer> {
  const execution = (arn: string): Execution => {
    const found = states.store.find(arn);
    if (!found) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return found;
  };
  const checked = (refusal: TokenRefusal | undefined): Answer => {
    if (refusal === 'unknown')
      throw new AwsError('TaskDoesNotExist', "Task does not exist: 'Provided task is unknown'");
    if (refusal === 'timed-out') {
      throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return {};
  };

  return {
    StartExecution: operation(
      z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().default('{}') }),
      ({ stateMachineArn, name = randomUUID(), input }) => {
        if (!states.hasMachine(stateMachineArn)) {
          throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
        }
        if (!/^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/u.test(name)) {
          throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
        }
        const started = states.start(stateMachineArn, name, parsed(input, 'InvalidExecutionInput'));
        if (!started) {
          throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${stateMachineArn}:${name}'`);
        }
        return { executionArn: started.arn, startDate: started.startedAt / 1000 };
      },
    ),
    StopExecution: operation(
      z.object({ executionArn: z.string(), error: z.string().optional(), cause: z.string().optional() }),
      async ({ executionArn, error, cause }) => {
        execution(executionArn);
        const stopped = await states.stop(executionArn, error, cause);
        return { stopDate: (stopped?.stoppedAt ?? 0) / 1000 };
      },
    ),
    DescribeExecution: operation(z.object({ executionArn: z.string() }), ({ executionArn }) => {
      const found = execution(executionArn);
      return {
        ...summary(found),
        input: JSON.stringify(found.input),
        inputDetails: { included: true },
        output: found.output === undefined ? undefined : JSON.stringify(found.output),
        error: found.error,
        cause: found.cause,
      };
    }),
    ListExecutions: operation(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
        ...page,
      }),
      ({ stateMachineArn, statusFilter, maxResults, nextToken }) => {
        if (!states.hasMachine(stateMachineArn)) {
          throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
        }
        const offset = offsetOf(nextToken);
        const limit = maxResults || 100;
        const found = states.store.list(stateMachineArn, { status: statusFilter, limit: limit + 1, offset });
        return {
          executions: found.slice(0, limit).map(summary),
          nextToken: nextOf(found.length > limit, offset + limit),
        };
      },
    ),
    GetExecutionHistory: operation(
      z.object({ executionArn: z.string(), reverseOrder: z.boolean().default(false), ...page }),
      ({ executionArn, reverseOrder, maxResults, nextToken }) => {
        execution(executionArn);
        const offset = offsetOf(nextToken);
        const limit = maxResults || 100;
        const found = states.store.history(executionArn, { limit: limit + 1, offset, reverse: reverseOrder });
        const events = found.slice(0, limit).map(({ id, at, type, details }) => ({
          id,
          previousEventId: id - 1,
          timestamp: at / 1000,
          type,
          [detailsName(type)]: details,
        }));
        return { events, nextToken: nextOf(found.length > limit, offset + limit) };
      },
    ),
    SendTaskSuccess: operation(z.object({ taskToken: z.string(), output: z.string() }), async ({ taskToken, output }) =>
      checked(await states.succeedTask(wellFormed(taskToken), parsed(output, 'InvalidOutput'))),
    ),
    SendTaskFailure: operation(
      z.object({ taskToken: z.string(), error: z.string().max(256).optional(), cause: z.string().optional() }),
      async ({ taskToken, error = 'States.TaskFailed', cause = '' }) =>
        checked(await states.failTask(wellFormed(taskToken), error, cause)),
    ),
    SendTaskHeartbeat: operation(z.object({ taskToken: z.string() }), async ({ taskToken }) =>
      checked(await states.beat(wellFormed(taskToken))),
    ),
  };
}

function operation<T>(schema: z.ZodType<T>, run: (body: T) => Promise<Answer> | Answer) {
  return (body: unknown): Promise<Answer> | Answer => {
    const result = schema.safeParse(body);
    if (!result.success) throw new AwsError('ValidationException', z.prettifyError(result.error));
    return run(result.data);
  };
}

function parsed(text: string, error: string): JsonValue {
  if (Buffer.byteLength(text) > payloadLimit) throw new AwsError(error, `more than ${payloadLimit} bytes`);
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError(error, `Invalid JSON: '${text.slice(0, 40)}'`);
  }
}

function wellFormed(token: string): string {
  if (!/^[\w-]{64}$/.test(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return token;
}

const summary = (execution: Execution): Answer => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: execution.startedAt / 1000,
  stopDate: execution.stoppedAt === undefined ? undefined : execution.stoppedAt / 1000,
  redriveCount: 0,
});

const detailsName = (type: string): string => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};

const offsetOf = (token: string | undefined): number => {
  if (token === undefined) return 0;
  const offset = Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(offset) || offset < 0) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return offset;
};

const nextOf = (more: boolean, offset: number): string | undefined =>
  more ? Buffer.from(String(offset)).toString('base64url') : undefined;
