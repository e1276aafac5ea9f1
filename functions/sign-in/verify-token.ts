import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Principal, type Role, roles } from '../../shared/domain/access/roles.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import type { Clock } from '../../shared/domain/time.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';

type Settings = Pick<Zone['signIn'], 'algorithms' | 'claims'> & { issuer: string; audience: string };

/** A claim by dotted path, as `realm_access.roles` is written. */
const claimAt = (payload: JWTPayload, path: string): unknown =>
  path in payload
    ? payload[path]
    : path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], payload);

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ') : [];

const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name);

/** Reads who someone is out of a verified token, by the zone's claim mapping. */
export function principalOf(payload: JWTPayload, { claims }: Pick<Settings, 'claims'>): Principal {
  const ourName = (name: string) =>
    (Object.hasOwn(claims.roleNames, name) ? claims.roleNames[name] : undefined) ?? name;
  const named = listOf(claimAt(payload, claims.roles)).map(ourName);
  const address = claimAt(payload, claims.email);
  const email = typeof address === 'string' ? comparableEmail(address) : undefined;
  const verified = claimAt(payload, claims.emailVerified) === true;
  const factors = listOf(claimAt(payload, claims.mfa));
  return {
    subject: typeof payload.sub === 'string' ? payload.sub : '',
    roles: [...new Set(named.filter(isRole))],
    ...(email && verified ? { email } : {}),
    mfa: factors.some((factor) => claims.mfaValues.includes(factor)),
    expiresAt: payload.exp ?? 0,
  };
}

/**
 * Finds the provider's keys by OpenID discovery, once, and keeps them; an unknown key id is looked up again at most
 * every half minute.
 * @throws when the provider cannot be reached or names another issuer
 */
export function discoverKeys(issuer: string, get: typeof fetch = fetch): () => Promise<JWTVerifyGetKey> {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const answer = await get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(`discovery answered ${answer.status}`);
    const { issuer: named, jwks_uri: keys } = (await answer.json()) as { issuer?: string; jwks_uri?: string };
    if (named !== issuer || !keys) throw new Error('discovery names another issuer or no keys');
    return createRemoteJWKSet(new URL(keys), {
      cooldownDuration: 30_000,
      cacheMaxAge: 3_600_000,
      timeoutDuration: 5000,
      [customFetch]: get,
    });
  };
  return () => {
    found ??= discover().catch((error) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

/** What jose says when the provider's key set does not come, is no JSON or no key set: nothing about the token. */
const providerTrouble: readonly string[] = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];

/**
 * Verifies a bearer token: signature by the pinned issuer's keys, issuer, audience, allowed algorithms, lifetime.
 * @returns who it is, or a word that says why not, fit for a log
 * @throws when the provider cannot be reached
 */
export async function verifyToken(
  token: string,
  settings: Settings,
  keys: () => Promise<JWTVerifyGetKey>,
  clock: Clock,
): Promise<Result<Principal, string>> {
  const key = await keys();
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: settings.algorithms,
      currentDate: new Date(clock.now()),
      clockTolerance: 5,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    const principal = principalOf(payload, settings);
    return principal.subject === '' ? failure('no subject') : success(principal);
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || providerTrouble.includes(error.code)) throw error;
    return failure(error.code);
  }
}
