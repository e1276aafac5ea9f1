import type { Key } from '../records/table.ts';

/** A place in a list, as callers get it: opaque, and only of use for the list that gave it. */
export const cursorOf = (key: object): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key of a cursor; undefined for anything that is not one. */
export function keyOf(cursor: string): (Key & Record<string, string>) | undefined {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
    const names = Object.keys(key);
    const known = names.every((name) => ['pk', 'sk', 'queuePk', 'queueSk'].includes(name));
    const strings = Object.values(key).every((value) => typeof value === 'string');
    return known && strings && 'pk' in key && 'sk' in key ? (key as Key & Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}
