import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import {
  changeDraft,
  type DraftChange,
  type DraftHappening,
  type PolicyDraft,
  readDraft,
} from '../../shared/records/policy-draft.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import type { TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { PoliciesGiven } from './given.ts';
import { shownDraft } from './show-draft.ts';

type Asked = {
  principal: Principal;
  parameters: Record<string, string>;
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
};

/** What somebody decided about a draft that they have seen. */
export type Decided = { happening: DraftHappening; set: Partial<DraftChange>; also?: readonly TransactionStep[] };

const draftId = /^[0-9a-z]{24}$/;

export async function draftNamed(given: PoliciesGiven, id: string | undefined): Promise<Result<PolicyDraft, Problem>> {
  const draft = id && draftId.test(id) ? await readDraft(given.table, id) : undefined;
  return draft ? success(draft) : failure(problem('not-found'));
}

/** Answers a draft as it stands; with its version as the entity tag. */
export async function answered(
  given: PoliciesGiven,
  draft: PolicyDraft,
  revision?: number,
): Promise<Result<Reply, Problem>> {
  const body = await shownDraft(given, draft, revision);
  return body ? success({ body, headers: { etag: `"${draft.version}"` } }) : failure(problem('not-found'));
}

/**
 * Changes a draft in the name of somebody who has seen it as it stands: the version is asked for, because what is
 * approved or published must be what was read.
 */
export async function changeSeen(
  given: PoliciesGiven,
  request: Asked,
  action: string,
  decide: (draft: PolicyDraft) => Promise<Result<Decided, Problem>>,
): Promise<Result<Reply, Problem>> {
  const { table, clock, log } = given;
  const found = await draftNamed(given, request.parameters.id);
  if (!found.ok) return found;
  const draft = found.value;
  const mark = requestMark(request, `policy-draft ${draft.id} ${action}`);
  const repeated = repetition(draft.requests, mark);
  if (repeated === 'same') return answered(given, draft);
  if (repeated === 'other-body') return failure(problem('key-reused'));
  if (request.version === undefined) {
    return invalid({
      path: 'version',
      code: 'missing',
      text: {
        zh: '须注明所见版本（If-Match 或 version）',
        en: 'is required, here or as If-Match: the version that you have seen',
      },
    });
  }
  const stale = async (present: PolicyDraft) =>
    failure(problem('version-conflict', { current: await shownDraft(given, present) }));
  if (request.version !== draft.version) return stale(draft);
  const decided = await decide(draft);
  if (!decided.ok) return decided;
  const { happening, set, also = [] } = decided.value;
  const by = request.principal.subject;
  const next: DraftChange = { ...draft, ...set };
  const outcome = await changeDraft(table, clock, { seen: draft, next, happening, by, request: mark, also });
  if (outcome.ok) {
    log.info('policy-draft-changed', { draft: draft.id, type: happening.type, version: outcome.value.version });
    return answered(given, outcome.value);
  }
  const { present, repeated: done } = outcome.error;
  if (!present) return failure(problem('not-found'));
  return done === 'same' ? answered(given, present) : stale(present);
}
