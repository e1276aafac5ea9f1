import type { Clock } from '../../../shared/domain/time.ts';
import { AwsError, type Json } from '../aws-error.ts';
import { allUnits } from './capacity.ts';
import { expireItems } from './expiry.ts';
import { createLocks } from './locks.ts';
import { getBatch, getItem, searchItems } from './reading.ts';
import { createRecords, settle } from './records.ts';
import { openStorage } from './storage.ts';
import { openStreams, type Streams } from './stream.ts';
import { describe, describeTimeToLive, readTable, type TableDefinition } from './table.ts';
import { openTokens } from './tokens.ts';
import { transactGet, transactWrite } from './transactions.ts';
import { createLedger, type Usage } from './usage.ts';
import { type Session, tableNamed, validationError, writeBatch, writeItem } from './writing.ts';

export type { StreamRecord, Streams } from './stream.ts';
export type { TableDefinition } from './table.ts';
export type { OperationCost, Usage } from './usage.ts';

export type DynamoDb = {
  /** Runs one operation on a body in the JSON of the wire protocol. Throws `AwsError` for what DynamoDB refuses. */
  execute: (operation: string, body: Json) => Promise<Json>;
  /** What has been consumed since opening, and the last operations one by one. */
  usage: () => Usage;
  /** Deletes the items whose time to live has passed on the clock, as DynamoDB does in the background, free of charge. */
  expire: () => Promise<void>;
  /** What changed in the tables that have a change feed. */
  streams: Streams;
  /** Waits for what is under way and closes the database; every later request fails. */
  close: () => Promise<void>;
};

type Operation = (session: Session, body: Json) => Promise<Json>;

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['PutItem', (session, body) => writeItem(session, 'PutItem', body)],
  ['UpdateItem', (session, body) => writeItem(session, 'UpdateItem', body)],
  ['DeleteItem', (session, body) => writeItem(session, 'DeleteItem', body)],
  ['GetItem', getItem],
  ['Query', (session, body) => searchItems(session, 'Query', body)],
  ['Scan', (session, body) => searchItems(session, 'Scan', body)],
  ['BatchGetItem', getBatch],
  ['BatchWriteItem', writeBatch],
  ['TransactWriteItems', transactWrite],
  ['TransactGetItems', transactGet],
  [
    'DescribeTable',
    async (session, body) => {
      const table = namedTable(session, body);
      return describe(table, await session.records.items(table).count());
    },
  ],
  ['DescribeTimeToLive', async (session, body) => describeTimeToLive(namedTable(session, body))],
  ['ListTables', async (session) => ({ TableNames: [...session.tables.keys()].sort() })],
]);

/** Whether `execute` knows an operation; every other name is refused with UnknownOperationException. */
export const knowsDynamoDbOperation = (operation: string): boolean => operations.has(operation);

/**
 * Opens the tables of the one-machine zone. Takes the directory of its database (in memory when absent), the zone's
 * clock and the tables of the template. Opening again with the same tables finds their items as they were; a changed
 * index is filled from the items. Throws when a table cannot be kept or its key has changed.
 *
 * Expressions and their checks are dynalite's; storage, transactions, indexes, expiry and costs are not. Known to
 * differ from the service: two maps or lists never equal each other in a condition, `size` of a text counts UTF-16
 * units, and transactions that meet on an item wait instead of being cancelled.
 */
export async function openDynamoDb(options: {
  directory?: string;
  clock: Clock;
  tables: TableDefinition[];
}): Promise<DynamoDb> {
  const tables = options.tables.map(readTable);
  const storage = await openStorage(options.directory);
  const { record, ...streams } = await openStreams(storage, options.clock, tables);
  const records = createRecords(storage, options.clock, record);
  try {
    for (const table of tables) await settle(storage, records, table);
  } catch (error) {
    await storage.close();
    throw error;
  }
  const ledger = createLedger();
  const session: Session = {
    tables: new Map(tables.map((table) => [table.TableName, table])),
    records,
    locks: createLocks(),
    tokens: await openTokens(storage, options.clock),
    charge: ({ operation, writes = [], readUnits = 0, items }) =>
      ledger.record({ operation, writeUnits: allUnits(writes), readUnits, items }),
  };

  const run = (operation: string, body: Json): Promise<Json> => {
    const known = operations.get(operation);
    if (!known) {
      throw new AwsError('com.amazon.coral.service#UnknownOperationException', `${operation} is not known here`);
    }
    return known(session, body);
  };

  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  const tracked = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new Error('The tables are closed');
    const running = work();
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  };

  return {
    execute: (operation, body) => tracked(async () => run(operation, body)),
    usage: ledger.usage,
    expire: () => tracked(() => expireItems(session, options.clock)),
    streams,
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      await storage.close();
    },
  };
}

function namedTable(session: Session, body: Json) {
  if (typeof body.TableName !== 'string') {
    throw validationError("The parameter 'TableName' is required but was not present in the request");
  }
  return tableNamed(session, body.TableName);
}
