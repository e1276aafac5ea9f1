import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { decodeJwt, exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type AccessToken, type Configuration, errors } from 'oidc-provider';
import { type Instant, instantOf } from '../../../shared/domain/time.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import { isObject, type JsonObject } from '../json.ts';
import { openAdapter } from './adapter.ts';
import { issuerOf } from './issuer.ts';
import { errorPage, page, signInPage, signOutPage } from './page.ts';
import { type Person, personBehind, personOf, usesSecondFactor } from './personas.ts';

export type SignInSettings = Pick<Zone['signIn'], 'audience' | 'clientId' | 'algorithms' | 'claims'>;

export type SignIn = {
  issuer: string;
  /** Answers requests whose path lies under the issuer's. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Gives a token as if this person had just signed in. */
  tokenFor: (person: Person) => Promise<{ accessToken: string; subject: string; expiresAt: Instant }>;
};

/** Seconds an access token lasts, on the zone's clock. */
const tokenSeconds = 3600;
const scopes = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The identity provider of a one-machine zone: a real OpenID Connect provider (authorization code with PKCE) with one
 * person per role and no passwords, in place of the one that the zone file names. What its tokens claim follows the
 * zone's claim mapping. Keys, sessions and codes are kept in the database.
 *
 * Takes the zone's own origin (`http://127.0.0.1:3000`); the issuer is `<origin>/oidc`. The time is that of `Date`,
 * which in a zone's process is the zone's.
 */
export async function openSignIn(options: {
  origin: string;
  settings: SignInSettings;
  database: DatabaseSync;
  /** Another origin whose pages may sign in, such as that of pages under construction. */
  pagesOrigin?: string;
}): Promise<SignIn> {
  const { origin, settings, database, pagesOrigin } = options;
  const issuer = issuerOf(origin);
  const mount = new URL(issuer).pathname;
  const origins = [origin, origin.replace('//127.0.0.1', '//localhost'), ...(pagesOrigin ? [pagesOrigin] : [])];
  const algorithm = settings.algorithms.includes('ES256') ? 'ES256' : (settings.algorithms[0] ?? 'RS256');
  const { key, cookieKey } = await openSecrets(database, algorithm);
  const resource = `${origin}/api`;
  const resourceServer = {
    audience: settings.audience,
    scope: '',
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: tokenSeconds,
    jwt: { sign: { alg: algorithm } },
  };

  const configuration: Configuration = {
    adapter: openAdapter(database, { now: () => Date.now() }),
    jwks: { keys: [key] },
    cookies: { keys: [cookieKey] },
    clients: [
      {
        client_id: settings.clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: origins.map((own) => `${own}/`),
        post_logout_redirect_uris: origins.map((own) => `${own}/`),
        id_token_signed_response_alg: algorithm,
      },
    ],
    scopes,
    claims: {
      openid: ['sub', 'name', topOf(settings.claims.roles), settings.claims.email, settings.claims.emailVerified],
    },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, _client, oneOf) => (Array.isArray(oneOf) ? (oneOf[0] ?? resource) : resource),
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, indicator) => {
          if (indicator !== resource) throw new errors.InvalidTarget();
          return resourceServer;
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = page({ zh: '已退出登录', en: 'You are signed out' }, '');
        },
      },
    },
    pkce: { required: () => true },
    interactions: { url: (_context, interaction) => `${mount}/interaction/${interaction.uid}` },
    clientBasedCORS: (_context, from) => origins.includes(from),
    loadExistingGrant: async (context) => {
      // There is one client, the zone's own pages: nobody is asked whether it may know who they are.
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId,
        accountId: context.oidc.session?.accountId,
      });
      grant.addOIDCScope(scopes.join(' '));
      await grant.save();
      return grant;
    },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_context, subject) => {
      const person = personBehind(subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, ...claimsOf(person, settings) }) };
    },
    extraTokenClaims: (_context, token) => {
      const person = personBehind((token as AccessToken).accountId);
      return person && claimsOf(person, settings);
    },
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      Grant: 14 * 86_400,
      IdToken: tokenSeconds,
      Interaction: 3600,
      RefreshToken: 14 * 86_400,
      Session: 14 * 86_400,
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage([out.error, out.error_description].filter(Boolean).join(': '));
    },
  };
  const provider = new Provider(issuer, configuration);
  allowWholeOrigin(provider, origins);
  const answer = provider.callback();

  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt } = await provider.interactionDetails(request, response);
    if (prompt.name === 'consent') return provider.interactionFinished(request, response, { consent: {} });
    if (request.method === 'GET') return html(response, 200, signInPage(request.url ?? ''));
    const form = new URLSearchParams(await readForm(request));
    const person = personOf(form.get('persona') ?? '', form.get('account') ?? '');
    if (!person) return html(response, 400, signInPage(request.url ?? ''));
    const amr = factorsOf(person, settings);
    await provider.interactionFinished(request, response, { login: { accountId: person.subject, amr } });
  };

  return {
    issuer,
    async handle(request, response) {
      const url = request.url ?? '/';
      if (url.startsWith(`${mount}/interaction/`)) {
        try {
          return await interact(request, response);
        } catch (error) {
          if (error instanceof errors.OIDCProviderError) return html(response, 400, errorPage(error.message));
          throw error;
        }
      }
      // The provider tells the path it is mounted at from the difference between the two.
      Object.assign(request, { originalUrl: url, url: url.slice(mount.length) || '/' });
      await answer(request, response);
    },
    async tokenFor(person) {
      const client = await provider.Client.find(settings.clientId);
      if (!client) throw new Error('the provider has lost its client');
      const token = new provider.AccessToken({
        accountId: person.subject,
        client,
        grantId: 'rehearsal',
        gty: 'authorization_code',
        scope: '',
        resourceServer: new provider.ResourceServer(resource, resourceServer),
      });
      const accessToken = await token.save();
      const { exp = 0 } = decodeJwt(accessToken);
      return { accessToken, subject: person.subject, expiresAt: instantOf(exp * 1000) };
    },
  };
}

const factorsOf = (person: Person, { claims }: SignInSettings): string[] => {
  const second = claims.mfaValues.includes('mfa') ? 'mfa' : (claims.mfaValues[0] ?? 'mfa');
  return usesSecondFactor(person) ? ['pwd', second] : ['pwd'];
};

/** What a token says of a person, under the names that the zone's mapping expects. */
function claimsOf(person: Person, settings: SignInSettings): JsonObject {
  const { claims } = settings;
  const providerNames = person.roles.map(
    (role) => Object.entries(claims.roleNames).find(([, ours]) => ours === role)?.[0] ?? role,
  );
  const values: JsonObject = { name: `${person.name.zh} ${person.name.en}` };
  put(values, claims.roles, providerNames);
  put(values, claims.email, person.email);
  put(values, claims.emailVerified, true);
  put(values, claims.mfa, factorsOf(person, settings));
  return values;
}

const topOf = (path: string): string => path.split('.')[0] ?? path;

/** Sets a claim by its dotted path, as `realm_access.roles` is written. */
function put(values: JsonObject, path: string, value: JsonObject[string]): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    values[first] = value;
    return;
  }
  const inner = values[first];
  const members: JsonObject = isObject(inner) ? inner : {};
  put(members, rest.join('.'), value);
  values[first] = members;
}

/** The pages may come back to any path of their own origin; a provider out there would list each address. */
function allowWholeOrigin(provider: Provider, origins: string[]): void {
  const own = (uri: string) => URL.canParse(uri) && origins.includes(new URL(uri).origin);
  Object.assign(provider.Client.prototype, { redirectUriAllowed: own, postLogoutRedirectUriAllowed: own });
}

/** The signing key and the key of the cookies: made once for a zone and kept. */
async function openSecrets(database: DatabaseSync, algorithm: string): Promise<{ key: JWK; cookieKey: string }> {
  database.exec('create table if not exists sign_in_secret (name text primary key, value text not null)');
  const find = database.prepare('select value from sign_in_secret where name = ?');
  const keep = database.prepare('insert into sign_in_secret values (?, ?)');
  const once = async (name: string, make: () => Promise<string>): Promise<string> => {
    const known = find.get(name);
    if (known) return String(known.value);
    const made = await make();
    keep.run(name, made);
    return made;
  };
  const key = await once(`key ${algorithm}`, async () => {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const kid = randomBytes(8).toString('hex');
    return JSON.stringify({ ...(await exportJWK(privateKey)), kid, use: 'sig', alg: algorithm });
  });
  const cookieKey = await once('cookies', async () => randomBytes(32).toString('base64url'));
  return { key: JSON.parse(key), cookieKey };
}

function html(response: ServerResponse, status: number, content: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}

async function readForm(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 10_000) throw new errors.InvalidRequest('the form is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
