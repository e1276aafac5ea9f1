import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsEndpoint } from '../../../infra/local/aws-endpoint.ts';
import { AwsError } from '../../../infra/local/aws-error.ts';
import { openClock, type ZoneClock } from '../../../infra/local/clock.ts';
import type { JsonValue } from '../../../infra/local/json.ts';
import { stateOperations } from '../../../infra/local/states/operations.ts';
import { openStates, type States } from '../../../infra/local/states/states.ts';

const machine = 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:approval';
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: 3600,
      Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    },
  },
};

describe('the endpoint of the SDKs', () => {
  const calls: JsonValue[] = [];
  const failures: unknown[] = [];
  let clock: ZoneClock;
  let states: States;
  let server: FastifyInstance;
  let settings: { region: string; endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  let sfn: SFNClient;

  beforeAll(async () => {
    const database = new DatabaseSync(':memory:');
    clock = openClock({ database, machine: () => Date.parse('2026-11-22T01:00:00Z'), settled: () => states.settled() });
    states = openStates({
      database,
      clock,
      machines: [{ arn: machine, name: 'approval', roleArn: '', definition: JSON.stringify(definition) }],
      invoke: async (_name, payload) => {
        calls.push(payload);
        return {};
      },
    });
    const operations = stateOperations(states);
    server = createAwsEndpoint(
      {
        AWSStepFunctions: {
          knows: (name) => name in operations,
          execute: (name, body) => operations[name]?.(body),
        },
        DynamoDB_20120810: {
          knows: (name) => name !== 'ListTables',
          execute: (name) => {
            if (name !== 'PutItem') throw new TypeError('a fault of the emulator');
            const extra = { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] };
            throw new AwsError('com.amazonaws.dynamodb.v20120810#TransactionCanceledException', 'cancelled', { extra });
          },
        },
        TrentService: { knows: () => true, execute: (_name, body) => ({ KeyId: body.KeyId }) },
      },
      (error) => failures.push(error),
    );
    const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
    settings = { region: 'cn-north-1', endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
    sfn = new SFNClient({ ...settings, maxAttempts: 1 });
  });

  afterAll(async () => {
    clock.close();
    states.close();
    await server.close();
  });

  const tokenOf = (call: JsonValue | undefined) => (call as { token: string }).token;

  it('runs an execution for the real client of Step Functions, from its start to the answer with the token', async () => {
    const started = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: machine, name: 'case-1', input: '{"stage":"review"}' }),
    );
    expect(started.executionArn).toBe(`${machine.replace(':stateMachine:', ':execution:')}:case-1`);
    expect(started.startDate).toEqual(new Date('2026-11-22T01:00:00Z'));
    await states.settled();
    const { executionArn } = started;
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'RUNNING',
      input: '{"stage":"review"}',
      stateMachineArn: machine,
      name: 'case-1',
    });
    const taskToken = tokenOf(calls.at(-1));
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"ok":true}' }));
    await states.settled();
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"ok":true}',
    });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[1]?.stateEnteredEventDetails).toEqual({ name: 'Ask', input: '{"stage":"review"}' });
    expect(events[7]?.executionSucceededEventDetails).toEqual({ output: '{"ok":true}' });
  });

  it('refuses in the words of Step Functions', async () => {
    const start = (name: string, input?: string, stateMachineArn = machine) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    const { executionArn } = await start('refusals', '{"a":1}');
    expect((await start('refusals', '{"a":1}')).executionArn).toBe(executionArn);
    await expect(start('refusals', '{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await expect(start('not a name')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(start('other', '{')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(start('other', '{}', `${machine}s`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await states.settled();
    const taskToken = tokenOf(calls.at(-1));
    const answer = (token: string, output = '{}') => sfn.send(new SendTaskSuccessCommand({ taskToken: token, output }));
    await expect(answer(taskToken, 'no json')).rejects.toMatchObject({ name: 'InvalidOutput' });
    await expect(answer('short')).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(answer('x'.repeat(64))).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'because' }));
    await states.settled();
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'because',
    });
    await expect(answer(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn: `${executionArn}x` }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });

  it('lists executions page by page and by status', async () => {
    for (const name of ['list-1', 'list-2', 'list-3']) {
      await sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name }));
    }
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name: 'list-4' }));
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Withdrawn' }));
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(
        new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING', maxResults: 2, nextToken }),
      );
      expect(page.executions?.length).toBeLessThanOrEqual(2);
      names.push(...(page.executions ?? []).map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(names).toEqual(['list-3', 'list-2', 'list-1']);
  });

  it('serves the clients of DynamoDB and KMS at the same address', async () => {
    const dynamodb = new DynamoDBClient({ ...settings, maxAttempts: 1 });
    await expect(dynamodb.send(new PutItemCommand({ TableName: 't', Item: {} }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    });
    const kms = new KMSClient(settings);
    expect((await kms.send(new GetPublicKeyCommand({ KeyId: 'alias/permits' }))).KeyId).toBe('alias/permits');
  });

  it('refuses an operation that it does not know', async () => {
    await expect(sfn.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    const dynamodb = new DynamoDBClient({ ...settings, maxAttempts: 1 });
    await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const elsewhere = await fetch(`${settings.endpoint}/2015-03-31/functions/f/invocations`, { method: 'POST' });
    expect(elsewhere.status).toBe(404);
  });

  it('answers a fault of its own with 500 and tells nothing of it', async () => {
    const response = await fetch(settings.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' },
      body: '{}',
    });
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toMatch(/^application\/x-amz-json-1\.0/);
    expect(await response.json()).toEqual({ __type: 'InternalServerError', message: 'internal error' });
    expect(failures).toHaveLength(1);
  });

  it('refuses a body that is not an object', async () => {
    const response = await fetch(settings.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution', 'content-type': 'application/x-amz-json-1.0' },
      body: '[1',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });
});
