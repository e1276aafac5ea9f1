import db from 'dynalite/db/index.js';
import type { Json } from '../aws-error.ts';
import type { AttributeValue, Item } from './table.ts';

/** What an operation consumed of one table and, by name, of each of its indexes that it touched. */
export type TableCost = { table: string; units: number; indexes: { [name: string]: number }; kind?: string };

/**
 * What sort of item lies under a key, where keys are words and marks parted by `#`: the leading words of its values, such
 * as `APPLICATION EVENT`.
 */
export const kindOf = (table: { KeySchema: readonly { AttributeName: string }[] }, item: Item): string =>
  table.KeySchema.map(({ AttributeName }) => item[AttributeName])
    .map((value) => (value && 'S' in value ? (/^[A-Z]+(?=#|$)/.exec(value.S)?.[0] ?? '') : ''))
    .join(' ')
    .trim();

const writeUnit = 1024;
const readUnit = 4096;

/**
 * The size of an item in bytes as DynamoDB counts it: names and strings in UTF-8, numbers by their digits, 3 bytes for
 * a list or map and one for each member. Source: the developer guide, "DynamoDB item sizes and formats".
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('SS' in value) return sum(value.SS.map((text) => Buffer.byteLength(text)));
  if ('NS' in value) return sum(value.NS.map(numberSize));
  if ('BS' in value) return sum(value.BS.map((bytes) => Buffer.byteLength(bytes, 'base64')));
  if ('L' in value) return 3 + sum(value.L.map((member) => 1 + valueSize(member)));
  if ('M' in value) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

/** Two digits a byte, aligned to an even exponent, one byte for the exponent and one for a minus sign. */
const numberSize = (number: string): number => db.itemSize({ '': { N: number } });

const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Write units of a write that leads from one image of an item to another: the larger one in started KB, at least 1. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  return Math.max(1, Math.ceil(Math.max(sizeOf(before), sizeOf(after)) / writeUnit));
}

/** Read units of `bytes` read in one go: half a unit (eventually consistent), 1 (consistent) or 2 (transaction) per started 4 KB. */
export function readUnits(bytes: number, unit: 0.5 | 1 | 2): number {
  return Math.max(1, Math.ceil(bytes / readUnit)) * unit;
}

export const sizeOf = (item: Item | undefined): number => (item ? itemSize(item) : 0);

/** Adds up the costs of several items by table and index. */
export function totals(costs: TableCost[]): TableCost[] {
  const tables = new Map<string, TableCost>();
  for (const cost of costs) {
    const table = tables.get(cost.table) ?? { table: cost.table, units: 0, indexes: {} };
    table.units += cost.units;
    for (const [index, units] of Object.entries(cost.indexes)) {
      table.indexes[index] = (table.indexes[index] ?? 0) + units;
    }
    tables.set(cost.table, table);
  }
  return [...tables.values()];
}

/** All units of several costs together, tables and indexes. */
export const allUnits = (costs: TableCost[]): number =>
  sum(costs.flatMap((cost) => [cost.units, ...Object.values(cost.indexes)]));

/**
 * The ConsumedCapacity of each table as an answer carries it, or undefined when the request did not ask for it. Only
 * transactions say besides the units whether they were of reading or writing.
 */
export function consumedCapacity(
  asked: string | undefined,
  costs: TableCost[],
  transaction?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): Json[] | undefined {
  if (asked !== 'TOTAL' && asked !== 'INDEXES') return undefined;
  const capacity = (units: number) => ({ CapacityUnits: units, ...(transaction && { [transaction]: units }) });
  return totals(costs).map((cost) => ({
    TableName: cost.table,
    ...capacity(allUnits([cost])),
    ...(asked === 'INDEXES' && { Table: capacity(cost.units) }),
    ...(asked === 'INDEXES' &&
      Object.keys(cost.indexes).length > 0 && {
        GlobalSecondaryIndexes: Object.fromEntries(
          Object.entries(cost.indexes).map(([index, units]) => [index, capacity(units)]),
        ),
      }),
  }));
}
