import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import { useSelf } from '../sign-in/self.ts';

/** Signing out removes whatever begins so. */
const prefix = 'kept.';

const read = (key: string): unknown => {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? undefined : JSON.parse(kept);
  } catch {
    return undefined;
  }
};

const write = (key: string, value: unknown): void => {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A device that keeps nothing has what is on the page.
  }
};

/**
 * What somebody types, kept for this tab, so that signing in again or a reload loses nothing. It is the person's own:
 * another account in the same tab does not see it, and signing out removes it.
 * @param name what is typed; change it when its shape changes
 * @returns the value, its setter, and what forgets it once it was sent
 */
export function useKept<T extends object>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>, () => void] {
  const subject = useSelf()?.subject ?? '';
  const key = `${prefix}${subject}.${name}`;
  const [value, set] = useState<T>(() => ({ ...initial, ...(read(key) as Partial<T> | undefined) }));
  const isTouched = useRef(false);
  useEffect(() => {
    if (isTouched.current) write(key, value);
  }, [key, value]);
  const change = useCallback<Dispatch<SetStateAction<T>>>((next) => {
    isTouched.current = true;
    set(next);
  }, []);
  const forget = useCallback(() => {
    isTouched.current = false;
    write(key, undefined);
  }, [key]);
  return [value, change, forget];
}
