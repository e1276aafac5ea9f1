import { useSyncExternalStore } from 'react';

/** Milliseconds by which the zone's clock is ahead of this device's; a device may be wrong, and a rehearsal's moves. */
let ahead = 0;
const listeners = new Set<() => void>();
const minute = 60_000;
let shown = Date.now();

/** Learns the zone's time from an answer's `Date`. */
export function noteServerTime(date: string | null): void {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const found = told - Date.now();
  // The header tells whole seconds.
  if (Math.abs(found - ahead) < 2000) return;
  ahead = found;
  tick();
}

/** Epoch milliseconds by the zone's clock. */
export const serverNow = (): number => Date.now() + ahead;

function tick(): void {
  shown = serverNow();
  for (const listener of listeners) listener();
}

let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, minute / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The zone's time, renewed every half minute. */
export const useNow = (): number => useSyncExternalStore(listen, () => shown);
