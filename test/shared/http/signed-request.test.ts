import { execFile } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { createSigner, httpbis } from 'http-message-signatures';
import { describe, expect, test } from 'vitest';
import { newPartnerKey, signedHeaders } from '../../../infra/demo/partner-client.ts';
import { isSignedBy, readSignature, type SignedRequest, signatureBase } from '../../../shared/http/signed-request.ts';

const body = '{"card":"GP0000000000000000","service":"bus"}';
const created = 1_795_000_000;
const keyid = 'partner.key';
const pair = newPartnerKey();
const bytes = (text: string) => new TextEncoder().encode(text);

const signed = (more: Partial<Parameters<typeof signedHeaders>[0]> = {}): SignedRequest => ({
  method: 'POST',
  path: '/api/partner/checks',
  body: bytes(body),
  headers: signedHeaders({
    method: 'POST',
    path: '/api/partner/checks',
    body,
    keyid,
    privateKey: pair.privateKey,
    created,
    nonce: 'abcdefghijklmnop',
    ...more,
  }),
});
const holds = (request: SignedRequest, key = createPublicKey(pair.privateKey)): boolean | string => {
  const read = readSignature(request);
  return read.ok ? isSignedBy(key, 'ed25519', read.value.base, read.value.signature) : read.error;
};
const withHeader = (name: string, value: string | undefined): SignedRequest => ({
  ...signed(),
  headers: { ...signed().headers, [name]: value },
});

describe('the examples of RFC 9421', () => {
  // Appendix B.2.6: Ed25519 over a request, with the key of B.1.4.
  const ed25519 = createPublicKey(
    [
      '-----BEGIN PUBLIC KEY-----',
      'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=',
      '-----END PUBLIC KEY-----',
    ].join('\n'),
  );
  const parameters =
    '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const base = signatureBase(
    [
      ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['@method', 'POST'],
      ['@path', '/foo'],
      ['@authority', 'example.com'],
      ['content-type', 'application/json'],
      ['content-length', '18'],
    ],
    parameters,
  );
  const signature = new Uint8Array(
    Buffer.from('wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==', 'base64'),
  );

  test('Ed25519 (B.2.6) holds, and does not when a byte of the base differs', () => {
    expect(isSignedBy(ed25519, 'ed25519', base, signature)).toBe(true);
    const other = base.slice();
    other[20] = (other[20] ?? 0) ^ 1;
    expect(isSignedBy(ed25519, 'ed25519', other, signature)).toBe(false);
  });
});

describe('a signed request', () => {
  test('holds as it was signed', () => {
    expect(holds(signed())).toBe(true);
    expect(readSignature(signed())).toMatchObject({ ok: true, value: { keyid, created, nonce: 'abcdefghijklmnop' } });
  });

  test('holds when an independent implementation signs it, with either kind of key', async () => {
    for (const [kind, algorithm] of [
      ['ed25519', 'ed25519'],
      ['ec', 'ecdsa-p256-sha256'],
    ] as const) {
      const { privateKey, publicKey } =
        kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
      const message = await httpbis.signMessage(
        {
          key: createSigner(privateKey, algorithm, keyid),
          name: 'sig1',
          fields: ['@method', '@path', 'content-digest'],
          params: ['created', 'keyid', 'nonce', 'alg'],
          paramValues: { created: new Date(created * 1000), nonce: 'abcdefghijklmnop' },
        },
        {
          method: 'POST',
          url: 'https://permit.yiwu.example/api/partner/checks',
          headers: { 'content-digest': digest },
        },
      );
      const headers = Object.fromEntries(
        Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      );
      const read = readSignature({ method: 'POST', path: '/api/partner/checks', body: bytes(body), headers });
      if (!read.ok) throw new Error(read.error);
      expect(read.value).toMatchObject({ keyid, created, alg: algorithm });
      expect(isSignedBy(publicKey, algorithm, read.value.base, read.value.signature)).toBe(true);
    }
  });

  test.each([
    ['its body is changed on its way', { ...signed(), body: bytes(body.replace('bus', 'car')) }, 'digest-mismatch'],
    ['it goes to another path', { ...signed(), path: '/api/partners' }, false],
    ['it is sent by another method', { ...signed(), method: 'PUT' }, false],
    [
      'another digest is named than was signed',
      {
        ...signed(),
        body: bytes('{}'),
        headers: {
          ...signed().headers,
          'content-digest': `sha-256=:${createHash('sha256').update('{}').digest('base64')}:`,
        },
      },
      false,
    ],
    [
      'its time is changed',
      withHeader(
        'signature-input',
        String(signed().headers['signature-input']).replace(`${created}`, `${created + 1}`),
      ),
      false,
    ],
    [
      'its nonce is changed',
      withHeader('signature-input', String(signed().headers['signature-input']).replace('abcd', 'abce')),
      false,
    ],
    ['it bears no signature', withHeader('signature', undefined), 'signature-missing'],
    ['it names no digest', withHeader('content-digest', undefined), 'digest-missing'],
    ['its digest is of another kind', withHeader('content-digest', 'sha-512=:AAAA:'), 'digest-missing'],
    [
      'its signature has another label',
      withHeader('signature', String(signed().headers.signature).replace('sig1', 'sig2')),
      'signature-malformed',
    ],
    [
      'it leaves the digest out',
      withHeader('signature-input', `sig1=("@method" "@path");created=${created};keyid="k";nonce="abcdefghijklmnop"`),
      'signature-malformed',
    ],
    [
      'it covers one component twice',
      withHeader(
        'signature-input',
        `sig1=("@method" "@path" "@path");created=${created};keyid="k";nonce="abcdefghijklmnop"`,
      ),
      'signature-malformed',
    ],
    [
      'its nonce is short',
      withHeader(
        'signature-input',
        `sig1=("@method" "@path" "content-digest");created=${created};keyid="k";nonce="abc"`,
      ),
      'signature-malformed',
    ],
    [
      'a parameter stands twice',
      withHeader(
        'signature-input',
        `sig1=("@method" "@path" "content-digest");created=1;created=${created};keyid="k";nonce="abcdefghijklmnop"`,
      ),
      'signature-malformed',
    ],
    [
      'it names no time',
      withHeader('signature-input', 'sig1=("@method" "@path" "content-digest");keyid="k";nonce="abcdefghijklmnop"'),
      'signature-malformed',
    ],
    [
      'it carries two signatures',
      withHeader('signature-input', `${signed().headers['signature-input']}, ${signed().headers['signature-input']}`),
      'signature-malformed',
    ],
  ] as const)('does not hold when %s', (_what, request, expected) => {
    expect(holds(request as SignedRequest)).toBe(expected);
  });

  test('does not hold by another key', () => {
    expect(holds(signed(), createPublicKey(newPartnerKey().privateKey))).toBe(false);
  });

  test('never throws, whatever its headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest };
        expect(readSignature({ ...signed(), headers }).ok).toBe(false);
      }),
    );
  });
});

describe('the example of docs/partners.md', () => {
  test.each(['ed25519', 'P-256'] as const)(
    'signs what a zone accepts, under the stage of a gateway as well (%s)',
    async (kind) => {
      const page = readFileSync(new URL('../../../docs/partners.md', import.meta.url), 'utf8');
      const example = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
      const folder = mkdtempSync(join(tmpdir(), 'greenpath-partner-'));
      const { privateKey } = newPartnerKey(kind);
      writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
      writeFileSync(join(folder, 'check.mjs'), example);
      const seen: SignedRequest[] = [];
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { method = '', url = '', headers } = request;
        seen.push({ method, path: url, headers: headers as Record<string, string>, body: Buffer.concat(chunks) });
        response.end('{"may":true}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const zone = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
      const { stdout } = await promisify(execFile)(process.execPath, [
        join(folder, 'check.mjs'),
        zone,
        keyid,
        join(folder, 'key.pem'),
        'GP0000000000000000',
        'bus',
      ]);
      server.close();
      rmSync(folder, { recursive: true, force: true });
      expect(stdout.trim()).toBe('200 {"may":true}');
      const [request] = seen;
      if (!request) throw new Error('nothing was sent');
      expect(request.path).toBe('/live/api/partner/checks');
      const read = readSignature(request);
      if (!read.ok) throw new Error(read.error);
      const algorithm = kind === 'ed25519' ? 'ed25519' : 'ecdsa-p256-sha256';
      expect(isSignedBy(createPublicKey(privateKey), algorithm, read.value.base, read.value.signature)).toBe(true);
    },
  );
});
