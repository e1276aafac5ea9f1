import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { admitPost } from '../../shared/uploads/admit-post.ts';

/** The bucket of a zone's documents, reduced to what this capability asks of it. */
export type DocumentStore = {
  /** A form that a browser may post one file with: this key, this type, at most so many bytes, for some seconds. */
  admit: (upload: {
    key: string;
    contentType: string;
    maximumBytes: number;
    seconds: number;
  }) => Promise<{ url: string; fields: Record<string, string> }>;
  /** The latest version under a key; undefined when nothing was uploaded yet. */
  latest: (key: string) => Promise<{ bytes: Uint8Array; versionId: string } | undefined>;
  /** A link to one version that ends by itself. */
  link: (the: {
    key: string;
    versionId: string;
    fileName: string;
    contentType: string;
    seconds: number;
  }) => Promise<string>;
};

/** Binds the documents bucket. */
export function openDocumentStore(Bucket: string, client = new S3Client({})): DocumentStore {
  return {
    admit: (upload) => admitPost(client, { ...upload, bucket: Bucket }),
    latest: async (Key) => {
      try {
        const { Body, VersionId } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (!Body || !VersionId) throw new Error('the documents bucket keeps no versions');
        return { bytes: await Body.transformToByteArray(), versionId: VersionId };
      } catch (error) {
        if ((error as Error).name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    link: ({ key, versionId, fileName, contentType, seconds }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: key,
          VersionId: versionId,
          ResponseContentType: contentType,
          ResponseContentDisposition: `inline; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`,
        }),
        { expiresIn: seconds },
      ),
  };
}
