import * as z from 'zod';
import { approvalRoutes } from '../../shared/contract/approval.ts';
import { auditRoutes } from '../../shared/contract/audit.ts';
import { problem } from '../../shared/contract/common.ts';
import { courseRoutes } from '../../shared/contract/course.ts';
import { documentsRoutes } from '../../shared/contract/documents.ts';
import { employersRoutes } from '../../shared/contract/employers.ts';
import { followingRoutes } from '../../shared/contract/following.ts';
import { intakeRoutes } from '../../shared/contract/intake.ts';
import { cardRoutes, issuanceRoutes } from '../../shared/contract/issuance.ts';
import { lettersRoutes } from '../../shared/contract/letters.ts';
import { officeRoutes } from '../../shared/contract/office.ts';
import { portalRoutes } from '../../shared/contract/portal.ts';
import { quotaRoutes } from '../../shared/contract/quota.ts';
import type { Route } from '../../shared/contract/route.ts';
import { scoringRoutes } from '../../shared/contract/scoring.ts';
import { verificationRoutes } from '../../shared/contract/verification.ts';

const everyRoute: readonly Route[] = [
  portalRoutes,
  scoringRoutes,
  intakeRoutes,
  followingRoutes,
  employersRoutes,
  documentsRoutes,
  approvalRoutes,
  courseRoutes,
  officeRoutes,
  issuanceRoutes,
  cardRoutes,
  lettersRoutes,
  quotaRoutes,
  auditRoutes,
  verificationRoutes,
].flatMap((table) => Object.values(table) as Route[]);

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
    route.method === 'GET' || route.access === 'open' || route.access === 'optional'
      ? []
      : [
          parameter('Idempotency-Key', 'header', { type: 'string', maxLength: 200 }, false),
          parameter('If-Match', 'header', { type: 'string' }, false),
        ];
  return [...inPath, ...inQuery, ...headers];
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
    ...(access === 'open'
      ? { security: [] }
      : {
          security: access === 'optional' ? [{}, { signIn: [] }] : [{ signIn: [] }],
          ...(access === 'optional' ? {} : { 'x-roles': access }),
        }),
  };
}

/** The whole interface as OpenAPI 3.1, made from the same schemas that check each request. */
export function openApi(zone: { name: { en: string }; signIn: { issuer: string } }): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of everyRoute) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Greenpath: ${zone.name.en}`, version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        signIn: {
          type: 'openIdConnect',
          openIdConnectUrl: `${zone.signIn.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        },
      },
    },
  };
}
