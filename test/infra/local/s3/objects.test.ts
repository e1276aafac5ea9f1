import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AwsClient } from 'aws4fetch';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { credentials, type OpenStore, openStore, start } from './store.ts';

let store: OpenStore;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(start) });
  store = await openStore();
});
afterEach(async () => {
  await store.close();
  vi.useRealTimers();
});

const Bucket = 'documents';
const put = (Key: string, Body: string | Uint8Array = 'content', more: object = {}) =>
  store.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Key: string, more: object = {}) => {
  const answer = await store.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, bytes: await answer.Body?.transformToByteArray() };
};
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

describe('an object', () => {
  test('comes back as it was put, with its type and metadata, and the SDK verifies its checksum', async () => {
    const body = randomBytes(300_000);
    const answer = await put('cases/a/passport.pdf', body, {
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      Metadata: { kind: 'passport' },
    });
    const found = await read('cases/a/passport.pdf', { ChecksumMode: 'ENABLED' });
    expect(Buffer.compare(found.bytes ?? new Uint8Array(), body)).toBe(0);
    expect(found).toMatchObject({
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentLength: 300_000,
      Metadata: { kind: 'passport' },
      ETag: answer.ETag,
      VersionId: answer.VersionId,
      ChecksumCRC32: answer.ChecksumCRC32,
      LastModified: new Date(start),
    });
    const head = await store.client.send(new HeadObjectCommand({ Bucket, Key: 'cases/a/passport.pdf' }));
    expect(head).toMatchObject({ ContentLength: 300_000, ContentType: 'application/pdf', ETag: answer.ETag });
  });

  test.each(['护照 扫描件.pdf', "it's (a) *key*!", 'a//b/./c', 'plus+and&equals=?#', 'per%20cent', 'emoji-🪪'])(
    'can be named %s',
    async (Key) => {
      await put(Key, Key);
      expect(text((await read(Key)).bytes)).toBe(Key);
      const { Contents: contents } = await store.client.send(new ListObjectsV2Command({ Bucket }));
      expect(contents?.map((one) => one.Key)).toEqual([Key]);
    },
  );

  test('may be empty, or a stream of unknown origin sent in chunks with a trailing checksum', async () => {
    await put('empty', '');
    expect((await read('empty')).bytes).toHaveLength(0);
    const pieces = Array.from({ length: 40 }, () => randomBytes(40_000));
    const Body = Readable.from(pieces);
    await store.client.send(
      new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: 1_600_000, ChecksumAlgorithm: 'SHA256' }),
    );
    const found = await read('streamed', { ChecksumMode: 'ENABLED' });
    expect(Buffer.compare(found.bytes ?? new Uint8Array(), Buffer.concat(pieces))).toBe(0);
    expect(found.ContentEncoding).toBeUndefined();
    expect(found.ChecksumSHA256).toEqual(expect.any(String));
  });

  test.each([
    ['bytes=0-3', 'bytes 0-3/10', '0123'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=-2', 'bytes 8-9/10', '89'],
    ['bytes=5-100', 'bytes 5-9/10', '56789'],
  ])('is read in the range %s', async (Range, ContentRange, expected) => {
    await put('digits', '0123456789');
    const found = await read('digits', { Range });
    expect(found).toMatchObject({ ContentRange, ContentLength: expected.length });
    expect(text(found.bytes)).toBe(expected);
  });

  test('is not read behind its end', async () => {
    await put('digits', '0123456789');
    await expect(read('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('is read on conditions', async () => {
    const { ETag } = await put('a');
    const status = (more: object) =>
      read('a', more).then(
        () => 200,
        (error) => error.$metadata.httpStatusCode,
      );
    expect(await status({ IfNoneMatch: ETag })).toBe(304);
    expect(await status({ IfNoneMatch: '"other"' })).toBe(200);
    expect(await status({ IfMatch: ETag })).toBe(200);
    expect(await status({ IfMatch: '"other"' })).toBe(412);
    expect(await status({ IfModifiedSince: new Date(start) })).toBe(304);
    expect(await status({ IfUnmodifiedSince: new Date(Date.parse(start) - 1000) })).toBe(412);
  });

  test('is created by only one of many writers that want to create it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) => put('once', `writer ${at}`, { IfNoneMatch: '*' })),
    );
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(text((await read('once')).bytes)).toBe(`writer ${winner}`);
    expect(await readdir(store.directory)).toHaveLength(1);
  });

  test('does not exist before it is put, in no bucket that is not there', async () => {
    await expect(read('nothing')).rejects.toBeInstanceOf(NoSuchKey);
    await expect(
      store.client.send(new PutObjectCommand({ Bucket: 'elsewhere', Key: 'a', Body: 'b' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
    expect((await store.client.send(new HeadBucketCommand({ Bucket }))).$metadata.httpStatusCode).toBe(200);
  });
});

describe('in a versioned bucket', () => {
  test('each version can be read, a deletion covers them, and deleting the marker uncovers them', async () => {
    const first = await put('a', 'first');
    const second = await put('a', 'second');
    expect(text((await read('a')).bytes)).toBe('second');
    expect(text((await read('a', { VersionId: first.VersionId })).bytes)).toBe('first');

    const marker = await store.client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('a')).rejects.toBeInstanceOf(NoSuchKey);
    expect((await store.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    expect(text((await read('a', { VersionId: second.VersionId })).bytes)).toBe('second');
    await expect(read('a', { VersionId: marker.VersionId })).rejects.toMatchObject({ name: 'MethodNotAllowed' });

    await store.client.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: marker.VersionId }));
    expect(text((await read('a')).bytes)).toBe('second');
  });

  test('a version that is deleted by its id is gone with its body', async () => {
    const first = await put('a', 'first');
    await put('a', 'second');
    await store.client.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: first.VersionId }));
    await expect(read('a', { VersionId: first.VersionId })).rejects.toMatchObject({ name: 'NoSuchVersion' });
    expect(text((await read('a')).bytes)).toBe('second');
    expect(await readdir(store.directory)).toHaveLength(1);
  });
});

test('In a bucket without versions an object is replaced and deleted with its body', async () => {
  const plain = { Bucket: 'plain', Key: 'a' };
  const answer = await store.client.send(new PutObjectCommand({ ...plain, Body: 'first' }));
  await store.client.send(new PutObjectCommand({ ...plain, Body: 'second' }));
  expect(answer.VersionId).toBeUndefined();
  expect(text((await read('a', plain)).bytes)).toBe('second');
  expect(await readdir(store.directory)).toHaveLength(1);
  await store.client.send(new DeleteObjectCommand(plain));
  await store.client.send(new DeleteObjectCommand(plain));
  await expect(read('a', plain)).rejects.toBeInstanceOf(NoSuchKey);
  expect(await readdir(store.directory)).toHaveLength(0);
});

describe('a listing', () => {
  const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c/4', 'd', '许/1', '许/2'];
  beforeEach(async () => {
    for (const key of keys) await put(key);
  });
  const list = (more: object) => store.client.send(new ListObjectsV2Command({ Bucket, ...more }));

  test('names the objects in order, by prefix and behind a key', async () => {
    expect((await list({})).Contents?.map((one) => one.Key)).toEqual(keys);
    expect((await list({ Prefix: 'a/' })).Contents?.map((one) => one.Key)).toEqual(['a/1', 'a/2', 'a/b/3']);
    expect((await list({ StartAfter: 'c/4' })).Contents?.map((one) => one.Key)).toEqual(['d', '许/1', '许/2']);
    expect((await list({ Prefix: '许', EncodingType: 'url' })).Contents?.[0]?.Key).toBe('%E8%AE%B8%2F1');
  });

  test('gathers what shares a folder', async () => {
    const root = await list({ Delimiter: '/' });
    expect(root.CommonPrefixes?.map((one) => one.Prefix)).toEqual(['a/', 'c/', '许/']);
    expect(root.Contents?.map((one) => one.Key)).toEqual(['b', 'd']);
    const folder = await list({ Delimiter: '/', Prefix: 'a/' });
    expect(folder.CommonPrefixes?.map((one) => one.Prefix)).toEqual(['a/b/']);
    expect(folder.KeyCount).toBe(3);
  });

  test.each([{}, { Delimiter: '/' }, { Prefix: 'a' }])(
    'comes page by page without loss or repetition: %j',
    async (more) => {
      const named = (page: Awaited<ReturnType<typeof list>>) => [
        ...(page.Contents ?? []).map((one) => one.Key),
        ...(page.CommonPrefixes ?? []).map((one) => one.Prefix),
      ];
      for (const MaxKeys of [1, 2, 3]) {
        const seen: unknown[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await list({ ...more, MaxKeys, ContinuationToken });
          expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
          seen.push(...named(page));
          ContinuationToken = page.NextContinuationToken;
          expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
        } while (ContinuationToken);
        expect(seen.toSorted()).toEqual(named(await list(more)).toSorted());
      }
    },
  );

  test('leaves out what was deleted together', async () => {
    const answer = await store.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }, { Key: '许/1' }, { Key: 'nothing' }] } }),
    );
    expect(answer.Deleted?.map((one) => one.Key)).toEqual(['b', '许/1', 'nothing']);
    expect((await list({})).Contents?.map((one) => one.Key)).toEqual(
      keys.filter((key) => key !== 'b' && key !== '许/1'),
    );
  });
});

describe('a body that is not what its sender said', () => {
  test.each([
    ['its MD5', { ContentMD5: Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    ['its checksum', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    ['a checksum that cannot be verified here', { ChecksumCRC32C: 'AAAAAA==' }, 'NotImplemented'],
  ])('is refused and leaves nothing: %s', async (_what, more, name) => {
    await expect(put('a', 'content', more)).rejects.toMatchObject({ name });
    expect(await readdir(store.directory)).toHaveLength(0);
    await expect(read('a')).rejects.toBeInstanceOf(NoSuchKey);
  });

  test('is refused when it is another body than the one that was signed', async () => {
    const signer = new AwsClient({ ...credentials, service: 's3', region: 'local-1' });
    const request = await signer.sign(`${store.endpoint}/documents/a`, {
      method: 'PUT',
      headers: { 'x-amz-content-sha256': createHash('sha256').update('content').digest('hex') },
    });
    const send = (body: string) => fetch(request.url, { method: 'PUT', headers: request.headers, body });
    const answer = await send('CONTENT');
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('XAmzContentSHA256Mismatch')]);
    expect(await readdir(store.directory)).toHaveLength(0);
    expect((await send('content')).status).toBe(200);
  });
});

describe('a signed address', () => {
  const address = (command: GetObjectCommand | PutObjectCommand, expiresIn = 60, config: object = {}) =>
    getSignedUrl(store.clientWith(config), command, { expiresIn });

  test('reads an object until it expires by the clock, with the headers it says', async () => {
    await put('a', 'content', { ContentType: 'text/plain' });
    const url = await address(
      new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition: 'attachment; filename="a.txt"' }),
    );
    const answer = await fetch(url);
    expect(await answer.text()).toBe('content');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
    expect(answer.headers.get('content-type')).toBe('text/plain');
    store.clock.advance(60_000);
    expect((await fetch(url)).status).toBe(200);
    store.clock.advance(1);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Message>Request has expired</Message>');
  });

  test('writes an object when it was signed without the checksum of an empty body', async () => {
    const url = await address(new PutObjectCommand({ Bucket, Key: 'a' }), 60, {
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    expect((await fetch(url, { method: 'PUT', body: 'content' })).status).toBe(200);
    expect(text((await read('a')).bytes)).toBe('content');
  });

  test('fails as with S3 when it was signed with the checksum of an empty body', async () => {
    const url = await address(new PutObjectCommand({ Bucket, Key: 'a' }));
    const answer = await fetch(url, { method: 'PUT', body: 'content' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>BadDigest</Code>');
  });

  test('is good for nothing else than what was signed', async () => {
    await put('a', 'content');
    await put('b', 'other');
    const url = await address(new GetObjectCommand({ Bucket, Key: 'a' }));
    const tampered: [string, RequestInit?][] = [
      [url.replace('/documents/a', '/documents/b')],
      [url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
      [`${url}&versionId=null`],
      [url.replace('AKIDEXAMPLE', 'AKIDANOTHER')],
      [url, { method: 'DELETE' }],
      [url, { headers: { 'x-amz-meta-more': 'unsigned' } }],
      [url.replace(/X-Amz-Signature=../, 'X-Amz-Signature=00')],
    ];
    for (const [changed, init] of tampered) expect((await fetch(changed, init)).status).toBe(403);
    for (const broken of ['X-Amz-Expires=604801', 'X-Amz-Expires=0', 'X-Amz-Expires=x']) {
      expect((await fetch(url.replace('X-Amz-Expires=60', broken))).status).toBe(400);
    }
    expect(text((await read('a')).bytes)).toBe('content');
  });
});

describe('a request is refused', () => {
  test('without a signature, with another secret, or an unknown key', async () => {
    await put('a');
    expect((await fetch(`${store.endpoint}/documents/a`)).status).toBe(403);
    const tries = [
      { ...credentials, secretAccessKey: 'guessed' },
      { ...credentials, accessKeyId: 'unknown' },
      { ...credentials, accessKeyId: 'constructor' },
    ];
    const names = ['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'InvalidAccessKeyId'];
    for (const [at, wrong] of tries.entries()) {
      const request = store.clientWith({ credentials: wrong }).send(new GetObjectCommand({ Bucket, Key: 'a' }));
      await expect(request).rejects.toMatchObject({ name: names[at] });
    }
  });

  test('for what is not kept here, and it never passes for something else', async () => {
    await put('a', 'content');
    const Key = 'a';
    const requests = [
      store.client.send(new GetObjectTaggingCommand({ Bucket, Key })),
      store.client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })),
      store.client.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'public-read' })),
      store.client.send(new CreateMultipartUploadCommand({ Bucket, Key })),
      store.client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: 'documents/a' })),
      store.client.send(new PutObjectCommand({ Bucket, Key, Body: 'b', Tagging: 'k=v' })),
      store.client.send(new PutObjectCommand({ Bucket, Key, Body: 'b', ACL: 'public-read' })),
      store.client.send(new ListObjectsCommand({ Bucket })),
    ];
    for (const outcome of await Promise.allSettled(requests)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'NotImplemented' } });
    }
    expect(text((await read('a')).bytes)).toBe('content');
    expect((await store.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(1);
  });
});
