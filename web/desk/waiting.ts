import { epochOf } from '../../shared/domain/time.ts';

/** How long somebody has waited, in the largest unit that says it. */
export type Waited = { unit: 'minutes' | 'hours' | 'days'; many: number };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long ago an instant was, rounded down; never negative, since a device's clock may be a little behind.
 * @param now epoch milliseconds
 */
export function waited(since: string, now: number): Waited {
  const gone = Math.max(0, now - epochOf(since));
  if (gone >= 2 * day) return { unit: 'days', many: Math.floor(gone / day) };
  if (gone >= hour) return { unit: 'hours', many: Math.floor(gone / hour) };
  return { unit: 'minutes', many: Math.floor(gone / minute) };
}

type Line = { topic: string; channel?: string | undefined; claimedBy?: string | undefined };
export type Wanted = { topic: string; channel: string; whose: 'any' | 'free' | 'mine' };

/** The inquiries of a list that an officer wants to see. */
export const fitting = <L extends Line>(lines: readonly L[], { topic, channel, whose }: Wanted, me: string): L[] =>
  lines.filter(
    (line) =>
      (topic === '' || line.topic === topic) &&
      (channel === '' || line.channel === channel) &&
      (whose === 'any' || (whose === 'mine' ? line.claimedBy === me : line.claimedBy === undefined)),
  );

/** A number as it is told on the telephone, `fyfbc-xe1sq`, from whatever was typed; undefined where it is none. */
export function inquiryNumber(typed: string): string | undefined {
  const bare = typed.toLowerCase().replace(/[^0-9a-z]/g, '');
  return bare.length === 10 ? `${bare.slice(0, 5)}-${bare.slice(5)}` : undefined;
}
