import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Route } from '../../shared/contract/route.ts';
import type { Person } from './people.ts';

export type Asked = {
  /** Anything but a text is sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** Where the request comes from. */
  from?: string;
  /** What the gateway read in the path, where it is nothing that a path can spell as it is. */
  parameters?: Record<string, string>;
  /** Where officers of the zone work; everywhere where it is left out. */
  officersFrom?: readonly string[] | undefined;
};

/** A request as API Gateway hands it to a function: the body in base64, because the API takes every type as binary. */
export function gatewayEvent(
  who: Person | undefined,
  route: Pick<Route, 'method' | 'path'>,
  parameters: Record<string, string>,
  { body, headers = {}, query, from = '192.0.2.1', officersFrom = [] }: Asked = {},
): APIGatewayProxyEvent {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return {
    httpMethod: route.method,
    resource: route.path,
    path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? ''),
    pathParameters: parameters,
    queryStringParameters: query ?? null,
    headers: { ...(text === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: text === undefined ? null : Buffer.from(text).toString('base64'),
    isBase64Encoded: text !== undefined,
    requestContext: {
      identity: { sourceIp: from },
      ...(who
        ? {
            authorizer: {
              subject: who.subject,
              roles: who.roles.join(' '),
              email: who.email ?? '',
              mfa: String(who.mfa),
              expiresAt: String(who.expiresAt),
              officersFrom: officersFrom.join(' '),
            },
          }
        : {}),
    },
  } as unknown as APIGatewayProxyEvent;
}
