import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeFigures } from '../../../functions/operations/figures.ts';
import { probe } from '../../../functions/operations/probe.ts';
import { authorize } from '../../../functions/sign-in/authorize.ts';
import type { Caller } from '../../../infra/demo/zone-client.ts';
import type { Standing } from '../../../infra/local/alarms/alarms.ts';
import { openWatch, type Watch } from '../../../infra/local/alarms/watch.ts';
import type { JsonObject } from '../../../infra/local/json.ts';
import type { StatesStore } from '../../../infra/local/states/store.ts';
import { redriveByHand } from '../../../infra/upkeep/redrive-by-hand.ts';
import { tokenFrom } from '../../../shared/credential/carriers.ts';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { epochOf } from '../../../shared/domain/time.ts';
import { tellingFailures } from '../../../shared/issuing/telling-failures.ts';
import { openLog } from '../../../shared/log/log.ts';
import { readHead } from '../../../shared/records/application.ts';
import { openMailHost } from '../../office/mail-host.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, register, steps, submitted } from '../../office/walk.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const etown = zones.filter(({ id }) => id === 'etown');
const template = templatesOf(appOf(etown)).find(({ stack }) => stack === 'etown-operations');
if (!template) throw new Error('etown is not watched');

/** What only a deployment knows, such as the name of the table, is of no moment here. */
const resolved = (properties: object): JsonObject =>
  JSON.parse(
    JSON.stringify(properties, (_key, value) =>
      value && typeof value === 'object' && Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))
        ? 'deployed'
        : value,
    ),
  );
const alarms = template.of('AWS::CloudWatch::Alarm').map(({ properties }) => resolved(properties));

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

let office: Office;
let watch: Watch;
let log: ReturnType<typeof openLog>;
const walked = new Set<string>();
/** Alarms of which only the line was written, for its fault is caused in the tests of whoever writes it. */
const heard = new Set<string>();

beforeEach(async () => {
  vi.stubEnv('METRICS_NAMESPACE', 'Greenpath/etown');
  office = await openOffice();
  begin();
});
afterEach(() => office.close());

function begin(): void {
  watch = openWatch(alarms, office.clock);
  log = openLog('walk', office.clock, (line) => watch.hear(line));
}

/** Every alarm as it stands, after what the office wrote into its log was heard. */
async function standings(): Promise<Standing[]> {
  for (const { level, code, fields, error } of office.log.lines.splice(0)) {
    if (level === 'error') log.error(code, error, fields);
    else log[level](code, fields);
  }
  const { executions = [] } = (await office.machine.ended({ end: 'failed', limit: 100 })) ?? {};
  const list = ((_arn: string, { status }: { status?: string }) =>
    status === 'FAILED'
      ? executions.map(({ stoppedAt }) => ({ stoppedAt: epochOf(String(stoppedAt)) }))
      : []) as unknown as StatesStore['list'];
  return watch.standing({ states: { list }, feeds: { behind: async () => [] } });
}
const stateOf = async (id: string) => (await standings()).find(({ name }) => name === `greenpath-etown-${id}`)?.state;

/** The fault is there, the alarm goes off; the runbook was followed, the alarm ends. */
async function walk(id: string, fault: () => Promise<unknown>, resolution: () => Promise<unknown>): Promise<void> {
  expect(await stateOf(id), `${id} before`).not.toBe('ALARM');
  await fault();
  expect(await stateOf(id), id).toBe('ALARM');
  await resolution();
  expect(await stateOf(id), `${id} after`).toBe('OK');
  walked.add(id);
}

const count = () => takeFigures({ table: office.table, clock: office.clock, zone: office.zone, log })();
/** Lets what was written pass out of the period that alarms look at. */
const fiveMinutesLater = async () => office.clock.advance(6 * minute);

const admin: Pick<Caller, 'ask'> = {
  async ask(method, path, { body } = {}) {
    const [bare = '', search = ''] = path.split('?');
    const query = Object.fromEntries(new URLSearchParams(search));
    const answer = await office.ask('admin', `${method} ${bare}`, { query, ...(body ? { body: body as object } : {}) });
    return { ...answer, headers: new Headers(answer.headers) };
  },
};
const said: string[] = [];
const byHand = (order: Parameters<typeof redriveByHand>[1]) => redriveByHand(admin, order, (line) => said.push(line));

const failing = (name: string) => async (): Promise<never> => {
  throw Object.assign(new Error('no answer'), { name });
};

/** An application that was handed in while Step Functions gave no answer. */
async function handedInAlone(): Promise<{ id: string; mend: () => void }> {
  const id = await completeDraft(office, await register(office));
  const { start, answer } = office.machine.port;
  Object.assign(office.machine.port, { start: failing('ServiceUnavailable'), answer: failing('ServiceUnavailable') });
  await office.ask('employer', `POST /api/applications/${id}/submit`);
  return { id, mend: () => Object.assign(office.machine.port, { start, answer }) };
}
const headOf = async (id: string) => {
  const head = await readHead(office.table, id);
  if (!head) throw new Error('the application is gone');
  return head;
};
const setTo = (instant: string | undefined, milliseconds: number) =>
  office.clock.set(new Date(epochOf(instant ?? '') + milliseconds).toISOString());

describe('the alarm goes off by its fault, and ends when the runbook was followed:', () => {
  it('an effect of a decision that is not delivered, then parked, then redriven', async () => {
    const { id, mend } = await handedInAlone();
    office.clock.advance(11 * minute);
    await walk('effects-waiting', count, async () => {
      for (let round = 0; round < 25; round++) await office.sweep();
      await fiveMinutesLater();
      await count();
    });
    expect(await stateOf('effects-parked')).toBe('ALARM');
    // While its cause lasts, redriving says so.
    expect(await byHand({ kind: 'effects', state: 'parked' })).toBe(1);
    mend();
    expect(await byHand({ kind: 'effects', state: 'parked' })).toBe(0);
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('preliminary-review');
    await fiveMinutesLater();
    await count();
    expect(await stateOf('effects-parked')).toBe('OK');
    walked.add('effects-parked');
  });

  it('a lost execution, started anew by hand', async () => {
    const id = await submitted(office, await register(office));
    await walk(
      'executions-failed',
      async () => office.machine.lose(`${id}-1`, 'FAILED'),
      async () => {
        await byHand({ kind: 'list' });
        expect(said).toContain(`lost execution: application ${id}`);
        expect(await byHand({ kind: 'executions' })).toBe(0);
        await office.machine.settle();
        expect(await byHand({ kind: 'application', id })).toBe(0);
        expect(said.at(-1)).toMatch(`application ${id}: running`);
        await fiveMinutesLater();
      },
    );
  });

  it('a case that nobody takes, that becomes late, and that the law will accept', async () => {
    const id = await submitted(office, await register(office));
    const { dueAt, deemsAt } = await headOf(id);
    setTo(dueAt, -2 * hour);
    begin();
    await count();
    expect(await stateOf('applications-due-untouched')).toBe('ALARM');
    walked.add('applications-due-untouched');
    setTo(dueAt, hour);
    await walk('applications-late', count, async () => {
      expect(await stateOf('applications-due-untouched')).toBe('OK');
      await fiveMinutesLater();
      setTo(deemsAt, -2 * hour);
      await count();
      expect(await stateOf('law-decides-soon')).toBe('ALARM');
      await steps.accept(office, id);
      await fiveMinutesLater();
      await count();
      expect(await stateOf('law-decides-soon')).toBe('OK');
      walked.add('law-decides-soon');
    });
  });

  it('a decision of the law itself', async () => {
    const id = await submitted(office, await register(office));
    await walk(
      'decided-by-law',
      async () => {
        setTo((await headOf(id)).deemsAt, 6 * minute);
        begin();
        await office.sweep();
      },
      fiveMinutesLater,
    );
  });

  it('a mail host that refuses, mended, and the notice sent again', async () => {
    const host = await openMailHost({ recipient: () => '451 busy' });
    await office.close();
    office = await openOffice({ noticeChannels: { email: host.channel() } });
    begin();
    await submitted(office, await register(office));
    await office.follow();
    await walk(
      'notices-undelivered',
      async () => {
        for (let attempt = 0; attempt < 20; attempt++) {
          office.clock.advance(12 * hour);
          await office.redeliver();
        }
        await count();
      },
      async () => {
        delete host.rules.recipient;
        const { items } = (await office.ask('admin', 'GET /api/notices/failed')).body;
        for (const { id } of items) await office.ask('supervisor', `POST /api/notices/${id}/resend`);
        await office.redeliver();
        await fiveMinutesLater();
        await count();
      },
    );
    await host.close();
  });

  it('an identity provider that cannot be reached', async () => {
    const ask = authorize({ verify: failing('FetchError'), log: office.log.log });
    const event = { methodArn: 'arn:x:y/live/GET/', headers: { authorization: `Bearer ${'t'.repeat(30)}` } };
    await walk(
      'sign-in-unavailable',
      async () => {
        for (let caller = 0; caller < 3; caller++) await expect(ask(event)).rejects.toThrow('no answer');
      },
      fiveMinutesLater,
    );
  });

  it('a signing key that was disabled', async () => {
    const disabled = { keys: office.signer.keys.map((key) => ({ ...key, sign: failing('DisabledException') })) };
    const [key] = tellingFailures(disabled, office.log.log).keys;
    await walk(
      'signing-failed',
      async () => expect(key?.sign(new Uint8Array(1))).rejects.toThrow('no answer'),
      fiveMinutesLater,
    );
  });

  it('a schedule that was paused', async () => {
    await walk('sweeper-silent', async () => office.clock.advance(16 * minute), office.sweep);
    begin();
    await walk('figures-silent', async () => office.clock.advance(16 * minute), count);
  });

  it('a door that answers nobody, and one that calls a forged token genuine', async () => {
    let door: 'closed' | 'open' | 'gullible' = 'closed';
    const verdictOf = async (text: string) => {
      const { keys } = (await office.ask(undefined, 'GET /.well-known/jwks.json')).body;
      const token = tokenFrom(text);
      if (!token.ok) throw new Error(token.error);
      return (await verifyToken(token.value, { zone: 'etown', keys, at: office.clock.now() })).verdict;
    };
    const through = async (url: string, init?: RequestInit): Promise<Response> => {
      if (door === 'closed') return new Response('{"message":"Forbidden"}', { status: 403 });
      const { pathname } = new URL(url);
      if (pathname === '/api/verifications') {
        const verdict = await verdictOf(JSON.parse(String(init?.body)).token);
        return Response.json({ verdict: door === 'gullible' ? 'valid' : verdict });
      }
      const { status, body } = await office.ask(undefined, `GET ${pathname}`);
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
    };
    const { clock } = office;
    const fetching = through as unknown as typeof fetch;
    const asVerifier = probe({
      address: 'https://x.example',
      zone: office.zone,
      clock,
      log: office.log.log,
      fetch: fetching,
    });
    const rounds = async () => {
      for (let round = 0; round < 3; round++) {
        office.clock.advance(15 * minute);
        await asVerifier();
      }
    };
    await walk('verification-failing', rounds, async () => {
      door = 'open';
      await asVerifier();
    });
    door = 'gullible';
    await rounds();
    const [last] = office.log.lines.slice(-1);
    expect([last?.code, last?.fields.step]).toEqual(['probe-failed', 'forgery-not-seen']);
    expect(await stateOf('verification-failing')).toBe('ALARM');
  });

  it.each([
    'calendar-unpublished',
    'deemed-grant-blocked',
    'import-failed',
    'reminder-failed',
    'signing-key-overdue',
    'sweep-failed',
  ] as const)('a line of the log that says "%s"', async (code) => {
    await walk(code, async () => office.log.log.error(code, new Error('x')), fiveMinutesLater);
    walked.delete(code);
    heard.add(code);
  });

  it('functions that fail or take their whole time, answers that fail or are slow', async () => {
    const idle = { warm: async () => {}, idle: async () => {} };
    const broken = watch.counting({ ...idle, invoke: failing('TypeError') }, () => 'greenpath-etown-upkeep-sweep');
    await walk('functions-failing', () => expect(broken.invoke('x', {})).rejects.toThrow(), fiveMinutesLater);
    const answers = (status: number, milliseconds: number) => async () => {
      for (let answer = 0; answer < 5; answer++) watch.answered(status, milliseconds);
    };
    await walk('answers-failing', answers(500, 1), fiveMinutesLater);
    const slowly = answers(200, 5000);
    await walk(
      'answers-slow',
      async () => {
        for (let period = 0; period < 3; period++) {
          office.clock.advance(5 * minute);
          await slowly();
        }
      },
      fiveMinutesLater,
    );
  });
});

/** Sections whose fault cannot be caused on one machine, each with the reason. */
const notWalked: Readonly<Record<string, string>> = {
  'backup-failed': 'one machine has no AWS Backup',
  'executions-throttled': 'one machine has no limits of Step Functions',
  'feed-behind': 'the age of a change is measured by the zone over HTTP; see test/infra/local/feeds.test.ts',
  'feed-given-up': 'a change is given up after hours; see test/infra/local/feeds.test.ts',
  'firewall-blocking': 'one machine has no firewall',
  'functions-throttled': 'one machine has no limits of Lambda',
  'quota-low': 'counted by the zone over HTTP; its resolution is a decision of another authority',
  'table-failing': 'the table of one machine does not fail by itself',
  'table-refusing': 'one machine does not count what its table refuses',
  'table-throttled': 'the table of one machine has no limits',
  'workers-near-timeout': 'a function here would have to work for the better part of a minute',
};

it('every section was walked, but for those that cannot be, which are named here', () => {
  const every = alarms.map(({ AlarmName }) => String(AlarmName).replace('greenpath-etown-', ''));
  expect([...walked, ...heard, ...Object.keys(notWalked)].sort()).toEqual([...every, 'backup-failed'].sort());
});

it('the runbook says which were not', () => {
  const [, told = ''] = readFileSync('docs/runbook.md', 'utf8').split('## What was walked through\n');
  const named = [...told.matchAll(/`([a-z-]+)`/g)].map(([, id = '']) => id);
  expect(named.sort()).toEqual([...heard, ...Object.keys(notWalked)].sort());
});

it('the zone on one machine itself says what it does not watch, and that is among these', async () => {
  const unwatched = (await standings()).filter(({ state }) => state === 'NOT_WATCHED').map(({ name }) => name);
  expect(unwatched.map((name) => name.replace('greenpath-etown-', '')).sort()).toEqual(
    Object.keys(notWalked)
      .filter(
        (id) => !['backup-failed', 'feed-behind', 'feed-given-up', 'quota-low', 'workers-near-timeout'].includes(id),
      )
      .sort(),
  );
});
