import { expect, test } from 'vitest';
import { openDynamoDb } from '../../../functions/verification/dynamodb.ts';
import { isTransient } from '../../../shared/http/transient.ts';

const answering = (status: number, type?: string) =>
  openDynamoDb(
    async () =>
      new Response(type ? JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}` }) : '', { status }),
    'http://127.0.0.1:1',
    'cases',
  );
const get = (status: number, type?: string) =>
  answering(status, type)
    .get({ pk: 'PERMIT#1', sk: 'PERMIT' })
    .catch((error: unknown) => error);

test.each([
  ['is throttled', 400, 'ThrottlingException'],
  ['has spent its throughput', 400, 'ProvisionedThroughputExceededException'],
  ['fails', 500, 'InternalServerError'],
  ['is down, without a word', 503, undefined],
] as const)('a verification whose table %s may be tried again', async (_what, status, type) => {
  expect(isTransient(await get(status, type))).toBe(true);
});

test('a verification that may not read its table is a failure of the zone', async () => {
  const error = await get(400, 'AccessDeniedException');
  expect(error).toMatchObject({
    name: 'AccessDeniedException',
    message: 'GetItem was answered 400 AccessDeniedException',
  });
  expect(isTransient(error)).toBe(false);
});
