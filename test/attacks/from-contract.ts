import fc from 'fast-check';
import * as z from 'zod';

/** A schema of the contract as JSON Schema, as far as ours go. */
export type Schema = {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
};

/** What the contract says of a body or a query. */
export const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** Values that something once took for something else. */
export const oddities: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, 2 ** 53, '', ' ', '\u0000', '\ud800', [], {}, [[]]),
  fc.constantFrom<unknown>({ $ne: null }, { S: 'text' }, { toString: 1 }, ['__proto__'], 'undefined', 'NaN'),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Texts that a form of ours may hold, dates among them: half of the texts of the contract are days or ids. */
const words = (known: () => readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat().map((at) => known()[at % known().length] ?? 'x1'),
    fc
      .integer({ min: -400, max: 800 })
      .map((days) => new Date(1_795_000_000_000 + days * 86_400_000).toISOString().slice(0, 10)),
    fc.constantFrom('2026-11-23', '2026-02-30', '09:30', '2026-11', 'zh', 'en', 'UTO', '张伟', 'Zoe O’Neill'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  );

const patterns = new Map<string, fc.Arbitrary<string> | undefined>();

/** fast-check reads expressions without classes of Unicode. */
function matching(pattern: string): fc.Arbitrary<string> | undefined {
  if (!patterns.has(pattern)) {
    try {
      patterns.set(pattern, /\\p\{/.test(pattern) ? undefined : fc.stringMatching(new RegExp(pattern)));
    } catch {
      patterns.set(pattern, undefined);
    }
  }
  return patterns.get(pattern);
}

function text({ pattern, format, minLength = 0, maxLength = 60 }: Schema, known: () => readonly string[]) {
  const fitting = (value: string) => value.slice(0, maxLength).padEnd(minLength, '文');
  if (format === 'email') return fc.constantFrom('elena.specimen@applicant.example', 'a@b.example');
  const like = pattern === undefined ? undefined : matching(pattern);
  const plain = words(known).map(fitting);
  if (pattern === undefined) return plain;
  if (like)
    return fc.oneof(
      { weight: 3, arbitrary: like.map((value) => value.slice(0, maxLength)) },
      { weight: 1, arbitrary: plain },
    );
  return fc.oneof(fc.constantFrom('OTRANTO', '欧阳远', 'Words of a sample', '样例文字').map(fitting), plain);
}

/**
 * Values that have the shape which the contract asks for; whether they make sense is for the handler to find out.
 * @param known ids and numbers that were seen in answers, so that some of what is named does exist
 */
export function shaped(schema: Schema, known: () => readonly string[]): fc.Arbitrary<unknown> {
  const { anyOf = schema.oneOf } = schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (anyOf) return fc.oneof(...anyOf.map((choice) => shaped(choice, known)));
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [], additionalProperties: more } = schema;
      const named = fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, shaped(part, known)])),
        { requiredKeys: [...required], noNullPrototype: true },
      );
      if (typeof more !== 'object') return named;
      const names = shaped({ type: 'string', maxLength: 20, ...schema.propertyNames }, known) as fc.Arbitrary<string>;
      return fc
        .tuple(named, fc.dictionary(names, shaped(more, known), { maxKeys: 3 }))
        .map(([fixed, free]) => ({ ...free, ...fixed }));
    }
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 4 } = schema;
      return fc.array(shaped(items, known), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, 4)),
      });
    }
    case 'string':
      return text(schema, known);
    case 'integer':
    case 'number': {
      const from = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1000 : schema.exclusiveMinimum + 1);
      const [min, max] = [Math.max(from, -(2 ** 31)), Math.min(schema.maximum ?? 1_000_000, 2 ** 31)];
      return fc.oneof(
        fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) }),
        fc.constantFrom(min, max),
      );
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return oddities;
  }
}

/** The places of a value, as paths from the root. */
export const placesOf = (value: unknown, at: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [[...at], ...Object.entries(value).flatMap(([name, part]) => placesOf(part, [...at, name]))]
    : [[...at]];

/** A copy with something else at one place. */
export function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  Object.defineProperty(copy, name, {
    value: replaced(copy[name], rest, by),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** What the contract says of one place of a value, where that can be followed. */
export function schemaAt(schema: Schema, value: unknown, [name, ...rest]: readonly string[]): Schema | undefined {
  if (name === undefined) return schema;
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    const found = schemaAt(choice, value, [name, ...rest]);
    if (found) return found;
  }
  const part = schema.type === 'array' ? schema.items : schema.properties?.[name];
  return part ? schemaAt(part, (value as Record<string, unknown> | undefined)?.[name], rest) : undefined;
}
