import { createHmac } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { discoverKeys, principalOf, verifyToken } from '../../../functions/sign-in/verify-token.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { etownZone } from '../../zone-rules.ts';
import { claims, issuer, now, openProvider, signed, signingKey, without } from './provider.ts';

const { signIn } = etownZone();
const settings = { ...signIn, issuer, audience: 'greenpath' };
const clock = fakeClock('2026-11-23T02:00:00.000Z');

let key: Awaited<ReturnType<typeof signingKey>>;
let stranger: typeof key;
beforeAll(async () => {
  [key, stranger] = await Promise.all([signingKey('key-1'), signingKey('key-1')]);
});
afterEach(() => {
  vi.useRealTimers();
});

const verifying = (provider = openProvider([key])) => {
  const keys = discoverKeys(issuer, provider.get);
  return { provider, verify: (token: string) => verifyToken(token, settings, keys, clock) };
};
const outcomeOf = async (token: string) => verifying().verify(token);

describe('a token of the provider', () => {
  test('says who someone is', async () => {
    expect(await outcomeOf(await signed(key, claims))).toEqual({
      ok: true,
      value: {
        subject: 'officer-li',
        roles: ['front-officer'],
        email: 'li@etown.example',
        mfa: true,
        expiresAt: now + 3600,
      },
    });
  });

  test.each(['PS256', 'ES256'])('may be signed by %s', async (alg) => {
    const other = await signingKey('key-2', alg);
    const { verify } = verifying(openProvider([key, other]));
    expect((await verify(await signed(other, claims))).ok).toBe(true);
  });

  test('may name several audiences, ours among them', async () => {
    expect((await outcomeOf(await signed(key, { ...claims, aud: ['other', 'greenpath'] }))).ok).toBe(true);
  });

  test.each([
    ['a few seconds after its end, for clocks differ', { ...claims, exp: now - 4 }, true],
    ['longer after its end', { ...claims, exp: now - 6 }, false],
    ['a few seconds before its beginning', { ...claims, nbf: now + 4 }, true],
    ['longer before its beginning', { ...claims, nbf: now + 60 }, false],
  ])('%s', async (_, payload, good) => {
    expect((await outcomeOf(await signed(key, payload))).ok).toBe(good);
  });
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that somebody made up', () => {
  test('with another key of the same name is refused', async () => {
    expect(await outcomeOf(await signed(stranger, claims))).toEqual({
      ok: false,
      error: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });

  test('by changing what a good one says is refused', async () => {
    const [header, , signature] = (await signed(key, claims)).split('.');
    const forged = `${header}.${encode({ ...claims, roles: ['decider'] })}.${signature}`;
    expect((await outcomeOf(forged)).ok).toBe(false);
  });

  test('without a signature ("alg": "none") is refused', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const outcome = await outcomeOf(`${encode({ alg })}.${encode(claims)}.`);
      expect(outcome.ok).toBe(false);
    }
  });

  test('with the public key as an HMAC secret is refused', async () => {
    const input = `${encode({ alg: 'HS256', kid: 'key-1' })}.${encode(claims)}`;
    for (const secret of [key.pem, key.pem.trim(), JSON.stringify(key.jwk)]) {
      const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
      expect(await outcomeOf(token)).toEqual({ ok: false, error: 'ERR_JOSE_ALG_NOT_ALLOWED' });
    }
  });

  test('that brings its own key along is refused', async () => {
    const own = await signingKey('key-9');
    const header = { jwk: own.jwk, jku: 'https://attacker.example/keys', x5u: 'https://attacker.example/x' };
    const { provider, verify } = verifying();
    expect((await verify(await signed(own, claims, header))).ok).toBe(false);
    expect(provider.asked.every((path) => ['/keys', '/.well-known/openid-configuration'].includes(path))).toBe(true);
  });

  test('with an algorithm that the zone does not allow is refused, though the provider has such a key', async () => {
    const other = await signingKey('key-5', 'RS512');
    const { verify } = verifying(openProvider([key, other]));
    expect(await verify(await signed(other, claims))).toEqual({ ok: false, error: 'ERR_JOSE_ALG_NOT_ALLOWED' });
  });

  test.each(['', 'a.b.c', '....', 'no token at all', `${encode({ alg: 'RS256' })}..`])(
    '%j is refused',
    async (token) => {
      expect((await outcomeOf(token)).ok).toBe(false);
    },
  );
});

describe('a token for something else', () => {
  test.each([
    ['of another issuer', { ...claims, iss: 'https://id.other.example' }],
    ['of our issuer with a slash too many', { ...claims, iss: `${issuer}/` }],
    ['for another audience', { ...claims, aud: 'another-service' }],
    ['without an audience', without('aud')],
    ['without an issuer', without('iss')],
    ['without an end', without('exp')],
    ['without a beginning', without('iat')],
    ['of nobody', without('sub')],
    ['of somebody without a name', { ...claims, sub: '' }],
    ['of somebody whose name is a number', { ...claims, sub: 7 as never }],
  ])('%s is refused', async (_, payload) => {
    expect((await outcomeOf(await signed(key, payload))).ok).toBe(false);
  });
});

describe("the provider's keys", () => {
  test('are found by discovery, once for many tokens', async () => {
    const { provider, verify } = verifying();
    const token = await signed(key, claims);
    await Promise.all([verify(token), verify(token)]);
    await verify(token);
    expect(provider.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('are looked up again for a key that is not known yet, at most every half minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
    const { provider, verify } = verifying();
    await verify(await signed(key, claims));
    const next = await signingKey('key-2');
    provider.keys = [key, next];
    const token = await signed(next, claims);
    expect(await verify(token)).toEqual({ ok: false, error: 'ERR_JWKS_NO_MATCHING_KEY' });
    vi.setSystemTime((now + 31) * 1000);
    expect((await verify(token)).ok).toBe(true);
    expect(provider.asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  test('are not asked for again and again by a flood of unknown keys', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
    const { provider, verify } = verifying();
    for (let index = 0; index < 5; index++)
      await verify(await signed({ ...stranger, kid: `made-up-${index}` }, claims));
    expect(provider.asked.filter((path) => path === '/keys').length).toBeLessThanOrEqual(2);
  });
});

describe('a provider in trouble is an error, never a refused token', () => {
  test('when it cannot be reached; it is asked again the next time', async () => {
    const { provider, verify } = verifying();
    provider.down = true;
    const token = await signed(key, claims);
    await expect(verify(token)).rejects.toThrow('fetch failed');
    provider.down = false;
    expect((await verify(token)).ok).toBe(true);
  });

  test('when its discovery names another issuer', async () => {
    const { provider, verify } = verifying();
    provider.issuer = 'https://id.other.example';
    await expect(verify(await signed(key, claims))).rejects.toThrow('another issuer');
  });

  test.each([
    ['answers with an error', new Response('busy', { status: 503 })],
    ['answers with a page', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['answers with something else', Response.json({ message: 'moved' })],
  ])('when its key set %s', async (_, answer) => {
    const { provider, verify } = verifying();
    provider.keysAnswer = answer;
    await expect(verify(await signed(key, claims))).rejects.toThrow();
  });
});

describe('who someone is, by the claims of the zone', () => {
  const read = (payload: object, otherwise: Partial<typeof signIn.claims> = {}) =>
    principalOf({ ...claims, ...payload }, { claims: { ...signIn.claims, ...otherwise } });

  test.each<[string, object, Partial<typeof signIn.claims>, string[]]>([
    ['from a list', { roles: ['employer', 'applicant'] }, {}, ['employer', 'applicant']],
    ['from a text with spaces', { roles: 'employer applicant' }, {}, ['employer', 'applicant']],
    ['by a dotted path', { realm_access: { roles: ['decider'] } }, { roles: 'realm_access.roles' }, ['decider']],
    [
      'from a claim whose name has a dot',
      { 'https://x.example/roles': ['decider'] },
      { roles: 'https://x.example/roles' },
      ['decider'],
    ],
    [
      "under the provider's own names",
      { roles: ['GP-Front', 'GP-Unknown'] },
      { roleNames: { 'GP-Front': 'front-officer' } },
      ['front-officer'],
    ],
    ['once each', { roles: ['employer', 'employer'] }, {}, ['employer']],
    ['never one that does not exist', { roles: ['king', 'constructor', '__proto__', 'toString'] }, {}, []],
    ['never from something that is no list', { roles: { employer: true } }, {}, []],
    ['never from nothing', { roles: undefined }, {}, []],
    ['never through a value in the way', { realm_access: null }, { roles: 'realm_access.roles' }, []],
  ])('roles are read %s', (_, payload, otherwise, roles) => {
    expect(read(payload, otherwise).roles).toEqual(roles);
  });

  test.each([
    [{ email: 'Elena@Applicant.Example', email_verified: true }, 'elena@applicant.example'],
    [{ email: 'elena@applicant.example', email_verified: false }, undefined],
    [{ email: 'elena@applicant.example', email_verified: 'true' }, undefined],
    [{ email: 'elena@applicant.example', email_verified: undefined }, undefined],
    [{ email: ['elena@applicant.example'], email_verified: true }, undefined],
    [{ email: '\u212Aate@applicant.example', email_verified: true }, undefined],
    [{ email: 'el\u0435na@applicant.example', email_verified: true }, undefined],
  ])('an e-mail address counts only when the provider verified it: %o', (payload, email) => {
    expect(read(payload).email).toBe(email);
  });

  test.each([
    [{ amr: ['pwd', 'otp'] }, true],
    [{ amr: ['hwk'] }, true],
    [{ amr: 'pwd mfa' }, true],
    [{ amr: ['pwd'] }, false],
    [{ amr: [] }, false],
    [{ amr: undefined }, false],
  ])('a second factor is proved by the claim that the zone names: %o', (payload, mfa) => {
    expect(read(payload).mfa).toBe(mfa);
  });

  test('another provider proves it in another claim', () => {
    expect(read({ acr: 'https://id.example/loa2' }, { mfa: 'acr', mfaValues: ['https://id.example/loa2'] }).mfa).toBe(
      true,
    );
  });
});
