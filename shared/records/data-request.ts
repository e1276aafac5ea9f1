import type { ErasureKind } from '../domain/erasure/on-request.ts';
import type { Language, Text } from '../domain/text.ts';
import { type Day, epochOf, type Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { repetition, withRequest } from './requests.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

type DataRequestKind = 'erasure' | 'correction' | 'explanation' | 'retention';
type DataRequestState = 'open' | 'proposed' | 'decided' | 'carried-out';

/** Something that is erased as a whole, named by a key that says nothing about a person. */
export type Target = { what: ErasureKind; id: string };

/** On whose behalf: somebody signed in, a person whose request came on paper, or nobody where retention ended. */
type Requested =
  | { by: 'person'; subject: string; email: string; emailHash: string }
  | { by: 'paper'; personId: string; recordedBy: string }
  | { by: 'zone'; openedBy: string; upTo: Day };

/**
 * A request about personal data (PIPL arts. 45 to 50), or the order that what is past its retention goes. One officer
 * proposes, another decides; a command carries out what was decided.
 */
export type DataRequest = {
  id: string;
  /** Moves with every change. */
  version: number;
  kind: DataRequestKind;
  state: DataRequestState;
  requested: Requested;
  createdAt: Instant;
  /** The day by which it is answered. */
  dueOn: Day;
  language?: Language;
  /** What the person wrote. */
  words?: string;
  proposal?: { by: string; at: Instant; outcome: 'granted' | 'refused'; answer: Text };
  /** Why a colleague did not agree with a proposal; the last time. */
  sentBack?: { by: string; at: Instant; reason: string };
  decision?: { by: string; at: Instant };
  /** What goes, as it was found when it was decided. */
  targets?: Target[];
  carriedOut?: { at: Instant; erased: number; kept: number };
  requests?: string[];
};

const requestOf = ({ pk: _pk, sk: _sk, expiresAt: _expiresAt, ...rest }: Item): DataRequest =>
  rest as unknown as DataRequest;

export async function readDataRequest(table: Table, id: string): Promise<DataRequest | undefined> {
  const item = /^[0-9a-z]{24}$/.test(id) ? await table.get(keys.dataRequest(id)) : undefined;
  return item ? requestOf(item) : undefined;
}

/**
 * Keeps a new request, with its places in the lists.
 * @returns the request that stands under its id already: the same came before
 */
export async function keepDataRequest(
  table: Table,
  request: DataRequest,
): Promise<Result<DataRequest, DataRequest | undefined>> {
  const { id, createdAt, requested } = request;
  const own = requested.by === 'person' ? keys.dataRequestOf(requested.emailHash, createdAt, id) : undefined;
  const outcome = await table.transact([
    { put: { Item: { ...keys.dataRequest(id), ...request }, ...absent } },
    { put: { Item: { ...keys.dataRequestEntry(createdAt, id), id } } },
    ...(own ? [{ put: { Item: { ...own, id } } }] : []),
  ]);
  if (outcome.ok) return success(request);
  const before = outcome.error.steps.find(({ index }) => index === 0)?.item;
  return failure(before ? requestOf(before) : undefined);
}

/**
 * Changes a request as it was read. A decision is refused in the write itself where it is by whoever proposed it.
 * @param the.keptDays days after which the table forgets a request that nothing is left to do for
 */
export async function changeDataRequest(
  table: Table,
  before: DataRequest,
  set: Partial<Omit<DataRequest, 'id' | 'version' | 'requests'>>,
  the: { request?: string | undefined; also?: readonly TransactionStep[]; keptDays?: number } = {},
): Promise<Result<DataRequest, DataRequest | undefined>> {
  const { request, also = [], keptDays } = the;
  const after: DataRequest = {
    ...before,
    ...set,
    version: before.version + 1,
    ...(request ? { requests: withRequest(before.requests, request) } : {}),
  };
  const deciding = set.decision !== undefined;
  const expiresAt =
    keptDays === undefined ? {} : { expiresAt: Math.floor(epochOf(before.createdAt) / 1000) + keptDays * 86_400 };
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.dataRequest(before.id), ...after, ...expiresAt },
        ConditionExpression: `#version = :seen${deciding ? ' AND #proposal.#by <> :decider' : ''}`,
        ExpressionAttributeNames: {
          '#version': 'version',
          ...(deciding ? { '#proposal': 'proposal', '#by': 'by' } : {}),
        },
        ExpressionAttributeValues: {
          ':seen': before.version,
          ...(deciding ? { ':decider': set.decision?.by } : {}),
        },
      },
    },
    ...also,
  ]);
  if (outcome.ok) return success(after);
  const present = await readDataRequest(table, before.id);
  return repetition(present?.requests, request) === 'same' && present ? success(present) : failure(present);
}

const listed = async (table: Table, pk: string, page: { limit: number; after?: Key }) => {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  const ids = items.map(({ id }) => String(id));
  const found = new Map((await table.getMany(ids.map((id) => keys.dataRequest(id)))).map((item) => [item.id, item]));
  return {
    requests: ids.flatMap((id) => {
      const item = found.get(id);
      return item ? [requestOf(item)] : [];
    }),
    ...(next ? { next } : {}),
  };
};

type Listed = { requests: DataRequest[]; next?: Key };

/** A page of every request, the latest first. */
export const readDataRequests = (table: Table, page: { limit: number; after?: Key }): Promise<Listed> =>
  listed(table, keys.dataRequestEntry('', '').pk, page);

/** The requests of somebody signed in, the latest first; at most fifty. */
export const readOwnDataRequests = async (table: Table, emailHash: string): Promise<DataRequest[]> =>
  (await listed(table, keys.dataRequestOf(emailHash, '', '').pk, { limit: 50 })).requests;
