import { caller } from '../../../infra/demo/zone-client.ts';
import { asked } from './templates.ts';

/** What an operation took: units of the table, transitions of state machines. */
export type Units = { writes: number; reads: number; transitions: number };

export type Meter = {
  /** Does a piece of work alone and tells what it and all that follows from it took. */
  measure: (work: () => Promise<unknown>) => Promise<Units>;
  /** The zone's totals since it was started. */
  totals: () => Promise<Units>;
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads what the zone itself counts; what follows from a request (change feed, executions) is waited for. */
export function openMeter(url: string): Meter {
  const anyone = caller(url);
  const totals = async (): Promise<Units> => {
    const { table, states } = await asked('usage', anyone.ask('GET', '/_local/usage'));
    return { writes: table.writeUnits, reads: table.readUnits, transitions: states.transitions };
  };
  const settled = async (): Promise<Units> => {
    let last = await totals();
    for (let calm = 0; calm < 2; ) {
      await asked('feeds', anyone.ask('POST', '/_local/follow'));
      await pause(20);
      const now = await totals();
      calm = JSON.stringify(now) === JSON.stringify(last) ? calm + 1 : 0;
      last = now;
    }
    return last;
  };
  return {
    totals,
    measure: async (work) => {
      const before = await settled();
      await work();
      const after = await settled();
      return {
        writes: after.writes - before.writes,
        reads: after.reads - before.reads,
        transitions: after.transitions - before.transitions,
      };
    },
  };
}

/** The middle one of several figures; of an even number the lower of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Each figure's median over several measurements: a schedule that happens to run meanwhile spoils none. */
export const medianUnits = (measured: readonly Units[]): Units => ({
  writes: median(measured.map(({ writes }) => writes)),
  reads: median(measured.map(({ reads }) => reads)),
  transitions: median(measured.map(({ transitions }) => transitions)),
});

export const sumOf = (parts: readonly Units[]): Units =>
  parts.reduce(
    (sum, { writes, reads, transitions }) => ({
      writes: sum.writes + writes,
      reads: sum.reads + reads,
      transitions: sum.transitions + transitions,
    }),
    { writes: 0, reads: 0, transitions: 0 },
  );
