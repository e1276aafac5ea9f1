import type { importsRoutes } from '../../shared/contract/imports.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { ImportKind } from '../../shared/imports/kind.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  announceImport,
  changeImport,
  type Import,
  importOfFile,
  noWorkStep,
  readImport,
  readImports,
  readProblems,
  stands,
  workStep,
} from '../../shared/records/import.ts';
import { keys } from '../../shared/records/keys.ts';
import { idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { ImportFiles } from './file-store.ts';
import { reportKey } from './report.ts';

export type ImportsGiven = {
  table: Table;
  files: ImportFiles;
  clock: Clock;
  zone: Zone;
  kinds: readonly ImportKind[];
  log: Log;
};

/** Seconds in which an announced file must be uploaded, and for which a link to a report opens. */
const uploadSeconds = 900;
const linkSeconds = 60;
const pageLength = 50;

const notArrived = {
  zh: '文件尚未上传完成，请上传后再开始',
  en: 'The file has not arrived; upload it first',
};

/** Files that are imported whole or not at all: announced, uploaded straight to the bucket, started, followed. */
export function imports(given: ImportsGiven): Handles<typeof importsRoutes> {
  const { table, files, clock, zone, kinds, log } = given;
  const now = () => instantOf(clock.now());

  const kindsFor = ({ roles }: Principal): ImportKind[] =>
    kinds.filter((kind) => kind.offeredIn(zone) && kind.roles.some((role) => roles.includes(role)));

  const viewOf = (the: Import) => ({
    ...the,
    label: kinds.find(({ id }) => id === the.kind)?.label ?? { zh: the.kind, en: the.kind },
  });

  /** An import of a kind that the sender may import. */
  const found = async (principal: Principal, id: string | undefined): Promise<Result<Import, Problem>> => {
    const the = id && /^[0-9a-z]{24}$/.test(id) ? await readImport(table, id) : undefined;
    const mine = the && kindsFor(principal).some((kind) => kind.id === the.kind);
    return the && mine ? success(the) : failure(problem('not-found'));
  };

  const moved = (present: Import | undefined): { ok: false; error: Problem } =>
    failure(present ? problem('conflict', { current: { state: present.state } }) : problem('not-found'));

  return {
    listImportKinds: async ({ principal }) => {
      const { maximumBytes, maximumRows } = zone.policy.imports;
      return success({ body: { items: kindsFor(principal), limits: { maximumBytes, maximumRows } } });
    },

    createImport: async ({ principal, body, idempotencyKey }) => {
      const offered = kindsFor(principal);
      const kind = offered.find(({ id }) => id === body.kind);
      if (!kind) {
        const ids = offered.map(({ id }) => id).join(', ');
        return invalid({
          path: 'kind',
          code: 'not-an-option',
          text: { zh: `须为以下之一：${ids}`, en: `must be one of: ${ids}` },
        });
      }
      const before = body.sha256 ? await importOfFile(table, kind.id, body.sha256) : undefined;
      if (before && stands(before)) {
        return failure(
          problem('conflict', {
            detail: {
              zh: `此文件已于 ${dayIn(zone.timeZone, before.createdAt)} 导入`,
              en: `This file was imported on ${dayIn(zone.timeZone, before.createdAt)}`,
            },
            current: { importId: before.id, state: before.state },
          }),
        );
      }
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'import') : newId();
      const the = await announceImport(table, {
        id,
        kind: kind.id,
        state: 'awaiting-file',
        fileName: body.fileName,
        key: `imports/${id}.csv`,
        ...(body.sha256 ? { announcedSha256: body.sha256 } : {}),
        createdAt: now(),
        createdBy: principal.subject,
        checks: 0,
        applied: 0,
      });
      if (the.kind !== kind.id || the.fileName !== body.fileName || the.announcedSha256 !== body.sha256) {
        return failure(problem('key-reused'));
      }
      const upload = await files.admit({
        key: the.key,
        maximumBytes: zone.policy.imports.maximumBytes,
        seconds: uploadSeconds,
      });
      const expiresAt = instantOf(clock.now() + uploadSeconds * 1000);
      return success({ body: { import: viewOf(the), upload: { ...upload, expiresAt } } });
    },

    listImports: async ({ principal, query }) => {
      const { cursor, limit = pageLength } = query;
      const list = { pk: keys.importEntry('', '').pk, sk: /^LIST#[\dTZ:.-]{24}#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const page = await readImports(table, { limit, ...(after ? { after } : {}) });
      const mine = new Set(kindsFor(principal).map(({ id }) => id));
      return success({
        body: {
          items: page.imports.filter(({ kind }) => mine.has(kind)).map(viewOf),
          ...(page.next ? { next: cursorOf(page.next) } : {}),
        },
      });
    },

    readImport: async ({ principal, parameters }) => {
      const the = await found(principal, parameters.id);
      if (!the.ok) return the;
      if (!the.value.problems) return success({ body: viewOf(the.value) });
      const url = await files.linkToReport({
        key: reportKey(the.value),
        fileName: `${the.value.fileName.replace(/\.csv$/i, '')} problems.csv`,
        seconds: linkSeconds,
      });
      const expiresAt = instantOf(clock.now() + linkSeconds * 1000);
      return success({ body: { ...viewOf(the.value), report: { url, expiresAt } } });
    },

    startImport: async ({ principal, parameters }) => {
      const outcome = await found(principal, parameters.id);
      if (!outcome.ok) return outcome;
      const the = outcome.value;
      if (the.state === 'cancelled') return moved(the);
      // Started before: it goes on by itself, and here is how it stands.
      if (the.state !== 'awaiting-file') return success({ body: viewOf(the) });
      const file = await files.arrived(the.key);
      if (!file) return failure(problem('conflict', { detail: notArrived, current: { state: the.state } }));
      const startedAt = now();
      const started = await changeImport(table, the, {
        set: {
          state: 'checking',
          ...file,
          startedAt,
          startedBy: principal.subject,
          asOf: dayIn(zone.timeZone, startedAt),
        },
        from: ['awaiting-file'],
        also: [workStep({ id: the.id, startedAt })],
      });
      if (!started.ok)
        return started.error.present ? success({ body: viewOf(started.error.present) }) : moved(undefined);
      log.info('import-started', { importId: the.id, kind: the.kind, bytes: file.bytes });
      return success({ body: viewOf(started.value) });
    },

    cancelImport: async ({ principal, parameters, body }) => {
      const outcome = await found(principal, parameters.id);
      if (!outcome.ok) return outcome;
      const the = outcome.value;
      if (the.state === 'cancelled') return success({ body: viewOf(the) });
      if (the.state === 'complete' || the.state === 'refused-with-problems') return moved(the);
      const cancelled = await changeImport(table, the, {
        set: { state: 'cancelled', cancelledBy: principal.subject, reason: body.reason, endedAt: now() },
        from: [the.state],
        also: noWorkStep(the),
      });
      if (!cancelled.ok) return moved(cancelled.error.present);
      log.info('import-cancelled', { importId: the.id, kind: the.kind });
      return success({ body: viewOf(cancelled.value) });
    },

    listImportProblems: async ({ principal, parameters, query }) => {
      const the = await found(principal, parameters.id);
      if (!the.ok) return the;
      const { id, checks, pages = 0 } = the.value;
      const list = { id, check: String(checks), page: /^\d{1,6}$/ };
      const place = query.cursor === undefined ? undefined : keyOf(query.cursor, list);
      if (query.cursor !== undefined && !place) return failure(notACursor());
      const page = Number(place?.page ?? 0);
      const items = page < pages ? await readProblems(table, the.value, page) : undefined;
      const more = items !== undefined && page + 1 < pages;
      return success({
        body: {
          items: items ?? [],
          ...(more ? { next: cursorOf({ ...list, page: String(page + 1) }) } : {}),
        },
      });
    },
  };
}
