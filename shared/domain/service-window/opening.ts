import { type Day, weekdayOf } from '../time.ts';
import { isClosedOn, type ServiceWindow } from './service-window.ts';

/** A moment as a window's door knows it: day and time of day in the zone, and whether the official calendar works. */
export type DoorTime = { day: Day; time: string; isWorkingDay: boolean };

const saturday = 6;

/**
 * Whether a window is open: by its hours, but not on an official holiday nor while it is closed. On a weekend day on
 * which the State Council lets people work (调休上班) it opens as on a Monday. Being open makes no day a working day:
 * no time limit counts by it.
 */
export function isOpenAt(
  window: Pick<ServiceWindow, 'hours' | 'closures'>,
  { day, time, isWorkingDay }: DoorTime,
): boolean {
  if (isClosedOn(window, day)) return false;
  const weekday = weekdayOf(day);
  const isWeekend = weekday >= saturday;
  if (!isWeekend && !isWorkingDay) return false;
  const by = isWeekend && isWorkingDay ? 1 : weekday;
  return window.hours.some(({ days, from, to }) => days.includes(by) && from <= time && time < to);
}
