import { randomInt } from 'node:crypto';
import { placeOf } from '../credential/status-index.ts';
import type { Category } from '../domain/application/case-clock.ts';
import type { Limit } from '../domain/application/validity.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, type Item, type Refused, type Table, type TransactionStep } from './table.ts';

/** One permit in its present period. Kept near 1 KB; the sensitive values stay with the application's form. */
export type Permit = {
  /** The holder's lifetime code (一人一码). */
  number: string;
  /** What was decided; whether it has begun or expired follows from the dates when it is read. */
  status: 'valid' | 'suspended' | 'revoked' | 'cancelled';
  category: Category;
  name: string;
  chineseName?: string;
  nationality: string;
  sex: 'F' | 'M' | 'X';
  employerId: string;
  employerName: { zh: string; en?: string };
  post: string;
  authority: Text;
  validFrom: Day;
  validTo: Day;
  bindingLimit: Limit;
  issuedAt: Instant;
  applicationId: string;
  period: number;
  statusIndex: number;
  token: Uint8Array;
  photo: { key: string; versionId: string; hash: string };
  /** Number of the last event of this permit. */
  events: number;
  /** Marks of the last requests that changed it, so that their repetition is answered alike. */
  requests?: string[];
};

/** A decision about a permit that was issued before. */
export type PermitEvent = {
  sequence: number;
  at: Instant;
  status: 'suspended' | 'reinstated' | 'revoked' | 'cancelled';
  by: string;
  reason?: Text;
  period: number;
};

/** The one list of a zone; 2^20 entries, and another number when it fills. */
export const firstList = '1';

export const permitOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Permit => {
  const permit = rest as unknown as Permit;
  return { ...permit, token: new Uint8Array(permit.token) };
};

export async function readPermit(table: Table, number: string): Promise<Permit | undefined> {
  const item = await table.get(keys.permit(number));
  return item ? permitOf(item) : undefined;
}

/** What became of a permit, in order: the issue of each period, and every decision about it since. */
export async function readPermitHistory(
  table: Table,
  number: string,
): Promise<{ at: Instant; period: number; status: 'issued' | PermitEvent['status']; reason?: Text }[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.permit(number).pk },
    ConsistentRead: true,
  });
  return items
    .map((item) => {
      if (!item.sk.startsWith('EVENT#')) {
        const { issuedAt, period } = permitOf(item);
        return { at: issuedAt, period, status: 'issued' as const };
      }
      const { at, period, status, reason } = item as unknown as PermitEvent;
      return { at, period, status, reason };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
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
    status: Permit['status'];
    from: readonly Permit['status'][];
    event: Omit<PermitEvent, 'sequence' | 'period'>;
    request?: string;
  },
): Promise<Result<void, Refused>> {
  const sequence = permit.events + 1;
  const { list, position } = placeOf(permit.statusIndex);
  // A cancelled permit is no longer valid; the list has no word of its own for it, the record has.
  const value = { valid: 0, revoked: 1, suspended: 2, cancelled: 1 } as const;
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
    statusStep(list, position, value[change.status]),
    listChangedStep(list),
  ]);
}
