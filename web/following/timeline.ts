import type { Day, Instant } from '../../shared/domain/time.ts';

type Dated = { at: Instant };

/**
 * What happened, day by day with the latest first, as it is read by somebody who wants to know what is new.
 * @param dayOf the calendar day of an instant in the zone's time zone
 */
export function byDay<T extends Dated>(
  items: readonly T[],
  dayOf: (instant: Instant) => Day,
): { day: Day; items: T[] }[] {
  const days = new Map<Day, T[]>();
  // In the order in which they came, turned round: what happened in one instant stays in its order.
  for (const item of items.toReversed()) {
    const day = dayOf(item.at);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].sort(([one], [other]) => (one < other ? 1 : -1)).map(([day, found]) => ({ day, items: found }));
}

/** What comes first of several days: what the reader has to do, then what they may expect, then what the law says. */
const order = ['respond-by', 'paused-until', 'promised', 'deemed-granted', 'deemed-accepted', 'ceiling'];

/** Days in the order in which they matter to the reader; what is not known here stands last. */
export const inOrder = <T extends { what: string }>(dates: readonly T[]): T[] => {
  const rank = ({ what }: T) => (order.includes(what) ? order.indexOf(what) : order.length);
  return [...dates].sort((one, other) => rank(one) - rank(other));
};
