import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  completedYears,
  type Day,
  dayIn,
  daysBetween,
  endOfDay,
  epochOf,
  instantOf,
  isDay,
  startOfDay,
} from '../../../shared/domain/time.ts';

/** Zones without summer time, with it, that change clocks at midnight, and far from Greenwich on both sides. */
const timeZones = [
  'Asia/Shanghai',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
] as const;

const anyDay = fc
  .integer({ min: 0, max: daysBetween('1990-01-01', '2060-12-31') })
  .map((days) => addDays('1990-01-01', days));
const anyZone = fc.constantFrom(...timeZones);

describe('the day on which an instant falls', () => {
  test.each([
    ['2026-11-22T15:59:59.999Z', 'Asia/Shanghai', '2026-11-22', 'the last millisecond before midnight in Beijing'],
    ['2026-11-22T16:00:00.000Z', 'Asia/Shanghai', '2026-11-23', 'midnight in Beijing'],
    ['2026-11-22T16:00:00.000Z', 'UTC', '2026-11-22', 'the same moment in Greenwich'],
    ['2026-03-29T22:30:00.000Z', 'Europe/Berlin', '2026-03-30', 'half past midnight in summer time'],
    ['2026-03-28T22:30:00.000Z', 'Europe/Berlin', '2026-03-28', 'half past eleven in winter time'],
    ['2026-11-22T10:00:00.000Z', 'Pacific/Kiritimati', '2026-11-23', 'fourteen hours ahead'],
    ['2028-02-28T16:00:00.000Z', 'Asia/Shanghai', '2028-02-29', 'a leap day'],
  ])('%s in %s is %s: %s', (instant, timeZone, day) => {
    expect(dayIn(timeZone, instant)).toBe(day);
  });
});

describe('the start and end of a day', () => {
  test('a day in Beijing ends one millisecond before 16:00 UTC', () => {
    expect(startOfDay('Asia/Shanghai', '2026-11-23')).toBe('2026-11-22T16:00:00.000Z');
    expect(endOfDay('Asia/Shanghai', '2026-11-23')).toBe('2026-11-23T15:59:59.999Z');
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', 23, 'clocks go forward at two in the morning'],
    ['Europe/Berlin', '2026-10-25', 25, 'clocks go back at three in the morning'],
    ['Africa/Cairo', '2026-04-24', 23, 'clocks go forward at midnight, east of Greenwich'],
    ['America/Havana', '2026-03-08', 23, 'clocks go forward at midnight, west of Greenwich'],
    ['America/Havana', '2026-11-01', 25, 'clocks go back to midnight'],
    ['Australia/Lord_Howe', '2026-10-04', 23.5, 'clocks move by half an hour'],
    ['Asia/Shanghai', '2026-11-23', 24, 'no summer time'],
  ])('in %s, %s has %d hours: %s', (timeZone, day, hours) => {
    const length = epochOf(endOfDay(timeZone, day)) + 1 - epochOf(startOfDay(timeZone, day));
    expect(length / 3_600_000).toBe(hours);
  });

  test('a day whose first half hour was skipped begins when the clocks were put forward', () => {
    expect(startOfDay('America/Toronto', '1919-03-31')).toBe('1919-03-31T04:30:00.000Z');
  });

  test('a day that a country skipped has no length', () => {
    expect(startOfDay('Pacific/Apia', '2011-12-30')).toBe(startOfDay('Pacific/Apia', '2011-12-31'));
  });

  test('both lie on the day itself, and their neighbours on the days beside it', () => {
    const skipped = [-1, 0, 1].map((days) => addDays('1994-12-31', days));
    fc.assert(
      fc.property(anyZone, anyDay, (timeZone, day) => {
        // Kiritimati skipped the last day of 1994.
        fc.pre(timeZone !== 'Pacific/Kiritimati' || !skipped.includes(day));
        const start = startOfDay(timeZone, day);
        const end = endOfDay(timeZone, day);
        expect(dayIn(timeZone, start)).toBe(day);
        expect(dayIn(timeZone, end)).toBe(day);
        expect(dayIn(timeZone, instantOf(epochOf(start) - 1))).toBe(addDays(day, -1));
        expect(dayIn(timeZone, instantOf(epochOf(end) + 1))).toBe(addDays(day, 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('moving by days and months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-15', 0, '2026-05-15'],
    ['2026-05-15', -17, '2024-12-15'],
  ])('%s and %d months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  test('moving by months keeps the day of the month or takes the last one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -240, max: 240 }), (day, months) => {
        const moved = addMonths(day, months);
        const wanted = Number(day.slice(8));
        const got = Number(moved.slice(8));
        expect(isDay(moved)).toBe(true);
        if (got !== wanted) {
          expect(got).toBeLessThan(wanted);
          expect(addDays(moved, 1).slice(8)).toBe('01');
        }
        expect(Number(moved.slice(0, 4)) * 12 + Number(moved.slice(5, 7))).toBe(
          Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) + months,
        );
      }),
    );
  });

  test('moving by days forth and back ends where it began', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        const moved = addDays(day, days);
        expect(daysBetween(day, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(day);
        expect(moved > day).toBe(days > 0);
      }),
    );
  });
});

describe('a calendar day', () => {
  test.each(['2026-11-22', '2028-02-29', '2000-02-29', '1899-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    '2026-02-30',
    '2027-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-1-2',
    '22-11-2026',
    '2026-11-22T00:00:00Z',
    ' 2026-11-22',
    '2026-11-22\n',
    '+02026-11-22',
    '+012026-01',
    '',
  ])('%j does not', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('age in completed years', () => {
  test.each<[Day, Day, number, string]>([
    ['1990-11-22', '2026-11-21', 35, 'the day before the birthday'],
    ['1990-11-22', '2026-11-22', 36, 'the birthday itself'],
    ['2004-02-29', '2026-02-28', 21, 'born on a leap day, the last of February of a common year'],
    ['2004-02-29', '2026-03-01', 22, 'born on a leap day, the first of March of a common year'],
    ['2004-02-29', '2028-02-29', 24, 'born on a leap day, on the next leap day'],
    ['2026-11-22', '2026-11-22', 0, 'born today'],
    ['2026-11-23', '2026-11-22', -1, 'born tomorrow'],
  ])('born %s, on %s: %d (%s)', (born, on, years) => {
    expect(completedYears(born, on)).toBe(years);
  });
});
