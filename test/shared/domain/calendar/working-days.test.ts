import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  type CalendarYear,
  isPublished,
  isWorkingDay,
  workingCalendar,
  workingDaysBetween,
} from '../../../../shared/domain/calendar/working-days.ts';
import { addDays } from '../../../../shared/domain/time.ts';
import { officialCalendar, officialYears, statutoryYears } from '../../../../shared/policy/calendars/index.ts';

const add = (start: string, count: number) => addWorkingDays(officialCalendar, start, count);

describe('the last day of a limit', () => {
  it.each([
    ['2026-02-13', 1, '2026-02-14', 'a make-up Saturday'],
    ['2026-02-13', 3, '2026-02-25', 'nine days of Spring Festival'],
    ['2026-04-30', 3, '2026-05-08', 'Labour Day'],
    ['2026-05-06', 3, '2026-05-09', 'a make-up Saturday'],
    ['2026-06-18', 1, '2026-06-22', 'Dragon Boat Festival'],
    ['2026-09-18', 1, '2026-09-20', 'a make-up Sunday'],
    ['2026-09-24', 3, '2026-09-30', 'Mid-Autumn Festival'],
    ['2026-09-30', 3, '2026-10-10', 'a make-up Saturday after National Day'],
    ['2025-01-24', 1, '2025-01-26', 'a make-up Sunday'],
    ['2025-01-24', 3, '2025-02-05', 'Spring Festival'],
    ['2025-09-30', 3, '2025-10-11', 'a make-up Saturday'],
    ['2025-12-31', 1, '2026-01-04', 'a make-up Sunday of the next published year'],
    ['2025-12-31', 3, '2026-01-06', 'New Year'],
    ['2025-12-31', 20, '2026-01-29', 'the statutory limit'],
    ['2026-11-20', 3, '2026-11-25', 'a plain weekend'],
  ])('%s and %d working days is %s: %s', (start, count, day) => {
    expect(add(start, count)).toEqual({ day, provisional: false });
  });

  it('is provisional when the count enters a year without an official calendar', () => {
    expect(add('2026-12-30', 3)).toEqual({ day: '2027-01-05', provisional: true });
  });

  it('is certain up to the last day of the last published year', () => {
    expect(add('2026-12-30', 1)).toEqual({ day: '2026-12-31', provisional: false });
    expect(add('2026-12-30', 2).provisional).toBe(true);
  });

  it('is certain when only the start, which is not counted, lies in an unknown year', () => {
    expect(add('2024-12-31', 1)).toEqual({ day: '2025-01-02', provisional: false });
    expect(add('2024-12-30', 1)).toEqual({ day: '2024-12-31', provisional: true });
  });

  it('of no days is the start day itself, also on a make-up Saturday', () => {
    expect(add('2026-11-20', 0)).toEqual({ day: '2026-11-20', provisional: false });
    expect(add('2026-02-14', 0)).toEqual({ day: '2026-02-14', provisional: false });
  });

  it('of no days moves to the next working day when the start is a day off', () => {
    expect(add('2026-11-21', 0)).toEqual({ day: '2026-11-23', provisional: false });
    expect(add('2026-10-01', 0)).toEqual({ day: '2026-10-08', provisional: false });
  });

  it('of no days is provisional in a year without an official calendar', () => {
    expect(add('2027-03-01', 0)).toEqual({ day: '2027-03-01', provisional: true });
  });

  it('refuses to count backwards or by fractions', () => {
    expect(() => add('2026-11-20', -1)).toThrow(RangeError);
    expect(() => add('2026-11-20', 1.5)).toThrow(RangeError);
  });
});

describe('working days between two days', () => {
  it('do not count the first day and do count the last', () => {
    expect(workingDaysBetween(officialCalendar, '2026-11-20', '2026-11-25')).toEqual({ days: 3, provisional: false });
    expect(workingDaysBetween(officialCalendar, '2026-11-20', '2026-11-20')).toEqual({ days: 0, provisional: false });
  });

  it('are negative backwards', () => {
    expect(workingDaysBetween(officialCalendar, '2026-11-25', '2026-11-20')).toEqual({ days: -3, provisional: false });
    expect(workingDaysBetween(officialCalendar, '2026-11-22', '2026-11-21')).toEqual({ days: 0, provisional: false });
  });

  it('are provisional in a year without an official calendar', () => {
    expect(workingDaysBetween(officialCalendar, '2026-12-30', '2027-01-05')).toEqual({ days: 3, provisional: true });
  });
});

describe('any start and count', () => {
  const start = fc.integer({ min: 0, max: 1000 }).map((days) => addDays('2025-01-01', days));
  const count = fc.integer({ min: 0, max: 40 });

  it('end on a working day', () => {
    fc.assert(
      fc.property(start, count, (from, days) => {
        expect(isWorkingDay(officialCalendar, add(from, days).day)).toBe(true);
      }),
    );
  });

  it('end later for a larger count and never earlier for a later start', () => {
    fc.assert(
      fc.property(start, count, fc.integer({ min: 1, max: 30 }), (from, days, more) => {
        expect(add(from, days + more).day >= add(from, days).day).toBe(true);
        expect(add(addDays(from, more), days).day >= add(from, days).day).toBe(true);
        if (days > 0) expect(add(from, days + more).day > add(from, days).day).toBe(true);
      }),
    );
  });

  it('come to the same day in two steps as in one', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 20 }), count, (from, first, second) => {
        expect(add(add(from, first).day, second).day).toBe(add(from, first + second).day);
      }),
    );
  });

  it('leave the start day out: a limit of a day or more never ends on it', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (from, days) => {
        expect(add(from, days).day > from).toBe(true);
      }),
    );
  });

  it('are as far apart as was counted', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const counted = add(from, days);
        expect(workingDaysBetween(officialCalendar, from, counted.day)).toEqual({
          days,
          provisional: counted.provisional,
        });
      }),
    );
  });

  it('are provisional exactly when a counted day lies outside the published years', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const counted = add(from, days);
        expect(counted.provisional).toBe(!isPublished(officialCalendar, counted.day));
      }),
    );
  });
});

describe('a calendar of one’s own', () => {
  const notice: CalendarYear = {
    year: 2027,
    notice: 'made up for this test',
    published: '2026-11-30',
    source: 'made up for this test',
    daysOff: [['2026-12-31', '2027-01-03']],
    makeUpDays: ['2026-12-26'],
  };

  it('takes in a new notice, which may reach into the December before, and then nothing is provisional', () => {
    const calendar = workingCalendar([...officialYears, notice], statutoryYears);
    expect(isPublished(calendar, '2027-06-01')).toBe(true);
    expect(isWorkingDay(calendar, '2026-12-26')).toBe(true);
    expect(isWorkingDay(calendar, '2026-12-31')).toBe(false);
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ day: '2027-01-04', provisional: false });
  });

  it('lets a notice replace what was known by rule and a later entry replace an earlier one', () => {
    const calendar = workingCalendar([...officialYears, notice, { ...notice, daysOff: [] }], statutoryYears);
    expect(isWorkingDay(calendar, '2027-01-01')).toBe(true);
    expect(isWorkingDay(calendar, '2027-02-05')).toBe(true);
  });

  it('has people off from the first day of a holiday to its last, and at work on the days that make up for it', () => {
    const may = { ...notice, daysOff: [['2027-05-03', '2027-05-05']] as const, makeUpDays: ['2027-05-08'] };
    const calendar = workingCalendar([may, { ...notice, year: 2026, daysOff: [], makeUpDays: [] }]);
    const days = ['2027-04-30', '2027-05-03', '2027-05-04', '2027-05-05', '2027-05-06', '2027-05-08', '2027-05-09'];
    expect(days.filter((day) => isWorkingDay(calendar, day))).toEqual(['2027-04-30', '2027-05-06', '2027-05-08']);
    expect(calendar.publishedYears).toEqual([2026, 2027]);
  });

  it('refuses what is no day before it counts with it', () => {
    expect(() => workingCalendar([{ ...notice, daysOff: [['soon', 'later']], makeUpDays: ['someday'] }])).toThrow(
      /^the working-day calendar is not valid: 2027: soon is not a calendar day; 2027: later is not a calendar day; 2027: someday is not a calendar day$/,
    );
  });

  it('refuses wrong data and names every mistake', () => {
    const wrong: CalendarYear = {
      ...notice,
      daysOff: [['2027-05-01', '2027-05-05']],
      makeUpDays: ['2027-05-02', '2027-05-12'],
    };
    expect(() => workingCalendar([wrong])).toThrow(
      '2027: 2027-05-02 is both off and a make-up day; 2027: 2027-05-12 is no weekend and cannot be a make-up day',
    );
    expect(() => workingCalendar([{ ...notice, daysOff: [['2027-02-30', '2028-01-01']] }])).toThrow(
      '2027: 2027-02-30 is not a calendar day; 2027: 2028-01-01 lies outside the year and the December before it',
    );
    expect(() => workingCalendar([{ ...notice, daysOff: [['2027-05-05', '2027-05-01']] }])).toThrow('runs backwards');
  });
});
