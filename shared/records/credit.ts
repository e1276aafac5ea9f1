import { createHash } from 'node:crypto';
import { canonical } from '../domain/application/events.ts';
import type {
  CreditActor,
  CreditEvent,
  CreditHappening,
  CreditList,
  Matter,
  ReportedRecord,
} from '../domain/credit/ledger.ts';
import type { SubjectKind } from '../domain/credit/rule-set.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, type Day, type Instant, instantOf } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { type Import, readImport } from './import.ts';
import { keys } from './keys.ts';
import { readPerson } from './person.ts';
import { repetition, withRequest } from './requests.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** Whose credit: a person by lifetime code, an enterprise by unified social credit code. */
export type CreditSubject = { kind: SubjectKind; code: string };

/** A subject as keys name it. */
export const subjectKey = ({ kind, code }: CreditSubject): string => `${kind === 'person' ? 'P' : 'E'}:${code}`;

export const subjectOf = (key: string): CreditSubject => ({
  kind: key.startsWith('P:') ? 'person' : 'enterprise',
  code: key.slice(2),
});

/** How an account stands: number and hash of its last event, the list, and the last requests. */
export type CreditAccount = { events: number; chain: string; list?: CreditList; requests?: string[] };

const accountOf = (item: Item | undefined): CreditAccount => ({
  events: (item?.events ?? 0) as number,
  chain: (item?.chain ?? '') as string,
  ...(item?.list ? { list: item.list as CreditList } : {}),
  ...(item?.requests ? { requests: item.requests as string[] } : {}),
});

export const readCreditAccount = async (table: Table, subject: CreditSubject): Promise<CreditAccount> =>
  accountOf(await table.get(keys.creditAccount(subjectKey(subject))));

/** The list on which somebody stands now, under any of a person's codes. */
export async function readCreditList(table: Table, subject: CreditSubject): Promise<CreditList | undefined> {
  const accounts = await Promise.all((await codesOf(table, subject)).map((one) => readCreditAccount(table, one)));
  return accounts.find(({ list }) => list)?.list;
}

/** A person under the present code and those that were given up for it; an enterprise under its one. */
async function codesOf(table: Table, subject: CreditSubject): Promise<CreditSubject[]> {
  if (subject.kind === 'enterprise') return [subject];
  const { personId, formerCodes } = await readPerson(table, subject.code);
  return [personId, ...formerCodes].map((code) => ({ kind: 'person', code }));
}

/** What an import put into somebody's account: a report that its negative side leaves to a second officer. */
export type CreditReportItem = Item & { record: ReportedRecord; dueOn?: Day; importId?: string };

/**
 * A report of an import as the event that it is: what takes points away waits for a second officer, everything else
 * counts, from the moment on at which the import was complete.
 */
function reported({ record, dueOn }: CreditReportItem, the: Import): CreditEvent {
  const by: CreditActor = { party: 'authority', subject: the.startedBy ?? the.createdBy };
  const happening: CreditHappening = dueOn
    ? { type: 'opened', data: { matter: { id: record.id, kind: 'record', dueOn, record } } }
    : { type: 'recorded', data: { record } };
  return { ...happening, sequence: 0, at: the.endedAt ?? the.createdAt, by, previous: '', hash: '' };
}

async function reportsOf(table: Table, items: readonly CreditReportItem[]): Promise<CreditEvent[]> {
  const ids = [...new Set(items.flatMap(({ importId }) => importId ?? []))];
  const found = await Promise.all(ids.map((id) => readImport(table, id)));
  const complete = new Map(found.flatMap((the) => (the?.state === 'complete' ? [[the.id, the] as const] : [])));
  return items.flatMap((item) => {
    const the = complete.get(item.importId ?? '');
    const under = item.pk.slice(item.pk.indexOf('#') + 1);
    if (!the) return [];
    const other = the.startedBy !== undefined && the.startedBy !== the.createdBy;
    const record = { ...item.record, imported: the.id, ...(other ? { broughtBy: the.createdBy } : {}) };
    return [{ ...reported({ ...item, record }, the), under }];
  });
}

async function itemsOf(table: Table, subject: CreditSubject): Promise<Item[]> {
  const found: Item[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.creditAccount(subjectKey(subject)).pk },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items);
    from = page.next;
  } while (from);
  return found;
}

const eventOf = ({ pk, sk: _sk, ...rest }: Item): CreditEvent =>
  ({ ...rest, under: pk.slice(pk.indexOf('#') + 1) }) as unknown as CreditEvent;

/** An account with everything that happened to it, in order. */
export type CreditRead = { account: CreditAccount; events: CreditEvent[] };

/**
 * Everything that happened to somebody's credit, in order; what an import reported among it. The account is that under
 * which the next thing is written.
 */
export async function readCredit(table: Table, subject: CreditSubject): Promise<CreditRead> {
  const codes = await codesOf(table, subject);
  const items = (await Promise.all(codes.map((code) => itemsOf(table, code)))).flat();
  const own = keys.creditAccount(subjectKey(codes[0] ?? subject));
  const reports = items.filter(({ sk }) => sk.startsWith('REPORT#')) as CreditReportItem[];
  const events = [
    ...items.filter(({ sk }) => sk.startsWith('EVENT#')).map(eventOf),
    ...(await reportsOf(table, reports)),
  ];
  return {
    account: accountOf(items.find(({ pk, sk }) => pk === own.pk && sk === own.sk)),
    events: events.sort((one, other) =>
      one.at === other.at ? one.sequence - other.sequence : one.at < other.at ? -1 : 1,
    ),
  };
}

/** A line of the list of what waits for a second officer. */
export type OpenMatter = {
  subject: CreditSubject;
  matter: string;
  kind: Matter['kind'];
  dueOn: Day;
  provisional?: true;
  /** Officers who may not decide it: who opened it, and who entered or confirmed what it is about. */
  notBy: string[];
};

type MatterLine = Item & { kind: Matter['kind']; notBy?: ReadonlySet<string>; importId?: string; provisional?: true };

/** The item by which something waits for a second officer. */
export const matterItem = (
  subject: CreditSubject,
  matter: Pick<Matter, 'id' | 'kind' | 'dueOn' | 'provisional'>,
  notBy: Iterable<string>,
) => {
  const officers = new Set(notBy);
  return {
    ...keys.creditMatter(matter.dueOn, subjectKey(subject), matter.id),
    kind: matter.kind,
    ...(matter.provisional ? { provisional: true } : {}),
    // A set of the table is never empty.
    ...(officers.size > 0 ? { notBy: officers } : {}),
  };
};

/** What waits for a second officer, what is due first first; what an import brought only once it is complete. */
export async function readOpenMatters(
  table: Table,
  page: { limit: number; after?: Key },
): Promise<{ matters: OpenMatter[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.creditMatter('', '', '').pk },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const lines = items as MatterLine[];
  const ids = [...new Set(lines.flatMap(({ importId }) => importId ?? []))];
  const imports = new Map(
    (await Promise.all(ids.map((id) => readImport(table, id)))).flatMap((the) => (the ? [[the.id, the] as const] : [])),
  );
  const matters = lines.flatMap(({ sk, kind, notBy, importId, provisional }): OpenMatter[] => {
    const the = importId === undefined ? undefined : imports.get(importId);
    if (importId !== undefined && the?.state !== 'complete') return [];
    const [dueOn = '', subject = '', matter = ''] = sk.split('#');
    const officers = [...(notBy ?? []), ...(the ? [the.createdBy, ...(the.startedBy ? [the.startedBy] : [])] : [])];
    return [
      { subject: subjectOf(subject), matter, kind, dueOn, ...(provisional ? { provisional } : {}), notBy: officers },
    ];
  });
  return { matters, ...(next ? { next } : {}) };
}

/**
 * The step by which a matter is decided: once, and by none of the officers who have had a hand in it, whatever was read
 * before.
 */
export const decideMatterStep = (
  subject: CreditSubject,
  { id, dueOn }: Pick<Matter, 'id' | 'dueOn'>,
  officer: string,
): TransactionStep => ({
  delete: {
    Key: keys.creditMatter(dueOn, subjectKey(subject), id),
    ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(notBy) OR NOT contains(notBy, :officer))',
    ExpressionAttributeValues: { ':officer': officer },
  },
});

/** Somebody on a list, as it is published or shown to officers. */
export type ListEntry = { subject: CreditSubject; list: CreditList; since: Instant; reason: Text; name?: Text };

/** The step by which somebody's entry on a list changes with the decision. */
export const listingSteps = (
  subject: CreditSubject,
  before: CreditList | undefined,
  after: Omit<ListEntry, 'subject'> | undefined,
): TransactionStep[] => [
  ...(before && before !== after?.list ? [{ delete: { Key: keys.creditListing(before, subjectKey(subject)) } }] : []),
  ...(after ? [{ put: { Item: { ...keys.creditListing(after.list, subjectKey(subject)), ...after } } }] : []),
];

/** A page of a list. */
export async function readCreditListEntries(
  table: Table,
  list: CreditList,
  page: { limit: number; after?: Key },
): Promise<{ entries: ListEntry[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :list)',
    ExpressionAttributeValues: { ':pk': keys.creditListing('', '').pk, ':list': `${list}#` },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const entries = items.map(({ pk: _pk, sk, ...rest }): ListEntry => {
    const subject = subjectOf(sk.slice(list.length + 1));
    return { ...(rest as unknown as Omit<ListEntry, 'subject'>), subject };
  });
  return { entries, ...(next ? { next } : {}) };
}

export type CreditConflict =
  /** Something else happened to the account meanwhile. */
  | { kind: 'changed' }
  | { kind: 'repeated' }
  /** The matter is decided already, or this officer had a hand in it. */
  | { kind: 'other-step' };

/**
 * Changes an account in one conditional transaction: how it stands, the event that says who and why, and what goes with
 * it. Refused when anything else happened to it meanwhile.
 */
export async function changeCredit(
  table: Table,
  clock: Clock,
  the: {
    subject: CreditSubject;
    account: CreditAccount;
    happening: CreditHappening;
    by: CreditActor;
    request?: string | undefined;
    /** The list on which it stands from now on; null for none any more. */
    list?: CreditList | null;
    at?: Instant;
    also?: readonly TransactionStep[];
  },
): Promise<Result<{ account: CreditAccount; event: CreditEvent }, CreditConflict>> {
  const { subject, account, happening, by, request, also = [] } = the;
  const at = the.at ?? instantOf(clock.now());
  const whole = { ...happening, sequence: account.events + 1, at, by, previous: account.chain };
  const hash = createHash('sha256').update(canonical(whole)).digest('base64url');
  const event = { ...whole, hash } as CreditEvent;
  const { list: before, ...rest } = account;
  const list = the.list === undefined ? before : (the.list ?? undefined);
  const next: CreditAccount = {
    ...rest,
    events: event.sequence,
    chain: hash,
    ...(list ? { list } : {}),
    ...(request ? { requests: withRequest(account.requests, request) } : {}),
  };
  const key = subjectKey(subject);
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.creditAccount(key), ...next },
        ...(account.events === 0
          ? absent
          : { ConditionExpression: 'events = :seen', ExpressionAttributeValues: { ':seen': account.events } }),
      },
    },
    { put: { Item: { ...keys.creditEvent(key, event.sequence), ...event }, ...absent } },
    ...also,
  ]);
  if (outcome.ok) return success({ account: next, event });
  const own = outcome.error.steps.some(({ index }) => index < 2);
  if (!own) return failure({ kind: 'other-step' });
  const present = await readCreditAccount(table, subject);
  return failure({ kind: repetition(present.requests, request) === 'same' ? 'repeated' : 'changed' });
}
