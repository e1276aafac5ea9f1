/** What stands in a form, and the key under which this tab keeps it. */
export type Typed<T extends object> = { key: string; value: T; isTouched: boolean };

/** @param subject of the person, empty where nobody is signed in */
export const keyOf = (subject: string, name: string): string => `kept.${subject}.${name}`;

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps something for this tab; `undefined` forgets it. */
export function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A device that keeps nothing has what is on the page.
  }
}

/** The form as it was left, or as it begins. */
export const begin = <T extends object>(key: string, initial: T): Typed<T> => ({
  key,
  value: { ...initial, ...(read(key) as Partial<T> | undefined) },
  isTouched: false,
});

/**
 * The form under another key. What was typed goes along only where the person has become known since; what belongs to
 * another case or another person stays with theirs.
 */
export function moved<T extends object>(held: Typed<T>, key: string, name: string, initial: T): Typed<T> {
  const isOwn = held.isTouched && held.key === keyOf('', name);
  return isOwn ? { ...held, key } : begin(key, initial);
}
