import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fakeClock } from '../../../shared/clock.ts';
import { line } from '../../../shared/contract/common.ts';
import { routes } from '../../../shared/contract/route.ts';
import { type Request, serve } from '../../../shared/http/function.ts';
import { problem } from '../../../shared/http/problem.ts';
import { failure, success } from '../../../shared/result.ts';
import { openLogBook } from '../../office/log-book.ts';
import { type Person, people } from '../../office/people.ts';
import { type Asked, gatewayEvent } from '../../office/request.ts';

const things = routes({
  list: {
    method: 'GET',
    path: '/things',
    summary: 'Open to all',
    access: 'open',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).optional() }),
    answer: { status: 200, schema: z.object({ items: z.array(z.object({ id: z.string() })) }) },
  },
  add: {
    method: 'POST',
    path: '/things',
    summary: 'Only for employers and front officers',
    access: ['employer', 'front-officer'],
    body: z.strictObject({
      name: line(10),
      size: z.int().min(1),
      kind: z.enum(['small', 'large']),
      inner: z.strictObject({ day: z.boolean() }).optional(),
    }),
    answer: { status: 201, schema: z.object({ id: z.string() }) },
  },
  change: {
    method: 'PATCH',
    path: '/things/{id}',
    summary: 'With a version and a body that may be left out',
    access: ['employer'],
    body: z.strictObject({ version: z.int().min(1).optional() }),
    bodyOptional: true,
    answer: { status: 200, schema: z.object({}) },
  },
  look: {
    method: 'GET',
    path: '/things/{id}',
    summary: 'Signing in shows more',
    access: 'optional',
    answer: { status: 200, schema: z.object({ who: z.string() }) },
  },
  drop: {
    method: 'DELETE',
    path: '/things/{id}',
    summary: 'No content',
    access: ['supervisor'],
    answer: { status: 204 },
  },
  picture: {
    method: 'GET',
    path: '/things/{id}/picture',
    summary: 'Not JSON',
    access: 'open',
    answer: { status: 200, contentType: 'image/png' },
  },
});

let asked: Request | undefined;
let reply: (request: Request) => unknown;
const book = openLogBook();
const clock = fakeClock('2026-11-23T02:00:00.000Z');

const handle = async (request: unknown) => {
  asked = request as Request;
  const outcome = await reply(asked);
  return outcome as never;
};
const handles = Object.fromEntries(Object.keys(things).map((name) => [name, handle])) as never;
const call = serve(things, handles, { clock, log: book.log });

const ask = async (who: Person | undefined, name: keyof typeof things, request: Asked = {}, id = 'x1') => {
  const answer = await call(gatewayEvent(who, things[name], name === 'list' || name === 'add' ? {} : { id }, request));
  const type = String(answer.headers?.['content-type'] ?? '');
  return {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string>,
    body: type.includes('json') ? JSON.parse(answer.body) : answer.body,
    raw: answer,
  };
};

beforeEach(() => {
  asked = undefined;
  reply = () => success({ body: { id: 't1', items: [], who: asked?.principal?.subject ?? 'nobody' } });
  book.lines.length = 0;
});

const good = { name: 'lamp', size: 1, kind: 'small' };

describe('a request that is not valid', () => {
  test('learns every problem at once, each at its place and in both languages', async () => {
    const body = { name: '\u0007', size: 0, inner: { day: 'no', extra: 1 }, other: true };
    const answer = await ask(people.employer, 'add', { body, headers: { 'If-Match': 'yesterday' } });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: 'urn:greenpath:problem:invalid-request', status: 400 });
    const found = answer.body.problems.map(({ path, code }: { path: string; code: string }) => [path, code]);
    expect(found.sort()).toEqual([
      ['header.if-match', 'wrong-format'],
      ['inner.day', 'wrong-type'],
      ['inner.extra', 'unknown-field'],
      ['kind', 'missing'],
      ['name', 'control-character'],
      ['other', 'unknown-field'],
      ['size', 'too-small'],
    ]);
    for (const { text } of answer.body.problems) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).toMatch(/^[a-z]/);
    }
    expect(asked).toBeUndefined();
  });

  test('is never told its own values back', async () => {
    const body = { name: 'U12345678-U12345678', size: 'secret', kind: 'U12345678' };
    const answer = await ask(people.employer, 'add', { body });
    expect(answer.status).toBe(400);
    expect(answer.raw.body).not.toMatch(/U12345678|secret/);
  });

  test.each([
    ['a number that is none', { limit: 'many' }, 'query.limit'],
    ['a number too large', { limit: '101' }, 'query.limit'],
    ['an unknown parameter', { offset: '3' }, 'query.offset'],
  ])('in its query: %s', async (_, query, path) => {
    const answer = await ask(undefined, 'list', { query: query as Record<string, string> });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((entry: { path: string }) => entry.path)).toEqual([path]);
  });

  test.each([
    ['malformed JSON', '{"name": ', {}, 400, 'malformed-json'],
    ['a form', 'name=lamp', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['no content type', JSON.stringify(good), { 'Content-Type': '' }, 415, 'unsupported-media-type'],
  ])('as %s is refused as such', async (_, body, headers, status, code) => {
    const answer = await ask(people.employer, 'add', { body, headers });
    expect([answer.status, answer.body.type]).toEqual([status, `urn:greenpath:problem:${code}`]);
    expect(asked).toBeUndefined();
  });

  test.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"lamp"'],
  ])('with %s where one is needed is refused', async (_, body) => {
    const answer = await ask(people.employer, 'add', { body });
    expect([answer.status, asked]).toEqual([400, undefined]);
  });

  test.each([
    ['{"name":"lamp","size":1,"kind":"small","__proto__":{"admin":true}}'],
    ['{"name":"lamp","size":1,"kind":"small","inner":{"day":true,"__proto__":{"admin":true}}}'],
    ['{"name":"lamp","size":1,"kind":"small","constructor":{"prototype":{"admin":true}}}'],
  ])('cannot reach the prototype of objects: %s', async (body) => {
    const answer = await ask(people.employer, 'add', { body });
    expect(answer.status).toBe(400);
    expect(asked).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('a request that is valid', () => {
  test('reaches its handle as what the schema made of it', async () => {
    const answer = await ask(people.employer, 'add', { body: { ...good, name: '  lamp ' } });
    expect([answer.status, answer.body]).toEqual([201, { id: 't1' }]);
    expect(asked).toMatchObject({
      body: good,
      query: {},
      language: 'zh',
      address: '192.0.2.1',
      principal: { subject: 'employer-wang', roles: ['employer'], mfa: false },
    });
  });

  test('may leave out a body that is optional', async () => {
    expect((await ask(people.employer, 'change')).status).toBe(200);
    expect(asked).toMatchObject({ body: {}, parameters: { id: 'x1' } });
    expect((await ask(people.employer, 'change', { body: { unknown: 1 } })).status).toBe(400);
  });

  test('carries a charset and headers in any case', async () => {
    const headers = { 'CONTENT-type': 'application/json; charset=UTF-8', 'IDEMPOTENCY-KEY': 'k1' };
    expect((await ask(people.employer, 'add', { body: JSON.stringify(good), headers })).status).toBe(201);
    expect(asked?.idempotencyKey).toBe('k1');
  });

  test('has an Idempotency-Key of at most 200 signs; a longer one is not cut, for two could become the same', async () => {
    const send = (length: number) =>
      ask(people.employer, 'add', { body: good, headers: { 'Idempotency-Key': 'k'.repeat(length) } });
    expect((await send(200)).status).toBe(201);
    const refused = await send(201);
    expect([refused.status, refused.body.problems[0].path]).toEqual([400, 'header.idempotency-key']);
  });

  test('to a path that the function does not know is not found', async () => {
    const answer = await call(gatewayEvent(undefined, { method: 'GET', path: '/other' }, {}));
    expect(answer.statusCode).toBe(404);
  });
});

describe('the version that a change was made on', () => {
  test.each<[string, Record<string, string>, object | undefined, number | undefined]>([
    ['an ETag', { 'If-Match': '"12"' }, undefined, 12],
    ['a weak ETag', { 'If-Match': 'W/"12"' }, undefined, 12],
    ['a bare number', { 'if-match': ' 12 ' }, undefined, 12],
    ['the body', {}, { version: 7 }, 7],
    ['both, of which the header counts', { 'If-Match': '"12"' }, { version: 7 }, 12],
    ['any version', { 'If-Match': '*' }, undefined, undefined],
    ['no condition', {}, undefined, undefined],
  ])('is read from %s', async (_, headers, body, version) => {
    expect((await ask(people.employer, 'change', { headers, body })).status).toBe(200);
    expect(asked?.version).toBe(version);
  });

  test.each(['"abc"', '"1", "2"', '"-1"', '1.5', '"9999999999"'])(
    'that cannot be read (%s) is refused, never taken for no condition',
    async (condition) => {
      const answer = await ask(people.employer, 'change', { headers: { 'If-Match': condition } });
      expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'header.if-match']);
    },
  );
});

describe('who may ask', () => {
  const codeOf = async (who: Person | undefined, name: keyof typeof things, request: Asked = {}) => {
    const { status, body } = await ask(who, name, request);
    return [status, body.type?.replace('urn:greenpath:problem:', '')];
  };

  test('nobody without signing in, where a role is needed', async () => {
    expect(await codeOf(undefined, 'add', { body: good })).toEqual([401, 'not-signed-in']);
    expect(await codeOf({ ...people.employer, subject: '' }, 'add', { body: good })).toEqual([401, 'not-signed-in']);
  });

  test('nobody whose token has ended, however long the gateway keeps its answer', async () => {
    const now = clock.now() / 1000;
    expect(await codeOf({ ...people.employer, expiresAt: now }, 'add', { body: good })).toEqual([
      401,
      'session-expired',
    ]);
    expect(await codeOf({ ...people.employer, expiresAt: Number.NaN }, 'look')).toEqual([401, 'session-expired']);
    expect((await ask({ ...people.employer, expiresAt: now + 1 }, 'add', { body: good })).status).toBe(201);
  });

  test('nobody in another role', async () => {
    expect(await codeOf(people.applicant, 'add', { body: good })).toEqual([403, 'not-allowed']);
    expect(await codeOf(people.admin, 'drop')).toEqual([403, 'not-allowed']);
    const invented = { ...people.employer, roles: ['king', 'toString'] as never };
    expect(await codeOf(invented, 'add', { body: good })).toEqual([403, 'not-allowed']);
  });

  test('no officer without a second factor', async () => {
    expect(await codeOf({ ...people.front, mfa: false }, 'add', { body: good })).toEqual([403, 'second-factor-needed']);
    expect((await ask(people.front, 'add', { body: good })).status).toBe(201);
  });

  test('an officer who is also an employer does without one where the employer may ask', async () => {
    const both: Person = { ...people.employer, roles: ['front-officer', 'employer'], mfa: false };
    expect((await ask(both, 'add', { body: good })).status).toBe(201);
    expect(await codeOf({ ...both, roles: ['supervisor', 'employer'] }, 'drop')).toEqual([403, 'second-factor-needed']);
  });

  test('anybody where signing in is optional, and is known when signed in', async () => {
    expect((await ask(undefined, 'look')).body).toEqual({ who: 'nobody' });
    expect((await ask(people.inspector, 'look')).body).toEqual({ who: 'inspector-wu' });
  });

  test('nobody by a role that has ended, and handles see only the roles that stand', async () => {
    const asks: string[] = [];
    const ended = serve(things, handles, {
      clock,
      log: book.log,
      rolesHeld: async ({ subject, roles: held }) => {
        asks.push(subject);
        return held.filter((role) => role !== 'supervisor');
      },
    });
    const drop = (who: Person) => ended(gatewayEvent(who, things.drop, { id: 'x1' }, {}));
    const refused = await drop(people.supervisor);
    expect([refused.statusCode, JSON.parse(refused.body).type]).toEqual([403, 'urn:greenpath:problem:role-ended']);
    expect(asked).toBeUndefined();
    const both: Person = { ...people.front, roles: ['front-officer', 'supervisor'] };
    expect((await ended(gatewayEvent(both, things.add, {}, { body: good }))).statusCode).toBe(201);
    expect(asked?.principal?.roles).toEqual(['front-officer']);
    await ended(gatewayEvent(people.employer, things.add, {}, { body: good }));
    expect(asks, 'parties have no role that could end').toEqual(['supervisor-zhou', 'front-li']);
  });

  test('is asked before the body is looked at', async () => {
    expect(await codeOf(people.applicant, 'add', { body: { nonsense: true } })).toEqual([403, 'not-allowed']);
  });
});

describe('an answer', () => {
  test('holds only what its schema names; an internal field never leaves', async () => {
    reply = () =>
      success({ body: { items: [{ id: 'a', pk: 'SECRET', inner: { passport: 'U1' } }], count: 1, pk: 'X' } });
    const { raw, body } = await ask(undefined, 'list');
    expect(body).toEqual({ items: [{ id: 'a' }] });
    expect(raw.body).not.toMatch(/SECRET|U1|count/);
  });

  test('that does not fit its schema is an error, not a leak', async () => {
    reply = () => success({ body: { items: 'SECRET' } });
    const { status, raw } = await ask(undefined, 'list');
    expect(status).toBe(500);
    expect(raw.body).not.toContain('SECRET');
  });

  test('is not kept by anybody, framed or sniffed, and says its language', async () => {
    const { headers } = await ask(undefined, 'list', { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-language': 'en',
      vary: 'Accept-Language',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
  });

  test('without content has none', async () => {
    reply = () => success({ body: { id: 'left over' } });
    const { status, raw } = await ask(people.supervisor, 'drop');
    expect([status, raw.body]).toEqual([204, '']);
  });

  test('of bytes leaves in base64 with its own type and headers', async () => {
    const content = new Uint8Array([137, 80, 78, 71, 0, 255]);
    reply = () => success({ raw: { content, contentType: 'image/png' }, headers: { 'cache-control': 'public' } });
    const { raw, headers } = await ask(undefined, 'picture');
    expect(raw).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    expect(Buffer.from(raw.body, 'base64')).toEqual(Buffer.from(content));
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'public' });
  });

  test('that refuses carries its detail in the language of the reader and the present state', async () => {
    reply = () =>
      failure(problem('conflict', { detail: { zh: '已提交', en: 'Submitted' }, current: { stage: 'review' } }));
    const zh = await ask(people.employer, 'change');
    const en = await ask(people.employer, 'change', { headers: { 'accept-language': 'en' } });
    expect(zh.body).toMatchObject({ status: 409, title: '状态已变化，请查看最新状态', detail: '已提交' });
    expect(en.body).toMatchObject({ detail: 'Submitted', current: { stage: 'review' } });
    expect(book.lines).toContainEqual({
      level: 'info',
      code: 'request-refused',
      fields: { route: 'change', milliseconds: 0, problem: 'conflict' },
    });
  });
});

describe('a failure nobody expected', () => {
  const failing = (error: unknown) => {
    reply = () => {
      throw error;
    };
  };

  test('is a 500 that says nothing of what happened, and is logged without the request', async () => {
    failing(new Error('passport U12345678 of SPECIMEN is not in the table'));
    const { status, raw, body } = await ask(people.employer, 'add', { body: good });
    expect([status, body.type]).toEqual([500, 'urn:greenpath:problem:internal-error']);
    expect(raw.body).not.toMatch(/U12345678|SPECIMEN|table/);
    expect(book.lines).toMatchObject([
      { level: 'error', code: 'request-failed', fields: { resource: 'POST /things' } },
    ]);
    expect(JSON.stringify(book.lines.map(({ fields }) => fields))).not.toContain('lamp');
  });

  test.each(['ContentionError', 'ThrottlingException', 'TransactionInProgressException', 'TimeoutError'])(
    'but passes by itself (%s) is a 503 with the time after which to try again',
    async (name) => {
      failing(Object.assign(new Error('busy'), { name }));
      const { status, headers, body } = await ask(people.employer, 'add', { body: good });
      expect([status, body.type]).toEqual([503, 'urn:greenpath:problem:try-again']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(book.lines).toEqual([
        {
          level: 'warn',
          code: 'request-refused',
          fields: { resource: 'POST /things', problem: 'try-again', errorName: name },
        },
      ]);
    },
  );

  test('that is not even an error is a 500 as well', async () => {
    failing('just a text');
    expect((await ask(people.employer, 'add', { body: good })).status).toBe(500);
  });
});

test('every request is logged once, by its route and nothing of its content', async () => {
  await ask(people.employer, 'add', { body: good });
  expect(book.lines).toEqual([{ level: 'info', code: 'request-completed', fields: { route: 'add', milliseconds: 0 } }]);
});
