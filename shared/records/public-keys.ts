import {
  type KeyRecord,
  type KeyStanding,
  keyRecordOf,
  keyStandings,
  type PublishedKeys,
  publishedOf,
} from '../credential/key-plan.ts';
import { type Clock, dayIn, instantOf } from '../domain/time.ts';
import type { Zone } from '../zone/zone.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** What the keys of a zone are told by. */
export type KeysGiven = { table: Table; clock: Clock; zone: Pick<Zone, 'signingKeys' | 'timeZone'> };

/** Every key that was ever published. */
export async function readKeyRecords(table: Table): Promise<KeyRecord[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.publicKey('').pk },
    ConsistentRead: true,
  });
  return items.map(keyRecordOf);
}

/** How every key stands now. */
export async function readKeyStandings({ table, clock, zone }: KeysGiven): Promise<KeyStanding[]> {
  const now = clock.now();
  const records = await readKeyRecords(table);
  return keyStandings(zone.signingKeys, records, now / 1000, dayIn(zone.timeZone, instantOf(now)));
}

/** What the zone publishes for verifiers: the key that signs, the next one and those of tokens that still run. */
export const publishedKeys = async (given: KeysGiven): Promise<PublishedKeys> =>
  publishedOf(await readKeyStandings(given), given.clock.now() / 1000);
