import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverKeys, verifyToken } from '../../../../functions/sign-in/verify-token.ts';
import { installZoneDate } from '../../../../infra/local/clock.ts';
import { personBehind, personOf } from '../../../../infra/local/sign-in/personas.ts';
import { openSignIn, type SignIn, type SignInSettings } from '../../../../infra/local/sign-in/provider.ts';
import { roles, staffRoles } from '../../../../shared/domain/access/roles.ts';

const settings: SignInSettings = {
  audience: 'greenpath',
  clientId: 'greenpath-portal',
  algorithms: ['RS256', 'ES256'],
  claims: {
    roles: 'realm_access.roles',
    roleNames: { qiye: 'employer' },
    email: 'email',
    emailVerified: 'email_verified',
    mfa: 'amr',
    mfaValues: ['otp'],
  },
};

describe('the identity provider of a one-machine zone', () => {
  const database = new DatabaseSync(':memory:');
  let now = Date.parse('2027-03-01T01:00:00Z');
  let undo: () => void;
  let server: Server;
  let origin: string;
  let signIn: SignIn;

  beforeAll(async () => {
    undo = installZoneDate({ now: () => now });
    server = createServer((request, response) => void signIn.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    signIn = await openSignIn({ origin, settings, database });
  });
  afterAll(() => {
    undo();
    server.closeAllConnections();
    server.close();
  });

  const verify = (token: string, audience = settings.audience) =>
    verifyToken(token, { ...settings, issuer: signIn.issuer, audience }, discoverKeys(signIn.issuer), {
      now: () => now,
    });
  const person = (role: string, account?: string) => {
    const found = personOf(role, account);
    if (!found) throw new Error(`${role} is nobody`);
    return found;
  };

  /** A browser, as far as signing in needs one. */
  function browser() {
    const cookies = new Map<string, string>();
    return async (url: string, form?: Record<string, string>): Promise<Response> => {
      const response = await fetch(new URL(url, origin), {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value) cookies.set(name, value);
        else cookies.delete(name);
      }
      return response;
    };
  }

  const verifier = 'a-verifier-that-is-long-enough-for-the-rules-0123456789';
  const authorization = (redirect: string, more: Record<string, string> = {}) =>
    `/oidc/auth?${new URLSearchParams({
      client_id: settings.clientId,
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid profile email offline_access',
      state: 'xyz',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    })}`;

  const locationOf = (response: Response) => response.headers.get('location') ?? '';

  async function signInAs(visit: ReturnType<typeof browser>, form: Record<string, string>, redirect: string) {
    const asked = await visit(authorization(redirect, { prompt: 'login' }));
    const chosen = await visit(locationOf(asked), form);
    const resumed = await visit(locationOf(chosen));
    return new URL(locationOf(resumed)).searchParams;
  }

  const exchange = (body: Record<string, string>) =>
    fetch(`${signIn.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: settings.clientId, ...body }),
    });

  it('lets a person sign in with a code and gives a token that the authorizer accepts', async () => {
    const visit = browser();
    const redirect = `${origin}/sign-in/back`;
    const asked = await visit(authorization(redirect, { prompt: 'login' }));
    const page = await visit(locationOf(asked));
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    for (const role of roles) expect(text).toContain(`value="${role}"`);
    const chosen = await visit(locationOf(asked), { persona: 'employer', account: '' });
    const resumed = await visit(locationOf(chosen));
    const back = new URL(locationOf(resumed));
    expect(back.origin + back.pathname).toBe(redirect);
    expect(back.searchParams.get('state')).toBe('xyz');
    const answer = await exchange({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
    });
    expect(answer.status).toBe(200);
    const tokens = (await answer.json()) as { access_token: string; id_token: string; expires_in: number };
    expect(await verify(tokens.access_token)).toEqual({
      ok: true,
      value: {
        subject: 'employer',
        roles: ['employer'],
        email: 'employer@rehearsal.example',
        mfa: false,
        expiresAt: now / 1000 + 3600,
      },
    });
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      sub: 'employer',
      realm_access: { roles: ['qiye'] },
      aud: settings.clientId,
    });
  });

  it('asks for proof that the code comes back to who asked for it', async () => {
    const visit = browser();
    const redirect = `${origin}/`;
    const answer = await signInAs(visit, { persona: 'decider' }, redirect);
    const code = answer.get('code') ?? '';
    const wrong = await exchange({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier.replace('0123', '3210'),
    });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    const without = await visit(authorization(redirect, { code_challenge: '', code_challenge_method: '' }));
    expect(locationOf(without)).toContain('error=invalid_request');
  });

  it('sends nobody back to a foreign address', async () => {
    const answer = await browser()(authorization('https://elsewhere.example/'));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('redirect_uri');
  });

  it('refuses an invented persona, and an interaction that was never begun', async () => {
    const visit = browser();
    const asked = await visit(authorization(`${origin}/`, { prompt: 'login' }));
    expect((await visit(locationOf(asked), { persona: 'emperor' })).status).toBe(400);
    expect((await browser()('/oidc/interaction/unknown')).status).toBe(400);
  });

  it('renews a token', async () => {
    const visit = browser();
    const redirect = `${origin}/`;
    const answer = await signInAs(visit, { persona: 'applicant', account: 'second' }, redirect);
    const first = await exchange({
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
    });
    const { refresh_token = '' } = (await first.json()) as { refresh_token?: string };
    expect(refresh_token).not.toBe('');
    const second = await exchange({ grant_type: 'refresh_token', refresh_token });
    const { access_token } = (await second.json()) as { access_token: string };
    expect(await verify(access_token)).toMatchObject({ ok: true, value: { subject: 'applicant-second' } });
  });

  it('asks nobody for consent: the only client is the zone itself', async () => {
    const visit = browser();
    await signInAs(visit, { persona: 'employer' }, `${origin}/`);
    const asked = await visit(authorization(`${origin}/`, { prompt: 'consent' }));
    const passed = await visit(locationOf(asked));
    const resumed = await visit(locationOf(passed));
    expect(new URL(locationOf(resumed)).searchParams.get('code')).toBeTruthy();
  });

  it('gives a token for a person without the pages, as a test or a script needs it', async () => {
    for (const role of roles) {
      const { accessToken, subject, expiresAt } = await signIn.tokenFor(person(role));
      expect(subject).toBe(role);
      expect(expiresAt).toBe(new Date(now + 3_600_000).toISOString());
      expect(await verify(accessToken)).toMatchObject({
        ok: true,
        value: { subject: role, roles: [role], mfa: staffRoles.includes(role) },
      });
    }
    const { accessToken, subject } = await signIn.tokenFor(person('front-officer', 'second'));
    expect(subject).toBe('front-officer-second');
    expect(await verify(accessToken)).toMatchObject({ ok: true, value: { roles: ['front-officer'], mfa: true } });
    expect(await verify(accessToken, 'another-audience')).toEqual({
      ok: false,
      error: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
    });
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
  });

  it('gives one person several roles, to try what one person may not do', async () => {
    const both = personOf(['decider', 'back-officer'], 'both');
    if (!both) throw new Error('nobody holds both');
    const { accessToken, subject } = await signIn.tokenFor(both);
    expect(subject).toBe('back-officer.decider-both');
    expect(await verify(accessToken)).toMatchObject({
      ok: true,
      value: { subject, roles: ['back-officer', 'decider'] },
    });
  });

  it("lets tokens end on the zone's clock", async () => {
    const { accessToken } = await signIn.tokenFor(person('employer'));
    now += 3_600_000 + 6000;
    expect(await verify(accessToken)).toEqual({ ok: false, error: 'ERR_JWT_EXPIRED' });
  });

  it('keeps its keys and sessions over a restart', async () => {
    const visit = browser();
    await signInAs(visit, { persona: 'inspector' }, `${origin}/`);
    const { accessToken } = await signIn.tokenFor(person('inspector'));
    signIn = await openSignIn({ origin, settings, database });
    expect(await verify(accessToken)).toMatchObject({ ok: true });
    const silent = await visit(authorization(`${origin}/`, { prompt: 'none' }));
    expect(new URL(locationOf(silent)).searchParams.get('code')).toBeTruthy();
  });
});

describe('the people of a rehearsal', () => {
  it('are found again behind their subject', () => {
    for (const role of roles) {
      expect(personBehind(role)).toEqual(personOf(role));
      expect(personBehind(`${role}-second-1`)).toEqual(personOf(role, 'second-1'));
    }
  });

  it('may hold several roles, whatever the order they were named in', () => {
    const both = personOf(['decider', 'front-officer'], 'x');
    expect(both).toMatchObject({ subject: 'front-officer.decider-x', roles: ['front-officer', 'decider'] });
    expect(personBehind('front-officer.decider-x')).toEqual(both);
    expect(personOf(['decider', 'nobody'])).toBeUndefined();
    expect(personOf([])).toBeUndefined();
  });

  it.each([
    ['employer', 'Zwei'],
    ['employer', '-x'],
    ['nobody', ''],
    ['employer', 'a'.repeat(40)],
  ])('do not include %s %s', (persona, account) => {
    expect(personOf(persona, account)).toBeUndefined();
  });
});
