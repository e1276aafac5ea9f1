/** What a day is for counting working days. */
export type DayKind = 'work' | 'weekend' | 'off' | 'made-up';
type YearDay = { day: string; number: number; kind: DayKind };
/** Weeks from Monday to Sunday; nothing where a week begins or ends in another month. */
export type YearMonth = { month: string; weeks: (YearDay | undefined)[][] };

type Calendar = { year: number; daysOff: readonly (readonly [string, string])[]; makeUpDays: readonly string[] };

const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** What a day is: made up before off, off before weekend, as time limits are counted. */
export function kindOf({ daysOff, makeUpDays }: Calendar, day: string): DayKind {
  if (makeUpDays.includes(day)) return 'made-up';
  if (daysOff.some(([first, last]) => first <= day && day <= last)) return 'off';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : 'work';
}

/** A year as twelve sheets of weeks. */
export function monthsOf(calendar: Calendar): YearMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const first = new Date(Date.UTC(calendar.year, index, 1));
    const length = new Date(Date.UTC(calendar.year, index + 1, 0)).getUTCDate();
    // Monday stands first.
    const before = (first.getUTCDay() + 6) % 7;
    const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, cell) => {
      const number = cell - before + 1;
      if (number < 1 || number > length) return undefined;
      const day = iso(new Date(Date.UTC(calendar.year, index, number)));
      return { day, number, kind: kindOf(calendar, day) };
    });
    const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
    return { month: iso(first).slice(0, 7), weeks };
  });
}

/** How many days of a year are worked. */
export const workingDaysOf = (calendar: Calendar): number =>
  monthsOf(calendar)
    .flatMap(({ weeks }) => weeks.flat())
    .filter((day) => day?.kind === 'work' || day?.kind === 'made-up').length;
