import { type Problem, problem } from './problem.ts';

/** A place in a list, as callers get it: opaque, and only of use for the list that gave it. */
export const cursorOf = (key: object): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The place that a cursor of a list means.
 * @param list every attribute that a place in this list has, with its value or the form of it: a cursor comes back from
 *   outside and must not lead anywhere else
 * @returns undefined for anything that this list did not give
 */
export function keyOf<Name extends string>(
  cursor: string,
  list: Readonly<Record<Name, string | RegExp>>,
): Record<Name, string> | undefined {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (typeof key !== 'object' || key === null) return undefined;
  const given = Object.entries(key);
  const wanted = Object.entries<string | RegExp>(list);
  const fits = wanted.every(([name, form]) =>
    given.some(
      ([named, value]) =>
        named === name && typeof value === 'string' && (typeof form === 'string' ? form === value : form.test(value)),
    ),
  );
  return fits && given.length === wanted.length ? (key as Record<Name, string>) : undefined;
}

/** The answer to a cursor that the list did not give. */
export const notACursor = (): Problem =>
  problem('invalid-request', {
    problems: [
      {
        path: 'query.cursor',
        code: 'wrong-format',
        text: { zh: '分页标记无效', en: 'is not a cursor of this list' },
      },
    ],
  });
