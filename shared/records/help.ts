import { createHash } from 'node:crypto';
import { canonical } from '../domain/application/events.ts';
import {
  type HelpAct,
  type HelpActor,
  type HelpKind,
  type HelpOutcome,
  type HelpState,
  waitsForOffice,
} from '../domain/help/mediation.ts';
import type { HelpLine } from '../domain/help/statistics.ts';
import type { Language, Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

export type PartyOfDispute = 'requester' | 'other-party';

/** A request for help (求助) as it stands; what was said lies in its events. */
export type HelpHead = {
  id: string;
  kind: HelpKind;
  topic: string;
  language: Language;
  state: HelpState;
  openedAt: Instant;
  /** Since when somebody waits for the office. */
  waitingSince: Instant;
  station?: string;
  about?: { applicationId?: string; permitNumber?: string };
  requester: { subject: string; email?: string; name?: string };
  /** In a dispute. The address is the one under which that person signs in. */
  other?: { email: string; name: string };
  /** Since when the other party knows of it. */
  invitedAt?: Instant;
  /** The officer who has it in hand; the mediator of a dispute. */
  handler?: string;
  /** How many sessions were arranged, and the version of the terms that is on the table. */
  sessions: number;
  terms: number;
  /** Who accepted that version. */
  accepted: PartyOfDispute[];
  agreement?: { number: string; at: Instant };
  outcome?: HelpOutcome;
  /** Moves with every change: the number of its last event. */
  version: number;
  /** Hash of the last event. */
  chain: string;
  requests?: string[];
};

/** What an event keeps beside the act. */
export type HelpData = {
  text?: string;
  summary?: Text;
  /** Of a session. */
  number?: number;
  on?: Day;
  place?: string;
  placeName?: Text;
  /** The version of the terms that is proposed or accepted, and the terms. */
  version?: number;
  terms?: Text;
  outcome?: HelpOutcome;
  referredTo?: string;
  /** What an agreement bears in its head, kept so that it can be made again. */
  agreement?: { number: string; authority: Text; sample?: true };
};

export type HelpEvent = {
  sequence: number;
  at: Instant;
  act: HelpAct | 'request';
  as: HelpActor;
  by: string;
  data: HelpData;
  previous: string;
  hash: string;
};

const withoutKey = <T>({ pk: _pk, sk: _sk, queuePk: _q, queueSk: _s, ...rest }: Item): T => rest as unknown as T;

const headItem = (head: HelpHead): Item => ({
  ...keys.help(head.id),
  ...head,
  ...(waitsForOffice(head.state)
    ? { queuePk: queueKeys.help(head.kind), queueSk: `${head.waitingSince}#${head.id}` }
    : {}),
});

/** Hash of an event with the hash before it: a change in the past shows. */
export const hashOfHelp = (event: Omit<HelpEvent, 'hash'>): string =>
  createHash('sha256').update(canonical(event)).digest('base64url');

const chained = (event: Omit<HelpEvent, 'hash'>): HelpEvent => ({ ...event, hash: hashOfHelp(event) });

/** A request in the list of somebody; `party` is a fingerprint as `inboxesOf` makes it. */
const listStep = (party: string, at: Instant, id: string): TransactionStep => ({
  put: { Item: { ...keys.helpOf(party, at, id), id } },
});

export type HelpHappening = Pick<HelpEvent, 'at' | 'act' | 'as' | 'by' | 'data'>;

/**
 * Keeps a new request with its first event.
 * @returns the request that stands under its id already: the same came before
 */
export async function keepHelp(
  table: Table,
  head: Omit<HelpHead, 'version' | 'chain'>,
  happening: HelpHappening,
  party: string,
): Promise<Result<HelpHead, HelpHead | undefined>> {
  const event = chained({ ...happening, sequence: 1, previous: '' });
  const whole: HelpHead = { ...head, version: 1, chain: event.hash };
  const outcome = await table.transact([
    { put: { Item: headItem(whole), ...absent } },
    { put: { Item: { ...keys.helpEvent(head.id, 1), ...event }, ...absent } },
    listStep(party, head.openedAt, head.id),
  ]);
  if (outcome.ok) return success(whole);
  const before = outcome.error.steps.find(({ index }) => index === 0)?.item;
  return failure(before ? withoutKey<HelpHead>(before) : undefined);
}

/** Changes a request as it was read, with the event that says who did what; refused when it moved meanwhile. */
export async function changeHelp(
  table: Table,
  before: HelpHead,
  set: Partial<HelpHead>,
  happening: HelpHappening,
  the: {
    request?: string | undefined;
    /** The party in whose list it appears from now on. */
    listedFor?: string | undefined;
    /** Its line of the month. */
    line?: { month: string; line: HelpLine } | undefined;
    also?: readonly TransactionStep[];
  },
): Promise<Result<HelpHead, 'changed'>> {
  const sequence = before.version + 1;
  const event = chained({ ...happening, sequence, previous: before.chain });
  const after: HelpHead = {
    ...before,
    ...set,
    version: sequence,
    chain: event.hash,
    ...(the.request ? { requests: withRequest(before.requests, the.request) } : {}),
  };
  const outcome = await table.transact([
    {
      put: {
        Item: headItem(after),
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': before.version },
      },
    },
    { put: { Item: { ...keys.helpEvent(before.id, sequence), ...event }, ...absent } },
    ...(the.listedFor ? [listStep(the.listedFor, happening.at, before.id)] : []),
    ...(the.line
      ? [
          {
            put: {
              Item: {
                ...keys.helpOfMonth(the.line.month, happening.at, before.id, the.line.line.what),
                ...the.line.line,
              },
              ...absent,
            },
          },
        ]
      : []),
    ...(the.also ?? []),
  ]);
  return outcome.ok ? success(after) : failure('changed');
}

/** A request with everything that happened to it, in order. */
export async function readHelp(table: Table, id: string): Promise<{ head: HelpHead; events: HelpEvent[] } | undefined> {
  const found: Item[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.help(id).pk },
      ConsistentRead: true,
      ExclusiveStartKey: after,
    });
    found.push(...page.items);
    after = page.next;
  } while (after);
  const head = found.find(({ sk }) => sk === keys.help(id).sk);
  return (
    head && {
      head: withoutKey<HelpHead>(head),
      events: found.filter((item) => item !== head).map((item) => withoutKey<HelpEvent>(item)),
    }
  );
}

type Page = { limit: number; after?: Key };
type Heads = { heads: HelpHead[]; next?: Key };

async function headsOf(table: Table, { items, next }: { items: Item[]; next?: Key }): Promise<Heads> {
  const ids = items.map(({ id }) => String(id));
  const found = await table.getMany(ids.map((id) => keys.help(id)));
  const byId = new Map(found.map((item) => [String(item.id), withoutKey<HelpHead>(item)]));
  return { heads: ids.flatMap((id) => byId.get(id) ?? []), ...(next ? { next } : {}) };
}

/** A page of the requests of a kind that wait for the office, the longest waiting first. */
export async function readHelpQueue(table: Table, kind: HelpKind, page: Page): Promise<Heads> {
  const found = await headsOf(
    table,
    await table.query({
      IndexName: queueIndex,
      KeyConditionExpression: 'queuePk = :queue',
      ExpressionAttributeValues: { ':queue': queueKeys.help(kind) },
      Limit: page.limit,
      ExclusiveStartKey: page.after,
    }),
  );
  return { ...found, heads: found.heads.filter(({ state }) => waitsForOffice(state)) };
}

/** A page of the requests in somebody's list, the latest first. */
export const readHelpOf = async (table: Table, party: string, page: Page): Promise<Heads> =>
  headsOf(
    table,
    await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.helpOf(party, '', '').pk },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: page.limit,
      ExclusiveStartKey: page.after,
    }),
  );

/** Every line of a month (YYYY-MM in the zone's time zone). */
export async function readHelpOfMonth(table: Table, month: string): Promise<HelpLine[]> {
  const lines: HelpLine[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.helpOfMonth(month, '', '', '').pk },
      ExclusiveStartKey: after,
    });
    lines.push(...page.items.map((item) => withoutKey<HelpLine>(item)));
    after = page.next;
  } while (after);
  return lines;
}
