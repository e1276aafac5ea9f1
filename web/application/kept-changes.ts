import type { Kept } from './saving.ts';

/**
 * What is typed and not saved yet, kept in this tab for the person and the application: a reload, a lost session or a
 * crash loses nothing. Signing out removes whatever begins with `kept.`.
 */
const keyOf = (person: string, id: string): string => `kept.application.${person}.${id}`;

function readJson(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A device that keeps nothing still has what is on the page.
  }
}

export function readChanges(person: string, id: string): Kept | undefined {
  const kept = readJson(keyOf(person, id));
  return typeof kept === 'object' && kept !== null && 'changes' in kept && 'form' in kept ? (kept as Kept) : undefined;
}

export const keepChanges = (person: string, id: string, kept: Kept | undefined): void => write(keyOf(person, id), kept);

export const forgetKept = (person: string, id: string): void => write(keyOf(person, id), undefined);

/** Which deficiencies a person has ticked as mended. */
export function readTicks(key: string): string[] {
  const kept = readJson(key);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
}

export const keepTicks = (key: string, ticks: readonly string[]): void => write(key, ticks);
