import type { ApplicationEvent } from '../domain/application/events.ts';
import { closedStages, type Stage, stages } from '../domain/application/transitions.ts';
import { type DraftPolicies, type Rehearsal, type RehearsedCase, rehearse } from '../domain/replay/rehearse.ts';
import { type ScorePolicies, scoreOf } from '../domain/replay/scores.ts';
import type { KeptScore } from '../domain/scoring/kept-score.ts';
import { keys } from '../records/keys.ts';
import { type Queue, type QueuePlace, readInTurn } from '../records/queues.ts';
import type { Key, Table } from '../records/table.ts';

/** Stages in which a case waits for somebody, so that the index lists it; a draft has no score. */
export const openStages: readonly Stage[] = stages.filter(
  (stage) => stage !== 'draft' && !closedStages.includes(stage),
);

/** The score that holds for an application: the last one on record. Only events with a score leave the table. */
async function lastScore(table: Table, id: string): Promise<KeptScore | undefined> {
  let found: KeptScore | undefined;
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
      FilterExpression: 'attribute_exists(#data.#score)',
      ProjectionExpression: 'pk, sk, #data.#score',
      ExpressionAttributeNames: { '#data': 'data', '#score': 'score' },
      ExpressionAttributeValues: { ':pk': keys.application(id).pk, ':event': 'EVENT#' },
      ExclusiveStartKey: from,
    });
    for (const item of page.items) found = scoreOf(item as unknown as ApplicationEvent) as KeptScore;
    from = page.next;
  } while (from);
  return found;
}

/**
 * Tries a draft policy on one page of the cases that wait in these queues; nothing is changed.
 * @param page.after where an earlier page ended
 * @returns what the rehearsal found, how many cases ask for no score, and where the next page goes on
 */
export async function rehearseOpenCases(
  { table, policies }: { table: Table; policies: ScorePolicies },
  draft: DraftPolicies,
  queues: readonly Queue[],
  page: { limit: number; after?: QueuePlace | undefined },
): Promise<{ rehearsal: Rehearsal; withoutScore: number; next?: QueuePlace }> {
  const { heads, next } = await readInTurn(table, queues, page);
  const scores = await Promise.all(heads.map(({ id }) => lastScore(table, id)));
  const cases = heads.flatMap((head, index): RehearsedCase[] => {
    const score = scores[index];
    const { id, receiptNumber, stage } = head;
    return score ? [{ id, ...(receiptNumber ? { receiptNumber } : {}), stage, open: true, score }] : [];
  });
  const rehearsal = rehearse(draft, cases, policies);
  return { rehearsal, withoutScore: heads.length - cases.length, ...(next ? { next } : {}) };
}
