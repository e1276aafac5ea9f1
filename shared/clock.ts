import type { Clock } from './domain/time.ts';

/** The machine's clock. Every handler takes a clock as an argument; only the exports bind this one. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock for tests: stands still until it is set or moved. */
export function fakeClock(start: string): Clock & { set: (instant: string) => void; advance: (ms: number) => void } {
  let at = Date.parse(start);
  return {
    now: () => at,
    set: (instant) => {
      at = Date.parse(instant);
    },
    advance: (ms) => {
      at += ms;
    },
  };
}
