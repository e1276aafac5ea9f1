import { comparableEmail } from '../domain/person/email.ts';
import type { Language, Text } from '../domain/text.ts';
import { epochOf, type Instant, instantOf } from '../domain/time.ts';
import { keys } from '../records/keys.ts';
import { absent, fingerprint, type Item, type Table, type TransactionStep } from '../records/table.ts';

/**
 * Whom a notice reaches: whoever signs in with an address, or a certain person at the identity provider. Address and
 * telephone are where e-mail and short messages go.
 */
export type Recipient =
  | { email: string; phone?: string; subject?: never }
  | { subject: string; email?: string; phone?: string };

/** Something that a person is told. Texts carry no passport number, no birth date and nothing of a document. */
export type Notice = {
  /** Chosen so that the same occasion gives the same id; it need be unique for one recipient only. */
  id: string;
  to: Recipient;
  /** What it is about in one word, such as `returned` or `permit-ends`; pages and statistics go by it. */
  kind: string;
  subject: Text;
  text: Text;
  /** The recipient's language where it is known; both otherwise. */
  language?: Language;
  /** Path in the zone's pages that leads on; to the application, where the notice is about one and says nothing else. */
  link?: `/${string}`;
  about?: { applicationId?: string; employerId?: string; permitNumber?: string };
};

export const channelNames = ['email', 'sms', 'wecom'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Why a delivery failed, in a word that tells nothing about the recipient. */
export const failureReasons = [
  'address-refused',
  'message-refused',
  'sign-in-refused',
  'not-configured',
  'unreachable',
  'busy',
  'answer-not-understood',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** How far a notice has come on one channel. `given-up` waits for a person; what is not here was not tried yet. */
export type Delivery = {
  state: 'sent' | 'failed' | 'given-up';
  attempts: number;
  at: Instant;
  reason?: FailureReason;
  /** When it is tried again. */
  next?: Instant;
};
export type Deliveries = Partial<Record<ChannelName, Delivery>>;

/** A notice as it lies in somebody's inbox. */
export type KeptNotice = Omit<Notice, 'id'> & {
  pk: string;
  sk: string;
  readAt?: Instant;
  deliveries?: Deliveries;
  /** Rounds of delivery that were recorded; guards the record against two at once. */
  rounds?: number;
};

/** Where a notice leads on in the zone's pages. */
export const linkOf = ({ link, about }: Pick<Notice, 'link' | 'about'>): string | undefined =>
  link ?? (about?.applicationId ? `/applications/${about.applicationId}` : undefined);

/** The inboxes of whoever signs in: the one of the person, and the one of the verified address. */
export const inboxesOf = ({ subject, email }: { subject?: string; email?: string }): string[] => {
  const address = comparableEmail(email);
  return [
    ...(subject === undefined ? [] : [fingerprint(`subject\n${subject}`)]),
    ...(address === undefined ? [] : [fingerprint(address)]),
  ];
};

/**
 * A notice has to fit into one write unit with what is noted on it later: its reading, and three deliveries that failed,
 * which take the rest of 1,024 bytes as shared/records/notices.ts packs them.
 */
const longest = 1024 - 224;

/** Bytes of a value as DynamoDB counts them, names included; a number as if it had all its digits. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 12;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .reduce((sum, [name, member]) => sum + Buffer.byteLength(name) + bytesOf(member) + 1, 3);
}

/** The beginning of a text that takes at most so many bytes, with a mark where something was left out. */
function shortened(value: string, bytes: number): string {
  if (Buffer.byteLength(value) <= bytes) return value;
  let short = '';
  let size = 3;
  for (const character of value) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

/** Cuts the text of a notice where the whole would cost a second write unit. */
function fitted(item: Item & Pick<Notice, 'text'>): Item {
  const over = bytesOf(item) - longest;
  if (over <= 0) return item;
  const { zh, en } = item.text;
  const room = Math.max(60, Buffer.byteLength(zh + en) - over);
  // What one language leaves of its half is the other's.
  const [inZh, inEn] = [Buffer.byteLength(zh), Buffer.byteLength(en)];
  const half = Math.floor(room / 2);
  const forZh = inZh <= half ? inZh : Math.max(half, room - inEn);
  const text = { zh: shortened(zh, forZh), en: shortened(en, room - Math.min(inZh, forZh)) };
  return { ...item, text };
}

const daysKept = 400;

/**
 * The item by which a notice lies in an inbox and goes out on the zone's channels: whoever follows the change feed
 * delivers it. Any capability may put it, if absent, alone or in a transaction of its own; it needs the right to put
 * `inbox`. The same notice at the same instant gives the same key, so that a repetition adds nothing.
 * @param at the instant of the occasion, the same on every repetition
 * @returns undefined for an address that cannot be one, which then reaches nobody
 */
export function noticeItem(notice: Notice, at: Instant): Item | undefined {
  const { id, to, ...rest } = notice;
  const [inbox] = inboxesOf(to);
  if (!inbox) return undefined;
  const key = keys.inbox(inbox, instantOf(epochOf(at)), fingerprint(`${inbox}\n${id}`));
  const expiresAt = Math.floor(epochOf(at) / 1000) + daysKept * 86_400;
  return fitted({ ...key, to, ...rest, expiresAt });
}

/** The step of a transaction that puts a notice; none for an address that cannot be one. */
export const noticeSteps = (notice: Notice, at: Instant): TransactionStep[] => {
  const item = noticeItem(notice, at);
  // A put without a condition would wake a notice that was delivered already.
  return item ? [{ put: { Item: item, ...absent } }] : [];
};

/** Puts a notice alone. @returns whether it is new */
export async function giveNotice(table: Table, notice: Notice, at: Instant): Promise<boolean> {
  const item = noticeItem(notice, at);
  return item !== undefined && (await table.put(item, absent)).ok;
}

/** The id of a notice as callers know it: its instant and its mark. */
export const noticeIdOf = ({ sk }: { sk: string }): string => {
  const [at = '', mark = ''] = sk.split('#');
  return `${epochOf(at)}-${mark}`;
};

/** The place in an inbox that an id means; undefined for anything that is no id. */
export function noticePlace(id: string): string | undefined {
  const [, at, mark] = /^(\d{12,14})-([\w-]{22})$/.exec(id) ?? [];
  return at && mark ? `${instantOf(Number(at))}#${mark}` : undefined;
}
