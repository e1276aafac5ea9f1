import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** A link to one version of a document that ends by itself. */
export type DocumentLink = (the: {
  key: string;
  versionId: string;
  fileName: string;
  contentType: string;
}) => Promise<string>;

/** Seconds in which a link opens its document. */
const seconds = 600;

/** Binds the documents bucket for reading by link alone. */
export const openDocumentLinks =
  (Bucket: string, client = new S3Client({})): DocumentLink =>
  ({ key, versionId, fileName, contentType }) =>
    getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket,
        Key: key,
        VersionId: versionId,
        ResponseContentType: contentType,
        ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`,
      }),
      { expiresIn: seconds },
    );
