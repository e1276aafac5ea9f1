import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CorsRule, corsHeaders } from '../../../../infra/local/s3/cors.ts';
import { type OpenStore, openStore, start } from './store.ts';

let store: OpenStore;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(start) });
  store = await openStore();
});
afterEach(async () => {
  await store.close();
  vi.useRealTimers();
});

const origin = 'https://etown.zone.example';
const preflight = (bucket: string, headers: Record<string, string>) =>
  fetch(`${store.endpoint}/${bucket}`, { method: 'OPTIONS', headers });

test('A browser is told before it uploads what the bucket allows to its page', async () => {
  const answer = await preflight('documents', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'Content-Type, X-Amz-Meta-Document',
  });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, GET',
    'access-control-allow-headers': 'content-type, x-amz-meta-document',
    'access-control-max-age': '3000',
    vary: expect.stringContaining('Origin'),
  });
});

test.each([
  ['another origin', 'documents', { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }],
  [
    'an origin that only looks alike',
    'documents',
    { origin: 'https://x.zone.example.evil', 'access-control-request-method': 'POST' },
  ],
  ['another method', 'documents', { origin, 'access-control-request-method': 'DELETE' }],
  [
    'another header',
    'documents',
    { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  ],
  ['a bucket without rules', 'plain', { origin, 'access-control-request-method': 'POST' }],
  ['no method at all', 'documents', { origin }],
])('A browser is told no for %s', async (_what, bucket, headers: Record<string, string>) => {
  const answer = await preflight(bucket, headers);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('<Code>AccessForbidden</Code>');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('A page may read the answer to its upload, whether it was taken or refused', async () => {
  const post = await createPresignedPost(store.client, { Bucket: 'documents', Key: 'a', Expires: 60 });
  const send = async (fields: Record<string, string>, from: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['content']), 'a');
    return fetch(post.url, { method: 'POST', body: form, headers: { origin: from } });
  };
  const taken = await send(post.fields, origin);
  expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
  expect(taken.headers.get('access-control-expose-headers')).toBe('ETag');
  const refused = await send({ ...post.fields, key: 'b' }, origin);
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, origin]);
  const foreign = await send(post.fields, 'https://elsewhere.example');
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([204, null]);
});

test('A signed address shows nothing to a page of an origin that no rule names', async () => {
  const client = store.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'documents', Key: 'a' }));
  const answer = await fetch(url, { method: 'PUT', body: 'content', headers: { origin } });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
});

test('The first rule that fits decides, and a rule for everyone says so with a star', () => {
  const rules: CorsRule[] = [
    { AllowedMethods: ['GET'], AllowedOrigins: [origin], MaxAge: 1 },
    { AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'], AllowedHeaders: ['*'] },
  ];
  const asked = { origin, method: 'GET', asked: [] };
  expect(corsHeaders(rules, asked)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-max-age': '1',
  });
  const other = corsHeaders(rules, { ...asked, method: 'HEAD', asked: ['x-any'] });
  expect(other).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'x-any' });
  expect(other).not.toHaveProperty('access-control-allow-credentials');
  expect(corsHeaders(rules, { ...asked, method: 'PUT' })).toBeUndefined();
});
