import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const issuer = 'https://id.etown.example';
/** Monday, 23 November 2026, ten in the morning in Beijing, in epoch seconds. */
export const now = Date.parse('2026-11-23T02:00:00.000Z') / 1000;

type Key = Awaited<ReturnType<typeof signingKey>>;

export async function signingKey(kid: string, alg = 'RS256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    alg,
    privateKey,
    pem: alg === 'EdDSA' ? '' : await exportSPKI(publicKey),
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
  };
}

/** What a token of the provider says of an officer, a moment after signing in. */
export const claims: JWTPayload = {
  iss: issuer,
  aud: 'greenpath',
  sub: 'officer-li',
  iat: now - 60,
  exp: now + 3600,
  roles: ['front-officer'],
  email: 'Li@Etown.example',
  email_verified: true,
  amr: ['pwd', 'otp'],
};

/** Claims without some of them. */
export const without = (...names: string[]): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));

export const signed = (key: Key, payload: JWTPayload, header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);

/** An identity provider on no network at all: answers `fetch` with its discovery document and its keys. */
export function openProvider(keys: { jwk: object }[]) {
  const state = {
    keys,
    down: false,
    issuer,
    /** In place of the key set: a status, or a body that is none. */
    keysAnswer: undefined as Response | undefined,
    asked: [] as string[],
  };
  const get = (async (url: string | URL) => {
    state.asked.push(new URL(url).pathname);
    if (state.down) throw new TypeError('fetch failed');
    if (String(url).endsWith('/.well-known/openid-configuration')) {
      return Response.json({ issuer: state.issuer, jwks_uri: `${issuer}/keys` });
    }
    return state.keysAnswer?.clone() ?? Response.json({ keys: state.keys.map(({ jwk }) => jwk) });
  }) as typeof fetch;
  return Object.assign(state, { get });
}
