import { AwsError, type Json } from '../../../infra/local/aws-error.ts';
import type { Office } from '../../office/office.ts';
import { dynamoError } from '../../records-wire.ts';

/** One call that a function makes to AWS. */
export type Call = { service: 'DynamoDB' | 'KMS' | 'Step Functions' | 'S3'; operation: string };

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];

/** What can go wrong with a call. */
export type Kind =
  | 'throttled'
  | 'internal error'
  | 'timeout before it happened'
  | 'answer lost after it happened'
  | 'answer lost, and the client library asked again'
  | 'conflict once'
  | 'conflict for as long as it tries'
  | 'part of a batch left out'
  | 'another was faster'
  | 'down from then on';

/** The kinds of fault that a service can give at an operation. */
export function kindsAt({ service, operation }: Call): Kind[] {
  const common: Kind[] = ['throttled', 'internal error', 'timeout before it happened', 'down from then on'];
  if (service === 'Step Functions') return [...common, 'answer lost after it happened'];
  if (service === 'KMS' || service === 'S3') return common;
  if (operation === 'BatchGetItem') return [...common, 'part of a batch left out'];
  if (!writes.includes(operation)) return common;
  return [
    ...common,
    'answer lost after it happened',
    'answer lost, and the client library asked again',
    'conflict once',
    'conflict for as long as it tries',
    'another was faster',
  ];
}

/** An error as the client library gives it for a service. */
const sdkError = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
const timeout = () => Object.assign(new Error('socket timed out'), { name: 'TimeoutError' });

function errorOf({ service, operation }: Call, kind: Kind): Error {
  switch (kind) {
    case 'throttled':
      if (service === 'DynamoDB') {
        return operation === 'TransactWriteItems'
          ? dynamoError('TransactionCanceledException', { CancellationReasons: [{ Code: 'ThrottlingError' }] })
          : dynamoError('ProvisionedThroughputExceededException');
      }
      return service === 'S3' ? sdkError('SlowDown', 503) : sdkError('ThrottlingException', 400);
    case 'internal error':
      if (service === 'DynamoDB') {
        return new AwsError('com.amazonaws.dynamodb.v20120810#InternalServerError', 'internal', { status: 500 });
      }
      return sdkError(service === 'KMS' ? 'KMSInternalException' : 'InternalError', 500);
    case 'conflict once':
    case 'conflict for as long as it tries':
      return operation === 'TransactWriteItems'
        ? dynamoError('TransactionCanceledException', { CancellationReasons: [{ Code: 'TransactionConflict' }] })
        : dynamoError('TransactionConflictException');
    default:
      return timeout();
  }
}

/** A batch of which only the first half is answered; the rest is named as not dealt with. */
async function halfBatch(body: Json, run: (body: Json) => Promise<unknown>): Promise<unknown> {
  const [[table = '', asked = { Keys: [] as unknown[] }] = []] = Object.entries(
    body.RequestItems as Record<string, { Keys: unknown[] }>,
  );
  const half = Math.floor(asked.Keys.length / 2);
  const [first, rest] = [asked.Keys.slice(0, half), asked.Keys.slice(half)];
  const answer =
    first.length > 0
      ? ((await run({ RequestItems: { [table]: { ...asked, Keys: first } } })) as Json)
      : { Responses: {} };
  return { ...answer, UnprocessedKeys: { [table]: { ...asked, Keys: rest } } };
}

export type Injection = { at: number; kind: Kind; another: () => Promise<unknown> };

/**
 * Watches every call to AWS that some work of an office makes, and lets one of them go wrong.
 * @returns the calls in their order, whether the fault was met, and whether a state of the machine failed by it
 */
export async function underFault(
  office: Office,
  injection: Injection | undefined,
  work: () => Promise<void>,
): Promise<{ calls: Call[]; met: boolean }> {
  const calls: Call[] = [];
  let met = false;
  let down: Call['service'] | undefined;
  let held: string | undefined;
  let aside = false;

  const meet = async <T>(call: Call, run: () => Promise<T>, batch: () => Promise<T> = run): Promise<T> => {
    if (aside) return run();
    if (down === call.service) throw timeout();
    if (held === `${call.service} ${call.operation}`) throw errorOf(call, 'conflict once');
    calls.push(call);
    if (!injection || calls.length !== injection.at) return run();
    met = true;
    const { kind } = injection;
    switch (kind) {
      case 'another was faster':
        aside = true;
        await injection.another();
        aside = false;
        return run();
      case 'answer lost after it happened':
        await run();
        throw timeout();
      case 'answer lost, and the client library asked again':
        await run();
        return run();
      case 'part of a batch left out':
        return batch();
      case 'conflict for as long as it tries':
        held = `${call.service} ${call.operation}`;
        throw errorOf(call, kind);
      case 'down from then on':
        down = call.service;
        throw timeout();
      default:
        throw errorOf(call, kind);
    }
  };

  const { port } = office.machine;
  const { store } = office.shelf;
  const alive = { ...port };
  const { latest } = store;
  office.hooks.wait = async () => {};
  office.hooks.around = (operation, body, run) =>
    meet(
      { service: 'DynamoDB', operation },
      () => run(body),
      () => halfBatch(body, run),
    );
  office.signer.hooks.around = (operation, run) => meet({ service: 'KMS', operation }, run);
  store.latest = (key) => meet({ service: 'S3', operation: 'GetObject' }, () => latest(key));
  Object.assign(port, {
    start: (...given: Parameters<typeof alive.start>) =>
      meet({ service: 'Step Functions', operation: 'StartExecution' }, () => alive.start(...given)),
    answer: (...given: Parameters<typeof alive.answer>) =>
      meet({ service: 'Step Functions', operation: 'SendTaskSuccess' }, () => alive.answer(...given)),
    running: (...given: Parameters<typeof alive.running>) =>
      meet({ service: 'Step Functions', operation: 'DescribeExecution' }, () => alive.running(...given)),
  });
  try {
    await work();
  } finally {
    office.hooks.wait = undefined;
    office.hooks.around = undefined;
    office.signer.hooks.around = undefined;
    store.latest = latest;
    Object.assign(port, alive);
  }
  return { calls, met };
}
