import { randomInt } from 'node:crypto';
import { placeOf } from '../credential/status-index.ts';
import type { Category } from '../domain/application/case-clock.ts';
import type { Limit } from '../domain/application/validity.ts';
import type { PermitState } from '../domain/procedure/procedure.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, type Item, type Refused, type Table, type TransactionStep } from './table.ts';

/** What brought about the present token of a permit. */
export type PermitAct = 'granted' | 'extended' | 'amended' | 'reissued';

/** The certificate of the old system that a permit was converted from (换发). */
export type OldCertificate = { kind: string; number: string };

/** One permit in its present period. Kept near 1 KB; the sensitive values stay with the application's form. */
export type Permit = {
  /** The holder's lifetime code (一人一码). */
  number: string;
  /** What was decided; whether it has begun or expired follows from the dates when it is read. */
  status: 'valid' | 'suspended' | 'revoked' | 'cancelled';
  act: PermitAct;
  category: Category;
  name: string;
  chineseName?: string;
  nationality: string;
  sex: 'F' | 'M' | 'X';
  employerId: string;
  employerName: { zh: string; en?: string };
  post: string;
  authority: Text;
  /**
   * First day since which it has held without a gap, over every extension: the token holds from then on, so that one
   * QR code serves the running period and the next.
   */
  since: Day;
  /** The present period; after an extension the next one, which follows the running one. */
  validFrom: Day;
  validTo: Day;
  bindingLimit: Limit;
  issuedAt: Instant;
  applicationId: string;
  period: number;
  statusIndex: number;
  /** What its QR code carries; a cancelled permit has none to show any more. */
  token: Uint8Array;
  photo: { key: string; versionId: string; hash: string };
  oldCertificate?: OldCertificate;
  /** The day on which its cancellation took effect, and the application that asked for it. */
  cancelled?: { on: Day; at: Instant; applicationId: string };
  /** Number of the last event of this permit. */
  events: number;
  /** Marks of the last requests that changed it, so that their repetition is answered alike. */
  requests?: string[];
};

/** A decision about a permit that was issued before. */
export type PermitEvent = {
  sequence: number;
  at: Instant;
  status: 'suspended' | 'reinstated' | 'revoked';
  by: string;
  reason?: Text;
  period: number;
};

/** The one list of a zone; 2^20 entries, and another number when it fills. */
export const firstList = '1';

export const permitOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Permit => {
  const permit = rest as unknown as Permit;
  return { ...permit, token: new Uint8Array(permit.token ?? []) };
};

export async function readPermit(table: Table, number: string): Promise<Permit | undefined> {
  const item = await table.get(keys.permit(number));
  return item ? permitOf(item) : undefined;
}

/** What a permit is on a day: a decision outranks the dates. */
export function permitStatus(
  { status, since, validTo }: Pick<Permit, 'status' | 'since' | 'validTo'>,
  today: Day,
): PermitState {
  if (status !== 'valid') return status;
  if (today < since) return 'not-yet-valid';
  return today > validTo ? 'expired' : 'valid';
}

/** Whether somebody holds a permit on a day that keeps them from being granted another: suspended is held all the same. */
export const inForce = (permit: Pick<Permit, 'status' | 'since' | 'validTo'>, today: Day): boolean =>
  (permit.status === 'valid' || permit.status === 'suspended') && today <= permit.validTo;

/** One thing that became of a permit. */
export type PermitMoment = {
  at: Instant;
  act: PermitAct | PermitEvent['status'] | 'cancelled';
  period: number;
  employerId: string;
  validFrom: Day;
  validTo: Day;
  reason?: Text;
  oldCertificate?: OldCertificate;
};

/**
 * What became of a permit, in order: every token that was signed, and every decision about it. An earlier record of the
 * token that still is the present one was left by an effect that did not come about; it counts for nothing.
 */
export async function readPermitHistory(table: Table, number: string): Promise<PermitMoment[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.permit(number).pk },
    ConsistentRead: true,
  });
  const present = items.find(({ sk }) => sk === keys.permit(number).sk);
  const earlier = items.filter(
    ({ sk, statusIndex }) => sk.startsWith('PERIOD#') && statusIndex !== present?.statusIndex,
  );
  const records = [...earlier, ...(present ? [present] : [])].map(permitOf);
  const within = ({ period, employerId, validFrom, validTo }: Permit) => ({ period, employerId, validFrom, validTo });
  const signed = records.map((record): PermitMoment => {
    const { issuedAt: at, act, oldCertificate } = record;
    return { at, act, ...within(record), ...(oldCertificate ? { oldCertificate } : {}) };
  });
  const cancelled = records.flatMap((record): PermitMoment[] =>
    record.cancelled ? [{ at: record.cancelled.at, act: 'cancelled', ...within(record) }] : [],
  );
  const decided = items
    .filter(({ sk }) => sk.startsWith('EVENT#'))
    .flatMap((item): PermitMoment[] => {
      const { at, period, status: act, reason } = item as unknown as PermitEvent;
      const record = records.findLast((one) => one.period === period);
      return record ? [{ at, act, ...within(record), ...(reason ? { reason } : {}) }] : [];
    });
  return [...signed, ...decided, ...cancelled].sort((a, b) =>
    a.at === b.at ? a.period - b.period : a.at < b.at ? -1 : 1,
  );
}

/** The applications on which a permit rests, over all its tokens, newest first; none where there is no permit. */
export async function restsOn(table: Table, number: string): Promise<string[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :p)',
    ExpressionAttributeValues: { ':pk': keys.permit(number).pk, ':p': 'PER' },
    ConsistentRead: true,
  });
  const records = items.map(permitOf).sort((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1));
  return [...new Set(records.map(({ applicationId }) => applicationId))];
}

/**
 * Keeps the record of a token that is about to be superseded, before the change that does it: alone it means nothing,
 * and the change itself has no room for it. A later state of the same token replaces it, never an earlier one.
 */
export async function keepEarlier(table: Table, before: Permit): Promise<void> {
  const { requests: _requests, ...record } = before;
  await table.put(
    { ...keys.permitPeriod(before.number, before.period, before.statusIndex), ...record },
    {
      ConditionExpression: 'attribute_not_exists(pk) OR events < :events',
      ExpressionAttributeValues: { ':events': before.events },
    },
  );
}

/**
 * Reserves a random free place of the status list, so that an index tells nothing about the order of issue. A place
 * reserved for a permit that was then not issued stays empty.
 */
export async function reserveStatusIndex(table: Table, list: string, number: string): Promise<number> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const index = randomInt(2 ** 20);
    const reserved = await table.put({ ...keys.statusIndex(list, index), number }, absent);
    if (reserved.ok) return index;
  }
  throw new Error('the status list is nearly full; start the next one');
}

/**
 * What the signed list says of a permit's token. A cancelled permit no longer holds; the list has two bits and no word
 * of its own for it, the record has.
 */
export const listValues = { valid: 0, revoked: 1, suspended: 2, cancelled: 1 } as const satisfies Record<
  Permit['status'],
  number
>;

/** Marks a place of the list; nothing is kept for a valid one. */
export const statusStep = (list: string, index: number, status: 0 | 1 | 2 | 3): TransactionStep =>
  status === 0
    ? { delete: { Key: keys.status(list, index) } }
    : { put: { Item: { ...keys.status(list, index), status } } };

/** Says that a signed list no longer tells the present. Counted beside the list, which grows too large to rewrite. */
export const listChangedStep = (list: string): TransactionStep => ({
  update: {
    Key: keys.statusListChanges(list),
    UpdateExpression: 'ADD changes :one',
    ExpressionAttributeValues: { ':one': 1 },
  },
});

/** Changes a permit's status with its event and its place in the status list, from the states that allow it. */
export function changePermit(
  table: Table,
  permit: Permit,
  change: {
    status: Exclude<Permit['status'], 'cancelled'>;
    from: readonly Permit['status'][];
    event: Omit<PermitEvent, 'sequence' | 'period'>;
    request?: string;
  },
): Promise<Result<void, Refused>> {
  const sequence = permit.events + 1;
  const { list, position } = placeOf(permit.statusIndex);
  return table.transact([
    {
      update: {
        Key: keys.permit(permit.number),
        UpdateExpression: `SET #status = :status, events = :sequence${change.request ? ', requests = :requests' : ''}`,
        ConditionExpression: `events = :seen AND #status IN (${change.from.map((_, i) => `:from${i}`).join(', ')})`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': change.status,
          ...(change.request ? { ':requests': withRequest(permit.requests, change.request) } : {}),
          ':sequence': sequence,
          ':seen': permit.events,
          ...Object.fromEntries(change.from.map((status, i) => [`:from${i}`, status])),
        },
      },
    },
    {
      put: {
        Item: { ...keys.permitEvent(permit.number, sequence), ...change.event, sequence, period: permit.period },
        ...absent,
      },
    },
    statusStep(list, position, listValues[change.status]),
    listChangedStep(list),
  ]);
}
