import { createHash } from 'node:crypto';
import db from 'dynalite/db/index.js';
import * as z from 'zod';
import { AwsError, type Json } from '../aws-error.ts';
import { canonical } from './canonical.ts';
import { allUnits, consumedCapacity, itemSize, readUnits, sizeOf, type TableCost } from './capacity.ts';
import { assertAccepted, checked, translated } from './engine.ts';
import { costOf, type Rewriting } from './records.ts';
import type { Item, Table } from './table.ts';
import {
  costOfFailure,
  isConditionFailure,
  keyOf,
  lockOf,
  outcomeOf,
  prepareWrite,
  type Session,
  tableNamed,
  validationError,
  type Write,
} from './writing.ts';

const operations = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  // A check is a delete that is never carried out: both name a key and a condition.
  ConditionCheck: 'DeleteItem',
} as const;

/** What each action of a transaction may say; the older, expressionless parameters are not among it. */
const parameters = [
  'TableName',
  'Item',
  'Key',
  'UpdateExpression',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];

const action = z.record(z.string(), z.record(z.string(), z.unknown()));
const envelope = z.object({
  TransactItems: z.array(action).min(1).max(100),
  ClientRequestToken: z.string().min(1).max(36).nullish(),
  ReturnConsumedCapacity: z.enum(['INDEXES', 'TOTAL', 'NONE']).nullish(),
});

const largestTransaction = 4 * 1024 * 1024;

type Step = Write & { checksOnly: boolean };

/**
 * TransactWriteItems: all actions or none, in one batch of the storage. Actions on the same items wait for each other
 * instead of being cancelled with TransactionConflict, so a condition decides who comes second.
 *
 * A cancelled transaction is charged like its conditions: twice what each stored item takes, at least 2 an item. That
 * it is charged at all is documented; the figure is the rule for a single failed condition, doubled.
 */
export async function transactWrite(session: Session, body: Json): Promise<Json> {
  const { tokens } = session;
  const request = parsed(body);
  const digest = createHash('sha256').update(canonical(request.TransactItems)).digest('base64');
  const steps = request.TransactItems.map((item): Step => prepareStep(session, item));
  const locks = steps.map(lockOf);
  if (new Set(locks).size < locks.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
  const asked = request.ReturnConsumedCapacity ?? undefined;
  const token = request.ClientRequestToken ?? undefined;

  return session.locks(token === undefined ? locks : [...locks, `token!${token}`], async () => {
    const earlier = token === undefined ? undefined : tokens.find(token);
    if (earlier) return replay(session, earlier, digest, asked);

    const images = await session.records.read(steps);
    const outcomes = await Promise.all(steps.map((step, at) => attempt(step, images[at])));
    const failed = outcomes.some(({ reason }) => reason.Code !== 'None');
    if (failed) {
      const costs = steps.map((step, at) => costOfFailure(step.table, images[at], 2));
      session.charge({ operation: 'TransactWriteItems', writes: costs, items: steps.length });
      throw cancelled(outcomes.map(({ reason }) => reason));
    }
    const rewritings = outcomes.flatMap(({ rewriting }) => rewriting ?? []);
    const sizes = rewritings.map(({ table, before, after }) => ({
      table: table.TableName,
      bytes: Math.max(sizeOf(before), sizeOf(after)),
    }));
    if (sizes.reduce((total, { bytes }) => total + bytes, 0) > largestTransaction) {
      throw validationError('The aggregate size of the items in the transaction exceeds the limit of 4 MB');
    }
    const written = rewritings.filter((_, at) => !steps[at]?.checksOnly);
    const memory = token === undefined ? undefined : tokens.remember(token, { digest, sizes });
    await session.records.write(written, memory?.changes);
    memory?.confirm();
    const costs = rewritings.map((rewriting) => costOf(rewriting, 2));
    session.charge({ operation: 'TransactWriteItems', writes: costs, items: steps.length });
    return { ConsumedCapacity: consumedCapacity(asked, costs, 'WriteCapacityUnits') };
  });
}

function parsed(body: Json): z.infer<typeof envelope> {
  const request = envelope.safeParse(body);
  if (request.success) return request.data;
  const problems = request.error.issues.map((issue) => `at '${issue.path.join('.')}': ${issue.message}`);
  throw validationError(`${problems.length} validation error detected: ${problems.join('; ')}`);
}

function prepareStep(session: Session, item: z.infer<typeof action>): Step {
  const [kind, ...others] = Object.keys(item).filter((name) => item[name] !== undefined);
  if (others.length > 0 || kind === undefined || !isKind(kind)) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const known = Object.entries(item[kind] ?? {}).filter(([name]) => parameters.includes(name));
  const wanted = Object.fromEntries(known);
  const needed = kind === 'Update' ? 'UpdateExpression' : kind === 'ConditionCheck' ? 'ConditionExpression' : undefined;
  if (needed && typeof wanted[needed] !== 'string') {
    throw validationError(`The ${needed} is required in ${kind} but was not present in the request`);
  }
  return { ...prepareWrite(session, operations[kind], wanted), checksOnly: kind === 'ConditionCheck' };
}

const isKind = (kind: string): kind is keyof typeof operations => Object.hasOwn(operations, kind);

type Reason = { Code: string; Message?: string; Item?: Item };

async function attempt(step: Step, before: Item | undefined): Promise<{ reason: Reason; rewriting?: Rewriting }> {
  try {
    if (step.checksOnly) {
      assertAccepted(db.checkConditional(step.request, before));
      return { reason: { Code: 'None' }, rewriting: { table: step.table, key: step.key, before, after: before } };
    }
    return { reason: { Code: 'None' }, rewriting: (await outcomeOf(step, before)).rewriting };
  } catch (error) {
    const refusal = translated(error);
    if (!(refusal instanceof AwsError)) throw refusal;
    if (!isConditionFailure(refusal)) return { reason: { Code: 'ValidationError', Message: refusal.message } };
    const shown = step.showsOld && before ? { Item: before } : {};
    return { reason: { Code: 'ConditionalCheckFailed', Message: refusal.message, ...shown } };
  }
}

function cancelled(reasons: Reason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  return new AwsError(
    'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { extra: { CancellationReasons: reasons } },
  );
}

/** The same token again: nothing is written, and reading what the first call wrote is charged. */
function replay(
  session: Session,
  earlier: { digest: string; sizes: { table: string; bytes: number }[] },
  digest: string,
  asked: string | undefined,
): Json {
  if (earlier.digest !== digest) {
    throw new AwsError(
      'com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException',
      'Request parameters do not match those of the first request with this client token',
    );
  }
  const costs = earlier.sizes.map(
    ({ table, bytes }): TableCost => ({ table, units: readUnits(bytes, 2), indexes: {} }),
  );
  session.charge({ operation: 'TransactWriteItems', readUnits: allUnits(costs), items: costs.length });
  return { ConsumedCapacity: consumedCapacity(asked, costs, 'ReadCapacityUnits') };
}

/** TransactGetItems: all items as they were at one moment. */
export async function transactGet(session: Session, body: Json): Promise<Json> {
  const request = parsed(body);
  const gets = request.TransactItems.map((item) => {
    const { Get: get, ...others } = item;
    if (!get || Object.keys(others).length > 0) throw validationError('TransactItems can only contain Get');
    const wanted = checked('GetItem', { ...get, ConsistentRead: undefined, ReturnConsumedCapacity: undefined });
    const table = tableNamed(session, wanted.TableName);
    return { table, key: keyOf(table, { Key: wanted.Key }), paths: wanted._projection?.paths };
  });
  const keys = gets.map(lockOf);
  if (new Set(keys).size < keys.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
  const items = await session.records.read(gets);
  const costs = gets.map(({ table }, at) => costOfRead(table, items[at]));
  session.charge({ operation: 'TransactGetItems', readUnits: allUnits(costs), items: gets.length });
  return {
    Responses: gets.map(({ paths }, at) => {
      const item = items[at];
      return item ? { Item: paths ? db.mapPaths(paths, item) : item } : {};
    }),
    ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity ?? undefined, costs, 'ReadCapacityUnits'),
  };
}

const costOfRead = (table: Table, item: Item | undefined): TableCost => ({
  table: table.TableName,
  units: readUnits(item ? itemSize(item) : 0, 2),
  indexes: {},
});
