import type { Language, Text } from '../domain/text.ts';
import { type Day, epochOf, type Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { withRequest } from './requests.ts';
import { absent, fingerprint, type Item, type Key, type Table, type TransactionStep } from './table.ts';

export type DeskOffice = 'front' | 'back';
export type InquiryState = 'open' | 'with-asker' | 'answered' | 'closed';
/** Words in one language or both. */
export type Words = Partial<Text>;

/** An inquiry (咨询) as the desk keeps it. */
export type Inquiry = {
  id: string;
  topic: string;
  procedure?: string;
  language: Language;
  channel: 'online' | 'telephone' | 'window';
  state: InquiryState;
  /** Which office answers it. */
  office: DeskOffice;
  claimedBy?: string;
  askedAt: Instant;
  /** Since when somebody waits for the desk. */
  waitingSince: Instant;
  /** Who asked, where they were signed in. */
  askedBy?: string;
  /** Fingerprint of the code with which anybody else reads the answer. */
  code?: string;
  /** Where the answer goes as well; officers do not see it. */
  email?: string;
  loggedBy?: string;
  /** Messages until now. */
  messages: number;
  /** Moves with every change. */
  version: number;
  requests?: string[];
};

export type InquiryMessage = {
  at: Instant;
  kind: 'question' | 'answer' | 'asked-back' | 'note';
  words: Words;
  by?: string;
  standardAnswer?: { id: string; version: number };
};

/** A line of the month that the bulletin counts. */
export type InquiryCount = { topic: string; channel: Inquiry['channel'] };

const withoutKey = <T>({ pk: _pk, sk: _sk, queuePk: _q, queueSk: _s, expiresAt: _e, ...rest }: Item): T =>
  rest as unknown as T;

/** What decides where the items of an inquiry stand and when the table forgets them. */
export type InquiryKeeping = { monthOf: (at: Instant) => string; keptDays: number };

const dayInSeconds = 86_400;
const forgottenAt = (at: Instant, keptDays: number) => Math.floor(epochOf(at) / 1000) + keptDays * dayInSeconds;

/** In the index only while it waits for the desk, by the instant since when somebody waits. */
const inquiryItem = (inquiry: Inquiry, at: Instant, { keptDays }: InquiryKeeping): Item => ({
  ...keys.inquiry(inquiry.id),
  ...inquiry,
  expiresAt: forgottenAt(at, keptDays),
  ...(inquiry.state === 'open'
    ? { queuePk: queueKeys.desk(inquiry.office), queueSk: `${inquiry.waitingSince}#${inquiry.id}` }
    : {}),
});

const messageStep = (id: string, sequence: number, message: InquiryMessage, keptDays: number): TransactionStep => ({
  put: {
    Item: { ...keys.inquiryMessage(id, sequence), ...message, expiresAt: forgottenAt(message.at, keptDays) },
    ...absent,
  },
});

const countStep = ({ askedAt, id, topic, channel }: Inquiry, { monthOf }: InquiryKeeping): TransactionStep => ({
  put: {
    Item: { ...keys.inquiryOfMonth(monthOf(askedAt), askedAt, id), topic, channel } satisfies Item & InquiryCount,
  },
});

/**
 * Keeps a new inquiry with its first messages, its line of the month and, for somebody signed in, its place in their
 * list.
 * @returns the inquiry that stands there already: the same request came before
 */
export async function keepInquiry(
  table: Table,
  keeping: InquiryKeeping,
  inquiry: Inquiry,
  messages: readonly InquiryMessage[],
): Promise<Result<void, Inquiry | undefined>> {
  const outcome = await table.transact([
    { put: { Item: inquiryItem(inquiry, inquiry.askedAt, keeping), ...absent } },
    ...messages.map((message, index) => messageStep(inquiry.id, index + 1, message, keeping.keptDays)),
    countStep(inquiry, keeping),
    ...(inquiry.askedBy
      ? [
          {
            put: {
              Item: {
                ...keys.ownInquiry(fingerprint(inquiry.askedBy), inquiry.askedAt, inquiry.id),
                id: inquiry.id,
                expiresAt: forgottenAt(inquiry.askedAt, keeping.keptDays),
              },
            },
          },
        ]
      : []),
  ]);
  if (outcome.ok) return outcome;
  const before = outcome.error.steps.find(({ index }) => index === 0)?.item;
  return { ok: false, error: before ? withoutKey<Inquiry>(before) : undefined };
}

/** Changes an inquiry as it was read; a message may be added and its topic counted otherwise. */
export async function changeInquiry(
  table: Table,
  keeping: InquiryKeeping,
  before: Inquiry,
  change: Partial<Inquiry>,
  the: { at: Instant; message?: InquiryMessage; request?: string | undefined; also?: readonly TransactionStep[] },
): Promise<Result<Inquiry, 'changed'>> {
  const { at, message, request, also = [] } = the;
  const after: Inquiry = {
    ...before,
    ...change,
    messages: before.messages + (message ? 1 : 0),
    version: before.version + 1,
    ...(request ? { requests: withRequest(before.requests, request) } : {}),
  };
  const outcome = await table.transact([
    {
      put: {
        Item: inquiryItem(after, at, keeping),
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': before.version },
      },
    },
    ...(message ? [messageStep(before.id, after.messages, message, keeping.keptDays)] : []),
    ...(after.topic === before.topic ? [] : [countStep(after, keeping)]),
    ...also,
  ]);
  return outcome.ok ? { ok: true, value: after } : { ok: false, error: 'changed' };
}

/** An inquiry with everything that was said, in order. */
export async function readInquiry(
  table: Table,
  id: string,
): Promise<{ inquiry: Inquiry; messages: InquiryMessage[] } | undefined> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.inquiry(id).pk },
    ConsistentRead: true,
  });
  const [head] = items.filter(({ sk }) => sk === keys.inquiry(id).sk);
  return (
    head && {
      inquiry: withoutKey<Inquiry>(head),
      messages: items.filter((item) => item !== head).map((item) => withoutKey<InquiryMessage>(item)),
    }
  );
}

type Page = { limit: number; after?: Key };

async function inquiriesOf(table: Table, ids: readonly string[]): Promise<Inquiry[]> {
  const found = await table.getMany(ids.map((id) => keys.inquiry(id)));
  const byId = new Map(found.map((item) => [String(item.id), withoutKey<Inquiry>(item)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A page of the inquiries that wait for an office of the desk, the longest waiting first. */
export async function readDesk(
  table: Table,
  office: DeskOffice,
  page: Page,
): Promise<{ inquiries: Inquiry[]; next?: Key }> {
  const { items, next } = await table.query({
    IndexName: queueIndex,
    KeyConditionExpression: 'queuePk = :desk',
    ExpressionAttributeValues: { ':desk': queueKeys.desk(office) },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  const waiting = await inquiriesOf(
    table,
    items.map(({ id }) => String(id)),
  );
  return { inquiries: waiting.filter(({ state }) => state === 'open'), ...(next ? { next } : {}) };
}

/** A page of the inquiries that somebody asked while signed in, the latest first. */
export async function readOwnInquiries(
  table: Table,
  subject: string,
  page: Page,
): Promise<{ inquiries: Inquiry[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.ownInquiry(fingerprint(subject), '', '').pk },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return {
    inquiries: await inquiriesOf(
      table,
      items.map(({ id }) => String(id)),
    ),
    ...(next ? { next } : {}),
  };
}

/**
 * Counts an inquiry of an address, unless it sent as many as it may within the hour. Only a fingerprint of the address is
 * kept, for two hours.
 */
export async function mayAsk(table: Table, address: string, at: Instant, mostAnHour: number): Promise<boolean> {
  const outcome = await table.update({
    Key: keys.askedFrom(fingerprint(address), at.slice(0, 13)),
    UpdateExpression: 'ADD asked :one SET expiresAt = :end',
    ConditionExpression: 'attribute_not_exists(asked) OR asked < :most',
    ExpressionAttributeValues: { ':one': 1, ':most': mostAnHour, ':end': Math.floor(epochOf(at) / 1000) + 7200 },
  });
  return outcome.ok;
}

/** Every inquiry of a month (YYYY-MM in the zone's time zone), as the bulletin counts them. */
export async function readInquiriesOfMonth(
  table: Table,
  month: string,
  page: { limit?: number; after?: Key } = {},
): Promise<{ lines: (InquiryCount & { at: Day })[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.inquiryOfMonth(month, '', '').pk },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return {
    lines: items.map(({ sk, topic, channel }) => ({
      at: sk.slice(0, 24),
      topic: String(topic),
      channel: channel as InquiryCount['channel'],
    })),
    ...(next ? { next } : {}),
  };
}
