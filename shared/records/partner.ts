import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { publicKey } from '../contract/partners.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, fingerprint, type Item, type Key, type Refused, type Table } from './table.ts';

export type PartnerJwk = z.output<typeof publicKey>;
export type PartnerAlgorithm = 'ed25519' | 'ecdsa-p256-sha256';

/** A public key of a partner. Revoked ones stay, so that a key that was given up is never added again. */
export type PartnerKey = { id: string; jwk: PartnerJwk; addedAt: Instant; revokedAt?: Instant };

/** Somebody who may ask whether a card opens a service: a bus company, a library. */
export type Partner = {
  id: string;
  version: number;
  name: Text;
  contact: { name: string; email: string; phone?: string };
  status: 'active' | 'suspended' | 'ended';
  /** Services about which it may ask. */
  scopes: string[];
  perMinute: number;
  perDay: number;
  /** Over how many items the checks of a minute are spread; fixed, so that a request repeated always meets its like. */
  shards: number;
  keys: PartnerKey[];
  createdAt: Instant;
  requests?: string[];
};

/** One thing that was changed of a partner. */
export type PartnerEvent = {
  sequence: number;
  at: Instant;
  act: 'registered' | 'changed' | 'key-added' | 'key-revoked';
  by: string;
  reason: Text;
  keyId?: string;
};

/** Checks that the item of one minute and shard counts before it outgrows one write unit. */
const checksPerShard = 50;

export const shardsFor = (perMinute: number): number => Math.max(1, Math.ceil(perMinute / checksPerShard));

/** Names a key by its thumbprint (RFC 7638), 22 characters of it. */
export function partnerKeyId(jwk: PartnerJwk): string {
  const members =
    jwk.kty === 'OKP' ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x } : { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url').slice(0, 22);
}

export const algorithmOf = ({ kty }: PartnerJwk): PartnerAlgorithm => (kty === 'OKP' ? 'ed25519' : 'ecdsa-p256-sha256');

/** What a partner writes as `keyid`: it leads to the partner and its key in one read. */
export const keyidOf = (partnerId: string, keyId: string): string => `${partnerId}.${keyId}`;

const bare = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

export async function readPartner(table: Table, id: string): Promise<Partner | undefined> {
  const item = await table.get(keys.partner(id));
  return item ? bare<Partner>(item) : undefined;
}

/** Every partner; a zone has tens of them. */
export async function readPartners(table: Table): Promise<Partner[]> {
  const found: Partner[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :partner)',
      ExpressionAttributeValues: { ':pk': keys.partner('').pk, ':partner': keys.partner('').sk },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items.map((item) => bare<Partner>(item)));
    from = page.next;
  } while (from);
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** What was changed of a partner, in order; the last hundred changes. */
export async function readPartnerEvents(table: Table, id: string): Promise<PartnerEvent[]> {
  const { pk, sk } = keys.partnerEvent(id, 0);
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    ExpressionAttributeValues: { ':pk': pk, ':event': sk.slice(0, -6) },
    ScanIndexForward: false,
    Limit: 100,
    ConsistentRead: true,
  });
  return items.map((item) => bare<PartnerEvent>(item)).reverse();
}

/**
 * Registers or changes a partner with its event, if nobody changed it since it was read.
 * @param before undefined for a new one
 */
export async function keepPartner(
  table: Table,
  before: Partner | undefined,
  next: Omit<Partner, 'version'>,
  event: Omit<PartnerEvent, 'sequence'>,
  request?: string,
): Promise<Result<Partner, Refused>> {
  const version = (before?.version ?? 0) + 1;
  const partner: Partner = {
    ...next,
    version,
    ...(request ? { requests: withRequest(before?.requests, request) } : {}),
  };
  const condition = before
    ? {
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': before.version },
      }
    : absent;
  const outcome = await table.transact([
    { put: { Item: { ...keys.partner(partner.id), ...partner }, ...condition } },
    { put: { Item: { ...keys.partnerEvent(partner.id, version), ...event, sequence: version }, ...absent } },
  ]);
  return outcome.ok ? { ok: true, value: partner } : outcome;
}

/** How often checks were answered, by service. */
export type Uses = Record<string, { opened: number; refused: number }>;

const countName = (service: string, may: boolean): string => `${may ? 'opened' : 'refused'}:${service}`;

/** Adds what an item counted to the uses of a day. */
function addCounts(uses: Uses, item: Item): void {
  for (const [name, value] of Object.entries(item)) {
    const [answer, service] = name.split(':');
    if (!service || (answer !== 'opened' && answer !== 'refused')) continue;
    const known = uses[service] ?? { opened: 0, refused: 0 };
    uses[service] = { ...known, [answer]: known[answer] + Number(value) };
  }
}

/**
 * The shard of a signature within its minute, and how many checks of a minute one shard lets through: as many as make a
 * refusal below the partner's limit a rarity (three standard deviations), and never much more than the limit together.
 */
export function shardOf({ shards, perMinute }: Pick<Partner, 'shards' | 'perMinute'>, mark: string) {
  const mean = perMinute / shards;
  const limit = Math.ceil(shards === 1 ? mean : mean + 3 * Math.sqrt(mean));
  return { shard: createHash('sha256').update(mark).digest().readUInt32BE(0) % shards, limit };
}

/** What a signature is recognised by when it comes again; nobody reads anything out of it. */
export const signatureMark = (keyid: string, created: number, nonce: string): string =>
  fingerprint(`${keyid}\n${created}\n${nonce}`).slice(0, 8);

/**
 * Counts one answered check, once for each signature: the one write of a check. It says which partner asked about which
 * service in which minute and how that was answered; never about which card.
 * @param use.minute HHMM of the signature, in the zone's time zone like its day
 * @param use.forgetAt epoch seconds after which the table drops the item
 */
export async function countUse(
  table: Table,
  partner: Pick<Partner, 'id' | 'shards' | 'perMinute'>,
  use: { day: Day; minute: string; mark: string; service: string; may: boolean; forgetAt: number },
): Promise<'counted' | 'replayed' | 'too-many'> {
  const { shard, limit } = shardOf(partner, use.mark);
  const outcome = await table.update({
    Key: keys.partnerMinute(partner.id, use.day, use.minute, shard),
    UpdateExpression: 'SET expiresAt = :forget ADD uses :one, #count :one, marks :marks',
    ConditionExpression: 'attribute_not_exists(pk) OR (NOT contains(marks, :mark) AND uses < :limit)',
    ExpressionAttributeNames: { '#count': countName(use.service, use.may) },
    ExpressionAttributeValues: {
      ':one': 1,
      ':marks': new Set([use.mark]),
      ':mark': use.mark,
      ':limit': limit,
      ':forget': use.forgetAt,
    },
  });
  if (outcome.ok) return 'counted';
  const marks = outcome.error.item?.marks as ReadonlySet<string> | undefined;
  return marks?.has(use.mark) ? 'replayed' : 'too-many';
}

/** What a partner has used of its day's quota: adds what an instance counted since it last told, and answers the whole. */
export async function spend(table: Table, id: string, day: Day, more: number, forgetAt: number): Promise<number> {
  const key = keys.partnerSpent(id, day);
  if (more === 0) return Number((await table.get(key))?.spent ?? 0);
  const outcome = await table.update({
    Key: key,
    UpdateExpression: 'SET expiresAt = :forget ADD spent :more',
    ExpressionAttributeValues: { ':more': more, ':forget': forgetAt },
    ReturnValues: 'ALL_NEW',
  });
  return outcome.ok ? Number(outcome.value?.spent ?? more) : more;
}

/** The uses of whole days that were counted before. */
export async function readCountedDays(table: Table, id: string, days: readonly Day[]): Promise<Map<Day, Uses>> {
  const items = await table.getMany(days.map((day) => keys.partnerDay(id, day)));
  return new Map(
    items.map((item) => {
      const uses: Uses = {};
      addCounts(uses, item);
      return [item.sk.slice('DAY#'.length), uses];
    }),
  );
}

/** Counts a day from its minutes. */
export async function countDay(table: Table, id: string, day: Day): Promise<Uses> {
  const uses: Uses = {};
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :minute)',
      ExpressionAttributeValues: { ':pk': keys.partnerMinute(id, day, '', 0).pk, ':minute': 'MINUTE#' },
      ExclusiveStartKey: from,
    });
    for (const item of page.items) addCounts(uses, item);
    from = page.next;
  } while (from);
  return uses;
}

/** Keeps the uses of a day that is over, so that they are counted from its minutes only once. */
export async function keepDay(table: Table, id: string, day: Day, uses: Uses): Promise<void> {
  const counts = Object.entries(uses).flatMap(([service, { opened, refused }]) => [
    [countName(service, true), opened],
    [countName(service, false), refused],
  ]);
  await table.put({ ...keys.partnerDay(id, day), ...Object.fromEntries(counts) }, absent);
}
