import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../shared/domain/time.ts';
import { FunctionError } from '../functions.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type GatewayAnswer, readAnswer } from './answer.ts';
import type { GatewayApi } from './api.ts';
import { openAuthorizers } from './authorizer.ts';
import { type GatewayRequest, proxyEvent, readRequest, valuesOf } from './event.ts';
import { type Refusal, refuse } from './refusals.ts';
import { type Match, openRouter } from './router.ts';

/** The most that API Gateway takes in one request. */
const requestLimit = 10 * 1024 * 1024;
/** How much more of a request that is too large is read before the connection is given up. */
const patience = 10 * requestLimit;

/**
 * API Gateway for a REST API with Lambda functions behind it (events of version 1.0), as a handler of HTTP requests.
 * It answers at the root, as under the zone's own domain, and under `/<stage>`, as under the gateway's own address.
 * Left out: the stage's throttling and the firewall; nothing here limits the rate of requests.
 */
export function createGateway(options: {
  api: GatewayApi;
  clock: Clock;
  invoke: (functionArn: string, event: JsonValue) => Promise<JsonValue>;
  failed?: (error: unknown) => void;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { api, clock, invoke, failed = (error) => console.error(error) } = options;
  const route = openRouter(api.methods);
  const authorize = openAuthorizers({ api, clock, invoke, failed });

  const call = async (match: Match, event: JsonObject, accept: string): Promise<GatewayAnswer | Refusal> => {
    try {
      const result = await within(match.method.timeoutMilliseconds, invoke(match.method.functionArn, event));
      if (result === undefined) return 'INTEGRATION_TIMEOUT';
      return readAnswer(result, accept, api) ?? 'INTERNAL';
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      if (error.errorType === 'RequestTooLargeException') return 'REQUEST_TOO_LARGE';
      failed(error);
      return 'INTERNAL';
    }
  };

  const answer = async (incoming: IncomingMessage, request: GatewayRequest): Promise<GatewayAnswer | Refusal> => {
    const match = find(route, request);
    if (typeof match === 'string') return match;
    if (Number(incoming.headers['content-length'] ?? 0) > requestLimit) return 'REQUEST_TOO_LARGE';
    const { authorizer } = match.method;
    const verdict = authorizer ? await authorize(authorizer, request, match) : undefined;
    if (verdict && 'refusal' in verdict) return verdict.refusal;
    const body = await readBody(incoming);
    if (!body) return 'REQUEST_TOO_LARGE';
    const event = proxyEvent(request, match, api, body, verdict?.context);
    return call(match, event, valuesOf(request.headers, 'accept')[0] ?? '');
  };

  return async (incoming, response) => {
    const request = readRequest(incoming, api.stage, clock.now());
    let outcome: GatewayAnswer | Refusal;
    try {
      outcome = await answer(incoming, request);
    } catch (error) {
      // A caller who went away in the middle is no fault of ours.
      if (!incoming.destroyed) failed(error);
      outcome = 'INTERNAL';
    }
    if (!(await drained(incoming))) response.setHeader('connection', 'close');
    response.setHeader('x-amzn-RequestId', request.requestId);
    try {
      send(response, typeof outcome === 'string' ? refuse(outcome, api, request) : outcome);
    } catch (error) {
      failed(error);
      send(response, refuse('INTERNAL', api, request));
    }
  };
}

function send(response: ServerResponse, { status, headers, body }: GatewayAnswer): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.setHeader(name, value);
  const bodiless = status === 204 || status === 304;
  if (!bodiless) response.setHeader('content-length', body.length);
  response.end(bodiless || response.req.method === 'HEAD' ? undefined : body);
}

function find(route: ReturnType<typeof openRouter>, { httpMethod, path }: GatewayRequest): Match | Refusal {
  try {
    // Without a method that fits, the gateway takes the request for one that should have been signed.
    return route(httpMethod, path) ?? 'MISSING_AUTHENTICATION_TOKEN';
  } catch (error) {
    if (error instanceof URIError) return 'BAD_REQUEST_PARAMETERS';
    throw error;
  }
}

/**
 * Reads and drops what the caller still sends, since most callers look at an answer only when they have sent all.
 * Gives false when that is too much to wait for.
 */
async function drained(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete) return true;
  let dropped = 0;
  try {
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      dropped += chunk.length;
      if (dropped > patience) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > requestLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
