import { filingDays } from '../reminders/reminders.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { PermitState, Procedure } from './procedure.ts';

/** What can be applied for about a permit that somebody holds; between which days, where it has a window. */
export type OnPermit = {
  procedure: string;
  title: Text;
  filedBy: ('employer' | 'applicant')[];
  opensOn?: Day;
  closesOn?: Day;
};

/**
 * What can be applied for about a permit as it stands today: the procedures of the zone that need a permit held in this
 * state. One with a window is named before it opens and after it has closed, with its days.
 * @param inForce a procedure in the version that takes applications today
 * @param offered ids of the procedures that the zone takes, in its order
 */
export function proceduresOnPermit(
  inForce: (id: string) => Procedure | undefined,
  offered: readonly string[],
  permit: { state: PermitState; validTo: Day },
): OnPermit[] {
  return offered.flatMap((id): OnPermit[] => {
    const found = inForce(id);
    if (found?.permit?.kind !== 'held' || !found.permit.states.includes(permit.state)) return [];
    const days = found.window && filingDays(found.window, permit.validTo);
    const filedBy = found.filedBy.map(({ party }) => party);
    return [{ procedure: id, title: found.title, filedBy, ...(days ? { opensOn: days.from, closesOn: days.to } : {}) }];
  });
}
