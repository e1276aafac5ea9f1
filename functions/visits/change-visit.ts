import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { changeVisit, type Visit } from '../../shared/records/visit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { VisitsSection } from '../../shared/zone/visits.ts';
import { findVisit, type SeenVisit } from './access.ts';
import { viewVisit } from './parts.ts';
import type { VisitsHandling } from './visits.ts';
import { said } from './words.ts';

/** What a handle knows when it works out a change. */
export type Asked<Body> = SeenVisit & { section: VisitsSection; body: Body; by: string; at: Instant };

/** What changes; `refused` says why nothing does, with the visit as it stands. */
export type Planned =
  | Omit<Parameters<typeof changeVisit>[2], 'request' | 'at'>
  | { refused: Text }
  | { wrong: Extract<Result<never, Problem>, { ok: false }> };

type Request<Body> = {
  principal: Principal;
  parameters: Record<string, string>;
  body: Body;
  version?: number;
  idempotencyKey?: string;
};

export const showVisit = async (
  given: VisitsHandling,
  section: VisitsSection,
  { visit, officer }: SeenVisit,
): Promise<Reply> => ({
  body: await viewVisit(given, section, visit, officer),
  headers: { etag: `"${visit.version}"` },
});

/**
 * A handle that changes a visit: finds it for whoever asks, answers a repetition alike, compares the version that was
 * seen, and writes what `plan` says in one conditional transaction.
 * @param by whom the change is for: an officer who is its party does not act on it as an officer
 */
export const changing =
  <Body>(
    given: VisitsHandling,
    action: string,
    by: 'officer' | 'party' | 'either',
    plan: (the: Asked<Body>) => Promise<Planned>,
  ) =>
  async (request: Request<Body>): Promise<Result<Reply, Problem>> => {
    const { table, clock, rules, log } = given;
    const section = rules.zone.visits;
    if (!section) return failure(problem('not-found'));
    const found = await findVisit(table, request.principal, request.parameters.id ?? '');
    if (!found.ok) return found;
    const { visit, officer } = found.value;
    if (by !== 'either' && officer !== (by === 'officer')) return failure(problem('not-allowed'));
    const show = (one: Visit) => showVisit(given, section, { visit: one, officer });
    const conflict = async (code: 'conflict' | 'version-conflict', one: Visit, detail?: Text) =>
      failure(problem(code, { current: (await show(one)).body, ...(detail ? { detail } : {}) }));

    const mark = requestMark(request, `visit ${visit.id} ${action}`);
    const repeated = repetition(visit.requests, mark);
    if (repeated === 'same') return success(await show(visit));
    if (repeated === 'other-body') return failure(problem('key-reused'));
    if (request.version !== undefined && request.version !== visit.version) return conflict('version-conflict', visit);

    const at = instantOf(clock.now());
    const planned = await plan({ visit, officer, section, body: request.body, by: request.principal.subject, at });
    if ('wrong' in planned) return planned.wrong;
    if ('refused' in planned) return conflict('conflict', visit, planned.refused);
    const outcome = await changeVisit(table, visit, { ...planned, request: mark, at });
    if (outcome.ok) {
      log.info('visit-changed', { visitId: visit.id, action });
      return success(await show(outcome.value));
    }
    if (outcome.error.kind === 'missing') return failure(problem('not-found'));
    if (outcome.error.kind === 'place-taken') return conflict('conflict', visit, said.full);
    const present = outcome.error.visit;
    if (repetition(present.requests, mark) === 'same') return success(await show(present));
    return conflict('version-conflict', present);
  };
