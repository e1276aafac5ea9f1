import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../../../shared/domain/time.ts';
import type { BucketDefinition, Call, FormCall, Store } from './call.ts';
import { corsHeaders } from './cors.ts';
import { listObjects } from './listing.ts';
import { openObjects } from './objects.ts';
import { largestObject } from './post-policy.ts';
import { readObject } from './reading.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import { authenticate, type Secrets } from './signature.ts';
import { parameter, type Target, targetOf } from './target.ts';
import { openBodies } from './upload.ts';
import { listVersions } from './versions.ts';
import { deleteObject, deleteObjects, postObject, putObject } from './writing.ts';
import { errorDocument } from './xml.ts';

export type { BucketDefinition } from './call.ts';
export type { CorsRule } from './cors.ts';

/**
 * The object store of the one-machine zone as an HTTP server that is not listening yet (path style, `/bucket/key`):
 * PutObject, GetObject, HeadObject, DeleteObject, DeleteObjects, ListObjectsV2, ListObjectVersions, HeadBucket and the
 * POST of a browser.
 * Every request needs a signature or a signed policy; whatever else S3 can do is answered 501.
 *
 * Takes the directory for the bodies of objects, the database for all that is known of them, the zone's clock, by which
 * signed addresses and policies expire, the buckets of the template, and the secret access key of each access key id.
 */
export function createS3(options: {
  directory: string;
  database: DatabaseSync;
  clock: Clock;
  buckets: BucketDefinition[];
  secrets: Secrets;
}): FastifyInstance {
  const { clock, database, secrets } = options;
  const buckets = new Map(options.buckets.map((bucket) => [bucket.name, bucket]));
  const store: Store = {
    objects: openObjects(database),
    bodies: openBodies(options.directory),
    secrets,
    bucket: (name) => {
      const bucket = buckets.get(name);
      if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
      return bucket;
    },
  };

  const server = fastify({ exposeHeadRoutes: false, bodyLimit: largestObject });
  server.removeAllContentTypeParsers();
  // Bodies are read as streams where they are needed, never collected here.
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.setNotFoundHandler(() => {
    throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  });
  server.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-amz-request-id', randomBytes(8).toString('hex').toUpperCase());
    const cors = crossOrigin(request);
    const rules = buckets.get(targetOf(request.originalUrl).bucket)?.cors ?? [];
    if (cors) reply.headers(corsHeaders(rules, cors) ?? {});
  });
  server.route({
    method: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'],
    url: '*',
    handler: (request, reply) => answer({ request, reply, target: targetOf(request.originalUrl), store, clock }),
  });
  return server;
}

async function answer(call: FormCall): Promise<FastifyReply> {
  const { request, reply, target, store } = call;
  if (request.method === 'OPTIONS') return preflight(call);
  const isDeletion = parameter(target, 'delete') !== undefined;
  if (request.method === 'POST' && target.key === '' && !isDeletion) return postObject(call);

  const { method, headers } = request;
  const { payload, presigned } = authenticate({ method, target, headers }, store.secrets, call.clock.now());
  assertKnownParameters(target);
  const bucket = store.bucket(target.bucket);
  const all = new Map(
    [
      ...(presigned ? target.query.filter(([name]) => /^x-amz-/i.test(name)) : []),
      ...Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const known: Call = { ...call, bucket, payload, headers: () => all, header: (name) => all.get(name) };

  if (target.key !== '') {
    if (method === 'PUT') return putObject(known);
    if (method === 'DELETE') return deleteObject(known);
    if (method === 'GET' || method === 'HEAD') return readObject(known);
  } else {
    if (method === 'HEAD') return reply.send();
    if (method === 'POST') return deleteObjects(known);
    if (method === 'GET' && parameter(target, 'list-type') === '2') {
      return reply.type('application/xml').send(listObjects(store.objects, target));
    }
    if (method === 'GET' && parameter(target, 'versions') !== undefined) {
      return reply.type('application/xml').send(listVersions(store.objects, target));
    }
  }
  throw notImplemented(`${method} of ${target.key === '' ? 'a bucket' : 'an object'}`);
}

function preflight({ request, reply }: FormCall): FastifyReply {
  if (reply.hasHeader('access-control-allow-origin')) return reply.code(200).send();
  const reason = crossOrigin(request) ? 'This CORS request is not allowed.' : 'Insufficient information.';
  throw new S3Error(403, 'AccessForbidden', `CORSResponse: ${reason}`);
}

function crossOrigin({ method, headers }: FastifyRequest) {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  if (method !== 'OPTIONS') return { origin, method, asked: [] };
  const asked = headers['access-control-request-headers']?.toLowerCase().split(',') ?? [];
  const wanted = headers['access-control-request-method'];
  return wanted === undefined ? undefined : { origin, method: wanted, asked: asked.map((name) => name.trim()) };
}

const bucketParameters = [
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'delete',
  'versions',
  'key-marker',
  'version-id-marker',
];
const objectParameters = /^(versionId|response-[a-z-]+)$/;

/** A parameter may name another resource, such as `tagging` or `uploads`, which must never pass for the object. */
function assertKnownParameters({ key, query }: Target): void {
  for (const [name] of query) {
    const known = key === '' ? bucketParameters.includes(name) : objectParameters.test(name);
    if (!known && name !== 'x-id' && !/^x-amz-/i.test(name)) throw notImplemented(`The parameter ${name}`);
  }
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal =
    error instanceof S3Error
      ? error
      : new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
  if (refusal !== error && !request.raw.destroyed) console.error(error);
  if (!request.raw.readableEnded) discard(request.raw);
  reply.code(refusal.status).headers(refusal.headers);
  if (request.method === 'HEAD') return reply.send();
  return reply.type('application/xml').send(
    errorDocument({
      Code: refusal.code,
      Message: refusal.message,
      ...refusal.details,
      RequestId: String(reply.getHeader('x-amz-request-id')),
    }),
  );
}

const mostDiscarded = 16 * 1024 * 1024;

/** A sender that is refused half-way may send some more, so that it comes to read why; then the connection is cut. */
function discard(request: IncomingMessage): void {
  let left = mostDiscarded;
  request.unpipe();
  request.on('data', (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) request.destroy();
  });
  request.resume();
}
