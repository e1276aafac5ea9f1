import { type QuotaYear, resizing } from '../domain/quota/quota.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, instantOf } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import {
  type OpeningSize,
  openingSteps,
  readPlaces,
  readSize,
  type SizeChange,
  type StoredSize,
  zonesOwn,
} from './quota.ts';
import { placeKey } from './quota-place.ts';
import { repetition, withRequest } from './requests.ts';
import { absent, type Table, type TransactionStep } from './table.ts';

/** Places that one transaction closes or opens beside the size and its history; a transaction takes 100 steps. */
const atOnce = 90;

const closeStep = (of: QuotaYear, number: number, change: number): TransactionStep => ({
  put: { Item: { ...placeKey({ ...of, number }), number, state: 'closed', change }, ...absent },
});

const reopenStep = (of: QuotaYear, number: number): TransactionStep => ({
  delete: {
    Key: placeKey({ ...of, number }),
    ConditionExpression: '#state = :closed',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':closed': 'closed' },
  },
});

/** Writes the size over the one that was seen, and nothing when it changed meanwhile. */
const sizeStep = ({ year, group }: QuotaYear, seen: StoredSize, next: Partial<StoredSize>): TransactionStep => ({
  put: {
    Item: { ...keys.quotaSize(year, group), ...seen, ...next, version: seen.version + 1 },
    ConditionExpression: '#version = :seen',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':seen': seen.version },
  },
});

/**
 * Opens as many places as the size says when fewer are open: what is left of a lower size that was not reached. Closed
 * places change only together with the size's version, so the open ones never exceed the size.
 */
async function settleSize(table: Table, of: QuotaYear): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    const stored = await readSize(table, of);
    const plan = stored && resizing({ ...stored, places: await readPlaces(table, of) }, stored.size, atOnce);
    if (!stored || !plan?.ok) return;
    const { extent, reopen } = plan.value;
    if (extent === stored.extent && reopen.length === 0) return;
    const steps = reopen.map((number) => reopenStep(of, number));
    if ((await table.transact([sizeStep(of, stored, { extent }), ...steps])).ok) return;
  }
}

export type SizeRefusal =
  /** More places are taken than the wanted size has. */
  | { kind: 'taken'; taken: number }
  /** Somebody else decided meanwhile. */
  | { kind: 'changed' }
  | { kind: 'other-body' }
  | { kind: 'busy' };

type Decision = { size: number; reason: Text; by: string; request?: string; version?: number };

/** Enough for the largest size to be lowered to nothing, and some for others at the same moment. */
const mostSteps = 1200;

/**
 * Changes the size of a year and group. Closing a place and taking it are both "only if nothing stands there", so the
 * write decides between a lower size and an acceptance at the same moment; places that are taken are never touched. A
 * size that closes more than 90 places is reached in several transactions, of which only the last counts; when it
 * cannot be reached, the others are taken back.
 * @param decision.version the version that the caller saw, when it matters to them
 * @param opening the zone's figure, which stands in the history before the first decision
 */
export async function changeSize(
  table: Table,
  clock: Clock,
  of: QuotaYear,
  decision: Decision,
  opening: OpeningSize,
): Promise<Result<StoredSize, SizeRefusal>> {
  const { request } = decision;
  const first = await readSize(table, of);
  const repeated = repetition(first?.requests, request);
  if (first && repeated === 'same') return success(first);
  if (repeated === 'other-body') return failure({ kind: 'other-body' });
  const progress = { expected: decision.version, unfinished: false };
  try {
    const outcome = await stepwise(table, clock, of, decision, opening, progress);
    if (!outcome.ok && progress.unfinished) await settleSize(table, of);
    return outcome;
  } catch (error) {
    if (progress.unfinished) await settleSize(table, of);
    throw error;
  }
}

async function stepwise(
  table: Table,
  clock: Clock,
  of: QuotaYear,
  { size, reason, by, request }: Decision,
  opening: OpeningSize,
  progress: { expected: number | undefined; unfinished: boolean },
): Promise<Result<StoredSize, SizeRefusal>> {
  for (let tries = 0; tries < mostSteps; tries++) {
    const at = instantOf(clock.now());
    const stored = await readSize(table, of);
    if (progress.expected !== undefined && progress.expected !== (stored?.version ?? 1)) {
      return failure({ kind: 'changed' });
    }
    const requests = request ? { requests: withRequest(stored?.requests, request) } : {};
    if (!stored) {
      const opened = { size, extent: size, version: 2, changes: 2, ...requests };
      const decided = { change: 2, at, by, from: opening.perYear, to: size, reason };
      if ((await table.transact(openingSteps(of, opened, zonesOwn(opening, at), decided))).ok) return success(opened);
      continue;
    }
    const plan = resizing({ ...stored, places: await readPlaces(table, of) }, size, atOnce);
    if (!plan.ok) return failure({ kind: 'taken', ...plan.error });
    const { extent, close, reopen } = plan.value;
    const change = stored.changes + 1;
    if (close.length > atOnce) {
      const some = close.slice(0, atOnce).map((number) => closeStep(of, number, change));
      if ((await table.transact([sizeStep(of, stored, {}), ...some])).ok) {
        progress.unfinished = true;
        if (progress.expected !== undefined) progress.expected++;
      }
      continue;
    }
    const next = { size, extent, changes: change, ...requests };
    const decided: SizeChange = { change, at, by, from: stored.size, to: size, reason };
    const outcome = await table.transact([
      sizeStep(of, stored, next),
      { put: { Item: { ...keys.quotaChange(of.year, of.group, change), ...decided }, ...absent } },
      ...close.map((number) => closeStep(of, number, change)),
      ...reopen.map((number) => reopenStep(of, number)),
    ]);
    if (outcome.ok) return success({ ...stored, ...next, version: stored.version + 1 });
  }
  return failure({ kind: 'busy' });
}
