import type { Units } from './meter.ts';
import type { SizeMeasured } from './sizes.ts';

/** A size with what a plain case left in the table. */
export type Measured = SizeMeasured & { bytesPerCase: number };

/**
 * By how much figures of two sizes may differ and still count as the same. A page of as many lines crosses one border
 * of 4 KB more or less with the length of its lines; what is written follows from the case alone.
 */
const tolerance = { writes: 0.5, reads: 1, transitions: 0 } as const satisfies Units;
const bytesTolerance = 0.01;
/** Half a read unit for each 4 KB that work by the clock has to look at, and as much again for pages that are not full. */
const unitsPerByte = (2 * 0.5) / 4096;

/** Of a day's operations, how many may fail on a machine that does other work beside: one in a hundred. */
const failuresAllowed = 0.01;

const counted = ['writes', 'reads', 'transitions'] as const;

/** Days on which more than a few operations failed, each in words. */
export const failing = (sizes: readonly Measured[]): string[] =>
  sizes.flatMap(({ filled, latencies }) =>
    latencies.flatMap(({ kind, times }) => {
      const [all, failed] = [times.map(({ count }) => count), times.map((one) => one.failed)].map((counts) =>
        counts.reduce((sum, count) => sum + count, 0),
      );
      return (failed ?? 0) > (all ?? 0) * failuresAllowed
        ? [`${failed} of ${all} operations failed on the ${kind} day at ${filled.applications.toLocaleString('en')}`]
        : [];
    }),
  );

/** What grows with the table though nothing of it should, each in words; empty where everything costs the same. */
export function growing(sizes: readonly Measured[]): string[] {
  const [smallest, ...larger] = sizes;
  if (!smallest) return [];
  return larger.flatMap((size) => {
    const where = `at ${size.filled.applications.toLocaleString('en')} applications`;
    const compare = (name: string, before: Units | undefined, after: Units, allowed: Units = tolerance): string[] =>
      before === undefined
        ? [`${name}: was not measured at every size`]
        : counted.flatMap((unit) =>
            after[unit] - before[unit] > allowed[unit]
              ? [`${name}: ${before[unit]} ${unit} at the smallest size, ${after[unit]} ${where}`]
              : [],
          );
    return [
      ...size.steps.flatMap(({ name, units }) => compare(name, unitsOf(smallest.steps, name), units)),
      ...size.reads
        .filter(({ growsWith }) => growsWith === undefined)
        .flatMap(({ name, units }) => compare(name, unitsOf(smallest.reads, name), units)),
      ...size.byClock.flatMap(({ name, again, looks }) => {
        const before = smallest.byClock.find((one) => one.name === name);
        const more = Math.max(0, looks - (before?.looks ?? 0)) * unitsPerByte;
        return compare(name, before?.again, again, { ...tolerance, reads: tolerance.reads + more });
      }),
      ...(size.bytesPerCase / smallest.bytesPerCase - 1 > bytesTolerance
        ? [`bytes of a plain case: ${smallest.bytesPerCase} at the smallest size, ${size.bytesPerCase} ${where}`]
        : []),
    ];
  });
}

const unitsOf = (from: readonly { name: string; units: Units }[], name: string): Units | undefined =>
  from.find((one) => one.name === name)?.units;
