import known from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../../../shared/domain/calendar/working-days.ts';
import { addDays } from '../../../../shared/domain/time.ts';
import { officialCalendar, officialYears, statutoryYears } from '../../../../shared/policy/calendars/index.ts';

const daysOf = (year: number) => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day);
  return days;
};

/** By the data of the library; its own functions answer wrongly on machines west of Greenwich. */
const byTheLibrary = (day: string) => {
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return day in known.workdays || !(weekend || day in known.holidays);
};

describe('official calendars', () => {
  it('cover 2025 and 2026; no notice for 2027 is known', () => {
    expect(officialCalendar.publishedYears).toEqual([2025, 2026]);
    expect(statutoryYears.map(({ year }) => year)).toEqual([2027]);
  });

  for (const { year } of officialYears) {
    it(`${year} has 248 working days`, () => {
      expect(daysOf(year).filter((day) => isWorkingDay(officialCalendar, day))).toHaveLength(248);
    });

    it(`${year} agrees with an independent library on every day`, () => {
      const differing = daysOf(year).filter((day) => isWorkingDay(officialCalendar, day) !== byTheLibrary(day));
      expect(differing).toEqual([]);
    });
  }

  it('of 2027 has only the public holidays, since nobody knows which days are made up', () => {
    const off = daysOf(2027).filter((day) => officialCalendar.daysOff.has(day));
    expect(off).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
    expect(daysOf(2027).filter((day) => officialCalendar.makeUpDays.has(day))).toEqual([]);
  });

  it('name the notice or its text and the day of publication', () => {
    for (const { source, published, year } of officialYears) {
      expect(source).toMatch(/^https?:\/\//);
      expect(published.startsWith(String(year - 1))).toBe(true);
    }
  });
});
