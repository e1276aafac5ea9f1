import type { Principal, Role } from '../domain/access/roles.ts';
import { type DelegatedCase, entriesAgainst, type Suspensions } from '../domain/office/suspension.ts';
import type { Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import { fingerprint, type Item, type Table, type TransactionStep } from './table.ts';

/**
 * How the office stands: what of its delegation is suspended, and whose role has ended. One item for the whole zone,
 * so that a decision can ask for all of it in its own write. Kept below 1 KB, which makes asking cost two write units.
 */
export type Standing = {
  suspended: Suspensions;
  /** Marks of officers whose role has ended; see `standingMark`. */
  ended: ReadonlySet<string>;
  /** Number and hash of the office's last event; an office where nothing ever happened has none. */
  events: number;
  chain: string;
  /** The last event that said to which service windows somebody belongs. */
  memberships?: number;
  requests?: string[];
};

/** An officer in a role. */
export type Officer = { subject: string; role: Role };

/** The mark of an officer in a role, short because the item that holds them is read by every decision. */
export const standingMark = ({ subject, role }: Officer): string => fingerprint(`${role}\n${subject}`).slice(0, 10);

/** The standing that an item tells; where nothing stands nothing is suspended and nobody's role has ended. */
export const standingOf = (item: Item | undefined): Standing => ({
  suspended: (item?.suspended ?? {}) as Suspensions,
  ended: (item?.ended ?? new Set()) as Set<string>,
  events: (item?.events ?? 0) as number,
  chain: (item?.chain ?? '') as string,
  ...(item?.memberships ? { memberships: item.memberships as number } : {}),
  ...(item?.requests ? { requests: item.requests as string[] } : {}),
});

export const readStanding = async (table: Table): Promise<Standing> => standingOf(await table.get(keys.standing()));

/** Whether an officer's role stands, as far as the zone knows better than the identity provider. */
export const holdsRole = ({ ended }: Pick<Standing, 'ended'>, officer: Officer): boolean =>
  !ended.has(standingMark(officer));

/** The roles of somebody that have not ended. */
export const rolesHeld = (standing: Pick<Standing, 'ended'>, the: Pick<Principal, 'subject' | 'roles'>): Role[] =>
  the.roles.filter((role) => holdsRole(standing, { subject: the.subject, role }));

/** Tells of somebody which roles have not ended, as `serve` asks it. */
export const rolesHeldBy = (table: Table) => async (principal: Pick<Principal, 'subject' | 'roles'>) =>
  rolesHeld(await readStanding(table), principal);

/** What a decision stands on: the delegation for its case, and the officers behind it. */
export type Decision = {
  case: DelegatedCase;
  /** Who decides, and in which role. */
  by: Officer;
  /** Who reviewed what is concluded. */
  reviewedBy?: string | undefined;
  /** Of a case at a service window: the last event about who belongs to which, as it was read before deciding. */
  membershipsSeen?: { event: number | undefined } | undefined;
  at: Instant;
};

type Condition = Pick<
  Extract<TransactionStep, { check: unknown }>['check'],
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** No entry against the case has begun, and no mark stands among those that ended. */
function nothingAgainst(entries: readonly string[], marks: readonly string[], at: Instant): Condition {
  return {
    ConditionExpression: [
      ...entries.map((_, i) => `(attribute_not_exists(#suspended.#entry${i}) OR #suspended.#entry${i}.#from > :at)`),
      ...marks.map((_, i) => `NOT contains(#ended, :mark${i})`),
    ].join(' AND '),
    ExpressionAttributeNames: {
      '#suspended': 'suspended',
      '#from': 'from',
      ...(marks.length > 0 ? { '#ended': 'ended' } : {}),
      ...Object.fromEntries(entries.map((entry, i) => [`#entry${i}`, entry])),
    },
    ExpressionAttributeValues: { ':at': at, ...Object.fromEntries(marks.map((mark, i) => [`:mark${i}`, mark])) },
  };
}

/** Nobody was given to another service window since that was looked at. */
function withMemberships(condition: Condition, seen: Decision['membershipsSeen']): Condition {
  if (!seen) return condition;
  const { event } = seen;
  const unchanged = event === undefined ? 'attribute_not_exists(#memberships)' : '#memberships = :memberships';
  return {
    ConditionExpression: `${condition.ConditionExpression} AND ${unchanged}`,
    ExpressionAttributeNames: { ...condition.ExpressionAttributeNames, '#memberships': 'memberships' },
    ExpressionAttributeValues: {
      ...condition.ExpressionAttributeValues,
      ...(event === undefined ? {} : { ':memberships': event }),
    },
  };
}

const reviewerOf = (subject: string): Officer => ({ subject, role: 'back-officer' });

const officersBehind = ({ by, reviewedBy }: Decision): Officer[] => [
  by,
  ...(reviewedBy === undefined ? [] : [reviewerOf(reviewedBy)]),
];

/**
 * The step by which a decision holds only while the delegation stands for its case and the officers behind it hold
 * their roles, whatever was read before (Licensing Law arts. 24, 34). It writes nothing and costs two write units.
 */
export const standingCheck = (decision: Decision): TransactionStep => ({
  check: {
    Key: keys.standing(),
    ...withMemberships(
      nothingAgainst(entriesAgainst(decision.case), officersBehind(decision).map(standingMark), decision.at),
      decision.membershipsSeen,
    ),
  },
});

/** The step by which a case comes back only while no suspension stands against it. */
export const notSuspendedCheck = (the: DelegatedCase, at: Instant): TransactionStep => ({
  check: { Key: keys.standing(), ...nothingAgainst(entriesAgainst(the), [], at) },
});

/** The step by which a case leaves only while the suspension stands for which it must. */
export const stillSuspendedCheck = (entry: string, event: number): TransactionStep => ({
  check: {
    Key: keys.standing(),
    ConditionExpression: '#suspended.#entry.#event = :event',
    ExpressionAttributeNames: { '#suspended': 'suspended', '#entry': entry, '#event': 'event' },
    ExpressionAttributeValues: { ':event': event },
  },
});

/** The officer behind a decision whose role has ended, by a standing that refused it. */
export const endedOfficer = (standing: Standing, decision: Decision): Officer | undefined =>
  officersBehind(decision).find((officer) => !holdsRole(standing, officer));
