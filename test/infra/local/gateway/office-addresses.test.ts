import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { authorize } from '../../../../functions/sign-in/authorize.ts';
import { readApi } from '../../../../infra/local/gateway/api.ts';
import { createGateway } from '../../../../infra/local/gateway/gateway.ts';
import type { JsonObject, JsonValue } from '../../../../infra/local/json.ts';
import { deploy } from '../../../../infra/local/template.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { routes } from '../../../../shared/contract/route.ts';
import type { Principal } from '../../../../shared/domain/access/roles.ts';
import { serve } from '../../../../shared/http/function.ts';
import { success } from '../../../../shared/result.ts';
import { openLogBook } from '../../../office/log-book.ts';

/** The gateway of one machine, whose callers all come from 127.0.0.1, before the real authorizer and the real chain. */
const table = routes({
  queue: {
    method: 'GET',
    path: '/queue',
    summary: 'Work of the office',
    access: ['front-officer'],
    answer: { status: 204 },
  },
  own: {
    method: 'GET',
    path: '/own',
    summary: 'What is of the sender',
    access: ['applicant', 'front-officer'],
    answer: { status: 204 },
  },
});

const uri = (id: string): JsonObject => ({
  'Fn::Join': [
    '',
    ['arn:aws:apigateway:r:lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': [id, 'Arn'] }, '/invocations'],
  ],
});
const ofApi: JsonObject = { RestApiId: { Ref: 'Api' } };
const paths = (part: string): JsonObject => ({
  [part]: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ...ofApi, PathPart: part, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } },
  },
  [`${part}Get`]: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      ...ofApi,
      HttpMethod: 'GET',
      ResourceId: { Ref: part },
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: 'SignedIn' },
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri('Handler') },
    },
  },
});
const api = readApi(
  deploy([
    {
      name: 'some-service',
      region: 'cn-north-1',
      directory: '/app',
      template: {
        Resources: {
          Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
          Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ...ofApi, StageName: 'live' } },
          Handler: { Type: 'AWS::Lambda::Function', Properties: {} },
          Authorizer: { Type: 'AWS::Lambda::Function', Properties: {} },
          SignedIn: {
            Type: 'AWS::ApiGateway::Authorizer',
            Properties: {
              ...ofApi,
              AuthorizerUri: uri('Authorizer'),
              Type: 'REQUEST',
              IdentitySource: 'method.request.header.Authorization',
              AuthorizerResultTtlInSeconds: 300,
            },
          },
          ...paths('queue'),
          ...paths('own'),
        },
      },
    },
  ]),
);

const clock = fakeClock('2026-11-23T02:00:00.000Z');
const book = openLogBook();
const expiresAt = clock.now() / 1000 + 3600;
const people: Record<string, Principal> = {
  officer: { subject: 'officer', roles: ['front-officer'], mfa: true, expiresAt },
  applicant: { subject: 'applicant', roles: ['applicant'], mfa: false, expiresAt },
};
let officersFrom: readonly string[];
let verified: number;
const chain = serve(table, { queue: async () => success({}), own: async () => success({}) }, { clock, log: book.log });
const gateway = createGateway({
  api,
  clock,
  failed: (error) => {
    throw error;
  },
  invoke: async (arn, event): Promise<JsonValue> => {
    if (!arn.endsWith('Authorizer')) return (await chain(event as unknown as APIGatewayProxyEvent)) as never;
    const ask = authorize({
      officersFrom,
      log: book.log,
      verify: async (token) => {
        verified += 1;
        return success(people[token.split('.')[0] ?? ''] as Principal);
      },
    });
    return (await ask(event as never)) as never;
  },
});
const server = createServer((request, response) => void gateway(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  verified = 0;
});

const get = (path: string, who: string, headers = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: {
      Authorization: `Bearer ${who}.${'x'.repeat(30)}.${officersFrom.join('-').replace(/[^\d-]/g, '')}`,
      ...headers,
    },
  });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { type: string }).type];

test('a zone whose officers work elsewhere than on this machine refuses them, and serves the applicant', async () => {
  officersFrom = ['10.0.0.0/8'];
  for (const path of ['/queue', '/own']) {
    expect(await codeOf(await get(path, 'officer'))).toEqual([403, 'urn:greenpath:problem:outside-office']);
  }
  expect((await get('/own', 'applicant')).status).toBe(204);
  expect(book.codes()).toContain('officer-elsewhere');
});

test('what the gateway keeps of a token lets nobody past: the second request is refused like the first', async () => {
  officersFrom = ['10.1.0.0/16'];
  const answers = [];
  for (let round = 0; round < 3; round += 1) {
    answers.push((await get('/queue', 'officer', { 'X-Forwarded-For': '10.1.0.1' })).status);
  }
  expect([answers, verified]).toEqual([[403, 403, 403], 1]);
});

test('a zone whose officers work on this machine, or anywhere, serves them', async () => {
  for (officersFrom of [['127.0.0.0/8'], []]) expect((await get('/queue', 'officer')).status).toBe(204);
});
