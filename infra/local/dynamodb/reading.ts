import db from 'dynalite/db/index.js';
import * as z from 'zod';
import type { Json } from '../aws-error.ts';
import { allUnits, consumedCapacity, itemSize, readUnits, sizeOf, type TableCost } from './capacity.ts';
import { checked, pick, type Request, search } from './engine.ts';
import { indexRowKey } from './indexes.ts';
import type { Range, Space } from './storage.ts';
import type { Item, Table } from './table.ts';
import { keyOf, lockOf, type Session, tableNamed, validationError } from './writing.ts';

const unitOf = (consistent: boolean | undefined) => (consistent ? 1 : 0.5);

/** GetItem. Every read sees the latest write; `ConsistentRead` decides only what it is charged. */
export async function getItem(session: Session, body: Json): Promise<Json> {
  const request = checked('GetItem', body);
  const table = tableNamed(session, request.TableName);
  const [item] = await session.records.read([{ table, key: keyOf(table, { Key: request.Key }) }]);
  const answer = await pick(table, request, item);
  const units = readUnits(sizeOf(item), unitOf(request.ConsistentRead));
  session.charge({ operation: 'GetItem', readUnits: units, items: 1 });
  const costs = [{ table: table.TableName, units, indexes: {} }];
  return { ...answer, ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, costs)?.[0] };
}

/** Query and Scan, charged for the items they looked at together, whether a filter kept them or not. */
export async function searchItems(session: Session, operation: 'Query' | 'Scan', body: Json): Promise<Json> {
  const request = checked(operation, body);
  const table = tableNamed(session, request.TableName);
  const sizes: number[] = [];
  const rows = rowsOf(session, table, request);
  const answer = await search(operation, table, request, async function* (range) {
    for await (const item of rows(range)) {
      sizes.push(itemSize(item));
      yield item;
    }
  });
  const { ScannedCount: scanned } = searched.parse(answer);
  const bytes = sizes.slice(0, scanned).reduce((total, size) => total + size, 0);
  const units = readUnits(bytes, unitOf(request.ConsistentRead));
  session.charge({ operation, readUnits: units, items: scanned });
  const costs = [
    request.IndexName
      ? { table: table.TableName, units: 0, indexes: { [request.IndexName]: units } }
      : { table: table.TableName, units, indexes: {} },
  ];
  return { ...answer, ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, costs)?.[0] };
}

const searched = z.object({ ScannedCount: z.number() });

function rowsOf(session: Session, table: Table, request: Request): (range: Range) => AsyncGenerator<Item, void> {
  const index = table.GlobalSecondaryIndexes.find((one) => one.IndexName === request.IndexName);
  const space: Space = index ? session.records.index(table, index.IndexName) : session.records.items(table);
  // dynalite goes on after the index key of the start item, but rows here carry the key of the item as well.
  const start = index && request.ExclusiveStartKey ? indexRowKey(table, index, request.ExclusiveStartKey) : undefined;

  return async function* (range) {
    const after = start === undefined ? range : range.reverse ? { ...range, lt: start } : { ...range, gt: start };
    for await (const [, item] of space.entries(after)) yield item as Item;
  };
}

type WantedItems = {
  Keys: Item[];
  ConsistentRead?: boolean;
  AttributesToGet?: string[];
  _projection?: { paths: unknown[] };
};

const largestBatch = 16 * 1024 * 1024;

/** BatchGetItem. What would make the answer larger than 16 MB is left over as UnprocessedKeys. */
export async function getBatch(session: Session, body: Json): Promise<Json> {
  const request = checked('BatchGetItem', body);
  const asked = z.object({ RequestItems: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(body);
  const wanted = Object.entries(request.RequestItems).flatMap(([name, items]) => {
    const table = tableNamed(session, name);
    const { Keys, ...rest } = items as WantedItems;
    return Keys.map((key) => ({ table, key: keyOf(table, { Key: key }), named: key, ...rest }));
  });
  if (new Set(wanted.map(lockOf)).size < wanted.length) {
    throw validationError('Provided list of item keys contains duplicates');
  }
  const items = await session.records.read(wanted);
  const responses: { [table: string]: Item[] } = {};
  const unprocessed: { [table: string]: Json & { Keys: Item[] } } = {};
  const costs: TableCost[] = [];
  let total = 0;
  for (const [at, { table, named, ConsistentRead, ...one }] of wanted.entries()) {
    const { TableName: name } = table;
    const item = items[at];
    responses[name] ??= [];
    total += sizeOf(item);
    if (total > largestBatch) {
      const { Keys = [], ...rest } = unprocessed[name] ?? { ...asked.RequestItems[name], Keys: [] };
      unprocessed[name] = { ...rest, Keys: [...Keys, named] };
      continue;
    }
    costs.push({ table: name, units: readUnits(sizeOf(item), unitOf(ConsistentRead)), indexes: {} });
    const paths = one._projection?.paths ?? one.AttributesToGet;
    if (item) responses[name].push(paths ? db.mapPaths(paths, item) : item);
  }
  session.charge({ operation: 'BatchGetItem', readUnits: allUnits(costs), items: costs.length });
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ConsumedCapacity: consumedCapacity(request.ReturnConsumedCapacity, costs),
  };
}
