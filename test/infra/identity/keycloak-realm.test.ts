import { readFileSync } from 'node:fs';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { authorize } from '../../../functions/sign-in/authorize.ts';
import { verifyToken } from '../../../functions/sign-in/verify-token.ts';
import { keycloakRealm } from '../../../infra/identity/keycloak-realm.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { roles, staffRoles } from '../../../shared/domain/access/roles.ts';
import { openLog } from '../../../shared/log/log.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import { zones } from '../templates.ts';

const mapping = z.object({ protocolMapper: z.string(), config: z.record(z.string(), z.string()) });
const execution = z.object({
  authenticator: z.string().optional(),
  authenticatorConfig: z.string().optional(),
  flowAlias: z.string().optional(),
  requirement: z.enum(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL']),
});
const realmShape = z.object({
  verifyEmail: z.literal(true),
  revokeRefreshToken: z.literal(true),
  refreshTokenMaxReuse: z.literal(0),
  accessTokenLifespan: z.number(),
  ssoSessionMaxLifespan: z.number(),
  offlineSessionMaxLifespan: z.number(),
  offlineSessionMaxLifespanEnabled: z.literal(true),
  browserFlow: z.string(),
  roles: z.object({
    realm: z.array(z.object({ name: z.string(), composites: z.object({ realm: z.array(z.string()) }).optional() })),
  }),
  clients: z.tuple([
    z.object({
      clientId: z.string(),
      publicClient: z.literal(true),
      standardFlowEnabled: z.literal(true),
      implicitFlowEnabled: z.literal(false),
      directAccessGrantsEnabled: z.literal(false),
      fullScopeAllowed: z.literal(false),
      redirectUris: z.array(z.string()),
      webOrigins: z.array(z.string()),
      attributes: z.object({ 'pkce.code.challenge.method': z.literal('S256') }),
      protocolMappers: z.array(mapping),
    }),
  ]),
  authenticationFlows: z.array(z.object({ alias: z.string(), authenticationExecutions: z.array(execution) })),
  authenticatorConfig: z.array(z.object({ alias: z.string(), config: z.record(z.string(), z.string()) })),
});
type Realm = z.output<typeof realmShape>;

const realmOf = (zone: Zone): Realm => realmShape.parse(keycloakRealm(zone));
const zoneNamed = (id: string): Zone => {
  const found = zones.find((zone) => zone.id === id);
  if (!found) throw new Error(`there is no zone ${id}`);
  return found;
};

/** Everything that somebody holds who was given these roles. */
function heldBy(realm: Realm, given: readonly string[]): string[] {
  const held = new Set<string>();
  const take = (name: string) => {
    if (held.has(name)) return;
    held.add(name);
    for (const inner of realm.roles.realm.find((role) => role.name === name)?.composites?.realm ?? []) take(inner);
  };
  given.forEach(take);
  return [...held];
}

/** The values of `amr` of somebody with these roles who signs in by the forms of the realm. */
function factorsOf(realm: Realm, held: readonly string[]): string[] {
  const config = (alias?: string) => realm.authenticatorConfig.find((one) => one.alias === alias)?.config ?? {};
  const walk = (alias: string): string[] => {
    const flow = realm.authenticationFlows.find((one) => one.alias === alias);
    if (!flow) throw new Error(`the realm has no flow ${alias}`);
    const condition = flow.authenticationExecutions.find((one) => one.authenticator === 'conditional-user-role');
    if (condition && !held.includes(config(condition.authenticatorConfig).condUserRole ?? '')) return [];
    return flow.authenticationExecutions.flatMap((one) => {
      if (one.flowAlias) return walk(one.flowAlias);
      if (one.requirement !== 'REQUIRED') return [];
      return config(one.authenticatorConfig)['default.reference.value'] ?? [];
    });
  };
  return walk(realm.browserFlow);
}

/** The access token that the realm's mappers make, as Keycloak 26.3.5 was seen to make it from this file. */
function claimsBy(realm: Realm, given: readonly string[], email: string): JWTPayload {
  const held = heldBy(realm, [...given, 'default-roles-greenpath']);
  const claims: JWTPayload = { typ: 'Bearer', azp: realm.clients[0].clientId, email, email_verified: true };
  const put = (path: string, value: unknown) => {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let place = claims as Record<string, unknown>;
    for (const step of steps) {
      const inner = (place[step] ?? {}) as Record<string, unknown>;
      place[step] = inner;
      place = inner;
    }
    place[last] = value;
  };
  for (const { protocolMapper, config } of realm.clients[0].protocolMappers) {
    if (config['access.token.claim'] !== 'true') continue;
    if (protocolMapper === 'oidc-audience-mapper') claims.aud = config['included.custom.audience'];
    else if (protocolMapper === 'oidc-usermodel-realm-role-mapper') put(config['claim.name'] ?? '', held);
    else if (protocolMapper === 'oidc-amr-mapper') claims.amr = factorsOf(realm, held);
    else throw new Error(`this test does not know the mapper ${protocolMapper}`);
  }
  return claims;
}

const now = '2026-11-22T02:00:00Z';
const seconds = Date.parse(now) / 1000;
const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'realm', alg: 'RS256' }] });

/** What the zone's authorizer makes of a token of the realm. */
async function context(zone: Zone, claims: JWTPayload) {
  const { signIn } = zone;
  const token = await new SignJWT({ ...claims, iss: signIn.issuer, sub: 'c92b0769', iat: seconds, exp: seconds + 900 })
    .setProtectedHeader({ alg: 'RS256', kid: 'realm', typ: 'JWT' })
    .sign(privateKey);
  const clock = fakeClock(now);
  const answer = await authorize({
    verify: (presented) => verifyToken(presented, signIn, async () => keys, clock),
    log: openLog('sign-in', clock, () => undefined),
  })({ methodArn: 'arn:aws:execute-api:x:1:api/live/GET/api/me', headers: { authorization: `Bearer ${token}` } });
  return answer.context;
}

describe.each(zones.map((zone) => [zone.id, zone] as const))('the Keycloak realm of %s', (_id, zone) => {
  const realm = realmOf(zone);
  const [client] = realm.clients;

  it('knows the pages by the client and the addresses that the zone file names, and no other', () => {
    expect(client.clientId).toBe(zone.signIn.clientId);
    expect(client.redirectUris).toContain(`https://${zone.verificationHost}/`);
    expect(client.webOrigins).toContain(`https://${zone.verificationHost}`);
    expect(client.redirectUris.filter((uri) => uri.includes('*'))).toEqual([]);
  });

  it('gives whoever registers the roles of employers and applicants, and no second factor', async () => {
    expect(await context(zone, claimsBy(realm, [], 'Handler@rehearsal.example'))).toMatchObject({
      roles: 'employer applicant',
      email: 'handler@rehearsal.example',
      mfa: 'false',
    });
  });

  it.each(staffRoles)('asks a %s for a second factor and tells the zone of it', async (role) => {
    const named = Object.entries(zone.signIn.claims.roleNames).find(([, ours]) => ours === role)?.[0] ?? role;
    const told = await context(zone, claimsBy(realm, [named], 'officer@rehearsal.example'));
    expect(String(told?.roles).split(' ')).toContain(role);
    expect(told?.mfa).toBe('true');
  });

  it('counts neither the mark of staff nor another role of Keycloak as a role of the zone', async () => {
    const told = await context(zone, claimsBy(realm, ['staff'], 'officer@rehearsal.example'));
    expect(told?.roles).toBe('employer applicant');
    expect(realm.roles.realm.map(({ name }) => name)).toEqual(expect.arrayContaining(['staff', ...roles]));
  });

  it('signs by an algorithm that the zone takes, and ends every session within a working day', () => {
    // What Keycloak signs with where a realm names nothing else.
    expect(zone.signIn.algorithms).toContain('RS256');
    expect(realm.accessTokenLifespan).toBeLessThanOrEqual(900);
    expect(realm.ssoSessionMaxLifespan).toBeLessThanOrEqual(36_000);
    expect(realm.offlineSessionMaxLifespan).toBeLessThanOrEqual(36_000);
  });

  it('holds no secret and nobody', () => {
    const words = JSON.stringify(keycloakRealm(zone));
    expect(words).not.toMatch(/"(secret|users|credentials|privateKey|smtpServer|password)"/);
  });
});

it('a token for another audience of the same realm does not open the zone', async () => {
  const zone = zoneNamed('demo');
  const claims = claimsBy(realmOf(zone), ['admin'], 'officer@rehearsal.example');
  await expect(context(zone, { ...claims, aud: 'account' })).rejects.toThrow('Unauthorized');
});

it('is refused for a zone that reads the factors from a claim that this realm does not make', () => {
  const zone = zoneNamed('demo');
  const other = { ...zone, signIn: { ...zone.signIn, claims: { ...zone.signIn.claims, mfa: 'acr' } } };
  expect(() => keycloakRealm(other)).toThrow('signIn.claims.mfa');
});

it('stands in the documentation as it comes out for the rehearsal zone', () => {
  const written: unknown = JSON.parse(readFileSync('docs/keycloak/greenpath-realm.json', 'utf8'));
  expect(written).toEqual(keycloakRealm(zoneNamed('demo')));
});
