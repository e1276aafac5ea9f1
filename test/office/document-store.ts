import type { DocumentStore } from '../../functions/documents/store.ts';

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
  return {
    store,
    /** Uploads as a browser does, by the fields of the form; answers the status of the bucket. */
    post: (fields: Record<string, string>, bytes: Uint8Array): number => {
      const key = fields.key ?? '';
      const form = admitted.get(key);
      if (!form || fields['Content-Type'] !== form.contentType) return 403;
      if (bytes.length < 1 || bytes.length > form.maximumBytes) return 400;
      uploads += 1;
      versions.set(key, [...(versions.get(key) ?? []), { bytes, versionId: `version-${uploads}` }]);
      return 204;
    },
  };
}
