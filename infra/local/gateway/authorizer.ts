import * as z from 'zod';
import type { Clock } from '../../../shared/domain/time.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { AuthorizerDefinition, GatewayApi } from './api.ts';
import { type GatewayRequest, requestPart, valuesOf } from './event.ts';
import type { Refusal } from './refusals.ts';
import type { Match } from './router.ts';

/** What the function behind gets to know of the caller, or why the caller is turned away. */
export type Verdict = { context: JsonObject } | { refusal: Refusal };

const strings = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));
const resultSchema = z.object({
  principalId: z.string().min(1),
  policyDocument: z.object({
    Statement: z.union([
      z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: strings, Resource: strings })),
      z.object({ Effect: z.enum(['Allow', 'Deny']), Action: strings, Resource: strings }).transform((one) => [one]),
    ]),
  }),
  /** Only plain values: the gateway refuses an answer whose context holds a list or an object. */
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
type AuthorizerResult = z.output<typeof resultSchema>;

/**
 * Asks the Lambda authorizers of an API about its callers and keeps their answers for as long as each says, on the
 * zone's clock. A caller who lacks what identifies callers is refused without asking.
 */
export function openAuthorizers(options: {
  api: GatewayApi;
  clock: Clock;
  invoke: (functionArn: string, event: JsonValue) => Promise<JsonValue>;
  failed: (error: unknown) => void;
}): (authorizer: AuthorizerDefinition, request: GatewayRequest, match: Match) => Promise<Verdict> {
  const { api, clock, invoke, failed } = options;
  const kept = new Map<string, { result: AuthorizerResult; until: number }>();

  const ask = async (
    authorizer: AuthorizerDefinition,
    event: JsonObject,
  ): Promise<AuthorizerResult | { refusal: Refusal }> => {
    let answer: JsonValue;
    try {
      answer = await invoke(authorizer.functionArn, event);
    } catch (error) {
      // With this very word an authorizer says that a token is no good; anything else is a fault of its own.
      if (error instanceof Error && error.message === 'Unauthorized') return { refusal: 'UNAUTHORIZED' };
      failed(error);
      return { refusal: 'AUTHORIZER_FAILURE' };
    }
    const result = resultSchema.safeParse(answer);
    return result.success ? result.data : { refusal: 'AUTHORIZER_CONFIGURATION_ERROR' };
  };

  return async (authorizer, request, match) => {
    const identity = authorizer.identitySources.map((source) => identityAt(source, request, api));
    if (identity.some((value) => !value)) return { refusal: 'UNAUTHORIZED' };
    const [token = ''] = identity;
    if (authorizer.tokenPattern && !authorizer.tokenPattern.test(token)) return { refusal: 'UNAUTHORIZED' };
    const methodArn = `${api.arn}/${request.httpMethod}${request.path}`;
    const cacheable = authorizer.ttl > 0 && identity.length > 0;
    const key = JSON.stringify([authorizer.id, ...identity]);
    const known = cacheable ? kept.get(key) : undefined;
    if (known && known.until > clock.now()) return verdict(known.result, methodArn);

    const event: JsonObject =
      authorizer.type === 'TOKEN'
        ? { type: 'TOKEN', authorizationToken: token, methodArn }
        : { type: 'REQUEST', methodArn, ...requestPart(request, match, api) };
    const result = await ask(authorizer, event);
    if ('refusal' in result) return result;
    if (cacheable) {
      for (const [other, { until }] of kept) if (until <= clock.now()) kept.delete(other);
      kept.set(key, { result, until: clock.now() + authorizer.ttl * 1000 });
    }
    return verdict(result, methodArn);
  };
}

function identityAt(source: string, request: GatewayRequest, api: GatewayApi): string | undefined {
  const [, place, name = ''] = /^method\.request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (place === 'header') return valuesOf(request.headers, name).at(-1);
  if (place === 'querystring') return request.query[name]?.at(-1);
  const context: Record<string, string> = {
    'context.identity.sourceIp': request.sourceIp,
    'context.httpMethod': request.httpMethod,
    'context.path': request.fullPath,
    'context.stage': api.stage,
  };
  if (source in context) return context[source];
  throw new Error(`the one-machine zone does not know the identity source ${source}`);
}

function verdict({ principalId, policyDocument, context }: AuthorizerResult, methodArn: string): Verdict {
  const applying = policyDocument.Statement.filter(
    ({ Action, Resource }) =>
      Action.some((pattern) => covers(pattern, 'execute-api:Invoke')) &&
      Resource.some((pattern) => covers(pattern, methodArn)),
  );
  const allowed = applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
  if (!allowed) return { refusal: 'ACCESS_DENIED' };
  const values = Object.entries(context).map(([name, value]) => [name, String(value)]);
  return { context: { ...Object.fromEntries(values), principalId, integrationLatency: 0 } };
}

function covers(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}
