import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject, type JsonValue } from '../json.ts';
import type { GatewayApi } from './api.ts';
import type { Match } from './router.ts';

type MultiValues = Record<string, string[]>;

/** A request as everything behind the gateway sees it. */
export type GatewayRequest = {
  requestId: string;
  httpMethod: string;
  /** Without the stage. */
  path: string;
  /** As the caller wrote it, with the stage where the caller named it. */
  fullPath: string;
  headers: MultiValues;
  query: MultiValues;
  sourceIp: string;
  /** Epoch milliseconds. */
  at: number;
};

/** Reads a request; header names keep the case that the caller gave them. */
export function readRequest(request: IncomingMessage, stage: string, at: number): GatewayRequest {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const fullPath = mark < 0 ? target : target.slice(0, mark);
  const headers: MultiValues = {};
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    add(headers, request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? '');
  }
  const sourceIp = request.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';
  const forwarded = valuesOf(headers, 'x-forwarded-for');
  headers['X-Forwarded-For'] = [[...forwarded, sourceIp].join(', ')];
  headers['X-Forwarded-Proto'] = ['http'];
  headers['X-Forwarded-Port'] = [String(request.socket.localPort ?? '')];
  const query: MultiValues = {};
  for (const [name, value] of new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1))) add(query, name, value);
  const path =
    fullPath === `/${stage}` ? '/' : fullPath.startsWith(`/${stage}/`) ? fullPath.slice(stage.length + 1) : fullPath;
  return { requestId: randomUUID(), httpMethod: request.method ?? 'GET', path, fullPath, headers, query, sourceIp, at };
}

/** The values of a header, whatever the case of its name. */
export function valuesOf(headers: MultiValues, name: string): string[] {
  return Object.entries(headers).flatMap(([given, values]) =>
    given.toLowerCase() === name.toLowerCase() ? values : [],
  );
}

/** The parts that the events for functions and for authorizers of requests have in common. */
export function requestPart(request: GatewayRequest, { method, parameters }: Match, api: GatewayApi): JsonObject {
  const { headers, query } = request;
  return {
    resource: method.path,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: nullIfEmpty(lastOf(query)),
    multiValueQueryStringParameters: nullIfEmpty(query),
    pathParameters: nullIfEmpty(parameters),
    stageVariables: null,
    requestContext: contextOf(request, method, api),
  };
}

/** The event that a function behind the gateway gets. */
export function proxyEvent(
  request: GatewayRequest,
  match: Match,
  api: GatewayApi,
  body: Buffer,
  authorizer: JsonObject | undefined,
): JsonObject {
  const [contentType = ''] = valuesOf(request.headers, 'content-type');
  const binary = body.length > 0 && isBinary(contentType, api.binaryMediaTypes);
  const part = requestPart(request, match, api);
  return {
    ...part,
    ...(authorizer && isObject(part.requestContext) ? { requestContext: { ...part.requestContext, authorizer } } : {}),
    body: body.length === 0 ? null : body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  };
}

/** Whether a media type, with or without its parameters, is one that the API treats as binary. */
export function isBinary(mediaType: string, binaryMediaTypes: string[]): boolean {
  const [bare = ''] = mediaType.split(';');
  return binaryMediaTypes.includes('*/*') || binaryMediaTypes.includes(bare.trim().toLowerCase());
}

function contextOf(request: GatewayRequest, method: Match['method'], api: GatewayApi): JsonObject {
  const [host = 'localhost'] = valuesOf(request.headers, 'host');
  return {
    accountId: api.account,
    apiId: api.id,
    domainName: host,
    domainPrefix: host.split(/[.:]/)[0] ?? '',
    extendedRequestId: request.requestId,
    httpMethod: request.httpMethod,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: valuesOf(request.headers, 'user-agent')[0] ?? null,
      userArn: null,
    },
    path: request.fullPath,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: commonLogTime(request.at),
    requestTimeEpoch: request.at,
    resourceId: method.resourceId,
    resourcePath: method.path,
    stage: api.stage,
  };
}

/** `22/Nov/2026:01:00:00 +0000` */
function commonLogTime(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function add(values: MultiValues, name: string, value: string): void {
  const known = Object.hasOwn(values, name) ? values[name] : undefined;
  if (known) known.push(value);
  else Object.defineProperty(values, name, { value: [value], enumerable: true, writable: true, configurable: true });
}

const lastOf = (values: MultiValues): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

const nullIfEmpty = (values: Record<string, JsonValue>): JsonObject | null =>
  Object.keys(values).length > 0 ? values : null;
