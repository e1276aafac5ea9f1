import db from 'dynalite/db/index.js';
import { AwsError, type Json } from '../aws-error.ts';
import { consumedCapacity, itemSize, type TableCost, writeUnits } from './capacity.ts';
import { assertAccepted, checked, type Request, rewrite } from './engine.ts';
import { assertIndexable } from './indexes.ts';
import type { Locks } from './locks.ts';
import { costOf, type Records, type Rewriting } from './records.ts';
import type { Restoring } from './restoring.ts';
import { type Item, type Table, tableNotFound } from './table.ts';
import type { Tokens } from './tokens.ts';

export type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** A checked request to write one item, with the key under which the item lies. */
export type Write = { operation: WriteOperation; request: Request; table: Table; key: string; showsOld: boolean };

/** What the operations on the tables share. */
export type Session = {
  tables: ReadonlyMap<string, Table>;
  records: Records;
  locks: Locks;
  tokens: Tokens;
  restoring: Restoring;
  charge: (cost: { operation: string; writes?: TableCost[]; readUnits?: number; items: number }) => void;
};

export const validationError = (message: string): AwsError =>
  new AwsError('com.amazon.coral.validate#ValidationException', message);

export function tableNamed(session: Session, name: string): Table {
  const table = session.tables.get(name);
  if (!table) throw tableNotFound(name);
  if (table.restored?.ready === false) {
    throw new AwsError('com.amazonaws.dynamodb.v20120810#ResourceInUseException', `Table is being created: ${name}`);
  }
  return table;
}

/** Checks a request to write one item. Throws `AwsError` when it would be refused whatever the item is. */
export function prepareWrite(session: Session, operation: WriteOperation, body: Json): Write {
  const showsOld = showsOldOnFailure(body);
  const request = checked(operation, body);
  const table = tableNamed(session, request.TableName);
  return { operation, request, table, key: keyOf(table, request), showsOld };
}

/** The key under which the item of a request lies in its table. Throws `AwsError` for one that does not fit the table. */
export function keyOf(table: Table, request: Pick<Request, 'Key'> | Pick<Request, 'Item'>): string {
  const item = 'Item' in request ? request.Item : request.Key;
  assertAccepted('Item' in request ? db.validateItem(item, table) : db.validateKey(item, table));
  const [partition, sort] = table.KeySchema.map((key) => item[key.AttributeName]);
  if (textSize(partition) > 2048) {
    throw validationError(
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    );
  }
  if (textSize(sort) > 1024) {
    throw validationError(
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    );
  }
  return db.createKey(item, table);
}

const textSize = (value: Item[string] | undefined): number => (value && 'S' in value ? Buffer.byteLength(value.S) : 0);

function showsOldOnFailure(body: Json): boolean {
  const asked = body.ReturnValuesOnConditionCheckFailure ?? 'NONE';
  if (asked !== 'NONE' && asked !== 'ALL_OLD') {
    throw validationError(
      `1 validation error detected: Value '${asked}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
    );
  }
  return asked === 'ALL_OLD';
}

/** Works out what a write makes of an item; nothing is stored. Throws `AwsError` when it must not be. */
export async function outcomeOf(
  { operation, request, table, key }: Write,
  before: Item | undefined,
): Promise<{ rewriting: Rewriting; answer: Json }> {
  const { after, answer } = await rewrite(operation, table, request, before);
  if (after) {
    assertIndexable(table, after);
    if (itemSize(after) > 409_600) {
      throw validationError(
        operation === 'UpdateItem'
          ? 'Item size to update has exceeded the maximum allowed size'
          : 'Item size has exceeded the maximum allowed size',
      );
    }
  }
  return { rewriting: { table, key, before, after }, answer };
}

export const isConditionFailure = (error: AwsError): boolean => error.name === 'ConditionalCheckFailedException';

/** A condition that fails costs what it had to look at: the stored item, or one unit when there is none. */
export const costOfFailure = (table: Table, before: Item | undefined, factor: 1 | 2): TableCost => ({
  table: table.TableName,
  units: writeUnits(before, undefined) * factor,
  indexes: {},
});

export const lockOf = ({ table, key }: { table: Table; key: string }): string => `${table.TableName}!${key}`;

/** PutItem, UpdateItem and DeleteItem: the item and its index rows are stored together or not at all. */
export async function writeItem(session: Session, operation: WriteOperation, body: Json): Promise<Json> {
  const write = prepareWrite(session, operation, body);
  return session.locks([lockOf(write)], async () => {
    const [before] = await session.records.read([write]);
    try {
      const { rewriting, answer } = await outcomeOf(write, before);
      await session.records.write([rewriting]);
      const writes = [costOf(rewriting, 1)];
      session.charge({ operation, writes, items: 1 });
      return { ...answer, ConsumedCapacity: consumedCapacity(write.request.ReturnConsumedCapacity, writes)?.[0] };
    } catch (error) {
      if (!(error instanceof AwsError) || !isConditionFailure(error)) throw error;
      session.charge({ operation, writes: [costOfFailure(write.table, before, 1)], items: 1 });
      if (!write.showsOld || !before) throw error;
      throw new AwsError(error.type, error.message, { extra: { Item: before } });
    }
  });
}

const mostBatchWrites = 25;

/** BatchWriteItem. Everything is stored at once, so that nothing is ever left unprocessed. */
export async function writeBatch(session: Session, body: Json): Promise<Json> {
  const request = checked('BatchWriteItem', body);
  const writes = Object.entries(request.RequestItems).flatMap(([name, wanted]) => {
    const table = tableNamed(session, name);
    return (wanted as BatchedWrite[]).map((one): Write => batched(table, one));
  });
  if (writes.length > mostBatchWrites) {
    throw validationError('Too many items requested for the BatchWriteItem call');
  }
  const locks = writes.map(lockOf);
  if (new Set(locks).size < locks.length) {
    throw validationError('Provided list of item keys contains duplicates');
  }
  return session.locks(locks, async () => {
    const images = await session.records.read(writes);
    const outcomes = await Promise.all(writes.map((write, at) => outcomeOf(write, images[at])));
    const rewritings = outcomes.map(({ rewriting }) => rewriting);
    await session.records.write(rewritings);
    const costs = rewritings.map((rewriting) => costOf(rewriting, 1));
    session.charge({ operation: 'BatchWriteItem', writes: costs, items: writes.length });
    return { UnprocessedItems: {}, ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, costs) };
  });
}

type BatchedWrite = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } };

function batched(table: Table, { PutRequest: put, DeleteRequest: remove }: BatchedWrite): Write {
  if ((put === undefined) === (remove === undefined)) {
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  const named = { TableName: table.TableName, RequestItems: {} };
  const request: Request = { ...named, Item: put?.Item ?? {}, Key: remove?.Key ?? {} };
  return {
    operation: put ? 'PutItem' : 'DeleteItem',
    request,
    table,
    key: keyOf(table, put ? { Item: request.Item } : { Key: request.Key }),
    showsOld: false,
  };
}
