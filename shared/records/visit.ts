import type { Day, Instant } from '../domain/time.ts';
import { type Notice, noticeSteps } from '../notices/notice.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** To whom a visit belongs: an employer, whose handlers act for it, or an applicant by the fingerprint of the e-mail. */
export type VisitParty =
  | { kind: 'employer'; id: string; name: string }
  | { kind: 'applicant'; id: string; name: string };

/** A certificate of another authority that is taken in at the same visit. */
export type VisitService = {
  service: string;
  applicationId: string;
  state: 'with-authority' | 'ready' | 'not-granted';
  note?: string;
  at?: Instant;
  by?: string;
};

export type VisitState = 'booked' | 'checked-in' | 'absent' | 'cancelled' | 'collected';

/** When a visit is, in the zone's time, and the numbered place that it takes there. */
export type Appointment = { day: Day; from: string; to: string; place: number };

export type Visit = {
  id: string;
  version: number;
  state: VisitState;
  party: VisitParty;
  applications: string[];
  /** Taken out on request, so that the rest need not wait. */
  left?: Record<string, { at: Instant; by: string }>;
  services: VisitService[];
  appointment: Appointment;
  /** Times it was moved. */
  moved: number;
  createdAt: Instant;
  bookedBy: string;
  /** Where whoever booked it is told about it. */
  email?: string;
  checkedIn?: { at: Instant; by: string };
  ended?: { at: Instant; by: string; reason?: string };
  /** One collection of everything. */
  collection?: {
    at: Instant;
    by: string;
    collectedBy: { name: string; as: 'applicant' | 'handler' | 'authorised' };
    collected: { applicationId: string; receiptNumber?: string; permitNumber?: string }[];
    services: { service: string; applicationId: string }[];
    dropped: string[];
  };
  requests?: string[];
};

/** A place of a day, as the front office lists it. */
export type VisitPlace = Appointment & {
  visitId: string;
  party: string;
  /** How many applications and further certificates. */
  parts: number;
  state: VisitState;
};

const stripped = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

export async function readVisit(table: Table, id: string): Promise<Visit | undefined> {
  const item = /^[0-9a-z]{24}$/.test(id) ? await table.get(keys.visit(id)) : undefined;
  return item ? stripped<Visit>(item) : undefined;
}

const partyKey = ({ kind, id }: Pick<VisitParty, 'kind' | 'id'>): string => `${kind}-${id}`;

/** The list in which the visits of a party stand. */
export const visitListOf = (party: Pick<VisitParty, 'kind' | 'id'>): string =>
  keys.visitOfParty(partyKey(party), '', '').pk;

const placeItem = ({ id, party, applications, services, left = {}, state, appointment }: Visit): Item => ({
  ...keys.visitPlace(appointment.day, appointment.from, appointment.place),
  ...({
    ...appointment,
    visitId: id,
    party: party.name,
    parts: applications.length + services.length - Object.keys(left).length,
    state,
  } satisfies VisitPlace),
});

const lockKey = (applicationId: string): Key => keys.visitOfApplication(applicationId);

/** Applications that are in a visit still. */
export const applicationsIn = ({ applications, left = {} }: Pick<Visit, 'applications' | 'left'>): string[] =>
  applications.filter((id) => left[id] === undefined);

/** Lets the applications of a visit be booked again, but for what was handed over: that is collected once. */
const unlocking = (visit: Visit, ids: readonly string[], handedOver: readonly string[]): TransactionStep[] => {
  const own = {
    ConditionExpression: 'attribute_not_exists(pk) OR visitId = :visit',
    ExpressionAttributeValues: { ':visit': visit.id },
  };
  return ids.map((id) =>
    handedOver.includes(id)
      ? { put: { Item: { ...lockKey(id), visitId: visit.id, collected: true }, ...own } }
      : { delete: { Key: lockKey(id), ...own } },
  );
};

/** What stood in the way of a booking. */
export type BookingConflict =
  | { kind: 'place-taken' }
  | { kind: 'repeated'; visit: Visit }
  | { kind: 'in-another-visit'; applications: string[]; collected: string[] };

/** Books a visit: itself, its numbered place, its applications and its line in the party's list, all or nothing. */
export async function bookVisit(
  table: Table,
  visit: Visit,
  notices: readonly Notice[],
): Promise<Result<Visit, BookingConflict>> {
  const outcome = await table.transact([
    { put: { Item: { ...keys.visit(visit.id), ...visit }, ...absent } },
    { put: { Item: placeItem(visit), ...absent } },
    ...visit.applications.map((id) => ({ put: { Item: { ...lockKey(id), visitId: visit.id }, ...absent } })),
    {
      put: {
        Item: { ...keys.visitOfParty(partyKey(visit.party), visit.createdAt, visit.id), visitId: visit.id },
      },
    },
    ...notices.flatMap((notice) => noticeSteps(notice, visit.createdAt)),
  ]);
  if (outcome.ok) return success(visit);
  const { steps } = outcome.error;
  const before = steps.find(({ index }) => index === 0)?.item;
  if (before) return failure({ kind: 'repeated', visit: stripped<Visit>(before) });
  const locked = steps.flatMap(({ index, item }) => {
    const id = visit.applications[index - 2];
    return id === undefined ? [] : [{ id, collected: item?.collected === true }];
  });
  if (locked.length === 0) return failure({ kind: 'place-taken' });
  const applications = locked.map(({ id }) => id);
  const collected = locked.flatMap((one) => (one.collected ? one.id : []));
  return failure({ kind: 'in-another-visit', applications, collected });
}

/** The visits of parties, newest first. */
export async function visitsOf(
  table: Table,
  party: Pick<VisitParty, 'kind' | 'id'>,
  page: { limit: number; after?: Key },
): Promise<{ visits: Visit[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': visitListOf(party) },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const ids = items.map((item) => String(item.visitId));
  const found = await table.getMany(ids.map((id) => keys.visit(id)));
  const visits = found.map((item) => stripped<Visit>(item));
  return {
    visits: ids.flatMap((id) => visits.find((visit) => visit.id === id) ?? []),
    ...(next ? { next } : {}),
  };
}

/** The places of a day that are taken, in order of time; of one slot where it is named. */
export async function placesOn(table: Table, day: Day, from?: string): Promise<VisitPlace[]> {
  const found: VisitPlace[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :slot)',
      ExpressionAttributeValues: {
        ':pk': keys.visitPlace(day, '', 0).pk,
        ...(from === undefined ? {} : { ':slot': `${from}#` }),
      },
      ConsistentRead: true,
      ExclusiveStartKey: after,
    });
    found.push(...page.items.map((item) => stripped<VisitPlace>(item)));
    after = page.next;
  } while (after);
  return found;
}

/** What a change of a visit met. */
export type VisitConflict = { kind: 'changed'; visit: Visit } | { kind: 'place-taken' } | { kind: 'missing' };

/**
 * Changes a visit in one conditional transaction with its place of the day, which moves where the appointment does and
 * is given back where the visit is cancelled.
 * @param the.request mark of the request, so that its repetition is answered alike
 * @param the.handedOver applications of those that are unlocked that were collected, and are not booked again
 */
export async function changeVisit(
  table: Table,
  before: Visit,
  the: {
    set: Partial<Omit<Visit, 'id' | 'version' | 'requests'>>;
    request?: string | undefined;
    unlock?: 'every' | string;
    handedOver?: readonly string[];
    notices?: readonly Notice[];
    at: Instant;
  },
): Promise<Result<Visit, VisitConflict>> {
  const { set, request, unlock, handedOver = [], notices = [], at } = the;
  const visit: Visit = {
    ...before,
    ...set,
    version: before.version + 1,
    ...(request ? { requests: withRequest(before.requests, request) } : {}),
  };
  const own = placeItem(before);
  const next = placeItem(visit);
  const moves = own.sk !== next.sk || own.pk !== next.pk;
  const mine = { ConditionExpression: 'visitId = :visit', ExpressionAttributeValues: { ':visit': before.id } };
  const gone: TransactionStep = { delete: { Key: { pk: own.pk, sk: own.sk }, ...mine } };
  const places: TransactionStep[] =
    visit.state === 'cancelled'
      ? [gone]
      : moves
        ? [gone, { put: { Item: next, ...absent } }]
        : [{ put: { Item: next, ...mine } }];
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.visit(visit.id), ...visit },
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': before.version },
      },
    },
    ...places,
    ...(unlock === undefined
      ? []
      : unlocking(before, unlock === 'every' ? applicationsIn(before) : [unlock], handedOver)),
    ...notices.flatMap((notice) => noticeSteps(notice, at)),
  ]);
  if (outcome.ok) return success(visit);
  const present = await readVisit(table, before.id);
  if (!present) return failure({ kind: 'missing' });
  return failure(
    present.version === before.version && moves ? { kind: 'place-taken' } : { kind: 'changed', visit: present },
  );
}
