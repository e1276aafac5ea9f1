import middy from '@middy/core';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { z } from 'zod';
import type { Route } from '../contract/route.ts';
import { roles as allRoles, type Principal, type Role, staffRoles } from '../domain/access/roles.ts';
import { comparableEmail } from '../domain/person/email.ts';
import type { Language } from '../domain/text.ts';
import type { Clock } from '../domain/time.ts';
import type { Log } from '../log/log.ts';
import type { Result } from '../result.ts';
import { fromOffice, holdsOfficeRole, outsideOffice, withoutOfficeRoles } from './office-network.ts';
import {
  type Problem,
  type ProblemEntry,
  preferredLanguage,
  problem,
  problemAnswer,
  securityHeaders,
} from './problem.ts';
import type { SignedRequest } from './signed-request.ts';
import { isTransient } from './transient.ts';
import { entriesOf } from './validation.ts';

/** A request after its shape and its sender's role were checked. */
export type Request<R extends Route = Route> = {
  parameters: Record<string, string>;
  query: R['query'] extends z.ZodType ? z.output<R['query']> : Record<string, never>;
  body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined;
  /** Absent for anonymous callers of open and optional routes. */
  principal?: Principal;
  /** The roles by which the route lets the sender in. */
  letInBy?: readonly Role[];
  language: Language;
  /** The state that the caller has seen: If-Match, or `version` in the body. */
  version?: number;
  idempotencyKey?: string;
  address: string;
};

/** A request of a route that needs a role: someone is always there. */
export type SignedIn<R extends Route> = Request<R> & { principal: Principal };

/** Who signed a request of a `partner` route, and the mark by which that signature is known when it comes again. */
export type PartnerSender = { id: string; created: number; mark: string };

/** A request of a route for partners: it was signed with a key of one of them. */
type OfPartner<R extends Route> = Request<R> & { partner: PartnerSender };

/** A good answer; a body is cut to the route's allow-list schema. */
export type Reply = {
  body?: unknown;
  /** An answer that is not JSON. */
  raw?: { content: string | Uint8Array; contentType: string };
  headers?: Record<string, string>;
};

type RequestOf<R extends Route> = R['access'] extends 'open' | 'optional'
  ? Request<R>
  : R['access'] extends 'partner'
    ? OfPartner<R>
    : SignedIn<R>;
export type Handles<T extends Record<string, Route>> = {
  [K in keyof T]: (request: RequestOf<T[K]>) => Promise<Result<Reply, Problem>>;
};

export type HttpFunction = (event: APIGatewayProxyEvent, context?: unknown) => Promise<APIGatewayProxyResult>;

const isRole = (name: string): name is Role => (allRoles as readonly string[]).includes(name);

function principalOf(event: APIGatewayProxyEvent): Principal | undefined {
  const context = event.requestContext?.authorizer;
  if (!context || typeof context.subject !== 'string' || context.subject === '') return undefined;
  const email = comparableEmail(context.email ? String(context.email) : undefined);
  return {
    subject: context.subject,
    roles: String(context.roles ?? '')
      .split(' ')
      .filter(isRole),
    ...(email ? { email } : {}),
    mfa: context.mfa === 'true',
    expiresAt: Number(context.expiresAt),
  };
}

/** The list is the same for everybody, so it may be kept with the authorizer's word; each request is held against it anew. */
const officeNetworks = (event: APIGatewayProxyEvent): string =>
  String(event.requestContext?.authorizer?.officersFrom ?? '');

const addressOf = (event: APIGatewayProxyEvent): string => event.requestContext?.identity?.sourceIp ?? '';

/** The roles of a sender that a route asks for. */
const rolesFor = ({ access }: Route, { roles }: Principal): Role[] =>
  roles.filter((role) => typeof access !== 'string' && access.includes(role));

async function withRolesHeld(principal: Principal, rolesHeld: RolesHeld | undefined): Promise<Principal> {
  if (!rolesHeld || !principal.roles.some((role) => staffRoles.includes(role))) return principal;
  return { ...principal, roles: await rolesHeld(principal) };
}

function refusalOfAccess(route: Route, principal: Principal | undefined, clock: Clock): Problem | undefined {
  if (route.access === 'open' || route.access === 'partner') return undefined;
  if (!principal) return route.access === 'optional' ? undefined : problem('not-signed-in');
  // The gateway caches the authorizer's word for some minutes; the token's own end still counts.
  if (!(principal.expiresAt * 1000 > clock.now())) return problem('session-expired');
  if (route.access === 'optional') return undefined;
  const fitting = rolesFor(route, principal);
  if (fitting.length === 0) return problem('not-allowed');
  if (!principal.mfa && fitting.every((role) => staffRoles.includes(role))) return problem('second-factor-needed');
  return undefined;
}

const longestKey = 200;
const entityTag = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/;

/** A condition that cannot be read is refused: whoever sends one counts on it. */
function headerProblems(route: Route, headers: APIGatewayProxyEvent['headers']): ProblemEntry[] {
  const found: ProblemEntry[] = [];
  const condition = headers['if-match']?.trim();
  if (route.method !== 'GET' && condition && condition !== '*' && !entityTag.test(condition)) {
    found.push({
      path: 'header.if-match',
      code: 'wrong-format',
      text: { zh: '须为本接口给出的 ETag', en: 'must be an ETag that this interface gave' },
    });
  }
  if ((headers['idempotency-key'] ?? '').length > longestKey) {
    found.push({
      path: 'header.idempotency-key',
      code: 'too-long',
      text: { zh: `最多 ${longestKey} 个字符`, en: `must have at most ${longestKey} characters` },
    });
  }
  return found;
}

function versionOf(header: string | undefined, body: unknown): number | undefined {
  const match = entityTag.exec(header ?? '');
  if (match) return Number(match[1]);
  const stated = (body as { version?: unknown } | undefined)?.version;
  return typeof stated === 'number' ? stated : undefined;
}

const jsonBody = jsonBodyParser();

/** Turns what the parser throws into problems and leaves requests without a body alone. */
const parseBody = {
  before: (request: middy.Request) => {
    const event = request.event as APIGatewayProxyEvent & { rawBody?: Uint8Array };
    event.rawBody = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (event.body === null || event.body === undefined || event.body === '') {
      (event as { body: unknown }).body = undefined;
      return undefined;
    }
    const language = preferredLanguage(event.headers?.['accept-language']);
    try {
      jsonBody.before?.(request as never);
      return undefined;
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode;
      return problemAnswer(problem(status === 415 ? 'unsupported-media-type' : 'malformed-json'), language);
    }
  },
};

/** Characters of a body that anybody may send. */
const openLimit = 60_000;

function parse<R extends Route>(
  route: R,
  event: APIGatewayProxyEvent,
): Result<Pick<Request<R>, 'query' | 'body'>, Problem> {
  const found = headerProblems(route, event.headers ?? {});
  let query: unknown = {};
  let body: unknown = event.body ?? undefined;
  if (route.query) {
    const parsed = route.query.safeParse(event.queryStringParameters ?? {}, { reportInput: true });
    if (parsed.success) query = parsed.data;
    else found.push(...entriesOf(parsed.error).map((entry) => ({ ...entry, path: `query.${entry.path}` })));
  }
  if (route.body) {
    // Nobody's name stands behind it: no more is looked at than such a request can need.
    if ((route.access === 'open' || route.access === 'optional') && JSON.stringify(body ?? '').length > openLimit) {
      return { ok: false, error: problem('too-large') };
    }
    if (body === undefined && route.bodyOptional) body = {};
    const parsed = route.body.safeParse(body, { reportInput: true });
    if (parsed.success) body = parsed.data;
    else found.push(...entriesOf(parsed.error));
  }
  if (found.length > 0) return { ok: false, error: problem('invalid-request', { problems: found }) };
  return { ok: true, value: { query, body } as Pick<Request<R>, 'query' | 'body'> };
}

function answerOf(route: Route, reply: Reply, language: Language): APIGatewayProxyResult {
  const headers: Record<string, string> = {
    ...securityHeaders,
    'content-language': language,
    vary: 'Accept-Language',
    ...reply.headers,
  };
  if (reply.raw) {
    const { content, contentType } = reply.raw;
    const binary = typeof content !== 'string';
    return {
      statusCode: route.answer.status,
      headers: { ...headers, 'content-type': contentType },
      body: binary ? Buffer.from(content).toString('base64') : content,
      isBase64Encoded: binary,
    };
  }
  if (route.answer.status === 204) return { statusCode: 204, headers, body: '' };
  const body = route.answer.schema ? route.answer.schema.parse(reply.body) : reply.body;
  return {
    statusCode: route.answer.status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

/** The request as it was signed: the path as the sender wrote it, with the stage of the gateway in front where it has one. */
const signedRequest = (event: APIGatewayProxyEvent & { rawBody?: Uint8Array }): SignedRequest => ({
  method: event.httpMethod,
  path: event.requestContext?.path ?? event.path,
  headers: event.headers ?? {},
  body: event.rawBody ?? new Uint8Array(),
});

/** Finds out which partner signed a request. */
type SignedInPartner = (request: SignedRequest) => Promise<Result<PartnerSender, Problem>>;

/** Those roles of a sender that have not ended, whatever the token says; asked for staff only. */
export type RolesHeld = (principal: Principal) => Promise<Role[]>;

/**
 * The function of one capability: finds the route, checks sender and shape, calls its handle, cuts the answer to the
 * route's allow-list. Every problem of a request is answered at once; a failure that passes by itself is answered 503,
 * any other unexpected one is logged and answered 500.
 * @param given.rolesHeld where handles do not look themselves whether an officer's role has ended
 * @param given.partner who signed a request, for a table with routes for partners
 */
export function serve<const T extends Record<string, Route>>(
  table: T,
  handles: Handles<T>,
  given: { clock: Clock; log: Log; rolesHeld?: RolesHeld; partner?: SignedInPartner },
): HttpFunction {
  const byResource = new Map(Object.values(table).map((route) => [`${route.method} ${route.path}`, route]));

  const senderOf = (event: APIGatewayProxyEvent) => {
    if (!given.partner) throw new Error('a route for partners needs to know partners');
    return given.partner(signedRequest(event));
  };

  const answer = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const headers = event.headers ?? {};
    const language = preferredLanguage(headers['accept-language']);
    const route = byResource.get(`${event.httpMethod} ${event.resource}`);
    if (!route) return problemAnswer(problem('not-found'), language);
    const named = principalOf(event);
    const outside =
      named !== undefined && holdsOfficeRole(named) && !fromOffice(officeNetworks(event), addressOf(event));
    const known = named && outside ? withoutOfficeRoles(named) : named;
    const refused = refusalOfAccess(route, known, given.clock);
    if (outside) given.log.info('officer-elsewhere', { route: route.name, refused: refused !== undefined });
    if (refused) {
      const there = outside && refused.code === 'not-allowed' && named && rolesFor(route, named).length > 0;
      return problemAnswer(there ? problem('outside-office', { detail: outsideOffice }) : refused, language);
    }
    const principal = known && (await withRolesHeld(known, given.rolesHeld));
    const needsRole = typeof route.access !== 'string';
    if (principal && needsRole && rolesFor(route, principal).length === 0) {
      return problemAnswer(problem('role-ended'), language);
    }
    const sender = route.access === 'partner' ? await senderOf(event) : undefined;
    if (sender?.ok === false) {
      given.log.info('request-refused', { route: route.name, problem: sender.error.code });
      return problemAnswer(sender.error, language);
    }
    const parsed = parse(route, event);
    if (!parsed.ok) return problemAnswer(parsed.error, language);

    const key = headers['idempotency-key'];
    const request = {
      ...parsed.value,
      parameters: (event.pathParameters ?? {}) as Record<string, string>,
      language,
      address: addressOf(event),
      version: versionOf(headers['if-match'], parsed.value.body),
      ...(principal ? { principal, letInBy: rolesFor(route, principal) } : {}),
      ...(sender?.ok ? { partner: sender.value } : {}),
      ...(key ? { idempotencyKey: key } : {}),
    };
    const started = given.clock.now();
    const handle = handles[route.name as keyof T] as (request: unknown) => Promise<Result<Reply, Problem>>;
    const outcome = await handle(request);
    const fields = { route: route.name, milliseconds: given.clock.now() - started };
    if (!outcome.ok) {
      given.log.info('request-refused', { ...fields, problem: outcome.error.code });
      return problemAnswer(outcome.error, language);
    }
    given.log.info('request-completed', fields);
    return answerOf(route, outcome.value, language);
  };

  const guarded = async (event: APIGatewayProxyEvent) => {
    try {
      return await answer(event);
    } catch (error) {
      const language = preferredLanguage(event.headers?.['accept-language']);
      const resource = `${event.httpMethod} ${event.resource}`;
      if (isTransient(error)) {
        given.log.warn('request-refused', { resource, problem: 'try-again', errorName: (error as Error).name });
        return problemAnswer(problem('try-again'), language);
      }
      given.log.error('request-failed', error, { resource });
      return problemAnswer(problem('internal-error'), language);
    }
  };

  return middy(guarded as never)
    .use(headerNormalizer())
    .use(parseBody as never) as unknown as HttpFunction;
}
