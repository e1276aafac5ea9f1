import { isWorkingDay, type WorkingCalendar } from '../../shared/domain/calendar/working-days.ts';
import {
  addDays,
  type Day,
  dayIn,
  epochOf,
  type Instant,
  instantOf,
  timeIn,
  weekdayOf,
} from '../../shared/domain/time.ts';

/** Times of day (`HH:MM`) between which an office works, on some weekdays (Monday 1 to Sunday 7) or on all of them. */
export type OpenHours = readonly { days?: readonly number[]; from: string; to: string }[];

/** When an office works: its hours on the working days of the calendar, in its time zone. */
export type Opening = { timeZone: string; hours: OpenHours; calendar: WorkingCalendar };

/** How far a due time lies from now, in minutes in which the office works. */
export type Countdown = {
  /** `after-hours`: no office hours are left, though the day has not ended. */
  state: 'left' | 'after-hours' | 'over';
  /** Left, or since it was due. */
  minutes: number;
  /** Minutes of one usual day. */
  aDay: number;
};

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

const endOfDay = 24 * 60;

/** The hours of a day. A weekend day on which work is made up (调休上班) opens as on a Monday; days off do not open. */
function hoursOn({ hours, calendar }: Opening, day: Day): { from: number; to: number }[] {
  if (!isWorkingDay(calendar, day)) return [];
  const weekday = weekdayOf(day);
  const as = weekday >= 6 ? 1 : weekday;
  return hours
    .filter(({ days }) => days === undefined || days.includes(as))
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }));
}

/** Minutes of office hours between two instants; 0 when they are not in order. */
export function workingMinutes(opening: Opening, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  const { timeZone } = opening;
  const [first, last] = [dayIn(timeZone, from), dayIn(timeZone, to)];
  const [start, end] = [minutesOf(timeIn(timeZone, from)), minutesOf(timeIn(timeZone, to))];
  let found = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const [earliest, latest] = [day === first ? start : 0, day === last ? end : endOfDay];
    for (const open of hoursOn(opening, day)) {
      found += Math.max(0, Math.min(open.to, latest) - Math.max(open.from, earliest));
    }
  }
  return found;
}

/** Minutes of a Monday on which people work, or of whatever day has hours. */
const usualDay = ({ hours }: Opening): number => {
  const onDay = (weekday: number) =>
    hours
      .filter(({ days }) => days === undefined || days.includes(weekday))
      .reduce((sum, { from, to }) => sum + Math.max(0, minutesOf(to) - minutesOf(from)), 0);
  return [1, 2, 3, 4, 5].map(onDay).find((minutes) => minutes > 0) ?? endOfDay;
};

/** Days beyond which nobody counts hours. */
const farAway = 400;

/**
 * How long until something is due, or since when it is over, in office hours.
 * @param now epoch milliseconds by the zone's clock
 */
export function countdown(opening: Opening, now: number, dueAt: Instant): Countdown {
  const aDay = usualDay(opening);
  const due = epochOf(dueAt);
  const far = Math.abs(due - now) > farAway * 86_400_000;
  const present = instantOf(far ? due - Math.sign(due - now) * farAway * 86_400_000 : now);
  if (due <= now) return { state: 'over', minutes: workingMinutes(opening, dueAt, present), aDay };
  const minutes = workingMinutes(opening, present, dueAt);
  return { state: minutes === 0 ? 'after-hours' : 'left', minutes, aDay };
}

/** Office minutes as whole days, hours and minutes, as far as each tells something. */
export function inParts({ minutes, aDay }: Pick<Countdown, 'minutes' | 'aDay'>): {
  days: number;
  hours: number;
  minutes: number;
} {
  const days = Math.floor(minutes / aDay);
  const rest = minutes - days * aDay;
  return { days, hours: Math.floor(rest / 60), minutes: rest % 60 };
}

/**
 * The hours on which time limits count, of those that an office tells the public: the lines for the same days as the
 * first one. Hours of a Saturday stand behind them and make it no working day.
 */
export function weekdayHours(told: readonly { days: { zh: string }; from: string; to: string }[]): OpenHours {
  const [first] = told;
  return told.filter(({ days }) => days.zh === first?.days.zh).map(({ from, to }) => ({ from, to }));
}
