import { type KeyRecord, keyStandings, mayHaveToSign, publishedOf, signingKeyAt } from '../credential/key-plan.ts';
import { dayIn, instantOf } from '../domain/time.ts';
import { keys } from '../records/keys.ts';
import { type KeysGiven, readKeyRecords } from '../records/public-keys.ts';
import { absent } from '../records/table.ts';
import type { KeyIdentity, Signer, SigningKey } from './sign.ts';

export type SigningGiven = KeysGiven & { signer: Signer };

/** The key that signs now, published before anything bears its signature. */
export type ReadyKey = KeyIdentity & Pick<SigningKey, 'id' | 'sign'> & { publishedAt: number };

const daySeconds = 86_400;
/** The end of what a key signed is kept in steps of so many seconds, so that it is rarely written. */
const step = 30 * daySeconds;
/** No permit is longer than five years; what a key signed before that was written down has ended after twice that. */
const longAfter = 3653 * daySeconds;

/**
 * Makes every key of the zone known to verifiers. Looks before it writes, for everybody may ask for the keys. A record
 * stays for good; it is what tells when a key may leave.
 */
export async function publishKeys({ table, clock, zone, signer }: SigningGiven): Promise<KeyRecord[]> {
  const found = await readKeyRecords(table);
  const able = mayHaveToSign(zone.signingKeys).map(({ id }) => id);
  const records = [...found];
  for (const key of signer.keys) {
    // A table may come from another place, where the keys were others.
    const known = found.find(({ id }) => id === key.id);
    if (known && !able.includes(key.id)) continue;
    const { jwk } = await key.identity();
    if (found.some((record) => record.jwk.kid === jwk.kid)) continue;
    const record = { jwk, id: key.id, publishedAt: Math.floor(clock.now() / 1000), lastEnds: 0, signed: 0 };
    await table.put({ ...keys.publicKey(jwk.kid), ...record, jwk: JSON.stringify(jwk) }, absent);
    records.push(record);
  }
  return records;
}

/** The key that signs now; every key is published when it is told. */
async function presentKey(given: SigningGiven): Promise<{ key: ReadyKey; record: KeyRecord; records: KeyRecord[] }> {
  const { clock, zone, signer } = given;
  const records = await publishKeys(given);
  const now = clock.now();
  const plan = signingKeyAt(zone.signingKeys, records, now / 1000, dayIn(zone.timeZone, instantOf(now)));
  const key = signer.keys.find(({ id }) => id === plan?.id);
  if (!key) throw new Error('the zone has no key that may sign');
  const identity = await key.identity();
  const record = records.find(({ jwk }) => jwk.kid === identity.jwk.kid);
  if (!record) throw new Error('a key signs only when it was published');
  return { key: { ...identity, id: key.id, sign: key.sign, publishedAt: record.publishedAt ?? 0 }, record, records };
}

/** The ids that tokens bear: of the key that signs now, and of every key that verifiers may rely on. */
export async function presentKids(given: SigningGiven): Promise<{ signing: string; published: string[] }> {
  const { clock, zone } = given;
  const { key, records } = await presentKey(given);
  const now = clock.now();
  const standings = keyStandings(zone.signingKeys, records, now / 1000, dayIn(zone.timeZone, instantOf(now)));
  return { signing: key.jwk.kid, published: publishedOf(standings, now / 1000).keys.map(({ kid }) => kid) };
}

/**
 * The key that signs now, for something that ends at a certain time. That time is written down first, so that the key is
 * published until then whatever becomes of it.
 * @param until epoch second at which what is signed ends
 * @param what tokens are counted, lists are not
 */
export async function readyKey(given: SigningGiven, until: number, what: 'token' | 'list'): Promise<ReadyKey> {
  const { table, clock } = given;
  const { key, record } = await presentKey(given);
  const earliest = record.lastEnds === undefined ? Math.max(until, clock.now() / 1000 + longAfter) : until;
  const lastEnds = Math.ceil(earliest / step) * step;
  const Key = keys.publicKey(key.jwk.kid);
  const count = what === 'token' ? ' ADD signed :one' : '';
  const counted = what === 'token' ? { ':one': 1 } : {};
  const raised =
    (record.lastEnds ?? 0) < lastEnds &&
    (
      await table.update({
        Key,
        UpdateExpression: `SET lastEnds = :ends${count}`,
        ConditionExpression: 'attribute_not_exists(lastEnds) OR lastEnds < :ends',
        ExpressionAttributeValues: { ':ends': lastEnds, ...counted },
      })
    ).ok;
  if (!raised && what === 'token') {
    await table.update({ Key, UpdateExpression: count.trim(), ExpressionAttributeValues: counted });
  }
  return key;
}

/** Whether the key that signs should have been followed by another one by now. */
export function isRotationDue({ clock, zone }: Pick<SigningGiven, 'clock' | 'zone'>, publishedAt: number): boolean {
  const years = zone.signingKeys.rotateAfterYears;
  // A record from before keys followed each other does not tell since when.
  return publishedAt > 0 && clock.now() / 1000 >= publishedAt + years * 365.25 * daySeconds;
}
