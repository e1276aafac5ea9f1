import type { Clock } from '../../../shared/domain/time.ts';
import { AwsError, type Json } from '../aws-error.ts';
import { allUnits } from './capacity.ts';
import { expireItems } from './expiry.ts';
import { openHistory } from './history.ts';
import { createLocks } from './locks.ts';
import { getBatch, getItem, searchItems } from './reading.ts';
import { createRecords, settle } from './records.ts';
import { openRestoring, type Restoring } from './restoring.ts';
import { openStorage } from './storage.ts';
import { openStreams, type Streams } from './stream.ts';
import { describe, describeTimeToLive, readTable, type Table, type TableDefinition } from './table.ts';
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
  /**
   * Deletes the items whose time to live has passed on the clock, as DynamoDB does in the background, free of charge, and
   * forgets what lies further back than recovery reaches.
   */
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
      const table = knownTable(session, body);
      return describe(table, await session.records.items(table).count());
    },
  ],
  [
    'DescribeContinuousBackups',
    (session, body) => session.restoring.describeContinuousBackups(knownTable(session, body)),
  ],
  ['RestoreTableToPointInTime', async (session, body) => inWords(await session.restoring.restore(body))],
  ['UpdateTable', async (session, body) => inWords(await session.restoring.update(body))],
  ['DeleteTable', async (session, body) => inWords(await session.restoring.delete(body))],
  ['UpdateTimeToLive', (session, body) => session.restoring.updateTimeToLive(body)],
  [
    'UpdateContinuousBackups',
    async (session, body) =>
      session.restoring.describeContinuousBackups(await session.restoring.updateContinuousBackups(body)),
  ],
  ['DescribeTimeToLive', async (session, body) => describeTimeToLive(namedTable(session, body))],
  ['ListTables', async (session) => ({ TableNames: [...session.tables.keys()].sort() })],
]);

/** What an operation answers that changed a table. */
const inWords = (table: Table): Json => ({ TableDescription: describe(table, 0).Table });

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
  const history = openHistory(storage, options.clock);
  const records = createRecords(storage, options.clock, record, history.remember);
  const known = new Map(tables.map((table) => [table.TableName, table]));
  let restoring: Restoring;
  try {
    for (const table of tables) await settle(storage, records, table);
    restoring = await openRestoring({ storage, records, history, streams, clock: options.clock, tables: known });
    for (const table of known.values()) await history.begin(table);
  } catch (error) {
    await storage.close();
    throw error;
  }
  const ledger = createLedger();
  const session: Session = {
    tables: known,
    records,
    restoring,
    locks: createLocks(),
    tokens: await openTokens(storage, options.clock),
    charge: ({ operation, writes = [], readUnits = 0, items }) =>
      ledger.record({ operation, writeUnits: allUnits(writes), readUnits, items }, writes),
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
    expire: () =>
      tracked(async () => {
        await expireItems(session, options.clock);
        for (const table of known.values()) await history.forget(table);
      }),
    streams,
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      await restoring.settled();
      await storage.close();
    },
  };
}

/** A table that may still be in the making. */
function knownTable(session: Session, body: Json): Table {
  if (typeof body.TableName !== 'string') {
    throw validationError("The parameter 'TableName' is required but was not present in the request");
  }
  return session.tables.get(body.TableName) ?? tableNamed(session, body.TableName);
}

const namedTable = (session: Session, body: Json): Table => tableNamed(session, knownTable(session, body).TableName);
