import type { IncomingHttpHeaders } from 'node:http';
import type { Version } from './objects.ts';
import { S3Error } from './s3-error.ts';

/** Whether a reader's copy is still good, so that it is answered 304. Throws `S3Error` when a precondition fails. */
export function isUnchanged(headers: IncomingHttpHeaders, object: Version): boolean {
  const modified = Math.floor(object.modified / 1000) * 1000;
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const until = Date.parse(headers['if-unmodified-since'] ?? '');
  if (match !== undefined ? !names(match, object.etag) : modified > until) throw preconditionFailed();
  return noneMatch !== undefined ? names(noneMatch, object.etag) : modified <= since;
}

/** Throws `S3Error` when the object that is present, if any, is not what a writer expects. */
export function assertWritable(headers: IncomingHttpHeaders, present: Version | undefined): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && present && names(noneMatch, present.etag)) throw preconditionFailed();
  if (match === undefined) return;
  if (!present) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  if (!names(match, present.etag)) throw preconditionFailed();
}

/** The bytes of `bytes=…` from the first to the last; undefined means all. Throws `S3Error` when there are none. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first = '', last = ''] = found?.slice(1) ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size) {
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      details: { RangeRequested: header ?? '', ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { start, end };
}

const names = (tags: string, etag: string): boolean =>
  tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '').replaceAll('"', '') === etag);

const preconditionFailed = () =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
