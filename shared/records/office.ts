import { createHash } from 'node:crypto';
import type { Role } from '../domain/access/roles.ts';
import { canonical } from '../domain/application/events.ts';
import type { SuspensionScope, Suspensions } from '../domain/office/suspension.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, type Day, type Instant, instantOf } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { repetition, withRequest } from './requests.ts';
import { readStanding, type Standing } from './standing.ts';
import { absent, ContentionError, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** What can happen to the office itself, with what each keeps. */
export type OfficeHappening =
  | { type: 'delegation-suspended'; data: { scope: SuspensionScope; from: Instant; reason: Text } }
  | { type: 'delegation-restored'; data: { scope: SuspensionScope; reason: Text } }
  | { type: 'role-ended'; data: { subject: string; role: Role; reason: Text } }
  | { type: 'role-reinstated'; data: { subject: string; role: Role; reason: Text } }
  | {
      type: 'leave-recorded';
      data: { leave: string; subject: string; role: Role; from: Day; to: Day; coveredBy: string; reason: string };
    }
  | { type: 'leave-ended'; data: { leave: string; subject: string; role: Role } }
  | { type: 'windows-assigned'; data: { subject: string; windows: number[]; reason: string } }
  | { type: 'effect-redriven'; data: { effect: string; kind: string; applicationId: string } }
  | { type: 'execution-redriven'; data: { applicationId: string; execution: string } }
  | { type: 'tokens-reissued'; data: { key: string } };

/** Something that happened to the office; `previous` and `hash` chain the events so that a change in the past shows. */
export type OfficeEvent = OfficeHappening & {
  sequence: number;
  at: Instant;
  by: string;
  previous: string;
  hash: string;
};

type EventOf<Type extends OfficeHappening['type']> = Extract<OfficeEvent, { type: Type }>;

const eventOf = ({ pk: _pk, sk: _sk, ...rest }: Item): OfficeEvent => rest as unknown as OfficeEvent;

export async function readOfficeEvent(table: Table, sequence: number): Promise<OfficeEvent | undefined> {
  const item = await table.get(keys.officeEvent(sequence));
  return item ? eventOf(item) : undefined;
}

/** A page of the office's events of some types, newest first. */
export async function readOfficeEvents<Type extends OfficeHappening['type']>(
  table: Table,
  types: readonly Type[],
  page: { limit: number; after?: Key },
): Promise<{ events: EventOf<Type>[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    FilterExpression: `#type IN (${types.map((_, i) => `:type${i}`).join(', ')})`,
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: {
      ':pk': keys.standing().pk,
      ':event': 'EVENT#',
      ...Object.fromEntries(types.map((type, i) => [`:type${i}`, type])),
    },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return { events: items.map((item) => eventOf(item) as EventOf<Type>), ...(next ? { next } : {}) };
}

/** What a change of the office leaves in its standing. */
type StandingChange = { suspended?: Suspensions; ended?: ReadonlySet<string>; memberships?: number };

/**
 * Changes the office in one conditional transaction: its standing, the event that says who and why, and what the change
 * touches beside. Refused when the standing moved meanwhile or a further step found something else.
 * @param the.standing as it was read
 */
export async function changeOffice(
  table: Table,
  clock: Clock,
  the: {
    standing: Standing;
    happening: OfficeHappening;
    by: string;
    request?: string | undefined;
    set?: StandingChange;
    also?: readonly TransactionStep[];
  },
): Promise<Result<{ standing: Standing; event: OfficeEvent }, { repeated: boolean; standing: Standing }>> {
  const { standing, happening, by, request, set = {} } = the;
  const whole = {
    sequence: standing.events + 1,
    at: instantOf(clock.now()),
    by,
    previous: standing.chain,
    ...happening,
  };
  const hash = createHash('sha256').update(canonical(whole)).digest('base64url');
  const event: OfficeEvent = { ...whole, hash };
  const next: Standing = {
    ...standing,
    ...set,
    events: event.sequence,
    chain: hash,
    ...(request ? { requests: withRequest(standing.requests, request) } : {}),
  };
  const outcome = await table.transact([
    {
      put: {
        // A set of the table is never empty.
        Item: { ...keys.standing(), ...next, ended: next.ended.size > 0 ? next.ended : undefined },
        ...(standing.events === 0
          ? absent
          : { ConditionExpression: 'events = :seen', ExpressionAttributeValues: { ':seen': standing.events } }),
      },
    },
    { put: { Item: { ...keys.officeEvent(event.sequence), ...event }, ...absent } },
    ...(the.also ?? []),
  ]);
  if (outcome.ok) return success({ standing: next, event });
  const present = await readStanding(table);
  return failure({ repeated: repetition(present.requests, request) === 'same', standing: present });
}

const mostAttempts = 5;

/**
 * Puts on the office's record what somebody does that changes nothing of how it stands. Who changes the office in the
 * same moment is let through first.
 * @throws ContentionError when the office kept changing
 */
export async function noteInOffice(
  table: Table,
  clock: Clock,
  the: { happening: OfficeHappening; by: string },
): Promise<OfficeEvent> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const outcome = await changeOffice(table, clock, { standing: await readStanding(table), ...the });
    if (outcome.ok) return outcome.value.event;
  }
  throw new ContentionError('the record of the office');
}
