import type { auditRoutes } from '../../shared/contract/audit.ts';
import type { Stage } from '../../shared/domain/application/transitions.ts';
import type { DraftPolicies } from '../../shared/domain/replay/rehearse.ts';
import { cursorOf, keyOf } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { placesIn, queuesOf } from '../../shared/records/queues.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { success } from '../../shared/result.ts';
import { openStages, rehearseOpenCases } from '../../shared/view/rehearse-open-cases.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import type { AuditGiven } from './audit.ts';

const usualLimit = 25;

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

      const given = { table, policies: replay.policies };
      const { rehearsal, withoutScore, next } = await rehearseOpenCases(given, draft.value, queues, { limit, after });
      const named = <T extends { id: string }>({ id: applicationId, ...rest }: T) => ({ applicationId, ...rest });
      return success({
        body: {
          ...rehearsal,
          movers: rehearsal.movers.map(named),
          noRow: rehearsal.noRow.map(named),
          notAssessed: rehearsal.notAssessed.map(named),
          withoutScore,
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },
  };
}
