import { createHash } from 'node:crypto';
import { placeOf } from '../credential/status-index.ts';
import { lifetimeCode } from '../domain/person/lifetime-code.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { statusStep } from './permit.ts';
import { withRequest } from './requests.ts';
import { absent, type Item, type Refused, type Table, type TransactionStep } from './table.ts';

/**
 * A merchant card as far as a partner may ask about it. Nothing here tells who holds it, so that the function which
 * answers partners never sees a person. Below 1 KB, so that it is read for one unit and changed for two.
 */
export type MerchantCard = {
  number: string;
  /** What was decided or reported; whether it has begun or expired follows from the dates when it is read. */
  status: 'valid' | 'suspended' | 'lost' | 'ended';
  /** Ids of the zone's services that it opens. */
  services: string[];
  validFrom: Day;
  validTo: Day;
  /** Place of the present token in the status list: which token is the present one. */
  statusIndex: number;
  /** Places of earlier tokens that were reported lost, the last ones; other earlier tokens were superseded. */
  lost?: number[];
  /** Number of the last event. */
  events: number;
  /** Marks of the last requests that changed it. */
  requests?: string[];
};

/** What one token of a card says of its holder. Alone it means nothing: the card names the token that holds. */
export type CardToken = {
  number: string;
  statusIndex: number;
  /** What the card's event of this number is, once the card has this token. */
  sequence: number;
  act: 'issued' | 'renewed' | 'reissued';
  name: string;
  chineseName?: string;
  nationality: string;
  sex: 'F' | 'M' | 'X';
  photo: { key: string; versionId: string; hash: string };
  /** On what the holder stayed when the card was applied for, and until when. */
  stay?: { kind: string; until: Day };
  bindingLimit: 'zone' | 'passport';
  authority: Text;
  applicationId: string;
  issuedAt: Instant;
  /** What its QR code carries. */
  token: Uint8Array;
};

export const cardActs = [
  'issued',
  'renewed',
  'reissued',
  'reported-lost',
  'suspended',
  'reinstated',
  'ended',
  'service-granted',
  'service-withdrawn',
  'stay-noted',
] as const;

/** One thing that became of a card. */
export type CardEvent = {
  sequence: number;
  at: Instant;
  act: (typeof cardActs)[number];
  /** Who did it: the subject of the holder or of an officer; absent where a decision was carried out. */
  by?: string;
  byHolder?: true;
  reason?: Text;
  service?: string;
  /** The day on which the holder's stay ended, or to which it was extended. */
  stay?: { kind: string; until: Day };
  statusIndex: number;
};

/**
 * The number of a card whose first application this is: 18 characters of our own scheme, told apart from the lifetime
 * code of the holder so that nobody finds one from the other. The same application always gives the same number.
 */
export const cardNumberFor = (applicationId: string): string =>
  lifetimeCode(new Uint8Array(createHash('sha256').update(`merchant-card\n${applicationId}`).digest().subarray(0, 15)));

const bare = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

export async function readCard(table: Table, number: string): Promise<MerchantCard | undefined> {
  const item = await table.get(keys.card(number));
  return item ? bare<MerchantCard>(item) : undefined;
}

export async function readCardToken(table: Table, number: string, statusIndex: number): Promise<CardToken | undefined> {
  const item = await table.get(keys.cardToken(number, statusIndex));
  if (!item) return undefined;
  const token = bare<CardToken>(item);
  return { ...token, token: new Uint8Array(token.token) };
}

/**
 * What became of a card, in order. The change that gives a card its token has no room for an event of its own: the
 * record of the token is one. A record under whose number something else happened was left by a change that did not.
 */
export async function readCardHistory(
  table: Table,
  card: Pick<MerchantCard, 'number' | 'events'>,
): Promise<CardEvent[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.cardEvent(card.number, 0).pk },
    ConsistentRead: true,
  });
  const found = new Map<number, CardEvent>();
  const tokens = items.filter(({ sk }) => sk.startsWith('TOKEN#')).map((item) => bare<CardToken>(item));
  for (const { sequence, act, issuedAt: at, statusIndex } of tokens.sort((a, b) =>
    a.issuedAt < b.issuedAt ? -1 : 1,
  )) {
    if (sequence <= card.events) found.set(sequence, { sequence, act, at, statusIndex });
  }
  for (const item of items.filter(({ sk }) => sk.startsWith('EVENT#'))) {
    const event = bare<CardEvent>(item);
    found.set(event.sequence, event);
  }
  return [...found.values()].sort((a, b) => a.sequence - b.sequence);
}

/** The number of the card that a person has, under the present code or one that was given up for it. */
export async function cardNumberOf(
  table: Table,
  person: { personId: string; formerCodes: readonly string[] },
): Promise<string | undefined> {
  for (const code of [person.personId, ...person.formerCodes]) {
    const item = await table.get(keys.cardOfPerson(code));
    if (item) return String(item.number);
  }
  return undefined;
}

/** What a card, or one of its tokens, is on a day: what was reported or decided outranks the dates. */
export type CardState =
  | 'valid'
  | 'not-yet-valid'
  | 'expired'
  | 'suspended'
  | 'lost'
  | 'ended'
  /** An earlier token, of which nobody said that it was lost. */
  | 'superseded';

/**
 * What a card is on a day.
 * @param statusIndex the place of the token that was shown; left out where somebody quotes the number
 */
export function cardState(
  card: Pick<MerchantCard, 'status' | 'validFrom' | 'validTo' | 'statusIndex' | 'lost'>,
  today: Day,
  statusIndex: number = card.statusIndex,
): CardState {
  if (card.status === 'ended') return 'ended';
  if (card.lost?.includes(statusIndex)) return 'lost';
  if (statusIndex !== card.statusIndex) return 'superseded';
  if (card.status !== 'valid') return card.status;
  if (today < card.validFrom) return 'not-yet-valid';
  return today > card.validTo ? 'expired' : 'valid';
}

/** How many tokens of a card are remembered as lost; whoever loses more is told "superseded" of the oldest. */
const lostRemembered = 40;

/** The places of lost tokens that a card keeps when its present token was lost too. */
export const lostPlaces = ({ lost = [], statusIndex }: MerchantCard): number[] =>
  [...lost, statusIndex].slice(-lostRemembered);

/** What the signed status list says of the present token of a card: a lost one never holds again. */
const listValues = { valid: 0, lost: 1, ended: 1, suspended: 2 } as const satisfies Record<
  MerchantCard['status'],
  number
>;

const cardEventStep = (number: string, event: CardEvent): TransactionStep => ({
  put: { Item: { ...keys.cardEvent(number, event.sequence), ...event }, ...absent },
});

/** The steps with which a first card begins: the card, and the word that its holder has one. */
export const firstCardSteps = (card: MerchantCard, personId: string): TransactionStep[] => [
  { put: { Item: { ...keys.card(card.number), ...card }, ...absent } },
  { put: { Item: { ...keys.cardOfPerson(personId), number: card.number }, ...absent } },
];

/** Puts a card in the place of the one that was read, if that did not change meanwhile. */
const replacingStep = (next: MerchantCard, before: MerchantCard): TransactionStep => ({
  put: {
    Item: { ...keys.card(next.number), ...next },
    ConditionExpression: 'events = :seen',
    ExpressionAttributeValues: { ':seen': before.events },
  },
});

/**
 * The steps that put a card with a new token in the place of the one that was read, if that did not change meanwhile.
 * The old token's place in the list says "superseded" unless it says "revoked" already.
 */
export function nextCardSteps(next: MerchantCard, before: MerchantCard): TransactionStep[] {
  const { list, position } = placeOf(before.statusIndex);
  return [
    replacingStep(next, before),
    ...(before.status === 'lost' || before.status === 'ended' ? [] : [statusStep(list, position, 3)]),
  ];
}

/**
 * Changes a card with its event and its place in the status list, if it did not change since it was read.
 * @returns the changed card, or a refusal when something changed meanwhile
 */
export async function changeCard(
  table: Table,
  card: MerchantCard,
  change: {
    /** With another place where the card has a new token; the old one is superseded unless it was lost. */
    set: Partial<Pick<MerchantCard, 'status' | 'services' | 'lost' | 'statusIndex'>>;
    event: Omit<CardEvent, 'sequence' | 'statusIndex'>;
    request?: string;
    /** Further steps of the same transaction. */
    also?: readonly TransactionStep[];
  },
): Promise<Result<MerchantCard, Refused>> {
  const { request, set, also = [] } = change;
  const next: MerchantCard = {
    ...card,
    ...set,
    events: card.events + 1,
    ...(request ? { requests: withRequest(card.requests, request) } : {}),
  };
  const { list, position } = placeOf(card.statusIndex);
  const sameToken = next.statusIndex === card.statusIndex;
  const outcome = await table.transact([
    ...(sameToken ? [replacingStep(next, card)] : nextCardSteps(next, card)),
    cardEventStep(card.number, { ...change.event, sequence: next.events, statusIndex: next.statusIndex }),
    ...(sameToken && next.status !== card.status ? [statusStep(list, position, listValues[next.status])] : []),
    ...also,
  ]);
  return outcome.ok ? { ok: true, value: next } : outcome;
}
