import { useEffect, useSyncExternalStore } from 'react';
import { judgeAnnounced } from '../../shared/domain/documents/judge.ts';
import { photoKind } from '../../shared/domain/documents/rules.ts';
import type { ContentType } from '../../shared/domain/procedure/procedure.ts';
import { call, Refusal, Unreachable } from '../client/client.ts';
import { serverNow } from '../client/now.ts';
import { useZone, type ZoneProfile } from '../client/zone.ts';
import { nameToKeep, typeOf } from './file-names.ts';
import { postFile } from './post-file.ts';
import { type Document, type FileProblem, type Hindrance, openSending, type SendingFiles } from './sending.ts';

type Announcing = Parameters<typeof call<'addDocument'>>[1]['body'];

const acceptable: readonly ContentType[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** What a file of a kind must be, as the zone judges it. */
const rulesOf = ({ uploads }: ZoneProfile, kind: string) => {
  const limits = kind === photoKind ? uploads.photo : { minimumBytes: 1, ...uploads.document };
  return {
    contentTypes: kind === photoKind ? (['image/jpeg'] as const) : acceptable,
    minimumBytes: limits.minimumBytes,
    maximumBytes: limits.maximumBytes,
    maximumPages: uploads.document.maximumPages,
    maximumPixels: Number.POSITIVE_INFINITY,
  };
};

export const limitOf = (zone: ZoneProfile, kind: string): number => rulesOf(zone, kind).maximumBytes;

function explain(error: unknown): Hindrance {
  if (error instanceof Unreachable) return { kind: 'lost' };
  if (!(error instanceof Refusal)) return { kind: 'other', error };
  const { status, problems = [] } = error.problem;
  if (status === 401) return { kind: 'signed-out' };
  const told = problems.map(({ code, text, message, remedy }): FileProblem => {
    return { code, text: text ?? { zh: message, en: message }, remedy };
  });
  return told.length > 0 ? { kind: 'refused', problems: told } : { kind: 'other', error };
}

const open = new Map<string, SendingFiles>();

/** Files on their way to an application; they go on while the person turns to another part of its page. */
export function sendingFor(
  id: string,
  zone: ZoneProfile,
  onJudged: (kind: string, document: Document) => Promise<void>,
) {
  const known = open.get(id);
  if (known) return known;
  const files = openSending({
    judge: (kind, file) => {
      const declared = { contentType: typeOf(file), bytes: file.size };
      return judgeAnnounced(declared, rulesOf(zone, kind));
    },
    announce: (kind, file, key) => {
      const fileName = nameToKeep(file.name);
      const contentType = typeOf(file) as Announcing['contentType'];
      const body = { kind, contentType, bytes: file.size, ...(fileName ? { fileName } : {}) };
      return call('addDocument', { path: { id }, body }, { key });
    },
    post: postFile,
    complete: (documentId) => call('completeDocument', { path: { id, documentId } }),
    remove: (documentId) => call('removeDocument', { path: { id, documentId } }),
    explain,
    now: serverNow,
    newKey: () => crypto.randomUUID(),
    onJudged,
  });
  open.set(id, files);
  return files;
}

const resumeAll = () => {
  for (const files of open.values()) files.retryLost();
};

/**
 * Files on their way to an application.
 * @param onJudged asks again how the application stands
 */
export function useSending(id: string, onJudged: (kind: string, document: Document) => Promise<void>): SendingFiles {
  const files = sendingFor(id, useZone(), onJudged);
  useSyncExternalStore(files.subscribe, files.read);
  useEffect(() => {
    window.addEventListener('online', resumeAll);
    return () => window.removeEventListener('online', resumeAll);
  }, []);
  return files;
}
