import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react';
import { useSelf } from '../sign-in/self.ts';
import { begin, keyOf, moved, type Typed, write } from './typed.ts';

/**
 * What somebody types, kept for this tab, so that signing in again or a reload loses nothing. It is the person's own:
 * another account in the same tab does not see it, and signing out removes it.
 * @param name what is typed; change it when its shape changes
 * @returns the value, its setter, and what forgets it once it was sent
 */
export function useKept<T extends object>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>, () => void] {
  const subject = useSelf()?.subject ?? '';
  const key = keyOf(subject, name);
  const [held, setHeld] = useState<Typed<T>>(() => begin(key, initial));
  // The same form for another case, or for a person who is known only now.
  const typed = held.key === key ? held : moved(held, key, name, initial);
  if (typed !== held) setHeld(typed);
  const { value, isTouched } = typed;
  useEffect(() => {
    if (!isTouched) return;
    write(key, value);
    if (subject !== '') write(keyOf('', name), undefined);
  }, [key, name, subject, value, isTouched]);
  const change = useCallback<Dispatch<SetStateAction<T>>>(
    (next) =>
      setHeld((now) => ({ ...now, value: typeof next === 'function' ? next(now.value) : next, isTouched: true })),
    [],
  );
  const forget = useCallback(() => {
    setHeld((now) => ({ ...now, isTouched: false }));
    write(key, undefined);
  }, [key]);
  return [value, change, forget];
}
