import * as z from 'zod';
import type { Objects, Version } from './objects.ts';
import { invalidArgument } from './s3-error.ts';
import { encoded, parameter, type Target } from './target.ts';
import { document } from './xml.ts';

const most = 1000;
/** Behind every key that starts with a prefix. */
const end = '\u{10ffff}';

const token = z.object({ after: z.string() });

/** Answers ListObjectsV2. Throws `S3Error` for parameters that are none. */
export function listObjects(objects: Objects, target: Target): string {
  const asked = (name: string) => parameter(target, name) ?? '';
  const [prefix, delimiter, startAfter, continued] = [
    asked('prefix'),
    asked('delimiter'),
    asked('start-after'),
    asked('continuation-token'),
  ];
  const wanted = Number(parameter(target, 'max-keys') ?? most);
  if (!Number.isInteger(wanted) || wanted < 0) throw invalidArgument('max-keys is not a number');
  const limit = Math.min(wanted, most);
  const written = parameter(target, 'encoding-type') === 'url' ? encoded : (text: string) => text;

  const contents: Version[] = [];
  const prefixes: string[] = [];
  let last = continued ? positionOf(continued) : startAfter;
  const count = () => contents.length + prefixes.length;
  let more = false;

  /** Goes on behind `last` until a common prefix allows to leave out all keys that share it; false at the end. */
  const advance = (): boolean => {
    for (const object of objects.list(target.bucket, prefix, last)) {
      more = count() >= limit;
      if (more) return false;
      const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      if (cut < 0) {
        contents.push(object);
        last = object.key;
        continue;
      }
      const common = object.key.slice(0, cut + delimiter.length);
      prefixes.push(common);
      last = common + end;
      return true;
    }
    return false;
  };
  while (advance());
  const isTruncated = more && limit > 0;

  return document('ListBucketResult', {
    Name: target.bucket,
    Prefix: written(prefix),
    Delimiter: delimiter === '' ? undefined : written(delimiter),
    StartAfter: startAfter === '' ? undefined : written(startAfter),
    ContinuationToken: continued === '' ? undefined : continued,
    NextContinuationToken: isTruncated ? tokenFor(last) : undefined,
    EncodingType: parameter(target, 'encoding-type'),
    KeyCount: count(),
    MaxKeys: limit,
    IsTruncated: isTruncated,
    Contents: contents.map((object) => ({
      Key: written(object.key),
      LastModified: new Date(object.modified).toISOString(),
      ETag: `"${object.etag}"`,
      Size: object.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: prefixes.map((common) => ({ Prefix: written(common) })),
  });
}

const tokenFor = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

function positionOf(continued: string): string {
  try {
    return token.parse(JSON.parse(Buffer.from(continued, 'base64url').toString())).after;
  } catch {
    throw invalidArgument('The continuation token provided is incorrect');
  }
}
