import { describe, expect, it } from 'vitest';
import { official2026 } from '../../../shared/policy/calendars/official-2026.ts';
import { kindOf, monthsOf, workingDaysOf } from '../../../web/administration/calendar-year.ts';

describe('A year of working days at a glance', () => {
  it('puts every day of the year under its weekday, Monday first', () => {
    const months = monthsOf(official2026);
    expect(months).toHaveLength(12);
    const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== undefined);
    expect(days).toHaveLength(365);
    // 1 January 2026 is a Thursday.
    expect(months[0]?.weeks[0]?.map((day) => day?.number)).toEqual([undefined, undefined, undefined, 1, 2, 3, 4]);
    expect(months.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true);
  });

  it('tells days off, made-up days and ordinary weekends from each other', () => {
    const [[firstOff] = ['']] = official2026.daysOff;
    const [madeUp = ''] = official2026.makeUpDays;
    expect(kindOf(official2026, firstOff)).toBe('off');
    expect(kindOf(official2026, madeUp)).toBe('made-up');
    expect(kindOf(official2026, '2026-03-07')).toBe('weekend');
    expect(kindOf(official2026, '2026-03-09')).toBe('work');
  });

  it('counts a day that is made up although it lies in a stretch of days off', () => {
    const calendar = { year: 2026, daysOff: [['2026-05-01', '2026-05-03']] as const, makeUpDays: ['2026-05-02'] };
    expect(kindOf(calendar, '2026-05-02')).toBe('made-up');
    expect(workingDaysOf(calendar)).toBe(workingDaysOf({ ...calendar, makeUpDays: [] }) + 1);
  });
});
