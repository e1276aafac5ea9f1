import { addWorkingDays, workingDaysBetween } from '../domain/calendar/working-days.ts';
import type { ReplayCalendar } from '../domain/replay/clocks.ts';
import type { ScorePolicies } from '../domain/replay/scores.ts';
import { officialCalendar } from '../policy/calendars/index.ts';
import { pointsPolicy } from '../policy/points/index.ts';
import { routesNamed } from '../policy/routes/index.ts';
import type { Zone } from './zone.ts';

/** What the past is computed again with: every version of every policy, and the calendar as it is known now. */
export type ReplayRules = { policies: ScorePolicies; calendar: ReplayCalendar };

export const replayRules = ({ timeZone }: Pick<Zone, 'timeZone'>): ReplayRules => ({
  policies: { points: pointsPolicy, routes: routesNamed },
  calendar: {
    timeZone,
    count: (start, add) => addWorkingDays(officialCalendar, start, add),
    between: (from, to) => workingDaysBetween(officialCalendar, from, to),
  },
});
