import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Instant } from '../../shared/domain/time.ts';
import type { Target } from '../../shared/records/data-request.ts';

/** An erasure as it lies beside the table, so that a restored table does not forget it. Keys alone. */
export type NotedErasure = Target & { at: Instant; order: string };

/** The bucket of documents as erasures need it. */
export type DocumentShelf = {
  /** Removes every version of everything whose name begins so, for good. @throws when one of them stays */
  removeEverything: (prefix: string) => Promise<void>;
  /** Notes an erasure outside the table; once for each kind and id, the latest. */
  note: (erasure: NotedErasure) => Promise<void>;
  noted: () => AsyncIterable<NotedErasure>;
  read: (key: string, versionId: string) => Promise<Uint8Array>;
};

const notes = 'erasures/';

/** Some versions of what was asked for could not be removed. */
class StillThere extends Error {
  override name = 'StillThere';
}

/** Binds the bucket of a zone's documents. */
export function openDocumentShelf(Bucket: string, client = new S3Client({})): DocumentShelf {
  const textOf = async (Key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  };
  return {
    removeEverything: async (prefix) => {
      // What was listed is gone afterwards: the next list begins anew.
      for (;;) {
        const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: prefix, MaxKeys: 1000 }));
        const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
        if (found.length === 0) return;
        const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0)
          throw new StillThere(`${Errors.length} versions could not be removed: ${Errors[0]?.Code}`);
      }
    },
    note: async (erasure) => {
      const Key = `${notes}${erasure.what}/${erasure.id}`;
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(erasure), ContentType: 'application/json' }),
      );
    },
    async *noted() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: notes })) {
        for (const { Key } of page.Contents ?? []) if (Key) yield JSON.parse(await textOf(Key)) as NotedErasure;
      }
    },
    read: async (Key, VersionId) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      if (!Body) throw new Error('the documents bucket gave nothing');
      return Body.transformToByteArray();
    },
  };
}
