import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offeredBy } from '../../../shared/contract/offered.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { etownZone } from '../../zone-rules.ts';

const everyRoute: Route[] = offeredBy(etownZone()).flatMap(({ routes }) => Object.values(routes));

type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { required: boolean; content: Record<string, { schema: { additionalProperties?: unknown } }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  security: object[];
};
type Description = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};

let office: Office;
let description: Description;
beforeAll(async () => {
  office = await openOffice();
  const answer = await office.ask(undefined, 'GET /api/openapi.json');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
  description = answer.body;
});
afterAll(() => office.close());

const operations = () => Object.values(description.paths).flatMap((path) => Object.values(path));
const operationOf = ({ path, method }: Route) => {
  const found = description.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`${method} ${path} is not described`);
  return found;
};

describe('the description of the interface', () => {
  test('is valid OpenAPI 3.1', async () => {
    const outcome = await new Validator().validate(description);
    expect(outcome.errors ?? []).toEqual([]);
    expect([outcome.valid, description.openapi]).toEqual([true, '3.1.0']);
  });

  test('names every route once, each operation by a name of its own, and nothing else', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
    );
    const wanted = everyRoute.map(({ name, method, path }) => [name, method, path]);
    expect(described.sort()).toEqual(wanted.sort());
    expect(new Set(described.map(([operationId]) => operationId)).size).toBe(everyRoute.length);
  });

  test('describes every parameter of a path, once', () => {
    for (const route of everyRoute) {
      const { parameters } = operationOf(route);
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const named = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(named).size).toBe(named.length);
    }
  });

  test('says of every operation who may ask it: everybody, or whoever signed in', () => {
    for (const route of everyRoute) {
      const { security } = operationOf(route);
      const expected =
        route.access === 'partner'
          ? [{ partner: [] }]
          : route.access === 'open'
            ? []
            : route.access === 'optional'
              ? [{}, { signIn: [] }]
              : [{ signIn: [] }];
      expect(security).toEqual(expected);
    }
    expect(description.components.securitySchemes?.signIn).toEqual({
      type: 'openIdConnect',
      openIdConnectUrl: 'https://id.etown.example/.well-known/openid-configuration',
    });
  });

  test('promises a good answer and a problem for every operation, and refers to nothing that is not there', () => {
    for (const route of everyRoute) {
      const { responses } = operationOf(route);
      expect(Object.keys(responses).sort()).toEqual([String(route.answer.status), 'default'].sort());
      expect(responses.default?.content).toHaveProperty('application/problem+json');
    }
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    for (const reference of new Set(references)) expect(reference).toBe('#/components/schemas/Problem');
  });

  test('takes no unknown fields in any body', () => {
    const bodies = operations().flatMap(({ requestBody }) => requestBody?.content['application/json']?.schema ?? []);
    expect(bodies.length).toBeGreaterThan(8);
    for (const schema of bodies as { additionalProperties?: unknown; oneOf?: { additionalProperties?: unknown }[] }[]) {
      for (const form of schema.oneOf ?? [schema]) expect(form.additionalProperties).toBe(false);
    }
  });

  test('is made once and may be kept for a while', async () => {
    const { headers, body } = await office.ask(undefined, 'GET /api/openapi.json');
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(body).toEqual(description);
  });
});
