import { isPublished, isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts';
import {
  addDays,
  type Day,
  dayIn,
  daysBetween,
  epochOf,
  type Instant,
  instantOf,
  startOfDay,
  timeIn,
  weekdayOf,
} from '../time.ts';

/** A run of opening hours; `places` is how many visits each of its slots takes. */
export type Hours = { weekdays?: readonly number[]; from: string; to: string; places: number };

/** A slot in the zone's time, `HH:MM`. */
export type Slot = { from: string; to: string; places: number };

/** Why a day has no slots. */
export type Closed = 'day-off' | 'no-hours' | 'calendar-unpublished';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const [monday, saturday] = [1, 6];

/** The hours of a working day: by its weekday, and on a weekend day on which work is made up as on a Monday. */
function hoursOn(hours: readonly Hours[], day: Day): Hours[] {
  const weekday = weekdayOf(day);
  const isNamed = hours.some(({ weekdays }) => weekdays?.includes(weekday));
  const by = weekday >= saturday && !isNamed ? monday : weekday;
  return hours.filter(({ weekdays }) => weekdays === undefined || weekdays.includes(by));
}

/**
 * The slots of a day, whole ones only, in order; or why there are none. A window opens on working days of the official
 * calendar, days on which work is made up included; in a year whose calendar is not published nobody knows which.
 */
export function slotsOn(
  { hours, minutes }: { hours: readonly Hours[]; minutes: number },
  calendar: WorkingCalendar,
  day: Day,
): Slot[] | Closed {
  if (!isPublished(calendar, day)) return 'calendar-unpublished';
  if (!isWorkingDay(calendar, day)) return 'day-off';
  const slots = hoursOn(hours, day)
    .flatMap(({ from, to, places }) => {
      const [first, end] = [minutesOf(from), minutesOf(to)];
      return Array.from({ length: Math.floor((end - first) / minutes) }, (_, index) => ({
        from: timeOf(first + index * minutes),
        to: timeOf(first + (index + 1) * minutes),
        places,
      }));
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  return slots.length > 0 ? slots : 'no-hours';
}

/** The instant at which clocks in a time zone show a time of a day; one that is skipped there counts from before the skip. */
export function instantAt(timeZone: string, day: Day, time: string): Instant {
  const guess = epochOf(startOfDay(timeZone, day)) + minutesOf(time) * 60_000;
  const shown = instantOf(guess);
  const off = minutesOf(time) - minutesOf(timeIn(timeZone, shown)) - daysBetween(day, dayIn(timeZone, shown)) * 24 * 60;
  return instantOf(guess + off * 60_000);
}

/** The last day for which a slot can be taken. */
export const lastDayAhead = (today: Day, daysAhead: number): Day => addDays(today, daysAhead);
