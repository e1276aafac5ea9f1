import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** That an employer was advised or trained; how many people came, and nobody's name. */
export type Consultation = {
  id: string;
  kind: 'consultation' | 'training';
  topic: string;
  on: Day;
  employerId?: string;
  creditCode?: string;
  employerName?: string;
  attendees: number;
  notes?: string;
  /** The training session at which it was. */
  training?: string;
  at: Instant;
  by: string;
};

const withoutKey = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as unknown as T;

/** The steps that log a consultation: under its month, and under the employer where its credit code is known. */
export const consultationSteps = (entry: Consultation): TransactionStep[] => [
  { put: { Item: { ...keys.consultation(entry.on.slice(0, 7), entry.on, entry.id), ...entry } } },
  ...(entry.creditCode
    ? [{ put: { Item: { ...keys.consultationOfEmployer(entry.creditCode, entry.on, entry.id), ...entry } } }]
    : []),
];

type Page = { limit?: number; after?: Key };

async function consultationsUnder(table: Table, pk: string, { limit, after }: Page) {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit,
    ExclusiveStartKey: after,
  });
  return { entries: items.map((item) => withoutKey<Consultation>(item)), ...(next ? { next } : {}) };
}

/** A page of what was logged for a month (YYYY-MM), the latest day first. */
export const readConsultations = (table: Table, month: string, page: Page = {}) =>
  consultationsUnder(table, keys.consultation(month, '', '').pk, page);

/** A page of what was logged for the employer of a credit code. */
export const readConsultationsOf = (table: Table, creditCode: string, page: Page = {}) =>
  consultationsUnder(table, keys.consultationOfEmployer(creditCode, '', '').pk, page);

/** Everything that was logged for a month: some hundred entries in a busy one. */
export async function readWholeMonth(table: Table, month: string): Promise<Consultation[]> {
  const found: Consultation[] = [];
  let after: Key | undefined;
  do {
    const page: { entries: Consultation[]; next?: Key } = await readConsultations(table, month, after ? { after } : {});
    found.push(...page.entries);
    after = page.next;
  } while (after);
  return found;
}

/** A training session for employers. */
export type Training = {
  id: string;
  topic: string;
  title: Text;
  on: Day;
  /** Time of day, HH:MM. */
  from: string;
  to: string;
  place: Text;
  capacity: number;
  /** Seats that are taken. */
  taken: number;
  state: 'planned' | 'held' | 'cancelled';
  version: number;
  plannedBy: string;
};

export type Seats = { employerId: string; name: string; creditCode: string; seats: number; by: string; at: Instant };

/** Plans a session; the same request again finds it there. */
export async function planTraining(table: Table, training: Training): Promise<Result<void, unknown>> {
  return table.transact([
    { put: { Item: { ...keys.training(training.id), ...training }, ...absent } },
    { put: { Item: { ...keys.trainingOnDay(training.on, training.id), id: training.id } } },
  ]);
}

/** A session with the seats that employers took. */
export async function readTraining(
  table: Table,
  id: string,
): Promise<{ training: Training; seats: Seats[] } | undefined> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.training(id).pk },
    ConsistentRead: true,
  });
  const head = items.find(({ sk }) => sk === keys.training(id).sk);
  return (
    head && {
      training: withoutKey<Training>(head),
      seats: items.filter((item) => item !== head).map((item) => withoutKey<Seats>(item)),
    }
  );
}

/** A page of the sessions from a day on, the next first. */
export async function readTrainings(
  table: Table,
  notBefore: Day,
  page: { limit: number; after?: Key },
): Promise<{ trainings: Training[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': keys.trainingOnDay('', '').pk, ':from': notBefore },
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  const found = await table.getMany(items.map(({ id }) => keys.training(String(id))));
  const byId = new Map(found.map((item) => [String(item.id), withoutKey<Training>(item)]));
  return { trainings: items.flatMap(({ id }) => byId.get(String(id)) ?? []), ...(next ? { next } : {}) };
}

/**
 * Gives an employer as many seats as it wants in all, or none.
 * @param before what it had
 * @returns false where the seats do not suffice, the session is over, or somebody changed the same in this moment
 */
export async function takeSeats(
  table: Table,
  { id, capacity }: Training,
  wanted: Seats,
  before: Seats | undefined,
): Promise<boolean> {
  const more = wanted.seats - (before?.seats ?? 0);
  const key = keys.trainingSeats(id, wanted.employerId);
  const asSeen = before
    ? { ConditionExpression: 'seats = :before', ExpressionAttributeValues: { ':before': before.seats } }
    : absent;
  const outcome = await table.transact([
    {
      update: {
        Key: keys.training(id),
        UpdateExpression: 'SET taken = taken + :more, #version = #version + :one',
        ConditionExpression: '#state = :planned AND taken <= :room',
        ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
        ExpressionAttributeValues: { ':more': more, ':one': 1, ':planned': 'planned', ':room': capacity - more },
      },
    },
    wanted.seats > 0 ? { put: { Item: { ...key, ...wanted }, ...asSeen } } : { delete: { Key: key, ...asSeen } },
  ]);
  return outcome.ok;
}

/** Ends a session as held, with what is logged of it, or as cancelled; once. */
export async function endTraining(
  table: Table,
  training: Training,
  state: 'held' | 'cancelled',
  also: readonly TransactionStep[] = [],
): Promise<boolean> {
  const outcome = await table.transact([
    {
      update: {
        Key: keys.training(training.id),
        UpdateExpression: 'SET #state = :state, #version = #version + :one',
        ConditionExpression: '#state = :planned AND #version = :seen',
        ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
        ExpressionAttributeValues: { ':state': state, ':one': 1, ':planned': 'planned', ':seen': training.version },
      },
    },
    ...also,
  ]);
  return outcome.ok;
}
