import { percentile } from '../statistics/percentile.ts';
import type { HelpKind, HelpOutcome } from './mediation.ts';

/** A line of the month: a request that ended, a breach that was reported, or the end of what followed it. */
export type HelpLine =
  | { what: 'closed'; kind: HelpKind; topic: string; outcome: HelpOutcome; workingDays: number }
  | { what: 'breach' | 'after-breach'; kind: HelpKind; topic: string };

const countBy = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** What the lines of a month add up to; the median is left out where nothing was closed. */
export function helpStatistics(lines: readonly HelpLine[]) {
  const closed = lines.filter((line) => line.what === 'closed');
  return {
    closed: closed.length,
    byKind: countBy(closed.map(({ kind }) => kind)),
    byTopic: countBy(closed.map(({ topic }) => topic)),
    byOutcome: countBy(closed.map(({ outcome }) => outcome)),
    agreements: closed.filter(({ outcome }) => outcome === 'agreed').length,
    breaches: lines.filter(({ what }) => what === 'breach').length,
    ...(closed.length > 0
      ? {
          medianWorkingDays: percentile(
            closed.map(({ workingDays }) => workingDays),
            0.5,
            'nearest-rank',
          ),
        }
      : {}),
  };
}
