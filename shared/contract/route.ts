import type { z } from 'zod';
import type { Role } from '../domain/access/roles.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One route of the API. The gateway, the router of the function, the OpenAPI document and the tests are all made from it.
 */
export type Route = {
  /** Unique, used as OpenAPI operationId. */
  name: string;
  method: Method;
  path: `/${string}`;
  summary: string;
  /**
   * `open`: nobody signs in. `optional`: signing in shows more. `partner`: the request is signed with a key of a
   * registered partner (RFC 9421), which the function itself looks at. Otherwise one of the roles is needed.
   */
  access: 'open' | 'optional' | 'partner' | readonly Role[];
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body may be left out. */
  bodyOptional?: boolean;
  /** Status and allow-list schema of the good answer; fields not named in the schema never leave. */
  answer: { status: 200 | 201 | 202 | 204; schema?: z.ZodType; contentType?: string };
};

/** Fixes the literal types of a capability's routes. */
export const routes = <const T extends Record<string, Omit<Route, 'name'>>>(
  table: T,
): { [K in keyof T]: T[K] & { name: K & string } } =>
  Object.fromEntries(Object.entries(table).map(([name, route]) => [name, { ...route, name }])) as never;
