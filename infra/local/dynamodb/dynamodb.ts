import type { Clock } from '../../../shared/domain/time.ts';
import { AwsError, type Json } from '../aws-error.ts';
import type { TableDefinition } from './table.ts';
import type { Usage } from './usage.ts';

export type { TableDefinition } from './table.ts';
export type { OperationCost, Usage } from './usage.ts';

export type DynamoDb = {
  /** Runs one operation on a body in the JSON of the wire protocol. Throws `AwsError` for what DynamoDB refuses. */
  execute: (operation: string, body: Json) => Promise<Json>;
  /** What has been consumed since opening, and the last operations one by one. */
  usage: () => Usage;
  /** Deletes the items whose time to live has passed on the clock, as DynamoDB does in the background, free of charge. */
  expire: () => Promise<void>;
  close: () => Promise<void>;
};

const operations: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'GetItem',
  'Query',
  'Scan',
  'BatchGetItem',
  'BatchWriteItem',
  'TransactWriteItems',
  'TransactGetItems',
  'DescribeTable',
  'ListTables',
  'DescribeTimeToLive',
]);

/** Whether `execute` knows an operation; every other name is refused with UnknownOperationException. */
export const knowsDynamoDbOperation = (operation: string): boolean => operations.has(operation);

/**
 * Opens the tables of the one-machine zone. Takes the directory of its LevelDB (in memory when absent), the zone's
 * clock and the tables of the template. Opening again with the same tables finds their items as they were.
 */
export async function openDynamoDb(options: {
  directory?: string;
  clock: Clock;
  tables: TableDefinition[];
}): Promise<DynamoDb> {
  throw new AwsError('NotYet', `${options.tables.length} tables are not open yet`, { status: 501 });
}
