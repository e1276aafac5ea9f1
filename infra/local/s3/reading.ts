import type { FileHandle } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import type { Call } from './call.ts';
import { isUnchanged, rangeOf } from './conditions.ts';
import type { Version } from './objects.ts';
import { S3Error } from './s3-error.ts';
import { parameter, type Target } from './target.ts';

/** GetObject and HeadObject, of the latest version or of the one that is named. */
export async function readObject(call: Call): Promise<FastifyReply> {
  const { request, reply, target } = call;
  const headOnly = request.method === 'HEAD';
  const looked = present(call);
  if (isUnchanged(request.headers, looked)) {
    return reply
      .code(304)
      .headers({ etag: `"${looked.etag}"` })
      .send();
  }
  const asked = rangeOf(request.headers.range, looked.size);
  const { object, body } = headOnly ? { object: looked } : await openBody(call, looked);
  const range = object === looked ? asked : undefined;
  const length = range ? range.end - range.start + 1 : object.size;
  const wantsChecksums = call.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && !range;

  reply.code(range ? 206 : 200).headers({
    ...object.headers,
    ...overrides(target),
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'content-length': length,
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
    ...(call.bucket.versioned && { 'x-amz-version-id': object.version }),
    ...(wantsChecksums && { 'x-amz-checksum-type': 'FULL_OBJECT' }),
  });
  if (wantsChecksums) {
    for (const [algorithm, value] of Object.entries(object.checksums)) {
      reply.header(`x-amz-checksum-${algorithm}`, value);
    }
  }
  if (!body) return reply.send();
  if (length === 0) {
    await body.close();
    return reply.send('');
  }
  return reply.send(body.createReadStream(range ?? {}));
}

/** An object without versions may be replaced between looking it up and opening its body: then the new one is read. */
async function openBody(call: Call, object: Version): Promise<{ object: Version; body?: FileHandle }> {
  try {
    return { object, body: await call.store.bodies.open(object.file) };
  } catch (error) {
    const now = present(call);
    if (now.file === object.file) throw error;
    return { object: now, body: await call.store.bodies.open(now.file) };
  }
}

/** The version that a request names. Throws `S3Error` when it does not exist or is a delete marker. */
function present({ store, target, bucket }: Call): Version {
  const version = parameter(target, 'versionId');
  if (version !== undefined) {
    const found = store.objects.version(target.bucket, target.key, version);
    if (!found) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
    if (!found.deleted) return found;
    throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.version },
    });
  }
  const found = store.objects.latest(target.bucket, target.key);
  if (found && !found.deleted) return found;
  throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', {
    details: { Key: target.key },
    headers: found && bucket.versioned ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.version } : {},
  });
}

const overridable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** A signed address may say with which headers its object is to be answered. */
function overrides(target: Target): Record<string, string> {
  return Object.fromEntries(
    overridable.flatMap((name) => {
      const value = parameter(target, `response-${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
