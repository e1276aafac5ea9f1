import type { DocumentStore } from '../../functions/documents/store.ts';
import { csvType, type ImportFiles } from '../../functions/imports/file-store.ts';

/** A bucket that keeps every version of what was posted to it, and refuses what the form does not admit. */
export function openDocumentShelf() {
  const versions = new Map<string, { bytes: Uint8Array; versionId: string }[]>();
  const admitted = new Map<string, { contentType: string; maximumBytes: number }>();
  let uploads = 0;
  const store: DocumentStore = {
    admit: async ({ key, contentType, maximumBytes }) => {
      admitted.set(key, { contentType, maximumBytes });
      return { url: 'https://documents.example/', fields: { key, 'Content-Type': contentType } };
    },
    latest: async (key) => versions.get(key)?.at(-1),
    link: async ({ key, versionId, fileName, contentType, seconds }) =>
      `https://documents.example/${key}?${new URLSearchParams({ versionId, fileName, contentType, seconds: String(seconds) })}`,
  };
  const keep = (key: string, bytes: Uint8Array): void => {
    uploads += 1;
    versions.set(key, [...(versions.get(key) ?? []), { bytes, versionId: `version-${uploads}` }]);
  };
  const importFiles: ImportFiles = {
    admit: ({ key, maximumBytes, seconds }) => store.admit({ key, contentType: csvType, maximumBytes, seconds }),
    arrived: async (key) => {
      const last = versions.get(key)?.at(-1);
      return last && { versionId: last.versionId, bytes: last.bytes.length };
    },
    read: async ({ key, versionId }) => {
      const found = versions.get(key)?.find((version) => version.versionId === versionId);
      if (!found) throw new Error(`nothing was uploaded as ${key}`);
      return found.bytes;
    },
    keepReport: async (key, content) => keep(key, new TextEncoder().encode(content)),
    linkToReport: async ({ key, fileName }) =>
      `https://documents.example/${key}?${new URLSearchParams({ fileName }).toString()}`,
  };
  return {
    store,
    importFiles,
    /** What lies under a key, as text. */
    text: (key: string): string =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(versions.get(key)?.at(-1)?.bytes),
    /** Uploads as a browser does, by the fields of the form; answers the status of the bucket. */
    post: (fields: Record<string, string>, bytes: Uint8Array): number => {
      const key = fields.key ?? '';
      const form = admitted.get(key);
      if (!form || fields['Content-Type'] !== form.contentType) return 403;
      if (bytes.length < 1 || bytes.length > form.maximumBytes) return 400;
      keep(key, bytes);
      return 204;
    },
  };
}
