import { DatabaseSync } from 'node:sqlite';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsEndpoint } from '../../../infra/local/aws-endpoint.ts';
import { openClock, type ZoneClock } from '../../../infra/local/clock.ts';
import { stateOperations } from '../../../infra/local/states/operations.ts';
import { openStates, type States } from '../../../infra/local/states/states.ts';
import { type EndedExecutions, openEndedExecutions } from '../../../shared/workflow/ended-executions.ts';

const arn = 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:greenpath-etown-approval';
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.end = "failed" %}', Next: 'Fails' },
        { Condition: '{% $states.input.end = "aborted" %}', Next: 'Waits' },
      ],
      Default: 'Well',
    },
    Fails: { Type: 'Fail', Error: 'NoPermit' },
    Waits: { Type: 'Wait', Seconds: 3600, Next: 'Well' },
    Well: { Type: 'Succeed' },
  },
};

let clock: ZoneClock;
let states: States;
let server: FastifyInstance;
let ended: EndedExecutions;
let client: SFNClient;
beforeAll(async () => {
  const database = new DatabaseSync(':memory:');
  clock = openClock({ database, machine: () => Date.parse('2026-11-23T02:00:00Z'), settled: () => states.settled() });
  states = openStates({
    database,
    clock,
    machines: [{ arn, name: 'greenpath-etown-approval', roleArn: '', definition: JSON.stringify(definition) }],
    invoke: async () => ({}),
    failed: () => {},
  });
  const operations = stateOperations(states);
  server = createAwsEndpoint(
    { AWSStepFunctions: { knows: (name) => name in operations, execute: (name, body) => operations[name]?.(body) } },
    () => {},
  );
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SFNClient({ region: 'cn-north-1', endpoint, credentials, maxAttempts: 1 });
  ended = openEndedExecutions(arn, client);
  for (const name of ['f-1', 'f-2', 'f-3']) states.start(arn, name, { end: 'failed' });
  states.start(arn, 'w-1', { end: 'well' });
  const waiting = states.start(arn, 'a-1', { end: 'aborted' });
  await states.settled();
  await states.stop(waiting?.arn ?? '');
});
afterAll(async () => {
  clock.close();
  states.close();
  await server.close();
});

describe('executions as the client of Step Functions lists them', () => {
  test('are those that ended so, with their times, page after page', async () => {
    const first = await ended({ end: 'failed', limit: 2 });
    expect(first?.executions).toEqual([
      { name: 'f-3', startedAt: '2026-11-23T02:00:00.000Z', stoppedAt: '2026-11-23T02:00:00.000Z' },
      { name: 'f-2', startedAt: '2026-11-23T02:00:00.000Z', stoppedAt: '2026-11-23T02:00:00.000Z' },
    ]);
    const rest = await ended({ end: 'failed', limit: 2, next: first?.next });
    expect(rest?.executions.map(({ name }) => name)).toEqual(['f-1']);
    expect(rest?.next).toBeUndefined();
    expect((await ended({ end: 'aborted', limit: 10 }))?.executions.map(({ name }) => name)).toEqual(['a-1']);
    expect(await ended({ end: 'timed-out', limit: 10 })).toEqual({ executions: [] });
  });

  test('go on from no place that no page gave', async () => {
    expect(await ended({ end: 'failed', limit: 2, next: 'elsewhere' })).toBeUndefined();
  });

  test('are not taken for none when the service refuses', async () => {
    const nowhere = openEndedExecutions(`${arn}-gone`, client);
    await expect(nowhere({ end: 'failed', limit: 1 })).rejects.toThrow('State Machine Does Not Exist');
  });
});
