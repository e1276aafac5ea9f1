import { statusListUri } from '../../shared/credential/status-index.ts';
import {
  encodeStatusList,
  keyOfStatusList,
  type StatusValue,
  sealStatusList,
  statusListLifetime,
  statusListSigningInput,
} from '../../shared/credential/status-list.ts';
import type { Clock } from '../../shared/domain/time.ts';
import { isRotationDue, presentKids, readyKey } from '../../shared/issuing/ready-key.ts';
import type { Signer } from '../../shared/issuing/sign.ts';
import type { Log } from '../../shared/log/log.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

type Given = { table: Table; signer: Signer; clock: Clock; zone: Zone; log: Log };

type StoredList = { signedChanges?: number; jwt?: string; signedAt?: number; leasedAt?: number };

/** Seconds after which a list is signed anew even though nothing changed, and for which one builder has the right. */
const freshFor = 3600;
const leaseFor = 15;
/** Seconds for which a list is still better than none while another reader signs the next one; it says so itself for a day. */
const bearableFor = 43_200;

async function entriesOf(table: Table, list: string): Promise<[number, StatusValue][]> {
  const found: [number, StatusValue][] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.status(list, 0).pk },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(
      ...page.items.map((item): [number, StatusValue] => [Number(item.sk), Number(item.status) as StatusValue]),
    );
    from = page.next;
  } while (from);
  return found;
}

/** Only one function signs at a time, so that a flood of readers costs one signature. */
async function lease(table: Table, list: string, now: number): Promise<boolean> {
  const taken = await table.update({
    Key: keys.statusList(list),
    UpdateExpression: 'SET leasedAt = :now',
    ConditionExpression: 'attribute_not_exists(leasedAt) OR leasedAt < :stale',
    ExpressionAttributeValues: { ':now': now, ':stale': now - leaseFor },
  });
  return taken.ok;
}

/**
 * The signed Token Status List of the zone, at most an hour old and never older than the last change of a permit,
 * unless another reader is signing the next one at this moment.
 * @param list the number of the list, in decimal digits
 */
export async function signedStatusList(given: Given, list: string): Promise<string> {
  const { table, clock, zone, log } = given;
  const now = Math.floor(clock.now() / 1000);
  const [stored, changes, kids] = await Promise.all([
    table.get(keys.statusList(list)).then((item) => (item ?? {}) as StoredList),
    table.get(keys.statusListChanges(list)).then((item) => Number(item?.changes ?? 0)),
    presentKids(given),
  ]);
  const age = now - (stored.signedAt ?? 0);
  const signedBy = stored.jwt && keyOfStatusList(stored.jwt);
  if (stored.jwt && signedBy === kids.signing && stored.signedChanges === changes && age >= 0 && age < freshFor)
    return stored.jwt;
  const mine = await lease(table, list, now);
  // A list by a key that was withdrawn is none to anybody.
  if (!mine && stored.jwt && kids.published.includes(signedBy ?? '') && age < bearableFor) return stored.jwt;

  const key = await readyKey(given, now + statusListLifetime, 'list');
  const { jwk } = key;
  const input = statusListSigningInput({
    subject: statusListUri(zone.verificationHost, list),
    kid: jwk.kid,
    issuedAt: now,
    list: encodeStatusList(await entriesOf(table, list)),
  });
  const jwt = sealStatusList(input, await key.sign(new TextEncoder().encode(input)));
  await table.update({
    Key: keys.statusList(list),
    UpdateExpression: 'SET jwt = :jwt, signedAt = :now, signedChanges = :changes REMOVE leasedAt',
    ExpressionAttributeValues: { ':jwt': jwt, ':now': now, ':changes': changes },
  });
  log.info('status-list-published', { list });
  if (isRotationDue(given, key.publishedAt)) log.warn('signing-key-overdue', { key: key.id });
  return jwt;
}
