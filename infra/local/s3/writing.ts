import { XMLParser } from 'fast-xml-parser';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { attributesOf } from './attributes.ts';
import type { Call, FormCall, Store } from './call.ts';
import { type Algorithm, assertChecksums, type Wanted, wantedChecksums } from './checksums.ts';
import { unchunked } from './chunked.ts';
import { assertWritable } from './conditions.ts';
import { readForm } from './form.ts';
import { assertAllowed, assertLargeEnough, largestObject, readPolicy } from './post-policy.ts';
import { accessDenied, invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import { authenticatePolicy } from './signature.ts';
import { encoded, parameter } from './target.ts';
import type { Received } from './upload.ts';
import { document, type Elements } from './xml.ts';

/** PutObject. The object exists once its body and then its row are on the disk; a body without a row is never seen. */
export async function putObject(call: Call): Promise<FastifyReply> {
  const { request, reply, target, bucket, store, payload } = call;
  const length = isChunked(payload) ? call.header('x-amz-decoded-content-length') : request.headers['content-length'];
  if (length === undefined) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const attributes = attributesOf(call.headers());
  const announced = wantedChecksums(call.header);
  assertWritable(request.headers, livingObject(store, target));

  const trailer = new Map<string, string>();
  const body = request.raw.iterator({ destroyOnReturn: false });
  const pieces = isChunked(payload) ? unchunked(body, trailer) : body;
  const received = await store.bodies.receive(pieces, algorithmsOf(announced), largestObject);
  const { version, checksums } = await keep(store, received, () => {
    const wanted = wantedChecksums((name) => trailer.get(name) ?? call.header(name));
    assertWhole(received, length);
    if (isDigest(payload) && payload !== received.sha256) {
      throw new S3Error(
        400,
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
    assertMd5(call.header('content-md5'), received);
    assertChecksums(wanted, received.checksums);
    return store.objects.add(newObject(call, received, attributes), bucket.versioned, (present) =>
      assertWritable(request.headers, present),
    );
  });
  return reply
    .code(200)
    .headers({ etag: etagOf(received), ...(bucket.versioned && { 'x-amz-version-id': version }), ...checksums })
    .send();
}

/** The upload of a browser: a form with a signed policy, which decides before a byte of the file is taken. */
export async function postObject(call: FormCall): Promise<FastifyReply> {
  const { request, reply, target, store, clock } = call;
  const { fields, filename, file } = await readForm(request.raw);
  const key = fields.get('key')?.replace(/\$\{filename\}/g, () => filename);
  if (!key) {
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
    );
  }
  const values = new Map([...fields, ['key', key]]);
  const field = (name: string) => values.get(name);
  const [encodedPolicy, credential, date, signature] = [
    'policy',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-signature',
  ].map(field);
  if (!encodedPolicy) throw accessDenied();
  if (field('x-amz-algorithm') !== 'AWS4-HMAC-SHA256' || !credential || !date || !signature) {
    throw invalidArgument('The form must carry x-amz-algorithm, x-amz-credential, x-amz-date and x-amz-signature.');
  }
  authenticatePolicy({ policy: encodedPolicy, credential, date, signature }, store.secrets);
  const bucket = store.bucket(target.bucket);
  const policy = readPolicy(encodedPolicy, clock.now());
  assertAllowed(policy, values, target.bucket);

  const attributes = attributesOf(values);
  const wanted = wantedChecksums(field);
  const received = await store.bodies.receive(file, algorithmsOf(wanted), policy.largest);
  const { version, checksums } = await keep(store, received, () => {
    assertLargeEnough(policy, received.size);
    assertMd5(field('content-md5'), received);
    assertChecksums(wanted, received.checksums);
    const object = newObject({ target: { bucket: target.bucket, key }, clock }, received, attributes);
    return store.objects.add(object, bucket.versioned, () => {});
  });

  const location = `http://${request.headers.host}/${encoded(target.bucket)}/${key.split('/').map(encoded).join('/')}`;
  const etag = etagOf(received);
  reply.headers({ etag, location, ...(bucket.versioned && { 'x-amz-version-id': version }), ...checksums });
  const redirect = redirection(field('success_action_redirect'), { bucket: target.bucket, key, etag });
  if (redirect) return reply.code(303).header('location', redirect).send();
  if (field('success_action_status') === '201') {
    const answer = { Location: location, Bucket: target.bucket, Key: key, ETag: etag };
    return reply.code(201).type('application/xml').send(document('PostResponse', answer));
  }
  return reply.code(field('success_action_status') === '200' ? 200 : 204).send();
}

/** DeleteObject: of one version for good; without a version, in a versioned bucket, by a marker that covers the object. */
export async function deleteObject(call: Call): Promise<FastifyReply> {
  const { version, marker } = await remove(call, call.target.key, parameter(call.target, 'versionId'));
  return call.reply
    .code(204)
    .headers({
      ...(call.bucket.versioned && version !== undefined && { 'x-amz-version-id': version }),
      ...(marker && { 'x-amz-delete-marker': 'true' }),
    })
    .send();
}

const mostDeletions = 1000;
const largestDeletion = 2 * 1024 * 1024;
const deletion = z.object({
  Delete: z.object({
    Quiet: z.stringbool().default(false),
    Object: z
      .array(z.object({ Key: z.string().min(1), VersionId: z.string().optional() }))
      .min(1)
      .max(mostDeletions),
  }),
});

/** DeleteObjects. */
export async function deleteObjects(call: Call): Promise<FastifyReply> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of call.request.raw.iterator({ destroyOnReturn: false })) {
    size += piece.length;
    if (size > largestDeletion) throw malformedXml();
    pieces.push(piece);
  }
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, isArray: (name) => name === 'Object' });
  const wanted = deletion.safeParse(parser.parse(Buffer.concat(pieces).toString()));
  if (!wanted.success) throw malformedXml();

  const deleted: Elements[] = [];
  for (const { Key: key, VersionId: named } of wanted.data.Delete.Object) {
    const { version, marker } = await remove(call, key, named);
    deleted.push({
      Key: key,
      VersionId: named,
      DeleteMarker: marker ? true : undefined,
      DeleteMarkerVersionId: marker ? version : undefined,
    });
  }
  return call.reply
    .type('application/xml')
    .send(document('DeleteResult', { Deleted: wanted.data.Delete.Quiet ? [] : deleted }));
}

const malformedXml = () =>
  new S3Error(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

async function remove({ store, target, bucket, clock }: Call, key: string, version: string | undefined) {
  const removed = store.objects.remove({ bucket: target.bucket, key, version }, bucket.versioned, clock.now());
  for (const file of removed.orphans) await store.bodies.remove(file);
  return removed;
}

/** Records a body that has come; when it is refused after all, it goes, and so do the bodies that it replaces. */
async function keep(
  store: Store,
  received: Received,
  record: () => { version: string; orphans: string[] },
): Promise<{ version: string; checksums: Record<string, string> }> {
  try {
    const { version, orphans } = record();
    for (const file of orphans) await store.bodies.remove(file);
    const checksums = [...received.checksums].map(([name, value]) => [`x-amz-checksum-${name}`, value]);
    return { version, checksums: Object.fromEntries(checksums) };
  } catch (error) {
    await store.bodies.remove(received.file);
    throw error;
  }
}

function newObject(
  { target, clock }: { target: { bucket: string; key: string }; clock: Call['clock'] },
  received: Received,
  headers: Record<string, string>,
) {
  return {
    bucket: target.bucket,
    key: target.key,
    file: received.file,
    size: received.size,
    etag: received.md5.toString('hex'),
    headers,
    checksums: Object.fromEntries(received.checksums),
    modified: clock.now(),
  };
}

function livingObject(store: Store, { bucket, key }: { bucket: string; key: string }) {
  const latest = store.objects.latest(bucket, key);
  return latest?.deleted ? undefined : latest;
}

/** Every object has a checksum that readers can verify, whether its sender named one or not. */
const algorithmsOf = (wanted: Wanted): Algorithm[] =>
  wanted.length > 0 ? wanted.map(({ algorithm }) => algorithm) : ['crc32'];

function isChunked(payload: string): boolean {
  if (!payload.startsWith('STREAMING-')) return false;
  if (payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw notImplemented(`The payload ${payload}`);
  return true;
}

const isDigest = (payload: string): boolean => /^[0-9a-f]{64}$/.test(payload);

function assertWhole(received: Received, length: string): void {
  if (Number(length) === received.size) return;
  throw new S3Error(
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
}

function assertMd5(wanted: string | undefined, received: Received): void {
  if (wanted === undefined || wanted === received.md5.toString('base64')) return;
  throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
}

const etagOf = (received: Received): string => `"${received.md5.toString('hex')}"`;

function redirection(address: string | undefined, named: Record<string, string>): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (!url) return undefined;
  for (const [name, value] of Object.entries(named)) url.searchParams.set(name, value);
  return url.href;
}
