import type { Day } from '../time.ts';
import { isClosedOn, openInstead, type ServiceWindow, windowNumbered } from './service-window.ts';

/** The windows to which an officer belongs; an officer who belongs to none works the cases of all. */
export type Membership = readonly number[];

/**
 * Whether an officer may work the cases of a window on a day: a member, somebody who belongs to no window, a member of
 * the window that stands in while this one is closed, or who stands in for a colleague on leave who may.
 * @param covered memberships of the colleagues on leave for whom the officer stands in, in a role that works the case
 */
export function worksAt(
  windows: readonly ServiceWindow[],
  the: { number: number; membership: Membership; covered: readonly Membership[]; on: Day },
): boolean {
  const { number, membership, covered, on } = the;
  const mayBe = (of: Membership): boolean => {
    if (of.length === 0 || of.includes(number)) return true;
    const window = windowNumbered(windows, number);
    return window !== undefined && isClosedOn(window, on) && of.includes(openInstead(windows, window, on).number);
  };
  return [membership, ...covered].some(mayBe);
}
