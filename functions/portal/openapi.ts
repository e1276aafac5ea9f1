import * as z from 'zod';
import { problem } from '../../shared/contract/common.ts';
import { offeredBy } from '../../shared/contract/offered.ts';
import type { Route } from '../../shared/contract/route.ts';
import type { Zone } from '../../shared/zone/zone.ts';

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const parameter = (name: string, place: 'path' | 'query' | 'header', schema: object, required: boolean) => ({
  name,
  in: place,
  required,
  schema,
});

function parametersOf(route: Route) {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    parameter(name, 'path', { type: 'string' }, true),
  );
  const query = route.query ? jsonSchema(route.query, 'input') : {};
  const { properties = {}, required = [] } = query as { properties?: Record<string, object>; required?: string[] };
  const inQuery = Object.entries(properties).map(([name, schema]) =>
    parameter(name, 'query', schema, required.includes(name)),
  );
  const headers =
    route.method === 'GET' || typeof route.access === 'string'
      ? route.access === 'partner'
        ? ['Signature-Input', 'Signature', 'Content-Digest'].map((name) =>
            parameter(name, 'header', { type: 'string' }, true),
          )
        : []
      : [
          parameter('Idempotency-Key', 'header', { type: 'string', maxLength: 200 }, false),
          parameter('If-Match', 'header', { type: 'string' }, false),
        ];
  return [...inPath, ...inQuery, ...headers];
}

function securityOf(access: Route['access']) {
  if (access === 'open') return { security: [] };
  if (access === 'partner') return { security: [{ partner: [] }] };
  return access === 'optional' ? { security: [{}, { signIn: [] }] } : { security: [{ signIn: [] }], 'x-roles': access };
}

function operationOf(route: Route) {
  const { answer, access } = route;
  const content = answer.schema
    ? { 'application/json': { schema: jsonSchema(answer.schema, 'output') } }
    : answer.contentType
      ? { [answer.contentType]: {} }
      : undefined;
  const problemAnswer = {
    description: 'Problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId: route.name,
    summary: route.summary,
    parameters: parametersOf(route),
    ...(route.body
      ? {
          requestBody: {
            required: !route.bodyOptional,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [String(answer.status)]: { description: 'Done', ...(content ? { content } : {}) },
      default: problemAnswer,
    },
    ...securityOf(access),
  };
}

/** The interface that a zone offers as OpenAPI 3.1, made from the same schemas that check each request. */
export function openApi(zone: Zone, issuer: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of offeredBy(zone).flatMap(({ routes }) => Object.values(routes))) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Greenpath: ${zone.name.en}`, version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        ...(zone.partners
          ? {
              partner: {
                type: 'apiKey',
                in: 'header',
                name: 'Signature',
                description:
                  'HTTP Message Signature (RFC 9421) over "@method" "@path" "content-digest" with created, nonce and keyid, by a key that the zone registered for the partner.',
              },
            }
          : {}),
        signIn: {
          type: 'openIdConnect',
          openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        },
      },
    },
  };
}
