/** A moment in UTC, ISO 8601 with milliseconds and `Z`, so that instants sort as strings. */
export type Instant = string;

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export type Day = string;

/** The only source of the present: epoch milliseconds. */
export type Clock = { now: () => number };

const dayInMilliseconds = 86_400_000;

export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

export const epochOf = (instant: Instant): number => Date.parse(instant);

/** The calendar day on which an instant falls in a time zone (IANA name). */
export function dayIn(timeZone: string, instant: Instant): Day {
  return instantOf(wallClock(timeZone, epochOf(instant))).slice(0, 10);
}

/** What clocks in a time zone show at an instant, `HH:MM`. */
export const timeIn = (timeZone: string, instant: Instant): string =>
  instantOf(wallClock(timeZone, epochOf(instant))).slice(11, 16);

/** Moves a calendar day by whole days, backwards when negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayInMilliseconds).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to a later one; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayInMilliseconds;
}

/**
 * Moves a calendar day by whole months; the 31st becomes the last day of a shorter month.
 */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** True for a day that exists in the calendar (`2026-02-30` does not). */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
  );
}

/** Completed years (周岁) from a birth date to a day; born on 29 February counts from 1 March in common years. */
export function completedYears(birthDate: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The last millisecond of a day in a time zone: the end of a time limit that falls on that day. */
export function endOfDay(timeZone: string, day: Day): Instant {
  return instantOf(startOfDayEpoch(timeZone, addDays(day, 1)) - 1);
}

/** The first millisecond of a day in a time zone. */
export function startOfDay(timeZone: string, day: Day): Instant {
  return instantOf(startOfDayEpoch(timeZone, day));
}

function startOfDayEpoch(timeZone: string, day: Day): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offset = (at: number) => wallClock(timeZone, at) - at;
  const sides = [offset(midnight - dayInMilliseconds), offset(midnight + dayInMilliseconds)];
  const found = sides.map((side) => midnight - side).filter((at) => wallClock(timeZone, at) === midnight);
  if (found.length > 0) return Math.min(...found);
  // The clocks were put forward over midnight: the day begins at the moment when they were.
  let before = midnight - Math.max(...sides);
  let after = midnight - Math.min(...sides);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(timeZone, middle) < midnight) before = middle;
    else after = middle;
  }
  return after;
}

const clockFaces = new Map<string, Intl.DateTimeFormat>();

const clockFace = (timeZone: string): Intl.DateTimeFormat => {
  const known = clockFaces.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clockFaces.set(timeZone, made);
  return made;
};

/** What clocks in a time zone show at a moment to the second, as if it were UTC, in epoch milliseconds. */
function wallClock(timeZone: string, at: number): number {
  const parts = new Map(
    clockFace(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** Number of a weekday, Monday 1 to Sunday 7. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
