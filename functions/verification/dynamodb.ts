import { setTimeout } from 'node:timers/promises';
import type { SignedFetch } from './signed-fetch.ts';

/** An item as plain values. */
export type Item = Record<string, unknown>;

/** The few requests that a verification makes, without the SDK: its import alone would take longer than the answer. */
export type DynamoDb = {
  /** Strongly consistent: a permit revoked a moment ago is revoked here. */
  get: (key: { pk: string; sk: string }) => Promise<Item | undefined>;
  /** All items of a partition. */
  query: (pk: string) => Promise<Item[]>;
  put: (item: Record<string, string | number>) => Promise<void>;
};

type Attribute =
  | { S: string }
  | { N: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { B: string }
  | { L: Attribute[] }
  | Mapped;
type Mapped = { M: Attributes };
type Attributes = { [name: string]: Attribute };

function plain(attribute: Attribute): unknown {
  if ('S' in attribute) return attribute.S;
  if ('N' in attribute) return Number(attribute.N);
  if ('BOOL' in attribute) return attribute.BOOL;
  if ('L' in attribute) return attribute.L.map(plain);
  if ('M' in attribute) return plainItem(attribute.M);
  // Nothing and bytes: no verification reads binary values.
  return null;
}

const plainItem = (attributes: Attributes): Item =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plain(value)]));

const scalars = (item: Record<string, string | number>): Attributes =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

/**
 * Opens one table over DynamoDB's JSON protocol.
 * @param endpoint URL without a path
 */
export function openDynamoDb(send: SignedFetch, endpoint: string, tableName: string): DynamoDb {
  const request = async <T>(operation: string, input: object): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send('dynamodb', endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` },
        body: JSON.stringify({ TableName: tableName, ...input }),
      });
      if (answer.ok) return (await answer.json()) as T;
      const { __type = '' } = (await answer.json().catch(() => ({}))) as { __type?: string };
      const type = __type.split('#').at(-1) ?? '';
      // DynamoDB answers a surge with 400, which the signer's own retries let pass.
      if (attempt === 3 || !/Throttl|ThroughputExceeded/.test(type)) {
        // Named and marked as the SDK would, so that what passes by itself is answered "try again" here too.
        const error = new Error(`${operation} was answered ${answer.status} ${type}`);
        throw Object.assign(error, { name: type || 'DynamoDbError', $metadata: { httpStatusCode: answer.status } });
      }
      await setTimeout(40 * attempt);
    }
  };
  return {
    get: async (key) => {
      const { Item } = await request<{ Item?: Attributes }>('GetItem', { Key: scalars(key), ConsistentRead: true });
      return Item && plainItem(Item);
    },
    query: async (pk) => {
      const items: Item[] = [];
      let from: Attributes | undefined;
      do {
        const page: { Items?: Attributes[]; LastEvaluatedKey?: Attributes } = await request('Query', {
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: pk } },
          ...(from ? { ExclusiveStartKey: from } : {}),
        });
        items.push(...(page.Items ?? []).map(plainItem));
        from = page.LastEvaluatedKey;
      } while (from);
      return items;
    },
    put: async (item) => {
      await request('PutItem', { Item: scalars(item) });
    },
  };
}
