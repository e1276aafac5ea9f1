import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { admitPost } from '../../shared/uploads/admit-post.ts';

/** Where files to be imported are uploaded, and where reports lie: the documents bucket under `imports/`. */
export type ImportFiles = {
  /** A form that a browser may post one CSV file with, under this key, of at most so many bytes, for some seconds. */
  admit: (upload: {
    key: string;
    maximumBytes: number;
    seconds: number;
  }) => Promise<{ url: string; fields: Record<string, string> }>;
  /** What was uploaded last under a key; undefined while nothing was. */
  arrived: (key: string) => Promise<{ versionId: string; bytes: number } | undefined>;
  read: (the: { key: string; versionId: string }) => Promise<Uint8Array>;
  keepReport: (key: string, content: string) => Promise<void>;
  /** A link to a report that ends by itself. */
  linkToReport: (the: { key: string; fileName: string; seconds: number }) => Promise<string>;
};

/** The content type under which files are posted and reports are kept. */
export const csvType = 'text/csv';

/** Binds the documents bucket. */
export function openImportFiles(Bucket: string, client = new S3Client({})): ImportFiles {
  return {
    admit: (upload) => admitPost(client, { ...upload, bucket: Bucket, contentType: csvType }),
    arrived: async (Key) => {
      try {
        const { VersionId, ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        if (!VersionId) throw new Error('the documents bucket keeps no versions');
        return { versionId: VersionId, bytes: ContentLength ?? 0 };
      } catch (error) {
        // HEAD has no body to say more in.
        if (['NotFound', 'NoSuchKey'].includes((error as Error).name)) return undefined;
        throw error;
      }
    },
    read: async ({ key: Key, versionId: VersionId }) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      if (!Body) throw new Error('a file to be imported has no content');
      return Body.transformToByteArray();
    },
    keepReport: async (Key, content) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: content, ContentType: csvType }));
    },
    linkToReport: ({ key, fileName, seconds }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: key,
          ResponseContentType: `${csvType}; charset=utf-8`,
          ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`,
        }),
        { expiresIn: seconds },
      ),
  };
}
