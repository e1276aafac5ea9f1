import type { Clock } from '../../../shared/domain/time.ts';
import { kindOf, type TableCost, writeUnits } from './capacity.ts';
import { indexChanges, indexRow } from './indexes.ts';
import type { Change, Space, Storage } from './storage.ts';
import type { Recording } from './stream.ts';
import type { Item, Table } from './table.ts';

/** One item's way from an image to the next, within a table and under its key. */
export type Rewriting = { table: Table; key: string; before: Item | undefined; after: Item | undefined };

/** Where the items of the tables, their index rows and their dates of expiry lie in the storage. */
export type Records = {
  items: (table: Table) => Space;
  index: (table: Table, index: string) => Space;
  /** Keys are the epoch seconds of expiry in 12 digits, `/` and the key of the item. */
  expiries: (table: Table) => Space;
  read: (wanted: { table: Table; key: string }[]) => Promise<(Item | undefined)[]>;
  /** Writes the items with all that follows from them in one batch: the change feed, the history and `others` among it. */
  write: (rewritings: Rewriting[], others?: Change[]) => Promise<void>;
};

export function createRecords(
  storage: Storage,
  clock: Clock,
  record: (rewritings: readonly Rewriting[]) => Recording,
  remember: (rewritings: readonly Rewriting[]) => Change[],
): Records {
  const items = (table: Table) => storage.space('item', table.TableName);
  const index = (table: Table, name: string) => storage.space('index', table.TableName, name);
  const expiries = (table: Table) => storage.space('expiry', table.TableName);

  const changes = ({ table, key, before, after }: Rewriting): Change[] => {
    const itemKey = items(table).key(key);
    const changed: Change[] = [after ? { type: 'put', key: itemKey, value: after } : { type: 'del', key: itemKey }];
    for (const change of indexChanges(table, before, after)) {
      const rows = index(table, change.index);
      if (change.remove) changed.push({ type: 'del', key: rows.key(change.remove) });
      if (change.put) changed.push({ type: 'put', key: rows.key(change.put.key), value: change.put.item });
    }
    const [oldExpiry, expiry] = [expiryOf(table, before), expiryOf(table, after)];
    if (oldExpiry !== undefined && oldExpiry !== expiry) {
      changed.push({ type: 'del', key: expiries(table).key(expiryKey(oldExpiry, key)) });
    }
    if (expiry !== undefined && expiry > clock.now() / 1000 - fiveYears) {
      changed.push({ type: 'put', key: expiries(table).key(expiryKey(expiry, key)), value: key });
    }
    return changed;
  };

  return {
    items,
    index,
    expiries,
    read: async (wanted) =>
      (await storage.getMany(wanted.map(({ table, key }) => items(table).key(key)))) as (Item | undefined)[],
    write: async (rewritings, others = []) => {
      const recording = record(rewritings);
      try {
        await storage.write([...rewritings.flatMap(changes), ...recording.changes, ...remember(rewritings), ...others]);
      } finally {
        recording.written();
      }
    },
  };
}

/** DynamoDB leaves alone an item that is written with a time to live more than five years in the past. */
const fiveYears = 5 * 365 * 86_400;

/** The second since 1970 at which an item expires; undefined when it never does. */
export function expiryOf(table: Table, item: Item | undefined): number | undefined {
  const value = table.timeToLive === undefined ? undefined : item?.[table.timeToLive];
  return value && 'N' in value && Number(value.N) > 0 ? Math.floor(Number(value.N)) : undefined;
}

export const expiryKey = (second: number, itemKey = ''): string => `${String(second).padStart(12, '0')}/${itemKey}`;

/** What a rewriting costs; in a transaction the table costs twice as much, its indexes do not. */
export function costOf({ table, before, after }: Rewriting, factor: 1 | 2): TableCost {
  const item = after ?? before;
  return {
    table: table.TableName,
    ...(item ? { kind: kindOf(table, item) } : {}),
    units: writeUnits(before, after) * factor,
    indexes: Object.fromEntries(indexChanges(table, before, after).map((change) => [change.index, change.units])),
  };
}

type Shape = { keys: string; timeToLive: string | undefined; indexes: { [name: string]: string } };

/**
 * Makes what is stored of a table fit its definition: a new or changed index, or another time to live, is worked out
 * from the items. Throws when the key of the table has changed, for which CloudFormation would replace the table.
 */
export async function settle(storage: Storage, records: Records, table: Table): Promise<void> {
  const key = storage.space('table').key(table.TableName);
  const wanted = shapeOf(table);
  const found = (await storage.get(key)) as Shape | undefined;
  if (found && found.keys !== wanted.keys) {
    throw new Error(`The stored items of ${table.TableName} have another key: move them to a new table`);
  }
  const outdated = table.GlobalSecondaryIndexes.filter(
    (index) => found?.indexes[index.IndexName] !== wanted.indexes[index.IndexName],
  );
  const gone = Object.keys(found?.indexes ?? {}).filter((name) => !(name in wanted.indexes));
  const expiring = found?.timeToLive !== wanted.timeToLive;

  for (const name of [...outdated.map((index) => index.IndexName), ...gone])
    await clear(storage, records.index(table, name));
  if (expiring) await clear(storage, records.expiries(table));

  let changes: Change[] = [];
  if (outdated.length > 0 || expiring) {
    for await (const [itemKey, value] of records.items(table).entries()) {
      const item = value as Item;
      for (const index of outdated) {
        const row = indexRow(table, index, item);
        const rows = records.index(table, index.IndexName);
        if (row) changes.push({ type: 'put', key: rows.key(row.key), value: row.item });
      }
      const expiry = expiring ? expiryOf(table, item) : undefined;
      if (expiry !== undefined) {
        changes.push({ type: 'put', key: records.expiries(table).key(expiryKey(expiry, itemKey)), value: itemKey });
      }
      if (changes.length >= 1000) {
        await storage.write(changes);
        changes = [];
      }
    }
  }
  await storage.write([...changes, { type: 'put', key, value: wanted }]);
}

/** Deletes everything in a space. */
export async function clear(storage: Storage, space: Space): Promise<void> {
  let changes: Change[] = [];
  for await (const [key] of space.entries()) {
    changes.push({ type: 'del', key: space.key(key) });
    if (changes.length >= 1000) {
      await storage.write(changes);
      changes = [];
    }
  }
  await storage.write(changes);
}

function shapeOf(table: Table): Shape {
  const typed = (keys: Table['KeySchema']) =>
    keys
      .map(({ AttributeName: name }) => {
        const definition = table.AttributeDefinitions.find((attribute) => attribute.AttributeName === name);
        if (!definition) throw new Error(`${table.TableName} does not define the type of its key attribute ${name}`);
        return `${name}:${definition.AttributeType}`;
      })
      .join();
  return {
    keys: typed(table.KeySchema),
    timeToLive: table.timeToLive,
    indexes: Object.fromEntries(
      table.GlobalSecondaryIndexes.map((index) => [
        index.IndexName,
        `${typed(index.KeySchema)} ${index.Projection.ProjectionType} ${index.Projection.NonKeyAttributes?.toSorted() ?? ''}`,
      ]),
    ),
  };
}
