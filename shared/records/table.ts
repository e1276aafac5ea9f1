import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { failure, type Result, success } from '../result.ts';

export type Key = { pk: string; sk: string };
export type Item = Record<string, unknown> & Key;
type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Put = Omit<NonNullable<Write['Put']>, 'TableName'>;
type Update = Omit<NonNullable<Write['Update']>, 'TableName'>;
type Delete = Omit<NonNullable<Write['Delete']>, 'TableName'>;
type Check = Omit<NonNullable<Write['ConditionCheck']>, 'TableName'>;
export type TransactionStep = { put: Put } | { update: Update } | { delete: Delete } | { check: Check };

/** Which steps of a transaction found their condition untrue, with the item that stood there instead. */
export type Refused = { steps: { index: number; item?: Item }[] };

/** Another transaction holds one of the items; the same request will do in a moment. */
export class ContentionError extends Error {
  override name = 'ContentionError';
}

/**
 * The one table of a zone. Every method is one request to DynamoDB; a write that meets another transaction on its item
 * is repeated, and throws ContentionError when that did not help.
 */
export type Table = {
  get: (key: Key) => Promise<Item | undefined>;
  /** Up to 100 items; those that do not exist are left out. Order is not kept. */
  getMany: (keys: readonly Key[]) => Promise<Item[]>;
  query: (input: Omit<QueryCommandInput, 'TableName'>) => Promise<{ items: Item[]; next?: Key }>;
  put: (item: Item, condition?: Omit<Put, 'Item'>) => Promise<Result<void, { item?: Item }>>;
  update: (input: Omit<UpdateCommandInput, 'TableName'>) => Promise<Result<Item | undefined, { item?: Item }>>;
  delete: (key: Key) => Promise<void>;
  /** All steps or none. */
  transact: (steps: readonly TransactionStep[]) => Promise<Result<void, Refused>>;
};

type Raw = Parameters<typeof unmarshall>[0];

const conditionFailed = (error: unknown): error is { Item?: Raw } =>
  (error as Error)?.name === 'ConditionalCheckFailedException';

/** What stood in the way; an error carries it in DynamoDB's own form. */
const standing = (raw: Raw | undefined): { item?: Item } => (raw ? { item: unmarshall(raw) as Item } : {});

type Wait = (milliseconds: number) => Promise<void>;

const pause: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const reasonsOf = (error: unknown) =>
  (error as { CancellationReasons?: { Code?: string; Item?: Raw }[] }).CancellationReasons ?? [];

/** Another transaction was at work on an item; it says nothing about a condition. */
const isContention = (error: unknown): boolean =>
  ['TransactionInProgressException', 'TransactionConflictException'].includes((error as Error).name) ||
  ((error as Error).name === 'TransactionCanceledException' &&
    !reasonsOf(error).some(({ Code }) => Code === 'ConditionalCheckFailed') &&
    reasonsOf(error).some(({ Code }) => /TransactionConflict|Throttling|ProvisionedThroughput/.test(Code ?? '')));

/**
 * Enough for fifty decisions in the same moment, all of which ask for the one item that says how the office stands:
 * DynamoDB lets only one of them at it at a time.
 */
const mostAttempts = 14;
const longestPause = 1500;

/** Repeats a write that met another transaction, after pauses whose bound grows and whose length is left to chance. */
async function patiently<T>(write: () => Promise<T>, wait: Wait): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!isContention(error)) throw error;
      if (attempt >= mostAttempts) throw new ContentionError('transaction contention', { cause: error });
      await wait(Math.random() * Math.min(longestPause, 25 * 2 ** attempt));
    }
  }
}

/** Binds the table's name to a DynamoDB client; `wait` is how it waits between attempts. */
export function openTable(name: string, client = new DynamoDBClient({}), wait = pause): Table {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const TableName = name;
  const transactOnce = async (steps: readonly TransactionStep[], ClientRequestToken: string) => {
    const TransactItems = steps.map((step): Write => {
      const returning = { TableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
      if ('put' in step) return { Put: { ...step.put, ...returning } };
      if ('update' in step) return { Update: { ...step.update, ...returning } };
      if ('delete' in step) return { Delete: { ...step.delete, ...returning } };
      return { ConditionCheck: { ...step.check, ...returning } };
    });
    await documents.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
  };
  return {
    get: async (Key) =>
      (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item as Item | undefined,
    getMany: async (wanted) => {
      const found: Item[] = [];
      let open: Key[] = [...wanted];
      while (open.length > 0) {
        const answer = await documents.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: open.splice(0, 100), ConsistentRead: true } } }),
        );
        found.push(...((answer.Responses?.[TableName] ?? []) as Item[]));
        open = [...open, ...((answer.UnprocessedKeys?.[TableName]?.Keys ?? []) as Key[])];
      }
      return found;
    },
    query: async (input) => {
      const answer = await documents.send(new QueryCommand({ TableName, ...input }));
      return {
        items: (answer.Items ?? []) as Item[],
        ...(answer.LastEvaluatedKey ? { next: answer.LastEvaluatedKey as Key } : {}),
      };
    },
    put: async (Item, condition) => {
      try {
        const put = { TableName, Item, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
        await patiently(() => documents.send(new PutCommand(put)), wait);
        return success(undefined);
      } catch (error) {
        if (!conditionFailed(error)) throw error;
        return failure(standing(error.Item));
      }
    },
    update: async (input) => {
      try {
        const update = { TableName, ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
        const answer = await patiently(() => documents.send(new UpdateCommand(update)), wait);
        return success(answer.Attributes as Item | undefined);
      } catch (error) {
        if (!conditionFailed(error)) throw error;
        return failure(standing(error.Item));
      }
    },
    delete: async (Key) => {
      await patiently(() => documents.send(new DeleteCommand({ TableName, Key })), wait);
    },
    transact: async (steps) => {
      const token = randomBytes(16).toString('hex');
      try {
        await patiently(() => transactOnce(steps, token), wait);
        return success(undefined);
      } catch (error) {
        const refused = reasonsOf(error).flatMap(({ Code, Item }, index) =>
          Code === 'ConditionalCheckFailed' ? [{ index, ...standing(Item) }] : [],
        );
        if (refused.length > 0) return failure({ steps: refused });
        throw error;
      }
    },
  };
}

/** A condition that no item stands under the key. */
export const absent = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
    }
  }
  return text;
};

/** A random identifier of 24 characters (120 bits). */
export const newId = (): string => base32(randomBytes(15));

/** The identifier that a repeated request leads to again: the same sender and Idempotency-Key, the same id. */
export const idOf = (subject: string, idempotencyKey: string, kind: string): string =>
  base32(createHash('sha256').update(`${kind}\n${subject}\n${idempotencyKey}`).digest().subarray(0, 15));

/** A short fingerprint, base64url, 22 characters (132 bits). */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
