import { Readable } from 'node:stream';
import deleteItem from 'dynalite/actions/deleteItem.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import batchGetItemRules from 'dynalite/validations/batchGetItem.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import getItemRules from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';
import { AwsError, type Json } from '../aws-error.ts';
import type { Range } from './storage.ts';
import { type Item, type Table, tableNotFound } from './table.ts';

/** How dynalite says no: an error that carries the body of the answer. */
export type Refusal = Error & { statusCode: number; body: { __type: string; message?: string; Message?: string } };

/** A request that dynalite has checked, with its expressions parsed. */
export type Request = {
  TableName: string;
  Key: Item;
  Item: Item;
  IndexName?: string;
  ConsistentRead?: boolean;
  ExclusiveStartKey?: Item;
  AttributesToGet?: string[];
  ReturnConsumedCapacity?: string;
  RequestItems: { [table: string]: unknown };
  _projection?: { paths: unknown[] };
  _updates?: { sections: UpdateSection[] };
};

/** One assignment or removal of an update expression; numbers in its path are places in lists. */
type UpdateSection = { type: 'set' | 'remove' | 'add' | 'delete'; path: (string | number)[] };

export type Rules = { types: object; custom?: (request: Request, store: unknown) => string | undefined };

type Callback<T> = (error?: unknown, result?: T) => void;

/** A part of the store as dynalite's actions see it. */
type Part = {
  lock: (key: string, work: (release: <C>(callback: C) => C) => void) => void;
  get: (key: string, callback: Callback<unknown>) => void;
  put: (key: string, value: Item, callback: Callback<void>) => void;
  del: (key: string, callback: Callback<void>) => void;
  createValueStream: (range: Range) => Readable;
};

/** The store as dynalite's actions see it. */
export type View = {
  options: { maxItemSize: number };
  getTable: (name: string, callback: Callback<Table>) => void;
  getItemDb: (table: string) => Part;
  getIndexDb: (type: string, table: string, index: string) => Part;
};

export type Action = (view: View, request: Request, callback: Callback<Json>) => void;

const largestItem = 409_600;

const rules = {
  PutItem: putItemRules,
  UpdateItem: updateItemRules,
  DeleteItem: deleteItemRules,
  GetItem: getItemRules,
  Query: queryRules,
  Scan: scanRules,
  BatchGetItem: batchGetItemRules,
  BatchWriteItem: batchWriteItemRules,
};

const actions = {
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  Query: query,
  Scan: scan,
};

/** Checks a request and parses its expressions. Throws `AwsError` for one that DynamoDB would refuse unread. */
export function checked(operation: keyof typeof rules, body: Json): Request {
  const { types, custom } = rules[operation];
  try {
    const request = validations.checkTypes({ ...body }, types);
    validations.checkValidations(request, types, custom, { options: { maxItemSize: largestItem } });
    request._updates?.sections.sort(removalsLast);
    return request;
  } catch (error) {
    throw translated(error);
  }
}

/**
 * All paths of an update mean the item as it was before. dynalite goes through them one by one, so elements are taken
 * out of lists at the end, the last one first.
 */
function removalsLast(one: UpdateSection, other: UpdateSection): number {
  const [removes, otherRemoves] = [one.type === 'remove', other.type === 'remove'];
  if (!removes || !otherRemoves) return Number(removes) - Number(otherRemoves);
  for (const [at, part] of one.path.entries()) {
    const otherPart = other.path[at] ?? '';
    if (part === otherPart) continue;
    if (typeof part === 'number' && typeof otherPart === 'number') return otherPart - part;
    return String(part) < String(otherPart) ? -1 : 1;
  }
  return 0;
}

/** Throws what dynalite has against a request, if anything. */
export function assertAccepted(refusal: Refusal | null | undefined): void {
  if (refusal) throw translated(refusal);
}

/** An error of dynalite as an `AwsError`; any other error as it is. */
export function translated(error: unknown): unknown {
  if (!isRefusal(error)) return error;
  return new AwsError(error.body.__type, error.body.message ?? error.body.Message ?? error.message, {
    status: error.statusCode,
  });
}

const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && 'body' in error && typeof error.body === 'object';

function run(operation: keyof typeof actions, view: View, request: Request): Promise<Json> {
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  try {
    actions[operation](view, { ...request, ReturnConsumedCapacity: undefined }, (error, answer) =>
      error ? reject(translated(error)) : resolve(answer ?? {}),
    );
  } catch (error) {
    reject(translated(error));
  }
  return promise;
}

/**
 * Runs a put, update or delete on the image of an item and says what it becomes; nothing is stored. Index rows are not
 * dynalite's business here: they follow from the two images.
 */
export async function rewrite(
  operation: 'PutItem' | 'UpdateItem' | 'DeleteItem',
  table: Table,
  request: Request,
  before: Item | undefined,
): Promise<{ after: Item | undefined; answer: Json }> {
  let after = before;
  const item: Part = {
    ...closed,
    get: (_key, callback) => callback(null, before),
    put: (_key, value, callback) => {
      after = value;
      callback();
    },
    del: (_key, callback) => {
      after = undefined;
      callback();
    },
  };
  const index: Part = { ...closed, put: (_key, _row, callback) => callback(), del: (_key, callback) => callback() };
  const answer = await run(operation, view(table, item, index), request);
  return { after, answer };
}

/** Runs GetItem on the image of an item. */
export function pick(table: Table, request: Request, item: Item | undefined): Promise<Json> {
  return run('GetItem', view(table, { ...closed, get: (_key, callback) => callback(null, item) }, closed), request);
}

/** Runs a query or scan; `rows` yields what lies in a range of the table or of the index that the request names. */
export function search(
  operation: 'Query' | 'Scan',
  table: Table,
  request: Request,
  rows: (range: Range) => AsyncIterable<Item>,
): Promise<Json> {
  const part: Part = { ...closed, createValueStream: (range) => Readable.from(rows(range)) };
  return run(operation, view(table, part, part), request);
}

const view = (table: Table, item: Part, index: Part): View => ({
  options: { maxItemSize: largestItem },
  getTable: (name, callback) => (name === table.TableName ? callback(null, table) : callback(tableNotFound(name))),
  getItemDb: () => item,
  getIndexDb: () => index,
});

const misuse = (): never => {
  throw new Error('This request does not use this part of the store');
};

/** Locks are held by whoever runs a request, not by dynalite's action inside it. */
const closed: Part = {
  lock: (_key, work) => work((callback) => callback),
  get: misuse,
  put: misuse,
  del: misuse,
  createValueStream: misuse,
};
