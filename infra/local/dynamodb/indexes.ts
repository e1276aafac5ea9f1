import db from 'dynalite/db/index.js';
import { AwsError } from '../aws-error.ts';
import { canonical } from './canonical.ts';
import { itemSize } from './capacity.ts';
import type { GlobalIndex, Item, Table } from './table.ts';

/** What an index holds of an item: the key of its row, and the attributes that the index projects. */
export type IndexRow = { key: string; item: Item };

/** What a write changes in one index, and the write units that the change costs. */
export type IndexChange = { index: string; remove?: string; put?: IndexRow; units: number };

/** The row of an item in an index; undefined when the item lacks a key of the index, which leaves it out. */
export function indexRow(table: Table, index: GlobalIndex, item: Item | undefined): IndexRow | undefined {
  if (!item || index.KeySchema.some((key) => item[key.AttributeName] === undefined)) return undefined;
  const projected = projection(table, index, item);
  return { key: indexRowKey(table, index, projected), item: projected };
}

/**
 * Rows sort by the keys of the index. dynalite tells rows with equal keys apart by six digits of a hash, which two
 * items in some thousands share: the key of the item makes them distinct.
 */
export const indexRowKey = (table: Table, index: GlobalIndex, item: Item): string =>
  `${db.createIndexKey(item, table, index.KeySchema)}/${db.createKey(item, table)}`;

/**
 * What a write changes in each index of its table. An index is charged for the change of what it stores, by the size of
 * that: nothing when its row stays as it was, one write for a row that appears, disappears or changes in place, two for
 * one that moves. Source: the developer guide, "Global secondary indexes: write capacity units".
 */
export function indexChanges(table: Table, before: Item | undefined, after: Item | undefined): IndexChange[] {
  return table.GlobalSecondaryIndexes.flatMap((index): IndexChange[] => {
    const old = indexRow(table, index, before);
    const row = indexRow(table, index, after);
    if (old && row && old.key === row.key) {
      if (canonical(old.item) === canonical(row.item)) return [];
      return [{ index: index.IndexName, put: row, units: Math.max(units(old), units(row)) }];
    }
    if (!old && !row) return [];
    return [{ index: index.IndexName, remove: old?.key, put: row, units: units(old) + units(row) }];
  });
}

const units = (row: IndexRow | undefined): number => (row ? Math.max(1, Math.ceil(itemSize(row.item) / 1024)) : 0);

function projection(table: Table, index: GlobalIndex, item: Item): Item {
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = [...index.KeySchema, ...table.KeySchema].map((key) => key.AttributeName);
  const projected: Item = {};
  for (const name of [...names, ...(index.Projection.NonKeyAttributes ?? [])]) {
    const value = item[name];
    if (value !== undefined) projected[name] = value;
  }
  return projected;
}

/** Throws for an item whose value cannot be the key of an index, such as an empty string. */
export function assertIndexable(table: Table, item: Item): void {
  for (const index of table.GlobalSecondaryIndexes) {
    for (const { AttributeName: name } of index.KeySchema) {
      const value = item[name];
      if (value && (('S' in value && value.S === '') || ('B' in value && value.B === ''))) {
        throw new AwsError(
          'com.amazon.coral.validate#ValidationException',
          'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
            `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.IndexName}, IndexKey: ${name}`,
        );
      }
    }
  }
}
