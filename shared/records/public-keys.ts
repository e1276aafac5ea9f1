import type { PublicJwk } from '../credential/keys.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** All published keys of the zone, the present one and those of tokens that still run. */
export async function publishedKeys(table: Table): Promise<PublicJwk[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.publicKey('').pk },
    ConsistentRead: true,
  });
  return items.map((item) => JSON.parse(String(item.jwk)));
}
