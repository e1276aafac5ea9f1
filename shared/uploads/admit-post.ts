import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';

/**
 * Admits one upload by form: under this key and content type only, with at least one byte and at most so many.
 * @param the.seconds for which the form is accepted
 */
export const admitPost = (
  client: S3Client,
  the: { bucket: string; key: string; contentType: string; maximumBytes: number; seconds: number },
): ReturnType<typeof createPresignedPost> =>
  createPresignedPost(client, {
    Bucket: the.bucket,
    Key: the.key,
    Expires: the.seconds,
    Conditions: [
      ['content-length-range', 1, the.maximumBytes],
      ['eq', '$Content-Type', the.contentType],
    ],
    Fields: { 'Content-Type': the.contentType },
  });
