import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../infra/local/ports.ts';
import { synthesise } from '../../../infra/local/synthesise.ts';
import { sampleCase } from '../../../infra/samples/cases.ts';

type Started = { url: string; milliseconds: Record<string, number>; resumed: number; child: ChildProcess };

const environment = (directory: string, more: Record<string, string>) => ({
  ...process.env,
  PORT: '0',
  DATA_DIR: directory,
  SKIP_SYNTH: '1',
  LOG: 'quiet',
  ...more,
});

async function start(directory: string, more: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['infra/local/main.ts'], {
    env: environment(directory, more),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    child.stdout.resume();
    return { ...JSON.parse(line), child };
  }
  throw new Error('the zone ended before it was ready');
}

/** A start that is expected to fail: its exit status and what it said. */
async function refused(directory: string, more: Record<string, string>, ...options: string[]) {
  const child = spawn(process.execPath, ['infra/local/main.ts', ...options], {
    env: environment(directory, more),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said: said.trim() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

describe('a one-machine zone', () => {
  const parent = mkdtempSync(join(tmpdir(), 'zone-'));
  const directory = join(parent, 'data');
  let zone: Started;

  beforeAll(async () => {
    await synthesise('etown', { reuse: true });
    zone = await start(directory);
  });
  afterAll(async () => {
    await end(zone.child, 'SIGKILL');
    rmSync(parent, { recursive: true, force: true });
  });

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${zone.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const tokenOf = async (persona: string, account?: string): Promise<string> =>
    (await ask('POST', '/_local/token', { persona, account })).body.accessToken;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  const now = async () => Date.parse((await ask('GET', '/_local/clock')).body.now);

  it('answers at the address that it printed, and says who it is', async () => {
    expect(zone.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Object.keys(zone.milliseconds)).toEqual(['synthesised', 'opened', 'ready']);
    const { status, body } = await ask('GET', '/api/zone');
    expect([status, body.id, body.signIn.issuer]).toEqual([200, 'etown', `${zone.url}/oidc`]);
  });

  it('knows whom a token was given to, and refuses those who have none or a false one', async () => {
    const token = await tokenOf('employer');
    expect((await ask('GET', '/api/applications', undefined, as(token))).status).toBe(200);
    expect((await ask('GET', '/api/applications')).status).toBe(401);
    expect((await ask('GET', '/api/applications', undefined, as(`${token.slice(0, -6)}AAAAAA`))).status).toBe(401);
    expect((await ask('GET', '/api/queues/review', undefined, as(token))).status).toBe(403);
  });

  it('answers what does not exist, and what is too large, as a problem', async () => {
    const missing = await ask('GET', '/api/nothing');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    const large = await ask('POST', '/api/assessments', { facts: 'x'.repeat(10 * 1024 * 1024) });
    expect([large.status, large.body.status]).toEqual([413, 413]);
  });

  it('moves its clock, and everything that tells the time with it', async () => {
    const before = await now();
    const token = await tokenOf('employer');
    const moved = await ask('POST', '/_local/clock', { advance: 'P3D' });
    expect(moved.status).toBe(200);
    expect(Date.parse(moved.body.now) - before).toBeGreaterThanOrEqual(3 * 86_400_000);
    expect(Date.parse(moved.body.now) - before).toBeLessThan(3 * 86_400_000 + 60_000);
    const answer = await ask('GET', '/api/zone');
    expect(Date.parse(answer.headers.get('date') ?? '')).toBeGreaterThan(before + 2 * 86_400_000);
    expect(answer.body.today > new Date(before).toISOString().slice(0, 10)).toBe(true);
    expect((await ask('GET', '/api/applications', undefined, as(token))).status).toBe(401);
    const set = await ask('POST', '/_local/clock', { set: '2027-01-04T01:00:00Z' });
    expect(set.body.now).toMatch(/^2027-01-04T01:00:0/);
    expect((await ask('GET', '/api/applications', undefined, as(await tokenOf('employer')))).status).toBe(200);
  });

  it.each([
    ['POST', '/_local/clock', { advance: 'three days' }, 400],
    ['POST', '/_local/clock', { set: 'tomorrow' }, 400],
    ['POST', '/_local/clock', {}, 400],
    ['POST', '/_local/token', { persona: 'emperor' }, 400],
    ['GET', '/_local/elsewhere', undefined, 404],
  ])('refuses %s %s with %j', async (method, path, body, status) => {
    expect((await ask(method, path, body)).status).toBe(status);
  });

  it('keeps pages from elsewhere away from its rehearsal routes', async () => {
    const form = await fetch(`${zone.url}/_local/clock`, { method: 'POST', body: '{"advance":"P3D"}' });
    expect(form.status).toBe(415);
    const malformed = await fetch(`${zone.url}/_local/clock`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(malformed.status).toBe(400);
    const { port } = new URL(zone.url);
    const rebound = await new Promise<number>((resolve, reject) => {
      import('node:http').then(({ request }) => {
        request({ host: '127.0.0.1', port, path: '/_local/clock', headers: { host: 'evil.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      }, reject);
    });
    expect(rebound).toBe(403);
  });

  it('tells what it consumed and runs its schedules on demand', async () => {
    const before = (await ask('GET', '/_local/usage')).body;
    expect(await ask('POST', '/_local/sweep')).toMatchObject({
      status: 200,
      body: {
        ran: [
          ...['reminders', 'notices', 'statistics', 'upkeep'].map((name) => `etown-service-${name}`),
          ...['figures', 'probe'].map((name) => `etown-operations-${name}`),
        ].map((name) => expect.stringContaining(name)),
      },
    });
    const after = (await ask('GET', '/_local/usage')).body;
    expect(after.table.operations).toBeGreaterThan(before.table.operations);
    expect(after.states).toEqual({ executions: 0, transitions: 0 });
    expect((await ask('GET', '/_local/executions?name=nobody')).body).toEqual({ executions: [] });
  });

  it('has after kill -9 all that it had acknowledged, at the same address and time', async () => {
    const token = await tokenOf('employer', 'before');
    const { employer } = sampleCase('etown-b', '2027-01-04', { contractFrom: '2027-01-04' });
    const time = await now();
    const { url } = zone;
    const registered = await ask('POST', '/api/employers', employer, as(token));
    await end(zone.child, 'SIGKILL');
    expect(registered.status).toBe(201);
    zone = await start(directory);
    expect(zone.url).toBe(url);
    expect(await now()).toBeGreaterThanOrEqual(time);
    const { body } = await ask('GET', '/api/employers', undefined, as(token));
    expect(body.items).toMatchObject([{ id: registered.body.id }]);
  });

  it('will not share its directory or its port', async () => {
    const same = await refused(directory, {});
    expect(same).toMatchObject({ code: 1, said: expect.stringContaining(`process ${zone.child.pid}`) });
    const squatter = createServer();
    const port = await listen(squatter, 0);
    const taken = await refused(join(parent, 'other'), { PORT: String(port) });
    squatter.close();
    expect(taken).toEqual({
      code: 1,
      said: `port ${port} is taken; choose another one with PORT=<number>, or PORT=0 for any`,
    });
  });

  it('says what is wrong with how it was started', async () => {
    expect((await refused(directory, { PORT: 'x' })).said).toBe('PORT=x is no port');
    expect((await refused(directory, { LOG: 'loud' })).said).toBe('LOG=loud: say plain or quiet');
    expect((await refused(directory, {}, '--zone', '../etown')).said).toContain('name a file of infra/zones');
    expect((await refused(directory, {}, '--colour')).said).toContain("Unknown option '--colour'");
  });

  it('ends cleanly when it is asked to', async () => {
    expect(await end(zone.child, 'SIGTERM')).toBe(0);
    zone = await start(directory);
    expect(await end(zone.child, 'SIGINT')).toBe(0);
    zone = await start(directory);
    expect((await ask('GET', '/api/zone')).status).toBe(200);
  });
});
