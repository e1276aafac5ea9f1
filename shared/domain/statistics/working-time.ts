import { addDays, type Day, dayIn, epochOf, type Instant, startOfDay } from '../time.ts';

/** When a zone's office works, by its calendar and opening hours. */
export type OfficeTime = {
  timeZone: string;
  /** Opening hours of every working day, `HH:MM` on clocks in the zone; breaks are not taken out. */
  hours: { from: string; to: string };
  isWorkingDay: (day: Day) => boolean;
  /** Working days from one day to another: the first is not counted, the last is. */
  between: (from: Day, to: Day) => { days: number; provisional: boolean };
};

/** Time that an office had something: working days as promises count them, and minutes of opening hours. */
export type Spent = { days: number; minutes: number; provisional: boolean };

const minute = 60_000;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes of opening hours on one day that lie before an instant. */
function openedBefore(office: OfficeTime, day: Day, at: Instant): number {
  const [from, to] = [minutesOf(office.hours.from), minutesOf(office.hours.to)];
  const passed = (epochOf(at) - epochOf(startOfDay(office.timeZone, day))) / minute;
  return Math.min(Math.max(passed - from, 0), to - from);
}

/**
 * Opening hours between two instants, in whole minutes. On a day when clocks change they are counted from midnight.
 * @returns 0 where `to` is not later than `from`
 */
export function openMinutes(office: OfficeTime, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  const [first, last] = [dayIn(office.timeZone, from), dayIn(office.timeZone, to)];
  const works = (day: Day) => office.isWorkingDay(day);
  const whole = minutesOf(office.hours.to) - minutesOf(office.hours.from);
  const end = works(last) ? openedBefore(office, last, to) : 0;
  if (first === last) return works(first) ? Math.round(end - openedBefore(office, first, from)) : 0;
  let minutes = end + (works(first) ? whole - openedBefore(office, first, from) : 0);
  for (let day = addDays(first, 1); day < last; day = addDays(day, 1)) if (works(day)) minutes += whole;
  return Math.round(minutes);
}

/** The time between two instants as an office counts it. Stretches that meet add up to the stretch over both. */
export function spent(office: OfficeTime, from: Instant, to: Instant): Spent {
  if (to <= from) return { days: 0, minutes: 0, provisional: false };
  const { days, provisional } = office.between(dayIn(office.timeZone, from), dayIn(office.timeZone, to));
  return { days, minutes: openMinutes(office, from, to), provisional };
}
