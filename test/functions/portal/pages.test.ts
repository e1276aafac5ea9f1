import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { pages, placeholders } from '../../../functions/portal/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenpath-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = `export const long = ${JSON.stringify('word '.repeat(400))};`;
mkdirSync(join(folder, 'assets'));
writeFileSync(
  join(folder, 'index.html'),
  `<base href="${placeholders.base}"><meta property="csp-nonce" nonce="${placeholders.nonce}">`,
);
writeFileSync(join(folder, 'assets', 'app-abc.js'), script);
writeFileSync(join(folder, 'assets', 'app-abc.js.gz'), gzipSync(script));
writeFileSync(join(folder, 'assets', 'app-abc.js.br'), 'brotli');
writeFileSync(join(folder, 'sw.js'), 'worker');
writeFileSync(join(folder, 'secret.pem'), 'not for anybody');

const serve = pages({
  folder,
  issuer: 'https://sign-in.example/realms/zone',
  documents: 'https://documents.s3.cn-north-1.amazonaws.com.cn',
});
const ask = (path: string, headers: Record<string, string> = {}, before = '') =>
  serve({ path, headers, requestContext: { path: `${before}${path}` } } as unknown as APIGatewayProxyEvent);
const policyOf = (answer: Awaited<ReturnType<typeof ask>>) => String(answer.headers?.['content-security-policy']);

describe('the function that serves the pages', () => {
  it.each(['/', '/queues/review', '/permits/110115202600012345', '/help/01J'])(
    'gives the one page at %s, which finds by itself what belongs there',
    async (path) => {
      const answer = await ask(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    },
  );

  it('never names another host as the place that the pages lie under, whatever stands before the path', async () => {
    expect((await ask('/', {}, '//evil.example')).body).toContain('<base href="/evil.example/">');
    expect((await ask('/', {}, '/\\\\evil.example')).body).toContain('<base href="/evil.example/">');
    expect((await ask('/', {}, '/a$&$\'"><script>')).body).toContain(
      '<base href="/a$&#38;$&#39;&#34;&#62;&#60;script&#62;/">',
    );
  });

  it('lets no other site embed what belongs to the pages', async () => {
    for (const path of ['/', '/sw.js', '/assets/app-abc.js']) {
      expect((await ask(path)).headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin' });
    }
  });

  it('lets styles in by a nonce that is new each time, and no inline script at all', async () => {
    const [first, second] = await Promise.all([ask('/'), ask('/')]);
    const nonceIn = (text: string) => /nonce-([\w-]{20,})'/.exec(text)?.[1];
    const nonce = nonceIn(policyOf(first));
    expect(first.body).toContain(`nonce="${nonce}"`);
    expect(nonceIn(policyOf(second))).not.toBe(nonce);
    const scripts = /script-src ([^;]+)/.exec(policyOf(first))?.[1];
    expect(scripts).toBe("'self' 'wasm-unsafe-eval'");
    expect(policyOf(first)).not.toContain('unsafe-inline');
    expect(policyOf(first)).toContain("default-src 'none'");
    expect(policyOf(first)).toContain("frame-ancestors 'none'");
  });

  it('lets the pages talk to the zone, to where one signs in and to the documents, and to nobody else', async () => {
    expect(/connect-src ([^;]+)/.exec(policyOf(await ask('/')))?.[1]?.split(' ')).toEqual([
      "'self'",
      'https://sign-in.example',
      'https://documents.s3.cn-north-1.amazonaws.com.cn',
    ]);
  });

  it('tells the page under which path it lies: none, the stage of the gateway, or one that a domain maps', async () => {
    expect((await ask('/queues/review')).body).toContain('<base href="/">');
    expect((await ask('/queues/review', {}, '/live')).body).toContain('<base href="/live/">');
    expect((await ask('/', {}, '/permits/zone')).body).toContain('<base href="/permits/zone/">');
    expect((await ask('/', {}, '/"><script>')).body).not.toContain('<script>');
  });

  it('gives a file in the smallest form that the browser takes, to be kept for good', async () => {
    const answer = await ask('/assets/app-abc.js', { 'Accept-Encoding': 'gzip, deflate, br' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    const older = await ask('/assets/app-abc.js', { 'accept-encoding': 'gzip;q=1.0, br;q=0' });
    expect(older.headers?.['content-encoding']).toBe('gzip');
    const plain = await ask('/assets/app-abc.js');
    expect(plain.headers?.['content-encoding']).toBeUndefined();
    expect(Buffer.from(plain.body, 'base64').toString()).toBe(script);
    expect(plain.isBase64Encoded).toBe(true);
  });

  it('answers 304 to who has the file already', async () => {
    const first = await ask('/sw.js');
    expect(first.headers?.['cache-control']).toBe('no-cache');
    const again = await ask('/sw.js', { 'If-None-Match': `W/${first.headers?.etag}` });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each([
    '/api/unknown',
    '/.well-known/openid-configuration',
    '/assets/gone-123.js',
    '/assets/../secret.pem',
    '/favicon.ico',
    '/index.html',
  ])('says that there is nothing at %s', async (path) => {
    const answer = await ask(path, { 'accept-language': 'en' });
    expect([answer.statusCode, answer.headers?.['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(answer.body)).toMatchObject({ title: 'Not found', status: 404 });
  });

  it.each(['/secret.pem', '/../secret.pem', '/%2e%2e/secret.pem', '/assets/app-abc.js.gz'])(
    'never gives a file of another kind or from elsewhere (%s)',
    async (path) => {
      expect((await ask(path)).body).not.toContain(Buffer.from('not for anybody').toString('base64'));
      expect((await ask(path)).headers?.['content-type']).toMatch(/html|problem/);
    },
  );
});
