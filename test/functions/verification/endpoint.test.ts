import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { verificationEndpoint } from '../../../functions/verification/endpoint.ts';
import { type VerificationRequest, verifyPermit } from '../../../functions/verification/verification.ts';
import { verificationRoutes } from '../../../shared/contract/verification.ts';
import { digitsOf } from '../../../shared/credential/carriers.ts';
import { serve } from '../../../shared/http/function.ts';
import { success } from '../../../shared/result.ts';
import { newIssuer } from '../../shared/credential/issuer.ts';
import { claims, permit, verificationOver } from './permits.ts';

const issuer = await newIssuer();
const token = digitsOf(issuer.issue(claims));

function eventOf(
  body: unknown,
  more: {
    headers?: Record<string, string>;
    authorizer?: Record<string, string>;
    raw?: Partial<APIGatewayProxyEvent>;
  } = {},
): APIGatewayProxyEvent {
  return {
    httpMethod: 'POST',
    resource: '/api/verifications',
    path: '/api/verifications',
    headers: { 'Content-Type': 'application/json', ...more.headers },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { authorizer: more.authorizer, identity: { sourceIp: '192.0.2.1' } } as never,
    ...more.raw,
  };
}

function setting() {
  const over = verificationOver({ keys: [issuer.jwk] });
  const asked: VerificationRequest[] = [];
  const endpoint = verificationEndpoint(
    (request) => {
      asked.push(request);
      return verifyPermit(request, over.dependencies);
    },
    { clock: over.clock, log: over.dependencies.log },
  );
  return { ...over, asked, endpoint };
}

const expiresAt = String(Date.parse('2026-11-22T03:00:00Z') / 1000);
const inspector = { subject: 'inspector-1', roles: 'employer inspector', email: '', mfa: 'true', expiresAt };

describe('an inspector', () => {
  test.each([
    ['', '192.0.2.1', 'inspector-1'],
    ['192.0.2.0/24', '192.0.2.1', 'inspector-1'],
    ['203.0.113.0/24', '192.0.2.1', undefined],
  ])('where officers work from %j counts as one at %s: %s', async (officersFrom, sourceIp, counts) => {
    const { endpoint, asked, lines } = setting();
    const authorizer = { ...inspector, officersFrom };
    const answer = await endpoint(
      eventOf({ token }, { raw: { requestContext: { authorizer, identity: { sourceIp } } as never } }),
    );
    expect(answer.statusCode).toBe(200);
    expect(asked.map(({ inspector: who }) => who)).toEqual([counts]);
    expect('record' in JSON.parse(answer.body)).toBe(counts !== undefined);
    expect(lines.filter(({ code }) => code === 'officer-elsewhere')).toHaveLength(counts === undefined ? 1 : 0);
  });
});

describe('the answer', () => {
  test('is JSON that nobody stores, with the headers of every answer', async () => {
    const { statusCode, headers, body } = await setting().endpoint(eventOf({ token }));
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
      vary: 'Accept-Language',
    });
    expect(JSON.parse(body)).toMatchObject({ verdict: 'valid', number: permit.number });
  });

  test('to garbled input is a verdict, not an error', async () => {
    const { statusCode, body } = await setting().endpoint(eventOf({ token: '\u0000\u{1f600} nonsense' }));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ verdict: 'forged' });
  });

  test('to an unexpected failure is a problem that tells nothing of it', async () => {
    const { clock, lines, dependencies } = setting();
    const endpoint = verificationEndpoint(
      async () => {
        throw new Error(`cannot read ${permit.name}`);
      },
      { clock, log: dependencies.log },
    );
    const { statusCode, body } = await endpoint(eventOf({ token }));
    expect(statusCode).toBe(500);
    expect(JSON.parse(body)).toEqual({
      type: 'urn:greenpath:problem:internal-error',
      title: '系统出错，我们已收到记录',
      status: 500,
    });
    expect(lines).toMatchObject([{ level: 'error', code: 'request-failed' }]);
  });

  test('is logged with its verdict only', async () => {
    const { endpoint, lines } = setting();
    await endpoint(eventOf({ token }));
    expect(lines).toEqual([
      { level: 'info', code: 'request-completed', fields: { route: 'verify', milliseconds: 0, verdict: 'valid' } },
    ]);
  });
});

describe('the record', () => {
  test.each<[string, Record<string, string> | undefined, boolean]>([
    ['an inspector with a second factor', inspector, true],
    ['an inspector without a second factor', { ...inspector, mfa: 'false' }, false],
    ['a supervisor', { ...inspector, roles: 'supervisor decider' }, false],
    ['someone whose role only looks alike', { ...inspector, roles: 'inspectors' }, false],
    ['someone anonymous whose context names a role', { ...inspector, subject: '' }, false],
    ['someone anonymous', undefined, false],
  ])('is shown or kept: %s', async (_, authorizer, shown) => {
    const { endpoint, readings } = setting();
    const { statusCode, body } = await endpoint(eventOf({ token }, { authorizer }));
    expect(statusCode).toBe(200);
    expect('record' in JSON.parse(body)).toBe(shown);
    expect(readings).toHaveLength(shown ? 1 : 0);
  });

  test('is kept from an inspector whose session has ended', async () => {
    const { endpoint, readings } = setting();
    for (const ended of [String(Date.parse('2026-11-22T02:00:00Z') / 1000), '', 'soon']) {
      const { statusCode } = await endpoint(eventOf({ token }, { authorizer: { ...inspector, expiresAt: ended } }));
      expect(statusCode).toBe(401);
    }
    expect(readings).toEqual([]);
  });
});

/** The chain that all other routes go through, over the same verification. */
function heavyChain() {
  const { dependencies, clock } = setting();
  return serve(
    verificationRoutes,
    {
      verify: async (request) => {
        const outcome = await verifyPermit({ token: request.body.token }, dependencies);
        return outcome.ok ? success({ body: outcome.value }) : outcome;
      },
    },
    { clock, log: dependencies.log },
  );
}

describe('this light function answers exactly as the chain of the other functions', () => {
  const english = { 'Accept-Language': 'en-GB,en;q=0.9' };
  test.each<[string, APIGatewayProxyEvent]>([
    ['to a good token', eventOf({ token })],
    ['to a forged token', eventOf({ token: '1' })],
    ['to no body', eventOf(undefined)],
    ['to an empty body', eventOf(undefined, { raw: { body: '' } })],
    ['to a body that is null', eventOf(null)],
    ['to a list', eventOf([token])],
    ['to a text', eventOf(token)],
    ['to an object without token', eventOf({})],
    ['to an empty token', eventOf({ token: '' }, { headers: english })],
    ['to a token that is a number', eventOf({ token: 12 })],
    ['to a token that is null', eventOf({ token: null })],
    ['to a token of 2,000 characters', eventOf({ token: '1'.repeat(2000) })],
    ['to a token of 2,001 characters', eventOf({ token: '1'.repeat(2001) })],
    ['to unknown fields', eventOf({ token, photo: 'x', also: 1 }, { headers: english })],
    ['to several faults at once', eventOf({ token: 1, also: 1 })],
    ['to broken JSON', eventOf(undefined, { raw: { body: '{"token":' } })],
    ['to a form', eventOf({ token }, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })],
    ['to a body of no type', eventOf({ token }, { raw: { headers: {} } })],
    ['to JSON with a charset', eventOf({ token }, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })],
    [
      'to a body in base64',
      eventOf(undefined, {
        raw: { body: Buffer.from(JSON.stringify({ token })).toString('base64'), isBase64Encoded: true },
      }),
    ],
    ['to another method', eventOf({ token }, { raw: { httpMethod: 'GET' } })],
    ['to another path', eventOf({ token }, { raw: { resource: '/api/verifications/{id}' } })],
    ['to someone whose session has ended', eventOf({ token }, { authorizer: { ...inspector, expiresAt: '1' } })],
  ])('%s', async (_, event) => {
    const light = await setting().endpoint(structuredClone(event));
    const heavy = await heavyChain()(structuredClone(event), {});
    expect({ ...light, body: JSON.parse(light.body) }).toEqual({ ...heavy, body: JSON.parse(heavy.body) });
  });
});
