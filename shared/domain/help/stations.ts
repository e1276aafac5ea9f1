import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts';
import { type Day, weekdayOf } from '../time.ts';

/** Opening hours: weekdays by number, Monday 1 to Sunday 7, and times of day `HH:MM` in the zone. */
export type StationHours = {
  hours: readonly { weekdays: readonly number[]; from: string; to: string }[];
  closedOnHolidays: boolean;
};

/**
 * Whether a service station (服务站) is open at a moment; at its closing time it is closed. A holiday is a weekday that the
 * official calendar gives free.
 */
export function isOpen(
  calendar: WorkingCalendar,
  { hours, closedOnHolidays }: StationHours,
  day: Day,
  time: string,
): boolean {
  const weekday = weekdayOf(day);
  if (closedOnHolidays && weekday <= 5 && !isWorkingDay(calendar, day)) return false;
  return hours.some(({ weekdays, from, to }) => weekdays.includes(weekday) && from <= time && time < to);
}
