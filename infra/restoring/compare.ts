import type { TableReading, Trace } from './read-table.ts';

/** Milliseconds by which clocks of two machines, and a moment given in seconds, may differ. */
const skew = 5000;

/** Items that are written and deleted within seconds, so that one can be in a copy and in neither reading beside it. */
const passing = new Set(['OUTBOX', 'REDELIVERY']);

export type Comparison = {
  findings: string[];
  /** Items that are the same in the copy. */
  same: number;
  /** Items that somebody changed, added or removed while or since: what they were at the moment cannot be said. */
  moved: number;
};

type Seen = { before?: Trace | undefined; now?: Trace | undefined; copy?: Trace | undefined };

/** Walks lists in the same order side by side. */
async function* sideBySide(readings: Record<keyof Seen, TableReading | undefined>): AsyncGenerator<Seen> {
  const names = ['before', 'now', 'copy'] as const;
  const walks = names.map((name) => readings[name]?.traces());
  const next = await Promise.all(walks.map(async (walk) => (await walk?.next())?.value as Trace | undefined));
  for (;;) {
    const [key] = next.flatMap((trace) => trace?.key ?? []).sort();
    if (key === undefined) return;
    const seen: Seen = {};
    for (const [at, name] of names.entries()) {
      if (next[at]?.key !== key) continue;
      seen[name] = next[at];
      next[at] = (await walks[at]?.next())?.value as Trace | undefined;
    }
    yield seen;
  }
}

/** What is wrong with an item of the copy; `moved` where it was in motion, undefined where it is the same. */
function judge({ before, now, copy }: Seen, moment: number, readBefore: boolean): string | undefined {
  const stood = before && now && before.digest === now.digest ? now : undefined;
  // An event never changes: one that had happened by then has to be in the copy as it is in the source.
  const event = now?.at !== undefined && now.at <= moment - skew ? now : undefined;
  const certain = stood ?? event;
  if (certain) {
    if (!copy) return `${certain.name}: is missing`;
    return copy.digest === certain.digest ? undefined : `${certain.name}: differs`;
  }
  if (copy && now && copy.digest === now.digest) return undefined;
  if (copy?.at !== undefined && now) return `${copy.name}: differs`;
  if (copy && readBefore && !before && !now && !passing.has(copy.kind)) return `${copy.name}: is in the copy alone`;
  return 'moved';
}

/**
 * Compares a copy of a table with its source. What stood still from before the moment until after it has to be the same
 * in the copy, and so has every event that had happened by then; anything else was in motion and is only counted.
 * @param readings.before the source as it was read before the moment; absent where the moment lies further back
 * @param moment epoch milliseconds
 */
export async function compare(
  readings: { before: TableReading | undefined; now: TableReading; copy: TableReading },
  moment: number,
): Promise<Comparison> {
  const result: Comparison = { findings: [], same: 0, moved: 0 };
  for await (const seen of sideBySide(readings)) {
    const verdict = judge(seen, moment, readings.before !== undefined);
    if (verdict === undefined) result.same += 1;
    else if (verdict === 'moved') result.moved += 1;
    else result.findings.push(verdict);
  }
  return result;
}
