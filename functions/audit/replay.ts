import type { auditRoutes } from '../../shared/contract/audit.ts';
import { replayClocks } from '../../shared/domain/replay/clocks.ts';
import { replayScores } from '../../shared/domain/replay/scores.ts';
import { compareHead, replayStages } from '../../shared/domain/replay/stages.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { readEvents } from '../../shared/records/application.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { failure, success } from '../../shared/result.ts';
import { findCase } from '../../shared/view/access.ts';
import type { AuditGiven } from './audit.ts';

/** Computes the past of an application again, for staff who are no party of it. */
export function replays({
  table,
  clock,
  zone,
  replay,
}: AuditGiven): Pick<Handles<typeof auditRoutes>, 'replayApplication'> {
  return {
    replayApplication: async ({ principal, parameters }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { head, staff } = found.value;
      if (!staff) return failure(problem('not-found'));
      await recordReading({ table, clock, zone }, { by: principal.subject, what: 'application', id: head.id });
      const events = await readEvents(table, head.id);
      const { folded, findings } = replayStages(events);
      return success({
        body: {
          scores: replayScores(events, replay.policies),
          clocks: replayClocks(events, replay.calendar),
          findings: [...findings, ...compareHead(folded, head)],
        },
      });
    },
  };
}
