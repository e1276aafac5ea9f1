import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, smokeTest } from '../../infra/smoke/checks.ts';
import { assemble, type Cast } from './cast.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.end());

type Answer = { status: number; headers: Record<string, string>; body: Buffer };
type Fault = (path: string, answer: Answer, request: IncomingMessage) => Partial<Answer>;

let between: Server | undefined;
afterEach(() => {
  between?.close();
  between?.closeAllConnections();
  between = undefined;
});

/** The zone as it would look with a fault: whatever it answers goes through `fault` first. */
async function behind(fault: Fault): Promise<URL> {
  between = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const real = await fetch(new URL(request.url ?? '/', cast.zone.url), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const told = Object.fromEntries(
      [...real.headers].filter(([name]) => !/^(content-(length|encoding)|transfer-encoding|connection)$/.test(name)),
    );
    const answer = { status: real.status, headers: told, body: Buffer.from(await real.arrayBuffer()) };
    const { status, headers: shown, body } = { ...answer, ...fault(request.url ?? '/', answer, request) };
    response.writeHead(status, shown).end(body);
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  return new URL(`http://127.0.0.1:${(between.address() as AddressInfo).port}/`);
}

const failed = (findings: readonly Finding[]) => findings.filter(({ ok }) => !ok).map(({ name }) => name);
const without = (headers: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
const json = (body: unknown) => ({ body: Buffer.from(JSON.stringify(body)) });

describe('the smoke test of a deployment', () => {
  it('finds a zone in order that nobody has used yet, and knows an officer who signed in with two factors', async () => {
    const { accessToken } = (await cast.signInAs('front-officer')) as { accessToken?: string } & typeof cast.anyone;
    const base = new URL(cast.zone.url);
    const findings = await smokeTest({ base, zone: 'etown', ...(accessToken ? { token: accessToken } : {}) });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual([
      'zone',
      'pages',
      'security headers',
      'interface description',
      'service guide',
      'self-assessment',
      'keys and status list',
      'verification',
      'routes that need signing in',
      'identity provider',
      'signed in',
    ]);
    expect(findings.at(-1)?.found).toMatch(/^front-officer, two factors, until /);
  });

  const faults: [string, string, Fault][] = [
    [
      'pages that run scripts of the page itself',
      'pages',
      (path, { headers }) =>
        path === '/'
          ? {
              headers: {
                ...headers,
                'content-security-policy': "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
              },
            }
          : {},
    ],
    ['pages whose files are not there', 'pages', (path) => (path.includes('/assets/') ? { status: 404 } : {})],
    [
      'answers that may be read over plain HTTP later',
      'security headers',
      (_path, { headers }) => ({ headers: without(headers, 'strict-transport-security') }),
    ],
    [
      'a description without routes',
      'interface description',
      (path) => (path === '/api/openapi.json' ? json({ openapi: '3.1.0', paths: {} }) : {}),
    ],
    [
      'a status list that another key signed',
      'keys and status list',
      (path, { body }) =>
        path === '/.well-known/jwks.json'
          ? json({ keys: JSON.parse(String(body)).keys.map((key: object) => ({ ...key, x: 'A'.repeat(43) })) })
          : {},
    ],
    [
      'a key set that gives the private half away',
      'keys and status list',
      (path, { body }) =>
        path === '/.well-known/jwks.json'
          ? json({ keys: JSON.parse(String(body)).keys.map((key: object) => ({ ...key, d: 'secret' })) })
          : {},
    ],
    [
      'a verification that believes strangers',
      'verification',
      (path) => (path === '/api/verifications' ? json({ verdict: 'valid' }) : {}),
    ],
    [
      'an assessment that counts nothing',
      'self-assessment',
      (path, { body }) => (path === '/api/assessments' ? json({ ...JSON.parse(String(body)), total: 0 }) : {}),
    ],
    ['a guide that is not there', 'service guide', (path) => (path.startsWith('/api/guide') ? { status: 502 } : {})],
    [
      'a queue that is open to everybody',
      'routes that need signing in',
      (path) => (path.startsWith('/api/queues') ? { status: 200 } : {}),
    ],
    [
      'a provider that calls itself otherwise',
      'identity provider',
      (path, { body }) =>
        path === '/api/zone'
          ? json({
              ...JSON.parse(String(body)),
              signIn: { issuer: `${cast.zone.url.replace(/\/$/, '')}/oidc/other`, clientId: 'greenpath-pages' },
            })
          : {},
    ],
  ];
  it.each(faults)('names %s', async (_what, name, fault) => {
    expect(failed(await smokeTest({ base: await behind(fault) }, [name]))).toEqual([name]);
  });

  it('says what a 403 of the gateway itself means, and looks no further', async () => {
    const base = await behind(() => ({
      status: 403,
      headers: { 'x-amzn-errortype': 'ForbiddenException' },
      ...json({ message: 'Forbidden' }),
    }));
    const findings = await smokeTest({ base });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.found).toContain('403 Forbidden by the gateway itself');
  });

  it('does not take one zone for another', async () => {
    const [first] = await smokeTest({ base: new URL(cast.zone.url), zone: 'yiwu' });
    expect(first).toMatchObject({ ok: false, found: 'this is the zone etown, not yiwu' });
  });

  it('says that the second factor of an officer is missing', async () => {
    const token = await cast.signedByProvider({
      ...JSON.parse(Buffer.from((await ownToken()).split('.')[1] ?? '', 'base64url').toString()),
      amr: ['pwd'],
    });
    const findings = await smokeTest({ base: new URL(cast.zone.url), token }, ['signed in']);
    expect(findings.at(-1)).toMatchObject({ name: 'signed in', ok: false });
    expect(findings.at(-1)?.found).toContain('without a second factor');
  });

  it('is a command that ends with 0 or 1, and refuses plain HTTP to other machines', async () => {
    const run = (...args: string[]) =>
      new Promise<{ code: number | string; out: string }>((resolve) => {
        execFile(process.execPath, ['infra/smoke/main.ts', ...args], (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, out: stdout + stderr }),
        );
      });
    const { code, out } = await run('--url', cast.zone.url, '--zone', 'etown');
    expect(code).toBe(0);
    expect(out).toContain('all 10 in order');
    expect(await run('--url', 'http://permit.newport.example')).toMatchObject({ code: 2 });
    expect((await run('--url', cast.zone.url, '--zone', 'yiwu')).code).toBe(1);
  });
});

async function ownToken(): Promise<string> {
  const signedIn = (await cast.signInAs('decider')) as { accessToken?: string };
  return signedIn.accessToken ?? '';
}
