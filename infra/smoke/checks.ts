import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import * as z from 'zod';
import { tokenLink } from '../../shared/credential/carriers.ts';
import { prepare, seal } from '../../shared/credential/encode.ts';
import { statusListUri } from '../../shared/credential/status-index.ts';
import { roles, staffRoles } from '../../shared/domain/access/roles.ts';
import { securityHeaders } from '../../shared/http/problem.ts';
import { jsonOf, Trouble, visit } from './visit.ts';

const profileShape = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  rehearsal: z.boolean(),
  verificationHost: z.string(),
  today: z.string(),
  procedures: z.array(z.object({ id: z.string() })).min(1),
  policy: z.object({ points: z.string() }),
  signIn: z.object({ issuer: z.string(), clientId: z.string() }),
});
type Profile = z.output<typeof profileShape>;

export type Target = {
  /** Where the pages lie, with the last slash: `https://permit.example/`, or `https://….execute-api.…/live/`. */
  base: URL;
  /** Who it has to be. */
  zone?: string;
  /** Of somebody who signed in. */
  token?: string;
};

type Check = {
  name: string;
  /** What was found, in a few words; throws Trouble when it is not as it should be. */
  look: (target: Target, profile: Profile) => Promise<string>;
};

const sure = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Trouble(otherwise);
};

const parsed = <T>(shape: z.ZodType<T>, body: unknown, what: string): T => {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const named = read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Trouble(`${what}: ${named.join('; ')}`);
};

async function readProfile({ base, zone }: Target): Promise<Profile> {
  const profile = parsed(profileShape, jsonOf(await visit(base, 'api/zone')), '/api/zone');
  sure(zone === undefined || profile.id === zone, `this is the zone ${profile.id}, not ${zone}`);
  return profile;
}

/** The directive of a content security policy. */
const directive = (policy: string, name: string): string[] =>
  policy
    .split(';')
    .map((part) => part.trim().split(/\s+/))
    .find(([first]) => first === name)
    ?.slice(1) ?? [];

async function lookAtPages({ base }: Target): Promise<string> {
  const page = await visit(base, '', { headers: { accept: 'text/html' } });
  sure(page.status === 200, `the first page answered ${page.status}`);
  sure(/^text\/html/.test(page.headers.get('content-type') ?? ''), 'the first page is not HTML');
  const policy = page.headers.get('content-security-policy') ?? '';
  const scripts = directive(policy, 'script-src');
  sure(
    scripts.includes("'self'") && !scripts.includes("'unsafe-inline'"),
    'the page allows scripts that are not its own',
  );
  sure(directive(policy, 'frame-ancestors').includes("'none'"), 'other pages may frame the page');
  const files = [...page.text.matchAll(/(?:src|href)="([^"]*assets\/[^"]+)"/g)].map(([, file = '']) => file);
  sure(files.length > 0, 'the first page names no files of its own');
  // Addresses in the page are relative to what its base says.
  const root = new URL(/<base href="([^"]+)"/.exec(page.text)?.[1] ?? './', page.url);
  for (const file of new Set(files)) {
    const { status, headers } = await visit(root, file);
    sure(status === 200, `${file} answered ${status}`);
    sure(/immutable/.test(headers.get('cache-control') ?? ''), `${file} may not be kept by browsers`);
  }
  return `first page and ${new Set(files).size} files`;
}

async function lookAtHeaders({ base }: Target): Promise<string> {
  const { headers } = await visit(base, 'api/zone');
  const wanted = Object.entries(securityHeaders).filter(([name]) => name !== 'cache-control');
  const missing = wanted.filter(([name, value]) => headers.get(name) !== value).map(([name]) => name);
  sure(missing.length === 0, `missing or other: ${missing.join(', ')}`);
  return wanted.map(([name]) => name).join(', ');
}

async function lookAtDescription({ base }: Target): Promise<string> {
  const shape = z.object({ openapi: z.string().startsWith('3.1'), paths: z.record(z.string(), z.unknown()) });
  const { paths } = parsed(shape, jsonOf(await visit(base, 'api/openapi.json')), '/api/openapi.json');
  for (const path of ['/api/zone', '/api/verifications', '/api/applications']) {
    sure(path in paths, `does not describe ${path}`);
  }
  return `${Object.keys(paths).length} paths`;
}

async function lookAtKeys({ base }: Target, { verificationHost }: Profile): Promise<string> {
  // The list first: signing it publishes the key of a zone that has not signed anything yet.
  const list = await visit(base, 'api/status-lists/1', { headers: { accept: 'application/statuslist+jwt' } });
  sure(list.status === 200, `/api/status-lists/1 answered ${list.status}: ${list.text.slice(0, 120)}`);
  const key = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), kid: z.string(), d: z.never().optional() });
  const read = jsonOf(await visit(base, '.well-known/jwks.json'));
  const { keys } = parsed(z.object({ keys: z.array(key).min(1) }), read, '/.well-known/jwks.json');
  try {
    const { payload } = await jwtVerify(list.text.trim(), createLocalJWKSet(read as JSONWebKeySet), {
      algorithms: ['ES256'],
      typ: 'statuslist+jwt',
      // Whether it is still fresh is said below, by the zone's own time.
      currentDate: new Date(list.headers.get('date') ?? 0),
      clockTolerance: Number.MAX_SAFE_INTEGER,
    });
    sure(payload.sub === statusListUri(verificationHost, '1'), `the list names itself ${payload.sub}`);
    sure((payload.exp ?? 0) > (payload.iat ?? 0), 'the list has no end');
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(`the status list does not verify: ${String(error)}`);
  }
  return `${keys.length} key${keys.length === 1 ? '' : 's'}, the list verifies`;
}

/** A permit of this zone in every respect but one: a stranger signed it. */
async function forgedToken({ id, today, verificationHost }: Profile): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const noon = Date.parse(`${today}T12:00:00Z`) / 1000;
  const prepared = prepare(
    {
      zone: id,
      number: 'SMOKETEST0000000X',
      notBefore: noon - 86_400,
      expires: noon + 86_400,
      name: 'SMOKE, TEST',
      nationality: 'UTO',
      sex: 'X',
      category: 'B',
      photoHash: crypto.getRandomValues(new Uint8Array(16)),
      statusIndex: 0,
    },
    crypto.getRandomValues(new Uint8Array(8)),
  );
  const signed = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    privateKey,
    new Uint8Array(prepared.toBeSigned),
  );
  return tokenLink(verificationHost, seal(prepared, new Uint8Array(signed)));
}

async function lookAtVerification({ base }: Target, profile: Profile): Promise<string> {
  const body = { token: await forgedToken(profile) };
  const answer = jsonOf(await visit(base, 'api/verifications', { method: 'POST', body }));
  const { verdict } = parsed(z.object({ verdict: z.string() }), answer, '/api/verifications');
  sure(verdict === 'forged', `a token that a stranger signed is called ${verdict}`);
  return 'a token that a stranger signed is called forged';
}

async function lookAtAssessment({ base }: Target): Promise<string> {
  const facts = {
    annualSalary: 300_000,
    education: 'master',
    workYears: 5,
    monthsPerYear: 12,
    hsk: 0,
    ageOnAssessment: 35,
  };
  const answer = jsonOf(await visit(base, 'api/assessments', { method: 'POST', body: { facts } }));
  const shape = z.object({
    policy: z.string(),
    total: z.number(),
    items: z.array(z.object({ points: z.unknown() })).min(5),
  });
  const { policy, total, items } = parsed(shape, answer, '/api/assessments');
  sure(total > 0, 'an applicant with every merit has no points');
  return `${total} points over ${items.length} items, ${policy}`;
}

async function lookAtGuide({ base }: Target, { procedures }: Profile): Promise<string> {
  const [first] = procedures;
  const path = `api/guide?procedure=${first?.id}&category=B`;
  parsed(z.object({ procedure: z.unknown() }), jsonOf(await visit(base, path)), '/api/guide');
  return `${procedures.length} procedures`;
}

async function lookAtWall({ base }: Target): Promise<string> {
  const strangers: Record<string, string>[] = [{}, { authorization: `Bearer ${'forged.'.repeat(5)}forged` }];
  const paths = ['api/me', 'api/applications', 'api/queues/preliminary-review'];
  for (const path of paths) {
    for (const headers of strangers) {
      const { status, url } = await visit(base, path, { headers });
      sure(status === 401, `${url.pathname} answered ${status} to somebody who did not sign in, not 401`);
    }
  }
  const nowhere = await visit(base, 'api/nowhere');
  sure(nowhere.status === 404, `a path that does not exist answered ${nowhere.status}, not 404`);
  return `${paths.length} routes refuse strangers; unknown paths are not found`;
}

async function lookAtProvider({ base }: Target, { signIn: { issuer } }: Profile): Promise<string> {
  const address = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const answer = await visit(address, '', { headers: { origin: base.origin } });
  const shape = z.object({
    issuer: z.string(),
    authorization_endpoint: z.url(),
    token_endpoint: z.url(),
    jwks_uri: z.url(),
    code_challenge_methods_supported: z.array(z.string()).optional(),
  });
  const found = parsed(shape, jsonOf(answer), address.href);
  sure(found.issuer === issuer, `calls itself ${found.issuer}; the zone file says ${issuer}`);
  sure(found.code_challenge_methods_supported?.includes('S256') ?? true, 'offers no PKCE with S256');
  sure(answer.headers.has('access-control-allow-origin'), 'does not let pages of another origin read it (CORS)');
  const { keys } = parsed(
    z.object({ keys: z.array(z.unknown()).min(1) }),
    jsonOf(await visit(new URL(found.jwks_uri), '')),
    'its keys',
  );
  return `${issuer}, ${keys.length} keys`;
}

const oneFactor =
  'acts for the authority without a second factor: look at signIn.claims.mfa; who has just enrolled one has to sign in once more';

const mine = z.object({ roles: z.array(z.enum(roles)), mfa: z.boolean(), expiresAt: z.string() });

async function lookSignedIn({ base, token }: Target): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await visit(base, 'api/me', { headers });
  sure(!(answer.status === 403 && answer.text.includes('second-factor-needed')), oneFactor);
  const me = parsed(mine, jsonOf(answer), '/api/me');
  sure(me.roles.length > 0, 'the token names no role that the zone knows: look at signIn.claims.roles and roleNames');
  sure(me.mfa || !me.roles.some((role) => staffRoles.includes(role)), oneFactor);
  const own = me.roles.includes('front-officer') ? 'api/queues/preliminary-review' : undefined;
  const party = me.roles.some((role) => role === 'employer' || role === 'applicant') ? 'api/applications' : undefined;
  for (const path of [own, party].filter((one) => one !== undefined)) {
    parsed(z.object({ items: z.array(z.unknown()) }), jsonOf(await visit(base, path, { headers })), `/${path}`);
  }
  return `${me.roles.join(', ')}${me.mfa ? ', two factors' : ', one factor'}, until ${me.expiresAt}`;
}

const checks: readonly Check[] = [
  { name: 'pages', look: lookAtPages },
  { name: 'security headers', look: lookAtHeaders },
  { name: 'interface description', look: lookAtDescription },
  { name: 'service guide', look: lookAtGuide },
  { name: 'self-assessment', look: lookAtAssessment },
  { name: 'keys and status list', look: lookAtKeys },
  { name: 'verification', look: lookAtVerification },
  { name: 'routes that need signing in', look: lookAtWall },
  { name: 'identity provider', look: lookAtProvider },
];

export type Finding = { name: string; ok: boolean; found: string };

/**
 * Looks whether a deployed zone does what anybody may see of it, and with a token whether that person is known. It
 * writes nothing but log lines. Where the zone does not answer at all, the rest is not tried.
 * @param only names of checks, where not all are wanted
 * @returns a line for each thing that was looked at
 */
export async function smokeTest(target: Target, only?: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const looked = async <T>(name: string, look: () => Promise<T>, say: (value: T) => string): Promise<T | undefined> => {
    try {
      const value = await look();
      findings.push({ name, ok: true, found: say(value) });
      return value;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      findings.push({ name, ok: false, found: error.message });
      return undefined;
    }
  };
  const told = ({ id, name, today, rehearsal }: Profile) =>
    `${id}, ${name.zh} ${name.en}, ${today}${rehearsal ? ', rehearsal' : ''}`;
  const profile = await looked('zone', () => readProfile(target), told);
  if (!profile) return findings;
  const own = target.token === undefined ? [] : [{ name: 'signed in', look: lookSignedIn }];
  const wanted = [...checks, ...own].filter(({ name }) => only === undefined || only.includes(name));
  for (const { name, look } of wanted) await looked(name, () => look(target, profile), String);
  return findings;
}
