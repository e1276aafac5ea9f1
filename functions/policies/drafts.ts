import type { policiesRoutes } from '../../shared/contract/policies.ts';
import { type Day, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, SignedIn } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  changeDraft,
  entryStep,
  type PolicyDraft,
  readDraft,
  readDraftEvents,
  readDrafts,
  readRehearsal,
  readRevision,
  rehearsedCheck,
  revisionStep,
} from '../../shared/records/policy-draft.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import {
  digestsOf,
  effectiveContent,
  namesOf,
  type PolicyContent,
  policyDigest,
  publicationFile,
} from '../../shared/zone/published-policy.ts';
import { answered, changeSeen, draftNamed } from './change-draft.ts';
import { type PoliciesGiven, policiesOn, today } from './given.ts';
import { shownLine } from './show-draft.ts';

type DraftRoutes = Pick<
  Handles<typeof policiesRoutes>,
  | 'listPolicyDrafts'
  | 'createPolicyDraft'
  | 'readPolicyDraft'
  | 'savePolicyDraft'
  | 'approvePolicyDraft'
  | 'publishPolicyDraft'
  | 'withdrawPolicyDraft'
  | 'readPublication'
  | 'listPolicyDraftEvents'
>;

const pageLength = 25;
const conflict = (zh: string, en: string) => failure(problem('conflict', { detail: { zh, en } }));

const ended = (draft: PolicyDraft) =>
  draft.state === 'published'
    ? conflict('该草案已发布；如需修改，请新建草案', 'The draft was published; begin a new one to change it')
    : conflict('该草案已撤回', 'The draft was withdrawn');

/**
 * The life of a draft: written and changed by anybody who leads the office, rehearsed, approved by somebody who wrote
 * none of it, and published as a file that the zone takes in with its next deployment (docs/decisions/0020).
 */
export function drafts(given: PoliciesGiven): DraftRoutes {
  const { table, clock, zone, scoring, log } = given;

  const tooEarly = (effectiveFrom: Day): ProblemEntry[] =>
    effectiveFrom > today(given)
      ? []
      : [
          {
            path: 'effectiveFrom',
            code: 'in-the-past',
            text: {
              zh: '须晚于今天：已提交的申请按提交当日的规则办理',
              en: 'must lie after today: what was submitted is decided by the rules of its day',
            },
          },
        ];

  /** The content as it shall be in force, or everything that is wrong with it. */
  const checked = (content: PolicyContent, effectiveFrom: Day): Result<PolicyContent, Problem> => {
    const tried = draftPolicies(content);
    const wrong = [
      ...tooEarly(effectiveFrom),
      ...(tried.ok ? [] : tried.error.map((mistake) => ({ ...mistake, path: `content.${mistake.path}` }))),
    ];
    return wrong.length > 0 ? invalid(...wrong) : success(effectiveContent(content, effectiveFrom));
  };

  type Body = SignedIn<(typeof policiesRoutes)['createPolicyDraft']>['body'];

  /** What a content says of the draft that holds it. */
  const about = ({ title, effectiveFrom }: Body, content: PolicyContent) => ({
    title,
    effectiveFrom,
    names: namesOf(content),
    digests: digestsOf(content),
    digest: policyDigest(content),
  });

  /** A content that was checked when it was saved, checked again: names are taken and days pass meanwhile. */
  const stillFit = async (draft: PolicyDraft): Promise<Result<PolicyContent, Problem>> => {
    const written = await readRevision(table, draft.id, draft.revision);
    if (!written) throw new Error('a draft has no content');
    return checked(written.content, draft.effectiveFrom);
  };

  return {
    listPolicyDrafts: async ({ query: { cursor, limit = pageLength } }) => {
      const list = { pk: keys.policyDraftEntry('', '').pk, sk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { drafts: found, next } = await readDrafts(table, { limit, after });
      return success({
        body: { items: found.map((draft) => shownLine(given, draft)), ...(next ? { next: cursorOf(next) } : {}) },
      });
    },

    createPolicyDraft: async (request) => {
      const { principal, body, idempotencyKey } = request;
      const by = principal.subject;
      const id = idempotencyKey ? idOf(by, idempotencyKey, 'policy-draft') : newId();
      const mark = requestMark(request, 'create-policy-draft');
      const repeatedBy = (present: PolicyDraft) =>
        repetition(present.requests, mark) === 'other-body' ? failure(problem('key-reused')) : answered(given, present);
      const present = idempotencyKey ? await readDraft(table, id) : undefined;
      if (present) return repeatedBy(present);
      const content = checked(body.content, body.effectiveFrom);
      if (!content.ok) return content;
      const at = instantOf(clock.now());
      const { points, routes } = policiesOn(scoring, today(given));
      const described = about(body, content.value);
      const { digest } = described;
      const { reason, effectiveFrom } = body;
      const outcome = await changeDraft(table, clock, {
        next: {
          id,
          state: 'draft',
          revision: 1,
          ...described,
          basedOn: { points: points.id, routes: routes.id },
          authors: [by],
          createdAt: at,
        },
        happening: { type: 'created', data: { revision: 1, digest, effectiveFrom, reason } },
        by,
        request: mark,
        also: [revisionStep(id, 1, { content: content.value, digest, by, at, reason }), entryStep(id, at)],
      });
      if (!outcome.ok) {
        const { present: other } = outcome.error;
        return other ? repeatedBy(other) : failure(problem('try-again'));
      }
      log.info('policy-draft-changed', { draft: id, type: 'created', version: 1 });
      return answered(given, outcome.value);
    },

    readPolicyDraft: async ({ parameters, query }) => {
      const found = await draftNamed(given, parameters.id);
      return found.ok ? answered(given, found.value, query.revision) : found;
    },

    savePolicyDraft: (request) =>
      changeSeen(given, request, 'save', async (draft) => {
        if (draft.state === 'published' || draft.state === 'withdrawn') return ended(draft);
        const { body, principal } = request;
        const content = checked(body.content, body.effectiveFrom);
        if (!content.ok) return content;
        const by = principal.subject;
        const revision = draft.revision + 1;
        const described = about(body, content.value);
        const { digest } = described;
        const { reason, effectiveFrom } = body;
        const written = { content: content.value, digest, by, at: instantOf(clock.now()), reason };
        return success({
          happening: { type: 'edited', data: { revision, digest, effectiveFrom, reason } },
          set: {
            ...described,
            revision,
            state: 'draft',
            approval: undefined,
            authors: [...new Set([...draft.authors, by])],
          },
          also: [revisionStep(draft.id, revision, written)],
        });
      }),

    approvePolicyDraft: (request) =>
      changeSeen(given, request, 'approve', async (draft) => {
        if (draft.state === 'published' || draft.state === 'withdrawn') return ended(draft);
        if (draft.state === 'approved') return conflict('该草案已批准', 'The draft was approved already');
        const by = request.principal.subject;
        if (draft.authors.includes(by)) {
          return failure(
            problem('two-officers', {
              detail: {
                zh: '草案的起草人、修改人不得批准该草案，须由另一人批准',
                en: 'Whoever wrote any of a draft does not approve it; somebody else has to',
              },
            }),
          );
        }
        const rehearsal = await readRehearsal(table, draft.id, draft.revision);
        if (!rehearsal?.complete) {
          return conflict(
            '批准前须以现行在办案件完成试算',
            'The present content has to be rehearsed on all open cases before it is approved',
          );
        }
        const content = await stillFit(draft);
        if (!content.ok) return content;
        const { revision, digest } = draft;
        return success({
          happening: { type: 'approved', data: { revision, digest } },
          set: { state: 'approved', approval: { by, at: instantOf(clock.now()) } },
          also: [rehearsedCheck(draft.id, revision)],
        });
      }),

    publishPolicyDraft: (request) =>
      changeSeen(given, request, 'publish', async (draft) => {
        if (draft.state === 'published' || draft.state === 'withdrawn') return ended(draft);
        const { approval, revision, digest, effectiveFrom } = draft;
        if (draft.state !== 'approved' || !approval) {
          return conflict('草案须先经另一人批准', 'Somebody else has to approve the draft first');
        }
        const content = await stillFit(draft);
        if (!content.ok) return content;
        const by = request.principal.subject;
        const at = instantOf(clock.now());
        const { points, routes } = policiesOn(scoring, effectiveFrom);
        const replaces = {
          ...(content.value.points ? { points: points.id } : {}),
          ...(content.value.locality ? { locality: routes.id } : {}),
        };
        const publication = { by, at, replaces };
        const { sha256 } = fileOf(zone.id, draft, content.value, approval, publication);
        return success({
          happening: { type: 'published', data: { revision, digest, sha256 } },
          set: { state: 'published', publication: { ...publication, sha256 } },
        });
      }),

    withdrawPolicyDraft: (request) =>
      changeSeen(given, request, 'withdraw', async (draft) => {
        if (draft.state === 'published' || draft.state === 'withdrawn') return ended(draft);
        const { reason } = request.body;
        return success({
          happening: { type: 'withdrawn', data: { reason } },
          set: { state: 'withdrawn', approval: undefined },
        });
      }),

    readPublication: async ({ parameters }) => {
      const found = await draftNamed(given, parameters.id);
      if (!found.ok) return found;
      const draft = found.value;
      const { approval, publication } = draft;
      if (!approval || !publication) return failure(problem('not-found'));
      const written = await readRevision(table, draft.id, draft.revision);
      if (!written) throw new Error('a draft has no content');
      const file = fileOf(zone.id, draft, written.content, approval, publication);
      if (file.sha256 !== publication.sha256) throw new Error('a publication is not what was published');
      const name = [draft.names.points, draft.names.locality?.replaceAll('/', '-')].filter(Boolean).join('-');
      return success({
        body: file,
        headers: { 'content-disposition': `attachment; filename="policy-${name}.json"` },
      });
    },

    listPolicyDraftEvents: async ({ parameters, query: { cursor, limit = pageLength } }) => {
      const found = await draftNamed(given, parameters.id);
      if (!found.ok) return found;
      const { id } = found.value;
      const list = { pk: keys.policyDraft(id).pk, sk: /^EVENT#\d{6}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { events, next } = await readDraftEvents(table, id, { limit, after });
      return success({
        body: {
          items: events.map(({ type, at, by, data }) => ({ type, at, by, ...data })),
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },
  };
}

/** The file of a publication, made from what the draft keeps: the same each time. */
function fileOf(
  zone: string,
  draft: PolicyDraft,
  content: PolicyContent,
  approval: NonNullable<PolicyDraft['approval']>,
  publication: Omit<NonNullable<PolicyDraft['publication']>, 'sha256'>,
) {
  const { id, revision, title, effectiveFrom, authors } = draft;
  return publicationFile({
    zone,
    draft: id,
    revision,
    title,
    content,
    effectiveFrom,
    replaces: publication.replaces,
    authors,
    approvedBy: approval.by,
    approvedAt: approval.at,
    publishedBy: publication.by,
    publishedAt: publication.at,
  });
}
