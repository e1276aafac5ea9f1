import { addDays, type Day, isDay, weekdayOf } from '../time.ts';

/** First and last day of a stretch, both included; a single day is a stretch of one. */
type DayRange = readonly [first: Day, last: Day];

/** The official calendar of one year, as the State Council's notice sets it. */
export type CalendarYear = {
  year: number;
  /** Number of the notice; null where the copy does not show it. */
  notice: string | null;
  published: Day;
  source: string;
  /** Days off, weekends among them; a notice may reach into December of the year before. */
  daysOff: readonly DayRange[];
  /** Weekend days on which work is made up (调休上班). */
  makeUpDays: readonly Day[];
};

/** Public holidays known by rule for a year without an official calendar: its make-up days are still unknown. */
export type StatutoryYear = {
  year: number;
  source: string;
  placeholder: true;
  daysOff: readonly DayRange[];
};

/** Working days by date; made once from its years by `workingCalendar`. */
export type WorkingCalendar = {
  publishedYears: readonly number[];
  daysOff: ReadonlySet<Day>;
  makeUpDays: ReadonlySet<Day>;
};

const daysOf = ([first, last]: DayRange): Day[] => {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

const isWeekend = (day: Day) => weekdayOf(day) >= 6;

const yearOf = (day: Day) => Number(day.slice(0, 4));

function problemsOf(entry: { year: number; daysOff: readonly DayRange[]; makeUpDays?: readonly Day[] }): string[] {
  const problems: string[] = [];
  const makeUp = entry.makeUpDays ?? [];
  const say = (what: string) => problems.push(`${entry.year}: ${what}`);
  const belongs = (day: Day) => yearOf(day) === entry.year || day.startsWith(`${entry.year - 1}-12`);
  for (const day of [...entry.daysOff.flat(), ...makeUp]) {
    if (!isDay(day)) say(`${day} is not a calendar day`);
    else if (!belongs(day)) say(`${day} lies outside the year and the December before it`);
  }
  if (problems.length > 0) return problems;
  for (const [first, last] of entry.daysOff) if (last < first) say(`${first} to ${last} runs backwards`);
  const off = new Set(entry.daysOff.flatMap(daysOf));
  for (const day of makeUp) {
    if (!isWeekend(day)) say(`${day} is no weekend and cannot be a make-up day`);
    if (off.has(day)) say(`${day} is both off and a make-up day`);
  }
  return problems;
}

/**
 * Makes a calendar from official years, and for years not yet published from the holidays that are known by rule.
 * A zone adds a year when its notice appears; for a year named twice the later entry counts.
 *
 * @throws Error that names every mistake in the data
 */
export function workingCalendar(
  official: readonly CalendarYear[],
  statutory: readonly StatutoryYear[] = [],
): WorkingCalendar {
  const problems = [...official, ...statutory].flatMap(problemsOf);
  if (problems.length > 0) throw new Error(`the working-day calendar is not valid: ${problems.join('; ')}`);
  const years = new Map(official.map((entry) => [entry.year, entry]));
  const byRule = statutory.filter((entry) => !years.has(entry.year));
  return {
    publishedYears: [...years.keys()].sort((a, b) => a - b),
    daysOff: new Set([...years.values(), ...byRule].flatMap((entry) => entry.daysOff.flatMap(daysOf))),
    makeUpDays: new Set([...years.values()].flatMap((entry) => entry.makeUpDays)),
  };
}

/** Whether the official calendar of the year of this day is known. */
export const isPublished = (calendar: WorkingCalendar, day: Day): boolean =>
  calendar.publishedYears.includes(yearOf(day));

/**
 * Whether people work on this day: no weekend and no day off, or a make-up day. In a year without an official calendar
 * this is only what weekends and known public holidays say; ask `isPublished`.
 */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  if (calendar.makeUpDays.has(day)) return true;
  return !isWeekend(day) && !calendar.daysOff.has(day);
}

/** A day found by counting; `provisional` when the count touched a year without an official calendar. */
export type CountedDay = { day: Day; provisional: boolean };

/**
 * The last day of a time limit in working days (Licensing Law art. 82). The start day is not counted, whether or not it
 * is a working day.
 *
 * A limit of 0 ends on the start day itself, or, when that is a day off, on the next working day: a limit whose last
 * day is a day off ends on the day after it (Civil Code art. 203).
 *
 * @param start calendar day in the zone's time zone
 * @param count working days, 0 or more
 * @throws RangeError when count is negative or no whole number
 */
export function addWorkingDays(calendar: WorkingCalendar, start: Day, count: number): CountedDay {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('working days must be a whole number, 0 or more');
  let day = start;
  let provisional = count === 0 && !isPublished(calendar, day);
  if (count === 0 && isWorkingDay(calendar, day)) return { day, provisional };
  let left = Math.max(count, 1);
  while (left > 0) {
    day = addDays(day, 1);
    provisional ||= !isPublished(calendar, day);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { day, provisional };
}

/**
 * Working days from one day to another: the first is not counted, the last is. Negative when `to` is earlier.
 *
 * @param from calendar day in the zone's time zone
 * @param to calendar day in the zone's time zone
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
): { days: number; provisional: boolean } {
  const backwards = to < from;
  const [start, end] = backwards ? [to, from] : [from, to];
  let days = 0;
  let provisional = false;
  for (let day = start; day < end; ) {
    day = addDays(day, 1);
    provisional ||= !isPublished(calendar, day);
    if (isWorkingDay(calendar, day)) days += 1;
  }
  return { days: backwards && days > 0 ? -days : days, provisional };
}
