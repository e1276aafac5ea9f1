import { useEffect, useRef, useSyncExternalStore } from 'react';
import { keep, readKept } from '../language/look.ts';
import { type Press, type Shortcut, shortcutFor } from './shortcut-guard.ts';

const key = 'shortcuts';
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Whether single keys do something; turned off by whoever dictates or types by accident (WCAG 2.2, 2.1.4). */
const areOn = (): boolean => readKept(key) !== 'off';

export function turn(on: boolean): void {
  keep(key, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, areOn);

const pressOf = (event: KeyboardEvent): Press => {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return {
    key: event.key,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    isComposing: event.isComposing,
    defaultPrevented: event.defaultPrevented,
    tag: target?.tagName.toLowerCase() ?? '',
    type: target instanceof HTMLInputElement ? target.type : undefined,
    role: target?.getAttribute('role') ?? undefined,
    isEditable: target?.isContentEditable ?? false,
    inDialog: [...document.querySelectorAll('[role="dialog"]')].some((dialog) => dialog.checkVisibility()),
  };
};

/** Lets single keys act while a page is shown: never while somebody types, nor behind a dialog. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const on = useShortcutsOn();
  const present = useRef(shortcuts);
  present.current = shortcuts;
  useEffect(() => {
    if (!on) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const found = shortcutFor(present.current, pressOf(event));
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [on]);
}
