import { createHash } from 'node:crypto';
import { canonical } from '../domain/application/events.ts';
import type { Move } from '../domain/replay/rehearse.ts';
import { type Clock, type Day, type Instant, instantOf } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { failure, success } from '../result.ts';
import type { PolicyContent } from '../zone/published-policy.ts';
import { keys } from './keys.ts';
import type { QueuePlace } from './queues.ts';
import { repetition, withRequest } from './requests.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** What can happen to a draft, with what each keeps. */
export type DraftHappening =
  | { type: 'created' | 'edited'; data: { revision: number; digest: string; effectiveFrom: Day; reason: string } }
  | { type: 'rehearsed'; data: { revision: number; digest: string; looked: number } }
  | { type: 'approved'; data: { revision: number; digest: string } }
  | { type: 'published'; data: { revision: number; digest: string; sha256: string } }
  | { type: 'withdrawn'; data: { reason: string } };

/** Something that happened to a draft; `previous` and `hash` chain the events. */
export type DraftEvent = DraftHappening & {
  sequence: number;
  at: Instant;
  by: string;
  previous: string;
  hash: string;
};

export type PolicyDraft = {
  id: string;
  title: string;
  state: 'draft' | 'approved' | 'published' | 'withdrawn';
  /** Moves with everything that happens to it. */
  version: number;
  chain: string;
  /** Number of its present content. */
  revision: number;
  /** SHA-256 of the present content. */
  digest: string;
  names: { points?: string; locality?: string };
  /** SHA-256 of each part. */
  digests: { points?: string; locality?: string };
  effectiveFrom: Day;
  /** What was in force when it was begun. */
  basedOn: { points: string; routes: string };
  /** Everybody who ever wrote a content of it. */
  authors: string[];
  createdAt: Instant;
  changedAt: Instant;
  approval?: { by: string; at: Instant } | undefined;
  publication?:
    | { by: string; at: Instant; sha256: string; replaces: { points?: string; locality?: string } }
    | undefined;
  requests?: string[];
};

export type DraftRevision = { content: PolicyContent; digest: string; by: string; at: Instant; reason: string };

/** What a rehearsal of a revision has counted so far; figures only, no case. */
export type DraftRehearsal = {
  revision: number;
  by: string;
  startedAt: Instant;
  /** Pages that were counted; moves with each. */
  pages: number;
  complete: boolean;
  endedAt?: Instant;
  next?: QueuePlace;
  looked: number;
  withoutScore: number;
  moves: Move[];
  otherTotal: number;
  noRow: number;
  notAssessed: number;
};

const bare = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as unknown as T;

export async function readDraft(table: Table, id: string): Promise<PolicyDraft | undefined> {
  const item = await table.get(keys.policyDraft(id));
  return item && bare<PolicyDraft>(item);
}

export async function readRevision(table: Table, id: string, revision: number): Promise<DraftRevision | undefined> {
  const item = await table.get(keys.policyDraftRevision(id, revision));
  return item && bare<DraftRevision>(item);
}

export async function readRehearsal(table: Table, id: string, revision: number): Promise<DraftRehearsal | undefined> {
  const item = await table.get(keys.policyDraftRehearsal(id, revision));
  return item && bare<DraftRehearsal>(item);
}

/** A page of all drafts, the latest first. */
export async function readDrafts(
  table: Table,
  page: { limit: number; after?: Key | undefined },
): Promise<{ drafts: PolicyDraft[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.policyDraftEntry('', '').pk },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  const ids = items.map(({ sk }) => sk.slice(-24));
  const found = ids.length > 0 ? await table.getMany(ids.map((id) => keys.policyDraft(id))) : [];
  const drafts = new Map(found.map((item) => [String(item.id), bare<PolicyDraft>(item)]));
  return { drafts: ids.flatMap((id) => drafts.get(id) ?? []), ...(next ? { next } : {}) };
}

/** A page of what happened to a draft, the latest first. */
export async function readDraftEvents(
  table: Table,
  id: string,
  page: { limit: number; after?: Key | undefined },
): Promise<{ events: DraftEvent[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    ExpressionAttributeValues: { ':pk': keys.policyDraft(id).pk, ':event': 'EVENT#' },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
    ConsistentRead: true,
  });
  return { events: items.map((item) => bare<DraftEvent>(item)), ...(next ? { next } : {}) };
}

/** Everything of a draft that follows from what happens to it. */
export type DraftChange = Omit<PolicyDraft, 'version' | 'chain' | 'changedAt' | 'requests'>;

/**
 * Writes a draft, the event that says who did what, and what goes with it, in one conditional transaction.
 * @param the.seen the draft as it was read; absent for a new one
 * @param the.next what it is afterwards
 * @returns the draft as it stands where somebody else was faster, and whether the same request had been
 */
export async function changeDraft(
  table: Table,
  clock: Clock,
  the: {
    seen?: PolicyDraft;
    next: DraftChange;
    happening: DraftHappening;
    by: string;
    request?: string | undefined;
    also?: readonly TransactionStep[];
  },
): Promise<Result<PolicyDraft, { present: PolicyDraft | undefined; repeated: 'same' | 'other-body' | undefined }>> {
  const { seen, next, happening, by, request, also = [] } = the;
  const at = instantOf(clock.now());
  const whole = { sequence: (seen?.version ?? 0) + 1, at, by, previous: seen?.chain ?? '', ...happening };
  const hash = createHash('sha256').update(canonical(whole)).digest('base64url');
  const draft: PolicyDraft = {
    ...next,
    version: whole.sequence,
    chain: hash,
    changedAt: at,
    ...(request
      ? { requests: withRequest(seen?.requests, request) }
      : seen?.requests
        ? { requests: seen.requests }
        : {}),
  };
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.policyDraft(draft.id), ...draft },
        ...(seen
          ? {
              ConditionExpression: '#version = :seen',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':seen': seen.version },
            }
          : absent),
      },
    },
    { put: { Item: { ...keys.policyDraftEvent(draft.id, whole.sequence), ...whole, hash }, ...absent } },
    ...also,
  ]);
  if (outcome.ok) return success(draft);
  const present = await readDraft(table, draft.id);
  return failure({ present, repeated: repetition(present?.requests, request) });
}

/** The step that keeps a content of a draft; never changed. */
export const revisionStep = (id: string, revision: number, the: DraftRevision): TransactionStep => ({
  put: { Item: { ...keys.policyDraftRevision(id, revision), ...the }, ...absent },
});

/** The step that puts a draft into the list of all. */
export const entryStep = (id: string, createdAt: Instant): TransactionStep => ({
  put: { Item: keys.policyDraftEntry(createdAt, id), ...absent },
});

/** The step by which a draft is approved only while a rehearsal of its content is complete. */
export const rehearsedCheck = (id: string, revision: number): TransactionStep => ({
  check: {
    Key: keys.policyDraftRehearsal(id, revision),
    ConditionExpression: '#complete = :yes',
    ExpressionAttributeNames: { '#complete': 'complete' },
    ExpressionAttributeValues: { ':yes': true },
  },
});

/** The step that keeps how far a rehearsal has come, unless another request counted the same page. */
export const rehearsalStep = (
  id: string,
  rehearsal: DraftRehearsal,
  seen: DraftRehearsal | undefined,
): { put: { Item: Item } & Record<string, unknown> } => ({
  put: {
    Item: { ...keys.policyDraftRehearsal(id, rehearsal.revision), ...rehearsal },
    ...(seen
      ? {
          ConditionExpression: '#pages = :seen AND #startedAt = :started',
          ExpressionAttributeNames: { '#pages': 'pages', '#startedAt': 'startedAt' },
          ExpressionAttributeValues: { ':seen': seen.pages, ':started': seen.startedAt },
        }
      : absent),
  },
});
