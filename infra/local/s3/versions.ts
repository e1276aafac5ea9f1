import type { Objects, Version } from './objects.ts';
import { invalidArgument, notImplemented } from './s3-error.ts';
import { encoded, parameter, type Target } from './target.ts';
import { document } from './xml.ts';

const most = 1000;

/** Answers ListObjectVersions. Throws `S3Error` for parameters that are none. */
export function listVersions(objects: Objects, target: Target): string {
  const asked = (name: string) => parameter(target, name) ?? '';
  const [prefix, keyMarker, versionMarker] = [asked('prefix'), asked('key-marker'), asked('version-id-marker')];
  if (asked('delimiter') !== '') throw notImplemented('A delimiter in ListObjectVersions');
  if (versionMarker !== '' && keyMarker === '') throw invalidArgument('A version-id marker needs a key marker');
  const wanted = Number(parameter(target, 'max-keys') ?? most);
  if (!Number.isInteger(wanted) || wanted < 0) throw invalidArgument('max-keys is not a number');
  const limit = Math.min(wanted, most);
  const written = parameter(target, 'encoding-type') === 'url' ? encoded : (text: string) => text;
  const after = { key: keyMarker, ...(versionMarker === '' ? {} : { version: versionMarker }) };
  const found = objects.versions(target.bucket, prefix, after, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const isTruncated = found.length > limit && last !== undefined;
  const common = (one: Version & { isLatest: boolean }) => ({
    Key: written(one.key),
    VersionId: one.version,
    IsLatest: one.isLatest,
    LastModified: new Date(one.modified).toISOString(),
  });
  return document('ListVersionsResult', {
    Name: target.bucket,
    Prefix: written(prefix),
    KeyMarker: written(keyMarker),
    VersionIdMarker: versionMarker === '' ? undefined : versionMarker,
    NextKeyMarker: isTruncated ? written(last.key) : undefined,
    NextVersionIdMarker: isTruncated ? last.version : undefined,
    EncodingType: parameter(target, 'encoding-type'),
    MaxKeys: limit,
    IsTruncated: isTruncated,
    Version: shown
      .filter(({ deleted }) => !deleted)
      .map((one) => ({ ...common(one), ETag: `"${one.etag}"`, Size: one.size, StorageClass: 'STANDARD' })),
    DeleteMarker: shown.filter(({ deleted }) => deleted).map(common),
  });
}
