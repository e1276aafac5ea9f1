import { gunzipSync, gzipSync } from 'node:zlib';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { ImportState } from '../imports/states.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** Something that is wrong with a file: the line as a text editor counts it, 1 for the headings, 0 for the whole file. */
export type ImportProblem = { line: number; column?: string; code: string; text: Text; remedy?: Text };

/** One file that is imported whole or not at all. */
export type Import = {
  id: string;
  kind: string;
  state: ImportState;
  fileName: string;
  /** Where the file lies in the bucket, and which version of it is meant from the start on. */
  key: string;
  versionId?: string;
  bytes?: number;
  /** Of the file, in hex: as it was announced, and as it was found to be. */
  announcedSha256?: string;
  sha256?: string;
  encoding?: string;
  createdAt: Instant;
  createdBy: string;
  startedAt?: Instant;
  startedBy?: string;
  /** The day as of which rows are judged, whenever they are read again. */
  asOf?: Day;
  endedAt?: Instant;
  cancelledBy?: string;
  reason?: string;
  /** How often its check was begun: each keeps its problems apart from those of one that died. */
  checks: number;
  /** Rows of the file, how many of them are bad, and how many problems there are on how many pages. */
  rows?: number;
  badRows?: number;
  problems?: number;
  pages?: number;
  /** Rows that are in the table; they count for nothing until the import is complete. */
  applied: number;
  /** Imports that were given up half-way and left something where its own rows will stand. */
  over?: string[];
  /** The import that brought the same file before. */
  sameFileAs?: string;
};

const importOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Import => rest as unknown as Import;

export async function readImport(table: Table, id: string): Promise<Import | undefined> {
  const item = await table.get(keys.import(id));
  return item ? importOf(item) : undefined;
}

/** Announces an import; one that stands under the id already is given back as it is. */
export async function announceImport(table: Table, the: Import): Promise<Import> {
  const announced = await table.transact([
    { put: { Item: { ...keys.import(the.id), ...the }, ...absent } },
    { put: { Item: { ...keys.importEntry(the.createdAt, the.id), id: the.id } } },
  ]);
  if (announced.ok) return the;
  const present = announced.error.steps[0]?.item;
  if (!present) throw new Error('an import was refused by nothing');
  return importOf(present);
}

/** One page of all imports, the latest first. */
export async function readImports(
  table: Table,
  page: { limit: number; after?: Key },
): Promise<{ imports: Import[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :list)',
    ExpressionAttributeValues: { ':pk': keys.importEntry('', '').pk, ':list': 'LIST#' },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const found = await table.getMany(items.map(({ id }) => keys.import(String(id))));
  const byId = new Map(found.map((item) => [item.id, importOf(item)]));
  const imports = items.flatMap(({ id }) => byId.get(id) ?? []);
  return { imports, ...(next ? { next } : {}) };
}

/** A change of an import: what it becomes, from which states, and further steps of the same transaction. */
type ImportChange = {
  set: Partial<Omit<Import, 'id'>>;
  from: readonly ImportState[];
  /** Refused where another check was begun meanwhile, or where more was applied. */
  seen?: Pick<Import, 'checks' | 'applied'>;
  also?: readonly TransactionStep[];
};

/**
 * Changes an import in one conditional transaction with what belongs to it.
 * @returns the import as it stands where it was refused, or the number of a further step that was
 */
export async function changeImport(
  table: Table,
  the: Import,
  change: ImportChange,
): Promise<Result<Import, { present: Import | undefined; step?: number }>> {
  const { set, from, seen, also = [] } = change;
  const names = Object.keys(set);
  const outcome = await table.transact([
    {
      update: {
        Key: keys.import(the.id),
        UpdateExpression: `SET ${names.map((_, i) => `#set${i} = :set${i}`).join(', ')}`,
        ConditionExpression: [
          `#state IN (${from.map((_, i) => `:from${i}`).join(', ')})`,
          ...(seen ? ['#checks = :checks', '#applied = :applied'] : []),
        ].join(' AND '),
        ExpressionAttributeNames: {
          '#state': 'state',
          ...(seen ? { '#checks': 'checks', '#applied': 'applied' } : {}),
          ...Object.fromEntries(names.map((name, i) => [`#set${i}`, name])),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.values(set).map((value, i) => [`:set${i}`, value])),
          ...Object.fromEntries(from.map((state, i) => [`:from${i}`, state])),
          ...(seen ? { ':checks': seen.checks, ':applied': seen.applied } : {}),
        },
      },
    },
    ...also,
  ]);
  if (outcome.ok) return success({ ...the, ...set });
  const own = outcome.error.steps.find(({ index }) => index === 0);
  const [other] = outcome.error.steps;
  return failure({
    present: own?.item ? importOf(own.item) : await readImport(table, the.id),
    ...(!own && other ? { step: other.index - 1 } : {}),
  });
}

/** The step that has an import worked on, and the one that ends it. */
export const workStep = (the: { id: string; startedAt: Instant }): TransactionStep => ({
  put: { Item: { ...keys.importWork(the.startedAt, the.id), id: the.id } },
});
export const noWorkStep = (the: Pick<Import, 'id' | 'startedAt'>): TransactionStep[] =>
  the.startedAt ? [{ delete: { Key: keys.importWork(the.startedAt, the.id) } }] : [];

/** The imports that are to be worked on, in the order in which they were started. */
export async function importsToWorkOn(table: Table): Promise<string[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :work)',
    ExpressionAttributeValues: { ':pk': keys.importWork('', '').pk, ':work': 'WORK#' },
    ConsistentRead: true,
  });
  return items.map(({ id }) => String(id));
}

const atWork: readonly ImportState[] = ['checking', 'applying'];

/**
 * Takes the turn of a kind: its imports are worked on one after the other, so that what one was checked against no other
 * changes until its rows stand.
 * @returns whether it is this import's turn
 */
export async function takeTurn(table: Table, the: Pick<Import, 'id' | 'kind'>): Promise<boolean> {
  const key = keys.importTurn(the.kind);
  const take = (before: string | undefined) =>
    table.put(
      { ...key, importId: the.id },
      {
        ConditionExpression: before === undefined ? 'attribute_not_exists(pk)' : 'importId = :before',
        ...(before === undefined ? {} : { ExpressionAttributeValues: { ':before': before } }),
      },
    );
  const standing = await table.get(key);
  const before = standing && String(standing.importId);
  if (before === the.id) return true;
  const other = before === undefined ? undefined : await readImport(table, before);
  if (other && atWork.includes(other.state)) return false;
  return (await take(before)).ok;
}

/** The import that brought a file of this content before, whatever became of it. */
export async function importOfFile(table: Table, kind: string, sha256: string): Promise<Import | undefined> {
  const item = await table.get(keys.importFile(kind, sha256));
  return item && readImport(table, String(item.importId));
}

/** Whether what an import brought stands, or is on its way: a file of its content is not taken again. */
export const stands = ({ state }: Pick<Import, 'state'>): boolean => state === 'applying' || state === 'complete';

/** The step that enters a file as brought by an import, where nobody did before or the one that did was given up. */
export const fileStep = (the: Pick<Import, 'id' | 'kind'>, sha256: string, before?: string): TransactionStep => ({
  put: {
    Item: { ...keys.importFile(the.kind, sha256), importId: the.id },
    ...(before === undefined
      ? absent
      : { ConditionExpression: 'importId = :before', ExpressionAttributeValues: { ':before': before } }),
  },
});

/** The step that puts an item of a row: where nothing stands, or what an import left behind that was given up. */
export const rowStep = (item: Item, over: readonly string[] = []): TransactionStep => ({
  put: {
    Item: item,
    ConditionExpression:
      over.length === 0
        ? absent.ConditionExpression
        : `${absent.ConditionExpression} OR importId IN (${over.map((_, i) => `:over${i}`).join(', ')})`,
    ...(over.length === 0
      ? {}
      : { ExpressionAttributeValues: Object.fromEntries(over.map((id, i) => [`:over${i}`, id])) }),
  },
});

/** Begins a check of its own number. @returns undefined where the import is not to be checked any more */
export async function beginCheck(table: Table, id: string): Promise<Import | undefined> {
  const outcome = await table.update({
    Key: keys.import(id),
    UpdateExpression: 'ADD #checks :one',
    ConditionExpression: '#state = :checking',
    ExpressionAttributeNames: { '#checks': 'checks', '#state': 'state' },
    ExpressionAttributeValues: { ':one': 1, ':checking': 'checking' },
    ReturnValues: 'ALL_NEW',
  });
  return outcome.ok && outcome.value ? importOf(outcome.value) : undefined;
}

/** Problems on one page. */
export const problemsOnAPage = 100;

/** Keeps one page of problems until a second of the epoch, packed: many bad rows say the same. */
export async function keepProblems(
  table: Table,
  the: Pick<Import, 'id' | 'checks'>,
  page: { number: number; problems: readonly ImportProblem[]; expiresAt: number },
): Promise<void> {
  await table.put({
    ...keys.importProblems(the.id, the.checks, page.number),
    packed: gzipSync(JSON.stringify(page.problems)),
    expiresAt: page.expiresAt,
  });
}

/** A page of the problems of an import's last check, from 0; undefined where there is none. */
export async function readProblems(
  table: Table,
  the: Pick<Import, 'id' | 'checks'>,
  page: number,
): Promise<ImportProblem[] | undefined> {
  const item = await table.get(keys.importProblems(the.id, the.checks, page));
  return item ? JSON.parse(gunzipSync(item.packed as Uint8Array).toString()) : undefined;
}

/**
 * Which of these imports are in force. An item that an import brought bears its `importId`; it counts only when that
 * import is among them, so that nobody ever sees half a file. One that is complete stays so.
 */
export async function importsInForce(
  table: Table,
  ids: Iterable<string | undefined>,
): Promise<(importId: unknown) => boolean> {
  const asked = [...new Set(ids)].filter((id) => id !== undefined);
  const found = asked.length > 0 ? await table.getMany(asked.map((id) => keys.import(id))) : [];
  const complete = new Set(found.filter(({ state }) => state === 'complete').map(({ id }) => id));
  return (importId) => importId === undefined || complete.has(importId);
}

/** Those of the items that count: entered by hand, or brought by an import that is in force. */
export async function countingOnly<T extends Record<string, unknown>>(table: Table, items: readonly T[]): Promise<T[]> {
  const marks = items.flatMap(({ importId }) => (typeof importId === 'string' ? [importId] : []));
  const inForce = await importsInForce(table, marks);
  return items.filter(({ importId }) => inForce(importId));
}
