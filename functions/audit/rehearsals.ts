import type { auditRoutes } from '../../shared/contract/audit.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { closedStages, type Stage, stages } from '../../shared/domain/application/transitions.ts';
import { type DraftPolicies, type RehearsedCase, rehearse } from '../../shared/domain/replay/rehearse.ts';
import { scoreOf } from '../../shared/domain/replay/scores.ts';
import type { KeptScore } from '../../shared/domain/scoring/kept-score.ts';
import { cursorOf, keyOf } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import { placesIn, queuesOf, readInTurn } from '../../shared/records/queues.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import type { AuditGiven } from './audit.ts';

/** Stages in which a case waits for somebody, so that the index lists it; a draft has no score. */
const openStages = stages.filter((stage) => stage !== 'draft' && !closedStages.includes(stage));

const usualLimit = 25;

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

const nameOf = ({ points, routes }: DraftPolicies) => [points?.id, routes?.id].filter(Boolean).join(' ');

const noSuchCursor = {
  path: 'cursor',
  code: 'wrong-format',
  text: { zh: '分页标记无效', en: 'is not a cursor of this rehearsal' },
};

const nobodyWaits = {
  path: 'stage',
  code: 'not-an-option',
  text: {
    zh: `须为案件等待办理的环节：${openStages.join(', ')}`,
    en: `must be a stage in which a case waits: ${openStages.join(', ')}`,
  },
};

/** Tries a draft policy on open cases; nothing is changed, and nothing of a person is answered. */
export function rehearsals({ table, clock, zone, replay }: AuditGiven): Pick<Handles<typeof auditRoutes>, 'rehearse'> {
  return {
    rehearse: async ({ body, principal }) => {
      const { stage, cursor, limit = usualLimit } = body;
      if (stage && !openStages.includes(stage)) return invalid(nobodyWaits);
      const queues = (stage ? [stage] : openStages).flatMap((name: Stage) => queuesOf(zone, name));
      const after = cursor ? keyOf(cursor, placesIn(queues)) : undefined;
      if (cursor && !after) return invalid(noSuchCursor);
      const draft = draftPolicies(body.policy);
      if (!draft.ok) return invalid(...draft.error.map((found) => ({ ...found, path: `policy.${found.path}` })));
      await recordReading(
        { table, clock, zone },
        { by: principal.subject, what: 'rehearsal', id: nameOf(draft.value) },
      );

      const { heads, next } = await readInTurn(table, queues, { limit, after });
      const scores = await Promise.all(heads.map(({ id }) => lastScore(table, id)));
      const cases = heads.flatMap((head, index): RehearsedCase[] => {
        const score = scores[index];
        const { id, receiptNumber, stage: at } = head;
        return score ? [{ id, ...(receiptNumber ? { receiptNumber } : {}), stage: at, open: true, score }] : [];
      });
      const rehearsal = rehearse(draft.value, cases, replay.policies);
      const named = <T extends { id: string }>({ id: applicationId, ...rest }: T) => ({ applicationId, ...rest });
      return success({
        body: {
          ...rehearsal,
          movers: rehearsal.movers.map(named),
          noRow: rehearsal.noRow.map(named),
          notAssessed: rehearsal.notAssessed.map(named),
          withoutScore: heads.length - cases.length,
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },
  };
}
