// biome-ignore-all lint/suspicious/noTemplateCurlyInString: API Gateway writes its variables so
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stack } from '../../../../infra/local/assembly.ts';
import { FunctionError } from '../../../../infra/local/functions.ts';
import { readApi } from '../../../../infra/local/gateway/api.ts';
import { createGateway } from '../../../../infra/local/gateway/gateway.ts';
import type { JsonObject, JsonValue } from '../../../../infra/local/json.ts';
import { deploy } from '../../../../infra/local/template.ts';

const uri = (id: string): JsonObject => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:cn-north-1:lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': [id, 'Arn'] },
      '/invocations',
    ],
  ],
});
const ofApi: JsonObject = { RestApiId: { Ref: 'Api' } };
const resource = (PathPart: string, parent?: string): JsonObject => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: {
    ...ofApi,
    PathPart,
    ParentId: parent ? { Ref: parent } : { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
  },
});
const method = (HttpMethod: string, at: JsonObject, by = 'Handler', more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    ...ofApi,
    HttpMethod,
    ResourceId: at,
    AuthorizationType: 'NONE',
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri(by), TimeoutInMillis: 60 },
    ...more,
  },
});
const authorizer = (properties: JsonObject): JsonObject => ({
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: { ...ofApi, AuthorizerUri: uri('Authorizer'), ...properties },
});
const guarded = (id: string): JsonObject => ({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: id } });
const refusal = (ResponseType: string, properties: JsonObject): JsonObject => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: { ...ofApi, ResponseType, ...properties },
});

const resources: JsonObject = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BinaryMediaTypes: ['application/pdf'] } },
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ...ofApi, StageName: 'live' } },
  Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
  Authorizer: { Type: 'AWS::Lambda::Function', Properties: {} },
  ApiResource: resource('api'),
  Zone: resource('zone', 'ApiResource'),
  Applications: resource('applications', 'ApiResource'),
  Application: resource('{id}', 'Applications'),
  Drafts: resource('drafts', 'Applications'),
  Documents: resource('documents', 'Application'),
  Guarded: resource('guarded', 'ApiResource'),
  Optional: resource('optional', 'ApiResource'),
  Token: resource('token', 'ApiResource'),
  Page: resource('{proxy+}'),
  SignedIn: authorizer({
    Type: 'REQUEST',
    IdentitySource: 'method.request.header.Authorization',
    AuthorizerResultTtlInSeconds: 300,
  }),
  SignedInOrNot: authorizer({ Type: 'REQUEST', IdentitySource: '', AuthorizerResultTtlInSeconds: 0 }),
  ByToken: authorizer({
    Type: 'TOKEN',
    IdentitySource: 'method.request.header.Authorization',
    IdentityValidationExpression: 'Bearer [a-z]+',
  }),
  RootGet: method('GET', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
  ZoneGet: method('GET', { Ref: 'Zone' }),
  ApplicationGet: method('GET', { Ref: 'Application' }),
  ApplicationAny: method('ANY', { Ref: 'Application' }),
  DraftsGet: method('GET', { Ref: 'Drafts' }),
  DocumentsPost: method('POST', { Ref: 'Documents' }),
  GuardedGet: method('GET', { Ref: 'Guarded' }, 'Handler', guarded('SignedIn')),
  OptionalGet: method('GET', { Ref: 'Optional' }, 'Handler', guarded('SignedInOrNot')),
  TokenGet: method('GET', { Ref: 'Token' }, 'Handler', guarded('ByToken')),
  PageGet: method('GET', { Ref: 'Page' }),
  Missing: refusal('MISSING_AUTHENTICATION_TOKEN', {
    StatusCode: '404',
    ResponseParameters: {
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.X-Request': 'context.requestId',
      'gatewayresponse.header.X-Host': 'method.request.header.host',
    },
    ResponseTemplates: { 'application/json': '{"type":"not-found","detail":$context.error.messageString}' },
  }),
  Default4: refusal('DEFAULT_4XX', {
    ResponseTemplates: { 'application/problem+json': '{"type":"$context.error.responseType","at":"${context.path}"}' },
  }),
};

const apiOf = (template: JsonObject) => {
  const stack: Stack = {
    name: 'etown-service',
    region: 'cn-north-1',
    directory: '/app',
    template: { Resources: template },
  };
  return readApi(deploy([stack]));
};

describe('the gateway', () => {
  let server: Server;
  let address: string;
  let now: number;
  let events: JsonObject[];
  let asked: JsonObject[];
  let failures: unknown[];
  let handle: (event: JsonObject) => JsonValue | Promise<JsonValue>;
  let judge: (event: JsonObject) => JsonValue;

  const policy = (Effect: string, context: JsonObject = {}, Resource = '*'): JsonObject => ({
    principalId: 'someone',
    policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] },
    context,
  });

  beforeEach(async () => {
    now = Date.parse('2026-11-22T01:02:03Z');
    events = [];
    asked = [];
    failures = [];
    handle = () => ({ statusCode: 200, body: '{}' });
    judge = () => policy('Allow');
    const gateway = createGateway({
      api: apiOf(resources),
      clock: { now: () => now },
      failed: (error) => failures.push(error),
      invoke: async (functionArn, event) => {
        if (functionArn.endsWith('etown-service-Authorizer')) {
          asked.push(event as JsonObject);
          return judge(event as JsonObject);
        }
        events.push(event as JsonObject);
        return handle(event as JsonObject);
      },
    });
    server = createServer((request, response) => void gateway(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${address}${path}`, { headers });
  const context = (event: JsonObject | undefined) => event?.requestContext as JsonObject;

  describe('hands a request to its function', () => {
    it('as an event of version 1.0', async () => {
      const answer = await get('/api/applications/a%2Fb?stage=review&stage=draft&q=%E5%BC%A0', {
        'X-Note': 'One',
        'x-forwarded-for': '10.0.0.1',
      });
      expect(answer.status).toBe(200);
      const [event] = events;
      expect(event).toMatchObject({
        resource: '/api/applications/{id}',
        path: '/api/applications/a%2Fb',
        httpMethod: 'GET',
        pathParameters: { id: 'a/b' },
        queryStringParameters: { stage: 'draft', q: '张' },
        multiValueQueryStringParameters: { stage: ['review', 'draft'], q: ['张'] },
        stageVariables: null,
        body: null,
        isBase64Encoded: false,
        headers: { 'X-Forwarded-For': '10.0.0.1, 127.0.0.1', 'X-Forwarded-Proto': 'http' },
        multiValueHeaders: { 'X-Forwarded-For': ['10.0.0.1, 127.0.0.1'] },
      });
      expect(context(event)).toMatchObject({
        accountId: '000000000000',
        stage: 'live',
        resourcePath: '/api/applications/{id}',
        path: '/api/applications/a%2Fb',
        httpMethod: 'GET',
        requestTime: '22/Nov/2026:01:02:03 +0000',
        requestTimeEpoch: now,
        domainName: address.slice('http://'.length),
        identity: { sourceIp: '127.0.0.1' },
      });
      expect(context(event).authorizer).toBeUndefined();
    });

    it('preferring literal parts to parameters, and both to the rest of a path', async () => {
      const paths = ['/', '/api/applications/drafts', '/api/applications/7', '/sign-in/back', '/api/applications'];
      for (const path of paths) await get(path);
      expect(events.map(({ resource: found, pathParameters }) => [found, pathParameters])).toEqual([
        ['/', null],
        ['/api/applications/drafts', null],
        ['/api/applications/{id}', { id: '7' }],
        ['/{proxy+}', { proxy: 'sign-in/back' }],
        ['/{proxy+}', { proxy: 'api/applications' }],
      ]);
    });

    it('also under the name of the stage, as the address of the gateway itself has it', async () => {
      await get('/live/api/zone');
      expect(events[0]).toMatchObject({ path: '/api/zone', requestContext: { path: '/live/api/zone', stage: 'live' } });
    });

    it('with its body as text, or in base64 where the API calls its type binary', async () => {
      const post = (type: string, body: BodyInit) =>
        fetch(`${address}/api/applications/1/documents`, { method: 'POST', body, headers: { 'content-type': type } });
      await post('application/json', '{"名":1}');
      await post('application/pdf; version=1', Buffer.from([0x25, 0xff, 0x00]));
      expect(events.map(({ body, isBase64Encoded }) => [body, isBase64Encoded])).toEqual([
        ['{"名":1}', false],
        ['Jf8A', true],
      ]);
    });

    it('for any method where the method is ANY', async () => {
      await fetch(`${address}/api/applications/1`, { method: 'DELETE' });
      expect(events[0]).toMatchObject({ httpMethod: 'DELETE', resource: '/api/applications/{id}' });
    });
  });

  describe('gives the answer of the function to the caller', () => {
    it('with its status, headers and body', async () => {
      handle = () => ({
        statusCode: 201,
        headers: { Location: '/api/applications/1', ETag: '"1"', 'set-cookie': 'lost=1' },
        multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
        body: '{"名":1}',
      });
      const answer = await get('/api/zone');
      expect(answer.status).toBe(201);
      expect(answer.headers.get('location')).toBe('/api/applications/1');
      expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(answer.headers.get('content-type')).toBe('application/json');
      expect(answer.headers.get('x-amzn-requestid')).toBe(context(events[0]).requestId);
      expect(await answer.text()).toBe('{"名":1}');
    });

    it('binary for callers who ask for that type first, and as the base64 it came in for others', async () => {
      handle = () => ({
        statusCode: 200,
        headers: { 'content-type': 'application/pdf' },
        body: 'Jf8A',
        isBase64Encoded: true,
      });
      const asked = await get('/api/zone', { accept: 'application/pdf, */*' });
      expect([...new Uint8Array(await asked.arrayBuffer())]).toEqual([0x25, 0xff, 0x00]);
      expect(await (await get('/api/zone', { accept: 'text/html, application/pdf' })).text()).toBe('Jf8A');
    });

    it('without headers that belong to the gateway', async () => {
      handle = () => ({
        statusCode: 401,
        headers: { 'WWW-Authenticate': 'Bearer', 'Content-Length': '99' },
        body: 'x',
      });
      const answer = await get('/api/zone');
      expect(answer.headers.get('www-authenticate')).toBeNull();
      expect(answer.headers.get('x-amzn-remapped-www-authenticate')).toBe('Bearer');
      expect(await answer.text()).toBe('x');
    });

    it('without a body where the status has none', async () => {
      handle = () => ({ statusCode: 204 });
      const answer = await get('/api/zone');
      expect([answer.status, await answer.text()]).toEqual([204, '']);
    });

    it.each([
      ['throws', () => Promise.reject(new FunctionError('TypeError', 'a secret'))],
      ['answers without a status', () => ({ body: 'x' })],
      ['answers with an object for a body', () => ({ statusCode: 200, body: {} })],
      ['answers with a word', () => 'hello'],
      ['answers with headers that cannot be sent', () => ({ statusCode: 200, headers: { bad: 'a\nb' } })],
    ])('as 502 when the function %s', async (_title, answers: () => JsonValue | Promise<JsonValue>) => {
      handle = answers;
      const answer = await get('/api/zone');
      expect(answer.status).toBe(502);
      expect(await answer.json()).toEqual({ message: 'Internal server error' });
    });

    it('as 504 when the function takes longer than the integration waits', async () => {
      handle = () => new Promise(() => {});
      const answer = await get('/api/zone');
      expect([answer.status, await answer.json()]).toEqual([504, { message: 'Endpoint request timed out' }]);
    });
  });

  describe('answers by itself in the words of the template', () => {
    it('when there is no such path or method', async () => {
      const answer = await fetch(`${address}/api/zone`, { method: 'PUT' });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('x-request')).toBe(answer.headers.get('x-amzn-requestid'));
      expect(answer.headers.get('x-host')).toBe(address.slice('http://'.length));
      expect(await answer.json()).toEqual({ type: 'not-found', detail: 'Missing Authentication Token' });
      expect(events).toEqual([]);
    });

    it('when a path is not well encoded, by the default for its family', async () => {
      const answer = await get('/api/applications/%E5%A');
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toEqual({ type: 'BAD_REQUEST_PARAMETERS', at: '/api/applications/%E5%A' });
    });

    it('when a body exceeds 10 MB, whether its length was announced or not', async () => {
      const path = `${address}/api/applications/1/documents`;
      const tooLarge = Buffer.alloc(10 * 1024 * 1024 + 1);
      const announced = await fetch(path, { method: 'POST', body: tooLarge });
      expect([announced.status, await announced.json()]).toEqual([
        413,
        { type: 'REQUEST_TOO_LARGE', at: '/api/applications/1/documents' },
      ]);
      const stream = new Blob([tooLarge]).stream();
      const streamed = await fetch(path, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
      expect(streamed.status).toBe(413);
      expect(events).toEqual([]);
    });

    it('when the function would get more than Lambda takes', async () => {
      handle = () => Promise.reject(new FunctionError('RequestTooLargeException', 'Request must be smaller'));
      expect((await get('/api/zone')).status).toBe(413);
    });
  });

  describe('asks an authorizer about the caller', () => {
    const signedIn = { authorization: 'Bearer abc' };

    it('and hands on what it says', async () => {
      judge = () => policy('Allow', { subject: 'employer', mfa: false, expiresAt: 7 });
      expect((await get('/api/guarded', signedIn)).status).toBe(200);
      expect(asked[0]).toMatchObject({
        type: 'REQUEST',
        resource: '/api/guarded',
        headers: { authorization: 'Bearer abc' },
        requestContext: { resourcePath: '/api/guarded' },
      });
      expect(String(asked[0]?.methodArn)).toMatch(
        /^arn:aws-cn:execute-api:cn-north-1:000000000000:\w+\/live\/GET\/api\/guarded$/,
      );
      expect(context(events[0]).authorizer).toEqual({
        principalId: 'someone',
        subject: 'employer',
        mfa: 'false',
        expiresAt: '7',
        integrationLatency: 0,
      });
    });

    it('but refuses one who brings nothing to be known by, without asking', async () => {
      const answer = await get('/api/guarded');
      expect([answer.status, await answer.json()]).toEqual([401, { type: 'UNAUTHORIZED', at: '/api/guarded' }]);
      expect(asked).toEqual([]);
    });

    it('also without a token where the authorizer has no identity source', async () => {
      await get('/api/optional');
      await get('/api/optional');
      expect(asked).toHaveLength(2);
      expect(events).toHaveLength(2);
    });

    it('and keeps the answer for its time on the clock of the zone', async () => {
      await get('/api/guarded', signedIn);
      await get('/api/guarded', signedIn);
      await get('/api/guarded', { authorization: 'Bearer other' });
      expect(asked).toHaveLength(2);
      now += 299_000;
      await get('/api/guarded', signedIn);
      expect(asked).toHaveLength(2);
      now += 2000;
      await get('/api/guarded', signedIn);
      expect(asked).toHaveLength(3);
    });

    it('and turns away whom the policy does not let in', async () => {
      judge = () => policy('Deny');
      expect((await get('/api/guarded', signedIn)).status).toBe(403);
      judge = () => policy('Allow', {}, 'arn:aws-cn:execute-api:*/live/POST/*');
      expect((await get('/api/guarded', { authorization: 'Bearer two' })).status).toBe(403);
      judge = () => policy('Allow', {}, 'arn:aws-cn:execute-api:cn-north-1:*:*/live/GET/api/guard?d');
      expect((await get('/api/guarded', { authorization: 'Bearer three' })).status).toBe(200);
      expect(events).toHaveLength(1);
    });

    it('and tells a bad token from a broken authorizer', async () => {
      judge = () => {
        throw new FunctionError('Error', 'Unauthorized');
      };
      expect((await get('/api/guarded', signedIn)).status).toBe(401);
      expect(failures).toEqual([]);
      judge = () => {
        throw new FunctionError('Error', 'no keys');
      };
      expect((await get('/api/guarded', signedIn)).status).toBe(500);
      judge = () => policy('Allow', { roles: ['a'] });
      expect((await get('/api/guarded', signedIn)).status).toBe(500);
      judge = () => 'yes';
      expect((await get('/api/guarded', signedIn)).status).toBe(500);
      expect(asked).toHaveLength(4);
      expect(failures).toEqual([expect.objectContaining({ message: 'no keys' })]);
    });

    it('by its token, after a look at its form', async () => {
      expect((await get('/api/token', signedIn)).status).toBe(200);
      expect(asked[0]).toEqual({
        type: 'TOKEN',
        authorizationToken: 'Bearer abc',
        methodArn: asked[0]?.methodArn ?? '',
      });
      expect((await get('/api/token', { authorization: 'Basic abc' })).status).toBe(401);
      expect(asked).toHaveLength(1);
    });
  });

  it('is not confused by names that every object has', async () => {
    const answer = await get('/api/zone?__proto__=1&constructor=2', { constructor: 'x' });
    expect(answer.status).toBe(200);
    expect(Object.entries(events[0]?.queryStringParameters as JsonObject)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
    expect(failures).toEqual([]);
  });

  it.each([
    [
      'an integration that is no function',
      { ZoneGet: method('GET', { Ref: 'Zone' }, 'Handler', { Integration: { Type: 'MOCK' } }) },
      /ZoneGet/,
    ],
    [
      'a request validator',
      { ZoneGet: method('GET', { Ref: 'Zone' }, 'Handler', { RequestValidatorId: 'x' }) },
      /request validators are not known/,
    ],
    [
      'signed requests',
      { ZoneGet: method('GET', { Ref: 'Zone' }, 'Handler', { AuthorizationType: 'AWS_IAM' }) },
      /AuthorizationType/,
    ],
    [
      'an API from a document',
      { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: {} } } },
      /OpenAPI document is not known/,
    ],
    ['two APIs', { Other: { Type: 'AWS::ApiGateway::RestApi', Properties: {} } }, /exactly one/],
  ])('refuses a template with %s', (_title, changed, message) => {
    expect(() => apiOf({ ...resources, ...(changed as unknown as JsonObject) })).toThrow(message);
  });
});
