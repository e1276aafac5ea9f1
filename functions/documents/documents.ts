import type { documentsRoutes } from '../../shared/contract/documents.ts';
import { editableStages, isOfficerStage, officerStages } from '../../shared/domain/application/transitions.ts';
import { judge, judgeAnnounced } from '../../shared/domain/documents/judge.ts';
import { type DocumentRules, photoKind, rulesFor } from '../../shared/domain/documents/rules.ts';
import { type Material, materialOf } from '../../shared/domain/procedure/procedure.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { imagePolicy } from '../../shared/policy/procedures/photo.ts';
import { filedUntil, type Requester, readHead, visibleVersion } from '../../shared/records/application.ts';
import {
  announceDocument,
  documentsAsOf,
  judgeBeside,
  judgeDocument,
  readDocument,
  readDocuments,
  readEveryDocument,
  removeDocument,
  type StoredDocument,
  supplyDocument,
} from '../../shared/records/document.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { ContentionError, idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { inspect } from './inspect/inspect.ts';
import type { DocumentStore } from './store.ts';

export type DocumentsGiven = { table: Table; store: DocumentStore; clock: Clock; rules: Rules; log: Log };

/** Seconds in which an announced file must be uploaded. */
const uploadSeconds = 900;
/** Seconds for which a link to a document opens. */
const linkSeconds = 60;
/** A case with more files than this is a mistake or an attack. */
const mostDocuments = 80;
/** How often a paper is supplied anew when an officer changes the case at the same moment. */
const mostAttempts = 5;

type Entered = Awaited<ReturnType<typeof judgeDocument>>;

/** Documents of an application: announced, uploaded straight to the bucket, judged at once. */
export function documents(given: DocumentsGiven): Handles<typeof documentsRoutes> {
  const { table, store, clock, rules } = given;

  const rulesOfKind = (the: Case, kind: string): { material: Material; allowed: DocumentRules } | undefined => {
    const material = materialOf(procedureOf({ table, clock, rules }, the.head), kind);
    return material && { material, allowed: rulesFor(material, rules.zone.policy, imagePolicy) };
  };

  const submitted = (the: Case): Problem =>
    problem('conflict', {
      detail: { zh: '申请已提交，不能增减文件', en: 'It was submitted; documents cannot be changed now' },
      current: { stage: the.head.stage },
    });

  const moved = ({ head, stored }: Pick<Case, 'head' | 'stored'>): Problem =>
    problem('version-conflict', { current: { stage: head.stage, version: visibleVersion(head, stored) } });

  const stale = (the: Case, seen: number | undefined): Problem | undefined =>
    seen === undefined || seen === visibleVersion(the.head, the.stored) ? undefined : moved(the);

  const isParty = ({ viewer }: Case): boolean => viewer.handlesEmployer || viewer.isApplicant;

  const changeable = (the: Case, seen: number | undefined): Problem | undefined => {
    if (!isParty(the)) return problem('not-allowed');
    if (editableStages.includes(the.head.stage) && the.stored.editable) return stale(the, seen);
    return submitted(the);
  };

  /** What a document is for: the form that may be changed, a reply, or a paper that was allowed to follow. */
  const purposeOf = async (the: Case, kind: string): Promise<'form' | 'reply' | 'supply' | undefined> => {
    const { head, stored } = the;
    if (editableStages.includes(head.stage) && stored.editable) return 'form';
    const given = () => readDocuments(table, head.id);
    if (head.stage === 'refusal-announced') {
      const material = materialOf(procedureOf({ table, clock, rules }, head), kind);
      const one = material?.several === false;
      return one && (await given()).some((it) => it.kind === kind && it.state === 'accepted') ? undefined : 'reply';
    }
    if (!isOfficerStage(head.stage) || !stored.form.supplyLater?.includes(kind)) return undefined;
    return (await given()).some((it) => it.kind === kind && it.state === 'accepted') ? undefined : 'supply';
  };

  /** Enters a verdict where the document belongs. */
  const enter = async (the: Case, verdict: StoredDocument, material: Material, by: Requester): Promise<Entered> => {
    for (let attempt = 0, present = the; attempt < mostAttempts; attempt++) {
      const purpose = await purposeOf(present, verdict.kind);
      if (purpose === undefined) return failure({ closed: true });
      if (purpose === 'form') return judgeDocument(table, the.head.id, verdict, material);
      if (purpose === 'reply') return judgeBeside(table, the.head.id, verdict, ['refusal-announced']);
      if (verdict.state !== 'accepted') return judgeBeside(table, the.head.id, verdict, officerStages);
      const supplied = await supplyDocument(table, clock, { head: present.head, document: verdict, by });
      if (supplied.ok) return success(verdict);
      const [document, head] = await Promise.all([
        readDocument(table, the.head.id, verdict.id),
        readHead(table, the.head.id),
      ]);
      if (document && document.state !== 'awaiting-upload') return failure({ present: document, closed: false });
      if (!head) return failure({ closed: true });
      present = { ...the, head };
    }
    throw new ContentionError('the case kept changing while a paper was supplied');
  };

  const found = async (
    request: Parameters<Handles<typeof documentsRoutes>['readDocument']>[0],
  ): Promise<Result<{ the: Case; document: StoredDocument }, Problem>> => {
    const the = await findCase(table, request.principal, request.parameters.id ?? '');
    if (!the.ok) return the;
    const id = request.parameters.documentId ?? '';
    const document = /^[0-9a-z]{24}$/.test(id) ? await readDocument(table, the.value.head.id, id) : undefined;
    if (!document) return failure(problem('not-found'));
    const { head, stored } = the.value;
    if (!the.value.staff || !stored.editable || !head.submittedAt) {
      return document.removedAt === undefined ? success({ the: the.value, document }) : failure(problem('not-found'));
    }
    const [shown] = documentsAsOf([document], filedUntil(head) ?? head.submittedAt);
    return shown ? success({ the: the.value, document: shown }) : failure(problem('not-found'));
  };

  return {
    addDocument: async (request) => {
      const { body, principal, idempotencyKey } = request;
      const case_ = await findCase(table, principal, request.parameters.id ?? '');
      if (!case_.ok) return case_;
      const the = case_.value;
      if (!isParty(the)) return failure(problem('not-allowed'));
      const open = editableStages.includes(the.head.stage) || the.head.stage === 'refusal-announced';
      if (!open && !(isOfficerStage(the.head.stage) && the.stored.form.supplyLater)) return failure(submitted(the));
      const old = stale(the, request.version);
      if (old) return failure(old);
      const kind = rulesOfKind(the, body.kind);
      if (!kind) {
        const kinds = procedureOf({ table, clock, rules }, the.head).materials.map((material) => material.kind);
        return invalid({
          path: 'kind',
          code: 'not-an-option',
          text: {
            zh: `本事项没有该项材料；须为以下之一：${kinds.join(', ')}`,
            en: `is not a material of this procedure; must be one of: ${kinds.join(', ')}`,
          },
        });
      }
      if (!(await purposeOf(the, body.kind))) return failure(submitted(the));
      const announced = judgeAnnounced(body, kind.allowed);
      if (announced.length > 0) {
        const place = (code: string) => (code === 'wrong-type' ? 'contentType' : 'bytes');
        return failure(
          problem('invalid-request', {
            problems: announced.map(({ code, text, remedy }) => ({
              path: place(code),
              code,
              text: { zh: `${text.zh}${remedy.zh}`, en: `${text.en} ${remedy.en}` },
            })),
          }),
        );
      }
      if ((await readEveryDocument(table, the.head.id)).length >= mostDocuments) {
        return failure(problem('conflict', { detail: { zh: '文件数量过多', en: 'There are too many documents' } }));
      }
      const id = idempotencyKey ? idOf(`${principal.subject}\n${the.head.id}`, idempotencyKey, 'document') : newId();
      const at = instantOf(clock.now());
      const document = await announceDocument(table, the.head.id, {
        id,
        kind: body.kind,
        state: 'awaiting-upload',
        contentType: body.contentType,
        ...(body.fileName ? { fileName: body.fileName } : {}),
        key: `documents/${the.head.id}/${id}`,
        announcedBytes: body.bytes,
        addedAt: at,
        problems: [],
      });
      const same = (['kind', 'contentType'] as const).every((name) => document[name] === body[name]);
      if (!same || document.announcedBytes !== body.bytes) return failure(problem('key-reused'));
      const upload = await store.admit({
        key: document.key,
        contentType: document.contentType,
        maximumBytes: document.announcedBytes,
        seconds: uploadSeconds,
      });
      const expiresAt = instantOf(clock.now() + uploadSeconds * 1000);
      return success({ body: { documentId: id, upload: { ...upload, expiresAt } } });
    },

    completeDocument: async (request) => {
      const outcome = await found(request as never);
      if (!outcome.ok) return outcome;
      const { the, document } = outcome.value;
      if (!the.viewer.handlesEmployer && !the.viewer.isApplicant) return failure(problem('not-allowed'));
      if (document.state !== 'awaiting-upload') return success({ body: document });
      if (!(await purposeOf(the, document.kind))) return failure(submitted(the));
      const old = stale(the, request.version);
      if (old) return failure(old);
      const kind = rulesOfKind(the, document.kind);
      if (!kind) throw new Error('an announced document has a kind that its procedure does not know');
      const uploaded = await store.latest(document.key);
      if (!uploaded) {
        return failure(
          problem('conflict', {
            detail: { zh: '文件尚未上传完成，请重新上传', en: 'The file has not arrived; please upload it again' },
            current: { state: document.state },
          }),
        );
      }
      const findings = await inspect(uploaded.bytes, {
        contentType: document.contentType,
        photo: document.kind === photoKind,
      });
      const problems = judge(findings, kind.allowed);
      const verdict: StoredDocument = {
        ...document,
        state: problems.length > 0 ? 'rejected' : 'accepted',
        problems,
        judgedAt: instantOf(clock.now()),
        versionId: uploaded.versionId,
        sha256: findings.sha256,
        bytes: findings.bytes,
        ...(findings.pages === undefined ? {} : { pages: findings.pages }),
        ...(findings.width === undefined ? {} : { width: findings.width }),
        ...(findings.height === undefined ? {} : { height: findings.height }),
      };
      const by = { party: the.viewer.handlesEmployer ? 'employer' : 'applicant', subject: the.viewer.subject } as const;
      const judged = await enter(the, verdict, kind.material, by);
      if (judged.ok) return success({ body: judged.value });
      if (judged.error.closed) return failure(submitted(the));
      return judged.error.present ? success({ body: judged.error.present }) : failure(problem('not-found'));
    },

    removeDocument: async (request) => {
      const outcome = await found(request as never);
      if (!outcome.ok) return outcome;
      const { the, document } = outcome.value;
      const refused = changeable(the, request.version);
      if (refused) return failure(refused);
      const revision = request.version === undefined ? undefined : the.stored.revision;
      const removed = await removeDocument(table, the.head, document.id, instantOf(clock.now()), revision);
      if (removed.ok) return success({});
      if (removed.error === 'closed') return failure(submitted(the));
      const now = await findCase(table, request.principal, the.head.id);
      return now.ok ? failure(moved(now.value)) : now;
    },

    readDocument: async (request) => {
      const outcome = await found(request);
      if (!outcome.ok) return outcome;
      const { the, document } = outcome.value;
      if (!document.versionId) {
        return failure(problem('conflict', { detail: { zh: '文件尚未上传', en: 'The file has not arrived yet' } }));
      }
      if (the.staff) {
        await recordReading(
          { table, clock, zone: rules.zone },
          {
            by: request.principal.subject,
            what: 'document',
            id: the.head.id,
            documentId: document.id,
          },
        );
        given.log.info('sensitive-read', { what: 'document', applicationId: the.head.id });
      }
      const url = await store.link({
        key: document.key,
        versionId: document.versionId,
        fileName: document.fileName ?? document.kind,
        contentType: document.contentType,
        seconds: linkSeconds,
      });
      return success({ body: { document, url, expiresAt: instantOf(clock.now() + linkSeconds * 1000) } });
    },
  };
}
