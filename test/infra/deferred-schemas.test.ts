import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as zod from 'zod';
import { deferredSchemas } from '../../infra/deferred-schemas.ts';
import { deferring, deferringAll, deferringObject } from '../../shared/contract/deferred.ts';
import type { Route } from '../../shared/contract/route.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'greenpath-deferred-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Loaded = { routeGroups: { by: string; routes: Record<string, Route> }[]; z: typeof zod };

/** The contracts of every capability as a bundle, with the zod that it was made with. */
async function contracts(name: string, plugins: ReturnType<typeof deferredSchemas>[]): Promise<Loaded> {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    stdin: {
      contents:
        "export { routeGroups } from './shared/contract/offered.ts'; export * as z from './node_modules/zod/index.js';",
      resolveDir: repository,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    plugins,
  });
  return createRequire(import.meta.url)(outfile);
}

const [plain, deferred] = await Promise.all([
  contracts('plain', []),
  contracts('deferred', [deferredSchemas(repository)]),
]);

type Parts = [part: string, schema: zod.ZodType][];
const partsOf = (route: Route): Parts =>
  Object.entries({ query: route.query, body: route.body, answer: route.answer.schema }).filter(
    (entry): entry is [string, zod.ZodType] => entry[1] !== undefined,
  );
const schemasOf = ({ routeGroups }: Loaded): Parts =>
  routeGroups.flatMap(({ routes }) =>
    Object.values(routes).flatMap((route) =>
      partsOf(route).map(([part, schema]): Parts[number] => [`${route.name} ${part}`, schema]),
    ),
  );

/** What a schema is made of, to the last check; what its own functions do shows in what it refuses. */
function anatomy(value: unknown, above: readonly unknown[] = []): unknown {
  if (above.includes(value)) return 'itself';
  const within = [...above, value];
  if (typeof value === 'function') return 'function';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (value instanceof RegExp) return String(value);
  if (value instanceof Set || value instanceof Map) return [...value].map((part) => anatomy(part, within));
  if (Array.isArray(value)) return value.map((part) => anatomy(part, within));
  if (typeof value !== 'object' || value === null) return value;
  const { _zod: inner } = value as { _zod?: { def: object } };
  return Object.fromEntries(
    Object.entries(inner ? inner.def : value).map(([name, part]) => [name, anatomy(part, within)]),
  );
}

const strange = [undefined, null, 'x', '', 7, -1, [], {}, { version: 0, cursor: 3, reason: { zh: '' }, unknown: true }];
const refusals = (schema: zod.ZodType) =>
  strange.map((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { data: parsed.data ?? null } : { issues: JSON.stringify(parsed.error.issues) };
  });

describe('schemas that are made when they are first used', () => {
  const found = new Map(schemasOf(deferred));
  const expected = schemasOf(plain);

  it('stand for every schema of every route', () => {
    expect([...found.keys()]).toEqual(expected.map(([name]) => name));
    expect(found.size).toBeGreaterThan(200);
  });

  it('refuse what zod refuses with the same words, and are made of the same parts', () => {
    const different = expected.filter(([name, schema]) => {
      const other = found.get(name);
      if (!other) return true;
      const same = (one: unknown, two: unknown) => JSON.stringify(one) === JSON.stringify(two);
      return !same(refusals(schema), refusals(other)) || !same(anatomy(schema), anatomy(other));
    });
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it('describe themselves with the same JSON Schema', () => {
    const described = (z: typeof zod, schema: zod.ZodType) =>
      JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    const different = expected.filter(([name, schema]) => {
      const other = found.get(name);
      return !other || described(plain.z, schema) !== described(deferred.z, other);
    });
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it('spread into another object as they would have done themselves', () => {
    const spread = (object: typeof zod.object, string: typeof zod.string) => {
      const named = object({ zh: string(), en: string() });
      return object({
        ...named.partial({ en: true }).shape,
        ...object({ shorter: string().max(3), longer: string() }).pick({ shorter: true }).shape,
        ...object({}).extend({ added: string() }).shape,
        ...object({ maybe: string() }).partial().shape,
      });
    };
    const later = spread(deferringObject(zod.object) as never, deferring(zod.string) as never);
    expect(anatomy(later)).toEqual(anatomy(spread(zod.object, zod.string)));
    expect(later.safeParse({ zh: 'a', shorter: 'b', added: 'c' }).success).toBe(true);
    expect(later.safeParse({ en: 'a', shorter: 'b', added: 'c' }).success).toBe(false);
  });

  it('coerce as a whole group of makers does', () => {
    const later = deferringAll(zod.coerce) as unknown as typeof zod.coerce;
    const page = (coerce: typeof zod.coerce) => coerce.number().int().min(1).max(99).optional();
    expect(anatomy(page(later))).toEqual(anatomy(page(zod.coerce)));
    expect(page(later).safeParse('7')).toEqual({ success: true, data: 7 });
  });

  it('are not made before that', async () => {
    const made = schemasOf(await contracts('untouched', [deferredSchemas(repository)])).filter(
      ([, schema]) => (schema as unknown as { isMade?: boolean }).isMade !== false,
    );
    // The preview of letters takes their variants apart.
    expect(made.map(([name]) => name)).toEqual(['decidePreliminaryReview body', 'conclude body']);
  });
});
