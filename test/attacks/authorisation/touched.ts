import { isDeepStrictEqual } from 'node:util';
import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Json } from '../../../infra/local/aws-error.ts';
import type { Office } from '../../office/office.ts';

/** An item as DynamoDB says it, so that it is put back with the types that it had. */
type Raw = Record<string, AttributeValue>;
type Place = { pk: string; sk: string };

const nameOf = ({ pk, sk }: Place): string => `${pk} ${sk}`;
const placeOf = ({ pk, sk }: Raw): Place => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' });
const keyOf = ({ pk, sk }: Place): Raw => ({ pk: { S: pk }, sk: { S: sk } });

/** The items that one operation of DynamoDB may write, in whatever form it names them. */
function placesIn(request: unknown): Place[] {
  if (typeof request !== 'object' || request === null) return [];
  const { pk, sk } = request as { pk?: { S?: string }; sk?: { S?: string } };
  if (typeof pk?.S === 'string' && typeof sk?.S === 'string') return [{ pk: pk.S, sk: sk.S }];
  return Object.values(request).flatMap(placesIn);
}

/**
 * Watches the table from outside: which items a request has changed, seen by what it asked DynamoDB to write and by
 * looking there afterwards; and puts everything back, so that every request finds the same zone.
 */
export async function openTouched({ client, tableName, hooks }: Office) {
  const everything = async (): Promise<Map<string, Raw>> => {
    const found = new Map<string, Raw>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
      for (const item of Items) found.set(nameOf(placeOf(item)), item);
    }
    return found;
  };
  const before = await everything();
  const places = new Map<string, Place>();
  let puttingBack = false;
  hooks.before = (operation: string, request: Json) => {
    if (puttingBack || !/^(Put|Update|Delete|TransactWrite|BatchWrite)/.test(operation)) return;
    for (const place of placesIn(request)) places.set(nameOf(place), place);
  };
  const present = async (place: Place): Promise<Raw | undefined> =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf(place), ConsistentRead: true }))).Item;

  return {
    /** Where something has changed since the last time this was asked; all of it is put back. */
    changed: async (): Promise<string[]> => {
      const found: string[] = [];
      puttingBack = true;
      for (const [name, place] of places) {
        const was = before.get(name);
        if (isDeepStrictEqual(await present(place), was)) continue;
        found.push(name);
        if (was) await client.send(new PutItemCommand({ TableName: tableName, Item: was }));
        else await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(place) }));
      }
      places.clear();
      puttingBack = false;
      return found;
    },
    /** Where the whole table differs from what it was, however that came about. */
    differences: async (): Promise<string[]> => {
      const now = await everything();
      return [...new Set([...now.keys(), ...before.keys()])].filter(
        (name) => !isDeepStrictEqual(now.get(name), before.get(name)),
      );
    },
  };
}
