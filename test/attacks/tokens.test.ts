import { createHmac, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { authorize } from '../../functions/sign-in/authorize.ts';
import { discoverKeys, verifyToken } from '../../functions/sign-in/verify-token.ts';
import { claims, issuer, now, openProvider, signed, signingKey } from '../functions/sign-in/provider.ts';
import { openLogBook } from '../office/log-book.ts';
import { etownZone } from '../zone-rules.ts';
import { tally, times } from './bounds.ts';
import { seed } from './form.ts';

const counted = tally('tokens at the authorizer');
const methodArn = 'arn:aws-cn:execute-api:cn-north-1:000000000000:abc123/live/GET/api/applications/x1';
const key = await signingKey('key-1');
const stranger = await signingKey('key-1');
const provider = openProvider([key]);
const book = openLogBook();
const decide = authorize({
  verify: (token) =>
    verifyToken(
      token,
      { algorithms: ['RS256', 'PS256', 'ES256'], claims: etownZone().signIn.claims, issuer, audience: 'greenpath' },
      keys,
      { now: () => now * 1000 },
    ),
  log: book.log,
});
const keys = discoverKeys(issuer, provider.get);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What the gateway is told about a header: somebody, nobody, or a refusal. */
async function outcomeOf(authorization: string): Promise<string> {
  counted.sent += 1;
  try {
    const { context } = await decide({ methodArn, headers: { Authorization: authorization } });
    return context?.subject === '' ? 'nobody' : `somebody: ${context?.subject}`;
  } catch (error) {
    counted.refused += 1;
    return (error as Error).message;
  }
}

async function refused(token: string, what: string): Promise<void> {
  const outcome = await outcomeOf(`Bearer ${token}`);
  expect(outcome, what).toBe('Unauthorized');
}

beforeEach(() => {
  book.lines.length = 0;
});

test('a good token is somebody, or none of this would prove anything', async () => {
  expect(await outcomeOf(`Bearer ${await signed(key, claims)}`)).toBe('somebody: officer-li');
});

describe('a token is refused', () => {
  test('whatever algorithm it names in place of a signature, or with the public key as a secret', async () => {
    const algorithms = [
      'none',
      'None',
      'nOnE',
      'NONE',
      '',
      'HS256',
      'HS384',
      'HS512',
      'RS1',
      'dir',
      'ES256K',
      null,
      0,
      ['RS256'],
    ];
    for (const alg of algorithms) {
      const input = `${part({ alg, kid: 'key-1', typ: 'at+jwt' })}.${part(claims)}`;
      const signatures = [
        '',
        'AA',
        ...[key.pem, key.pem.trim(), JSON.stringify(key.jwk), '', 'secret'].map((secret) =>
          createHmac('sha256', secret).update(input).digest('base64url'),
        ),
      ];
      for (const signature of signatures) await refused(`${input}.${signature}`, `alg ${JSON.stringify(alg)}`);
    }
  });

  test('whatever its key id tries to be: a path, an address, a statement, a file without content', async () => {
    const kids = [
      '../../../../dev/null',
      '/dev/null',
      'file:///etc/passwd',
      'https://attacker.example/keys',
      "key-1' UNION SELECT 'secret' --",
      '$(id)',
      '__proto__',
      'constructor',
      '',
      'x'.repeat(4000),
      'key-1\u0000',
      'KEY-1',
    ];
    for (const kid of kids) {
      const input = `${part({ alg: 'HS256', kid })}.${part(claims)}`;
      await refused(`${input}.${createHmac('sha256', '').update(input).digest('base64url')}`, `HS256 with kid ${kid}`);
      await refused(await signed({ ...stranger, kid }, claims), `a stranger's signature with kid ${kid}`);
    }
    const asked = new Set(provider.asked);
    expect([...asked].sort()).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('that brings or names keys of its own, or asks to be read in another way', async () => {
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const headers = [
      { jwk: stranger.jwk },
      { jwk: own },
      { jku: 'https://attacker.example/keys' },
      { jku: `${issuer}@attacker.example/keys` },
      { x5u: 'https://attacker.example/chain.pem' },
      { x5c: ['MIIB'] },
      { crit: ['exp'], exp: now + 60 },
      { b64: false, crit: ['b64'] },
      { zip: 'DEF' },
      { cty: 'JWT' },
      { alg: 'RS256', enc: 'A256GCM' },
    ];
    for (const header of headers) {
      const input = `${part({ alg: 'RS256', kid: 'key-1', ...header })}.${part(claims)}`;
      const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', stranger.privateKey, Buffer.from(input));
      await refused(`${input}.${Buffer.from(signature).toString('base64url')}`, JSON.stringify(header));
    }
    expect(provider.asked.filter((path) => path !== '/keys' && !path.startsWith('/.well-known/'))).toEqual([]);
  });

  test('that the provider signed for somebody or something else, or for another time', async () => {
    const others = [
      { iss: `${issuer}/` },
      { iss: `${issuer}.attacker.example` },
      { iss: issuer.toUpperCase() },
      { iss: [issuer] },
      { iss: 'https://id.yiwu.example' },
      { aud: 'greenpath-yiwu' },
      { aud: [] },
      { aud: ['other'] },
      { aud: 'GREENPATH' },
      { aud: ' greenpath' },
      { exp: now - 6 },
      { exp: -1 },
      { exp: String(now + 3600) },
      { exp: null },
      { nbf: now + 6 },
      { nbf: '0' },
      { iat: 'yesterday' },
      { sub: '' },
      { sub: null },
      { sub: { $ne: '' } },
      { sub: ['officer-li'] },
    ];
    for (const more of others) await refused(await signed(key, { ...claims, ...more } as never), JSON.stringify(more));
  });

  test('with any letter of it changed, cut off, or added', async () => {
    const token = await signed(key, claims);
    const [, , signature = ''] = token.split('.');
    const letters = [...'ABCxyz019-_.+/=~ '];
    const same = (other: string) => {
      const [header, payload, ending = ''] = other.split('.');
      // The last letter of a signature has bits that stand for nothing.
      return (
        `${header}.${payload}` === token.slice(0, token.lastIndexOf('.')) &&
        Buffer.from(ending, 'base64url').equals(Buffer.from(signature, 'base64url'))
      );
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom(...letters),
        fc.constantFrom('swap', 'cut', 'add'),
        async (at, letter, how) => {
          const other =
            how === 'cut'
              ? token.slice(0, at)
              : token.slice(0, at) + letter + token.slice(how === 'swap' ? at + 1 : at);
          fc.pre(!same(other) && other.trim() !== token);
          await refused(other, `${how} at ${at}: ${letter}`);
        },
      ),
      { seed, numRuns: times(400, 20_000) },
    );
  });

  test('that is longer than any token, before anybody looks for a key', async () => {
    const asked = provider.asked.length;
    for (const length of [8001, 20_000, 1_000_000]) await refused('a'.repeat(length), `${length} letters`);
    await refused(
      await signed(key, { ...claims, roles: Array.from({ length: 2000 }, () => 'decider') }),
      'thousands of roles',
    );
    expect(provider.asked.length).toBe(asked);
  });
});

describe('a header that is no bearer token', () => {
  test('is refused, two tokens in one header too, and nothing of it is logged', async () => {
    const token = await signed(key, claims);
    const headers = [
      `Bearer ${token}, Bearer ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token},Basic dXNlcjpwYXNz`,
      `Basic ${Buffer.from('admin:admin').toString('base64')}`,
      `bearer:${token}`,
      `Bearer\u0000${token}`,
      token,
      `Bearer "${token}"`,
      'Bearer null',
      'Bearer undefined',
      'Bearer ../../etc/passwd/../../etc/passwd',
      'DPoP '.padEnd(60, 'x'),
    ];
    for (const header of headers) {
      const outcome = await outcomeOf(header);
      expect(outcome, header.slice(0, 60)).toBe('Unauthorized');
    }
    const [, payload = ''] = token.split('.');
    expect(book.lines.length).toBe(headers.length);
    expect(JSON.stringify(book.lines)).not.toContain(payload.slice(0, 20));
    expect(JSON.stringify(book.lines)).not.toContain('passwd');
  });

  test('from another spelling of the header counts no more', async () => {
    counted.sent += 1;
    counted.refused += 1;
    await expect(
      decide({ methodArn, headers: { AUTHORIZATION: 'Bearer nothing-of-the-kind-at-all' } }),
    ).rejects.toThrow('Unauthorized');
  });
});
