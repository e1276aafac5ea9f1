import type { Role } from '../domain/access/roles.ts';
import type { Leave } from '../domain/office/leave.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** What the zone knows of an officer's role that the identity provider cannot: that it ended, or was given back. */
export type StaffRole = {
  subject: string;
  role: Role;
  state: 'ended' | 'reinstated';
  at: Instant;
  by: string;
  reason: Text;
};

const withoutKey = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

export const staffRoleStep = (entry: StaffRole): TransactionStep => ({
  put: { Item: { ...keys.staffRole(entry.subject, entry.role), ...entry } },
});

export async function readStaffRole(table: Table, subject: string, role: Role): Promise<StaffRole | undefined> {
  const item = await table.get(keys.staffRole(subject, role));
  return item ? withoutKey<StaffRole>(item) : undefined;
}

/** A page of the roles that ended or were given back, by role and officer. */
export async function readStaffRoles(
  table: Table,
  page: { limit: number; after?: Key },
): Promise<{ entries: StaffRole[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :role)',
    ExpressionAttributeValues: { ':pk': keys.standing().pk, ':role': 'ROLE#' },
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return { entries: items.map((item) => withoutKey<StaffRole>(item)), ...(next ? { next } : {}) };
}

/** To which service windows an officer belongs; an officer of whom nothing stands belongs to none. */
export type StaffWindows = { subject: string; windows: number[]; at: Instant; by: string; reason: string };

export const staffWindowsStep = (entry: StaffWindows): TransactionStep => ({
  put: { Item: { ...keys.staffWindows(entry.subject), ...entry } },
});

export async function readStaffWindows(table: Table, subject: string): Promise<StaffWindows | undefined> {
  const item = await table.get(keys.staffWindows(subject));
  return item ? withoutKey<StaffWindows>(item) : undefined;
}

/** A page of the officers who belong to service windows, or did. */
export async function readEveryStaffWindows(
  table: Table,
  page: { limit: number; after?: Key },
): Promise<{ entries: StaffWindows[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :windows)',
    ExpressionAttributeValues: { ':pk': keys.standing().pk, ':windows': keys.staffWindows('').sk },
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return { entries: items.map((item) => withoutKey<StaffWindows>(item)), ...(next ? { next } : {}) };
}

/** A leave as it is kept, with why and by whom it was recorded. */
export type StoredLeave = Leave & { reason: string; recordedBy: string; recordedAt: Instant };

export const leaveStep = (leave: StoredLeave): TransactionStep => ({
  put: { Item: { ...keys.leave(leave.to, leave.id), ...leave }, ...absent },
});

/** Ends a leave before its last day, once. */
export const endLeaveStep = ({ id, to }: Leave, at: Instant): TransactionStep => ({
  update: {
    Key: keys.leave(to, id),
    UpdateExpression: 'SET endedAt = :at',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
    ExpressionAttributeValues: { ':at': at },
  },
});

/** A page of the leaves whose last day is not before a day, in order of that last day. */
export async function readLeaves(
  table: Table,
  notBefore: Day,
  page: { limit?: number; after?: Key } = {},
): Promise<{ leaves: StoredLeave[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
    ExpressionAttributeValues: {
      ':pk': keys.standing().pk,
      ':from': keys.leave(notBefore, '').sk,
      ':last': 'LEAVE#~',
    },
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return { leaves: items.map((item) => withoutKey<StoredLeave>(item)), ...(next ? { next } : {}) };
}

/** Every leave whose last day is not before a day. They are few: those of today and those announced. */
export async function readEveryLeave(table: Table, notBefore: Day): Promise<StoredLeave[]> {
  const found: StoredLeave[] = [];
  let after: Key | undefined;
  do {
    const page = await readLeaves(table, notBefore, after ? { after } : {});
    found.push(...page.leaves);
    after = page.next;
  } while (after);
  return found;
}
