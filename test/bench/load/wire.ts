import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, Item } from '../../../infra/local/dynamodb/table.ts';
import type { Item as StoredItem } from '../../../shared/records/table.ts';

/** Items as the wire and the storage have them, bytes in base64, against items as the records know them. */
const fromWire = (value: AttributeValue): unknown => {
  if ('B' in value) return { B: new Uint8Array(Buffer.from(value.B, 'base64')) };
  if ('L' in value) return { L: value.L.map(fromWire) };
  if ('M' in value)
    return { M: Object.fromEntries(Object.entries(value.M).map(([name, one]) => [name, fromWire(one)])) };
  return value;
};

const toWire = (value: unknown): AttributeValue => {
  const one = value as { B?: Uint8Array; L?: unknown[]; M?: Record<string, unknown> };
  if (one.B) return { B: Buffer.from(one.B).toString('base64') };
  if (one.L) return { L: one.L.map(toWire) };
  if (one.M) return { M: mapped(one.M) };
  return value as AttributeValue;
};

const mapped = (values: Record<string, unknown>): Item =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toWire(value)]));

export const plainItem = (item: Item): StoredItem =>
  unmarshall(
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromWire(value)])) as Parameters<
      typeof unmarshall
    >[0],
  ) as StoredItem;

/** A key or an item as it is stored; what is undefined is left out. */
export const storedItem = (item: object): Item => mapped(marshall(item, { removeUndefinedValues: true }));
