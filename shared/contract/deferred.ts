/**
 * Schemas that are made when something is first parsed with them. A function holds the contracts of dozens of routes and
 * parts of their neighbours', and one request needs those of one route: making all of them is a third of the time in
 * which a function starts. The bundler puts this in front of zod (infra/deferred-schemas.ts); sources and tests use zod
 * itself, and test/infra/deferred-schemas.test.ts holds the two against each other.
 */
type Shape = Record<string, unknown>;
type Maker = (...given: never[]) => object;

/** What is passed to zod: schemas inside are made first. */
function made(value: unknown): unknown {
  if (value instanceof Deferred) return value.schema;
  if (Array.isArray(value)) return value.map(made);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, made(part)]));
}

class Deferred {
  readonly #make: () => object;
  readonly #shape: (() => Shape) | undefined;
  #schema: object | undefined;

  constructor(make: () => object, shape?: () => Shape) {
    this.#make = make;
    this.#shape = shape;
  }

  static is(value: unknown): value is Deferred {
    return typeof value === 'object' && value !== null && #make in value;
  }

  get isMade(): boolean {
    return this.#schema !== undefined;
  }

  get schema(): object {
    this.#schema ??= this.#make();
    return this.#schema;
  }

  /** The parts of an object, themselves not made yet. */
  get shape(): Shape {
    return this.#shape ? this.#shape() : (this.schema as { shape: Shape }).shape;
  }
}

const call = (schema: object, method: string, given: readonly unknown[]): object =>
  (schema as Record<string, Maker>)[method]?.(...(made(given) as never[])) ?? {};

const shapeAfter: Readonly<Record<string, (shape: Shape, given: readonly unknown[]) => Shape>> = {
  extend: (shape, [more]) => ({ ...shape, ...(more as Shape) }),
  pick: (shape, [named]) => Object.fromEntries(Object.entries(shape).filter(([name]) => name in (named as object))),
  partial: (shape, [named]) =>
    Object.fromEntries(
      Object.entries(shape).map(([name, part]) => [
        name,
        named === undefined || name in (named as object) ? (part as { optional: () => unknown }).optional() : part,
      ]),
    ),
};

/** Methods that only make a further schema; any other thing that is asked of one makes it. */
const furthering = [
  'optional',
  'nullable',
  'array',
  'default',
  'refine',
  'min',
  'max',
  'int',
  'positive',
  'regex',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'extend',
  'partial',
  'pick',
];

for (const method of furthering) {
  Object.defineProperty(Deferred.prototype, method, {
    value(this: Deferred, ...given: unknown[]) {
      const after = shapeAfter[method];
      return new Deferred(() => call(this.schema, method, given), after && (() => after(this.shape, given)));
    },
  });
}

Object.setPrototypeOf(
  Deferred.prototype,
  new Proxy(Object.prototype, {
    get: (_, name, asked: unknown) => {
      if (!Deferred.is(asked)) return undefined;
      const value: unknown = Reflect.get(asked.schema, name);
      return typeof value === 'function' ? value.bind(asked.schema) : value;
    },
  }),
);

/** One of zod's functions that make a schema, put off until the schema is used. */
export const deferring =
  (make: Maker) =>
  (...given: unknown[]): Deferred =>
    new Deferred(() => make(...(made(given) as never[])));

/** The same for those whose first argument is the shape of an object. */
export const deferringObject =
  (make: Maker) =>
  (...given: unknown[]): Deferred =>
    new Deferred(
      () => make(...(made(given) as never[])),
      () => (given[0] ?? {}) as Shape,
    );

/** A group of such functions, as `z.coerce`. */
export const deferringAll = (makers: object): Record<string, (...given: unknown[]) => Deferred> =>
  Object.fromEntries(
    Object.entries(makers)
      .filter(([name]) => /^[a-z]/.test(name))
      .map(([name, make]) => [name, deferring(make as Maker)]),
  );
