import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { isTransient } from '../../../shared/http/transient.ts';
import { ContentionError } from '../../../shared/records/table.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

describe('a failure that passes by itself', () => {
  test.each<[string, unknown]>([
    ['two transactions that met', new ContentionError('transaction contention')],
    ['a throttled table', named('ThrottlingException')],
    ['a table that was asked too much', named('ProvisionedThroughputExceededException')],
    ['a transaction still under way', named('TransactionInProgressException')],
    ['a single write that met one', named('TransactionConflictException')],
    [
      'a cancelled transaction whose reason is another one',
      named('TransactionCanceledException', {
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      }),
    ],
    ['a bucket that asks to slow down', named('SlowDown')],
    ['a time limit', named('TimeoutError')],
    ['a connection cut short', named('Error', { code: 'ECONNRESET' })],
    ['a connection cut short, wrapped', named('TypeError', { cause: named('Error', { code: 'ECONNREFUSED' }) })],
    ['any answer of 500 and above', named('Whatever', { $metadata: { httpStatusCode: 503 } })],
    ['too many requests', named('Whatever', { $metadata: { httpStatusCode: 429 } })],
    ['what the SDK itself calls retryable', named('Whatever', { $retryable: { throttling: true } })],
  ])('%s', (_, error) => {
    expect(isTransient(error)).toBe(true);
  });
});

describe('a failure that stays', () => {
  test.each<[string, unknown]>([
    ['a mistake in the code', new TypeError('x is not a function')],
    [
      'a request that the table does not understand',
      named('ValidationException', { $metadata: { httpStatusCode: 400 } }),
    ],
    ['a right that is missing', named('AccessDeniedException', { $metadata: { httpStatusCode: 403 } })],
    ['a key that is disabled', named('DisabledException', { $metadata: { httpStatusCode: 400 } })],
    [
      'a cancelled transaction whose condition failed',
      named('TransactionCanceledException', { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] }),
    ],
    ['something that is no error', { name: 'TimeoutError' }],
    ['nothing', undefined],
  ])('%s', (_, error) => {
    expect(isTransient(error)).toBe(false);
  });
});

test('an error of another realm is known by what it says', () => {
  const timeout = runInNewContext("Object.assign(new Error('The operation timed out'), { name: 'TimeoutError' })");
  expect(timeout instanceof Error).toBe(false);
  expect(isTransient(timeout)).toBe(true);
});
