import { addDays, addMonths, type Day, type Instant, startOfDay } from '../time.ts';

/** A calendar month in the zone's time zone, `YYYY-MM`. */
export type Month = string;

/** The month of a calendar day. */
export const monthOf = (day: Day): Month => day.slice(0, 7);

export const firstDayOf = (month: Month): Day => `${month}-01`;

export const lastDayOf = (month: Month): Day => addDays(addMonths(firstDayOf(month), 1), -1);

/** The month some months later, or earlier when negative. */
export const monthsAfter = (month: Month, months: number): Month => monthOf(addMonths(firstDayOf(month), months));

/** True for a month that exists in the calendar. */
export const isMonth = (text: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

/** Every month that has a day between two days, both included, the earliest first. */
export function monthsFrom(from: Day, to: Day): Month[] {
  const found: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = monthsAfter(month, 1)) found.push(month);
  return found;
}

/**
 * When a month's bulletin may be published: so many full days after its end, for what was late to arrive.
 * @param days full days after the last day of the month
 */
export const publishableAt = (month: Month, days: number, timeZone: string): Instant =>
  startOfDay(timeZone, addDays(lastDayOf(month), days + 1));
