import { createHmac, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
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
const Key = 'cases/a/passport.jpg';
/** A key that S3 completes with the name of the file. */
const folder = `cases/a/${'$'}{filename}`;
const content = new Blob([Buffer.from('the picture')], { type: 'image/jpeg' });

/** What the zone hands to a browser: one key, one type, a size of 1 to 1,000 bytes, five minutes. */
const upload = (more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(store.client, {
    Bucket,
    Key,
    Fields: { 'Content-Type': 'image/jpeg', 'x-amz-meta-document': 'passport' },
    Conditions: [
      ['content-length-range', 1, 1000],
      ['eq', '$Content-Type', 'image/jpeg'],
    ],
    Expires: 300,
    ...more,
  });

async function send(
  { url, fields }: { url: string; fields: Record<string, string> },
  file: Blob | null = content,
  change: (form: FormData) => void = () => {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file) form.append('file', file, 'picture.jpg');
  change(form);
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

const refused = (status: number, code: string, message = '') => ({
  status,
  body: expect.stringMatching(new RegExp(`<Code>${code}</Code><Message>[^<]*${message}`)),
});

const stored = async (key = Key) => {
  const found = await store.client.send(new GetObjectCommand({ Bucket, Key: key, ChecksumMode: 'ENABLED' }));
  return { ...found, text: await found.Body?.transformToString() };
};

const isEmpty = async () => (await readdir(store.directory)).length === 0;

describe('a browser', () => {
  test('uploads with the fields that the zone gave it', async () => {
    const answer = await send(await upload());
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(answer.headers.get('location')).toBe(`${store.endpoint}/documents/${Key}`);
    const found = await stored();
    expect(found).toMatchObject({
      text: 'the picture',
      ContentType: 'image/jpeg',
      Metadata: { document: 'passport' },
      ETag: answer.headers.get('etag'),
      VersionId: answer.headers.get('x-amz-version-id'),
    });
  });

  test('is answered as the form asks: with XML, or with the way to another page', async () => {
    const created = await send(await upload({ Fields: { success_action_status: '201' }, Conditions: [] }));
    expect(created.status).toBe(201);
    expect(created.body).toContain(`<Bucket>documents</Bucket><Key>${Key}</Key>`);
    const page = 'https://etown.zone.example/done?step=2';
    const redirected = await send(await upload({ Fields: { success_action_redirect: page }, Conditions: [] }));
    expect(redirected.status).toBe(303);
    const to = new URL(redirected.headers.get('location') ?? '');
    expect([to.searchParams.get('step'), to.searchParams.get('key')]).toEqual(['2', Key]);
  });

  test('may name the file within the folder that the policy allows, in Chinese too', async () => {
    const post = await upload({ Key: folder, Fields: {}, Conditions: [] });
    const form = new FormData();
    for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
    form.append('file', content, '护照.jpg');
    expect((await fetch(post.url, { method: 'POST', body: form })).status).toBe(204);
    expect((await stored('cases/a/护照.jpg')).text).toBe('the picture');
  });

  test('may send fields that S3 is told to ignore, and anything after the file', async () => {
    const answer = await send(await upload(), content, (form) => form.append('submit', 'Upload'));
    expect(answer.status).toBe(204);
    const post = await upload();
    expect((await send({ ...post, fields: { ...post.fields, 'x-ignore-me': 'please' } })).status).toBe(204);
  });

  test('uploads exactly as many bytes as are allowed, at either end', async () => {
    for (const size of [1, 1000]) {
      expect((await send(await upload(), new Blob([randomBytes(size)], { type: 'image/jpeg' }))).status).toBe(204);
    }
    expect((await stored()).ContentLength).toBe(1000);
  });

  test('has its checksum verified when it sends one', async () => {
    const fields = (value: string) => ({ 'x-amz-checksum-sha256': value });
    const right = 'vkxHSMZM+JZ2Z8NFhhGbmP5U+TYJ6qf5+eIF2/P1Ru0=';
    const wrong = await upload({ Fields: fields(right), Conditions: [] });
    expect(await send(wrong)).toMatchObject(refused(400, 'BadDigest'));
    expect(await isEmpty()).toBe(true);
  });
});

describe('an upload is refused', () => {
  test('when the policy has expired by the clock', async () => {
    const post = await upload();
    store.clock.advance(300_001);
    expect(await send(post)).toMatchObject(refused(403, 'AccessDenied', 'Policy expired'));
    expect(await isEmpty()).toBe(true);
  });

  test.each([
    ['another key', { key: 'cases/b/passport.jpg' }],
    ['another type', { 'Content-Type': 'text/html' }],
    ['other metadata', { 'x-amz-meta-document': 'contract' }],
    ['another date', { 'X-Amz-Date': '20261122T080001Z' }],
  ])('for %s than the policy says', async (_what, changed) => {
    const post = await upload();
    expect(await send({ ...post, fields: { ...post.fields, ...changed } })).toMatchObject(
      refused(403, 'AccessDenied', 'Invalid according to Policy: Policy Condition failed'),
    );
    expect(await isEmpty()).toBe(true);
  });

  test('for a field that is missing, given twice, or named by no condition', async () => {
    const post = await upload();
    const { 'Content-Type': _type, ...fewer } = post.fields;
    expect(await send({ ...post, fields: fewer })).toMatchObject(
      refused(403, 'AccessDenied', 'Policy Condition failed'),
    );
    const { key: _key, ...keyless } = post.fields;
    expect(await send({ ...post, fields: keyless })).toMatchObject(
      refused(400, 'InvalidArgument', "field named 'key'"),
    );
    for (const extra of ['acl', 'x-amz-meta-more', 'Cache-Control']) {
      expect(await send({ ...post, fields: { ...post.fields, [extra]: 'x' } })).toMatchObject(
        refused(403, 'AccessDenied', 'Extra input fields'),
      );
    }
    expect(
      await send(post, null, (form) => {
        form.append('KEY', 'cases/b/passport.jpg');
        form.append('file', content, 'picture.jpg');
      }),
    ).toMatchObject(refused(400, 'InvalidArgument', 'only once'));
    expect(await isEmpty()).toBe(true);
  });

  test('for a key outside the folder that the policy allows', async () => {
    const post = await upload({ Key: folder, Fields: {}, Conditions: [] });
    expect(await send({ ...post, fields: { ...post.fields, key: 'cases/b/x.jpg' } })).toMatchObject(
      refused(403, 'AccessDenied', 'starts-with'),
    );
  });

  test('for a list of types of which one is not allowed', async () => {
    const post = await upload({ Fields: {}, Conditions: [['starts-with', '$Content-Type', 'image/']] });
    const typed = (type: string) => ({ ...post, fields: { ...post.fields, 'Content-Type': type } });
    expect((await send(typed('image/png'))).status).toBe(204);
    expect(await send(typed('image/png,text/html'))).toMatchObject(refused(403, 'AccessDenied'));
  });

  test('to another bucket than the policy names', async () => {
    const post = await upload();
    expect(await send({ ...post, url: `${store.endpoint}/plain` })).toMatchObject(
      refused(403, 'AccessDenied', 'Policy Condition failed'),
    );
    expect(await send({ ...post, url: `${store.endpoint}/nowhere` })).toMatchObject(refused(404, 'NoSuchBucket'));
  });

  test('with a policy that was changed, signed by another, or not signed at all', async () => {
    const post = await upload();
    const open = { expiration: '2027-01-01T00:00:00Z', conditions: [{ bucket: Bucket }, { key: Key }] };
    const policy = Buffer.from(JSON.stringify(open)).toString('base64');
    const changed = (fields: Record<string, string>) => send({ ...post, fields: { ...post.fields, ...fields } });
    expect(await changed({ Policy: policy })).toMatchObject(refused(403, 'SignatureDoesNotMatch'));
    expect(await changed({ 'X-Amz-Signature': '0'.repeat(64) })).toMatchObject(refused(403, 'SignatureDoesNotMatch'));
    expect(await changed({ 'X-Amz-Signature': '' })).toMatchObject(refused(400, 'InvalidArgument'));
    expect(await changed({ 'X-Amz-Algorithm': 'none' })).toMatchObject(refused(400, 'InvalidArgument'));
    const stranger = (post.fields['X-Amz-Credential'] ?? '').replace('AKIDEXAMPLE', 'AKIDUNKNOWN');
    expect(await changed({ 'X-Amz-Credential': stranger })).toMatchObject(refused(403, 'InvalidAccessKeyId'));
    const { Policy: _policy, ...without } = post.fields;
    expect(await send({ ...post, fields: without })).toMatchObject(refused(403, 'AccessDenied'));
    expect(await isEmpty()).toBe(true);
  });

  test.each([
    ['no JSON', 'nonsense', 'Invalid JSON'],
    ['no conditions', JSON.stringify({ expiration: '2027-01-01T00:00:00Z' }), 'conditions'],
    [
      'an unknown condition',
      JSON.stringify({ expiration: '2027-01-01T00:00:00Z', conditions: [['ends-with', '$key', 'x']] }),
      'conditions',
    ],
    [
      'no bucket',
      JSON.stringify({ expiration: '2027-01-01T00:00:00Z', conditions: [['starts-with', '$key', '']] }),
      'Extra input fields',
    ],
  ])('with a properly signed policy that has %s', async (_what, text, message) => {
    const date = '20261122T080000Z';
    const credential = `${credentials.accessKeyId}/20261122/local-1/s3/aws4_request`;
    const policy = Buffer.from(text).toString('base64');
    const hmac = (key: string | Buffer, part: string) => createHmac('sha256', key).update(part).digest();
    const signingKey = ['20261122', 'local-1', 's3', 'aws4_request'].reduce<string | Buffer>(
      hmac,
      `AWS4${credentials.secretAccessKey}`,
    );
    const fields = {
      key: Key,
      policy,
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': credential,
      'x-amz-date': date,
      'x-amz-signature': hmac(signingKey, policy).toString('hex'),
    };
    const answer = await send({ url: `${store.endpoint}/documents`, fields });
    expect([400, 403]).toContain(answer.status);
    expect(answer.body).toContain(message);
    expect(await isEmpty()).toBe(true);
  });

  test('when the file is too small or too large, and nothing of it stays', async () => {
    const empty = await send(await upload(), new Blob([]));
    expect(empty).toMatchObject(refused(400, 'EntityTooSmall'));
    expect(empty.body).toContain('<ProposedSize>0</ProposedSize><MinSizeAllowed>1</MinSizeAllowed>');
    const large = await send(await upload(), new Blob([randomBytes(1001)]));
    expect(large).toMatchObject(refused(400, 'EntityTooLarge'));
    expect(large.body).toContain('<ProposedSize>1001</ProposedSize><MaxSizeAllowed>1000</MaxSizeAllowed>');
    expect(await isEmpty()).toBe(true);
  });

  test('when it is no form, has no file, or more before it than S3 takes', async () => {
    const post = await upload();
    const bare = await fetch(post.url, { method: 'POST', body: 'key=a', headers: { 'content-type': 'text/plain' } });
    expect({ status: bare.status, body: await bare.text() }).toMatchObject(refused(412, 'PreconditionFailed'));
    expect(await send(post, null)).toMatchObject(refused(400, 'InvalidArgument', 'exactly one file'));
    const misnamed = (form: FormData) => form.append('picture', content, 'picture.jpg');
    expect(await send(post, null, misnamed)).toMatchObject(refused(400, 'InvalidArgument', 'exactly one file'));
    const padded = { ...post, fields: { ...post.fields, 'x-ignore-padding': 'x'.repeat(20_000) } };
    expect(await send(padded)).toMatchObject(refused(400, 'MaxPostPreDataLengthExceeded'));
  });
});

/** Sends a form by hand, its file piece by piece, for as long as the store takes it. */
function pour({ url, fields }: { url: string; fields: Record<string, string> }, pieces: number) {
  const boundary = 'a-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const before = `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n`;
  const after = `\r\n--${boundary}--\r\n`;
  const piece = randomBytes(64 * 1024);
  const { hostname, port, pathname } = new URL(url);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${before.length + pieces * piece.length + after.length}`,
    'Connection: close',
  ].join('\r\n');
  const socket = connect(Number(port), hostname);
  let [answer, sent] = ['', 0];
  socket.on('data', (text) => {
    answer += text.toString();
  });
  async function* body() {
    yield `${head}\r\n\r\n${before}`;
    for (let at = 0; at < pieces; at += 1) {
      yield piece;
      sent += piece.length;
    }
    yield after;
  }
  const sending = pipeline(body, socket, { end: false });
  return { socket, sending, answer: () => answer, sent: () => sent };
}

describe('a large body', () => {
  test('is cut off soon after the allowed size, with an answer that says why', async () => {
    const flood = pour(await upload(), 4096);
    await expect(flood.sending).rejects.toThrow();
    expect(flood.answer()).toMatch(/^HTTP\/1.1 400 .*<Code>EntityTooLarge<\/Code>/s);
    expect(flood.sent()).toBeLessThan(32 * 1024 * 1024);
    expect(await isEmpty()).toBe(true);
  });

  test('leaves nothing when its connection breaks', async () => {
    const broken = pour(await upload({ Conditions: [['content-length-range', 1, 1e9]], Fields: {} }), 10_000);
    const failed = expect(broken.sending).rejects.toThrow();
    await vi.waitFor(async () => expect(await isEmpty()).toBe(false));
    broken.socket.destroy();
    await failed;
    await vi.waitFor(async () => expect(await isEmpty()).toBe(true));
    await expect(stored()).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is written to the disk as it comes, not held in memory', async () => {
    const size = 192 * 1024 * 1024;
    const large = pour(
      await upload({ Conditions: [['content-length-range', 1, size]], Fields: {} }),
      size / (64 * 1024),
    );
    const start = process.memoryUsage();
    let most = 0;
    const watch = setInterval(() => {
      const { heapUsed, external } = process.memoryUsage();
      most = Math.max(most, heapUsed + external - start.heapUsed - start.external);
    }, 5);
    await large.sending;
    await vi.waitFor(() => expect(large.answer()).toMatch(/^HTTP\/1.1 204 /), { timeout: 30_000 });
    clearInterval(watch);
    expect(most).toBeLessThan(size / 2);
  });
});
