/** A repeatable sequence of numbers in [0, 1), so that every run with the same seed measures the same (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from a seeded sequence. */
export type Draw = {
  /** A number in [0, 1). */
  part: () => number;
  /** A whole number within both bounds. */
  whole: (from: number, to: number) => number;
  pick: <T>(options: readonly [T, ...T[]]) => T;
};

/** Draws that are the same for the same seed. */
export function drawing(seed: number): Draw {
  const part = sequence(seed);
  const whole = (from: number, to: number) => from + Math.floor(part() * (to - from + 1));
  return { part, whole, pick: (options) => options[whole(0, options.length - 1)] ?? options[0] };
}

/** The middle of some numbers. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
