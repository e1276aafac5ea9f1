import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../../shared/domain/calendar/working-days.ts';
import { countdown, inParts, type Opening, weekdayHours, workingMinutes } from '../../../web/pieces/working-hours.ts';

const timeZone = 'Asia/Shanghai';
const weekdays: Opening = { timeZone, hours: [{ from: '09:00', to: '17:00' }], calendar: workingCalendar([]) };
const at = (local: string) => new Date(`${local}:00+08:00`).toISOString();
const hours = (n: number) => n * 60;

describe('office hours between two moments', () => {
  it('counts nothing but the hours in which the office works', () => {
    expect(workingMinutes(weekdays, at('2026-11-23T08:00'), at('2026-11-23T23:59'))).toBe(hours(8));
    expect(workingMinutes(weekdays, at('2026-11-23T10:30'), at('2026-11-23T12:00'))).toBe(90);
    expect(workingMinutes(weekdays, at('2026-11-23T17:30'), at('2026-11-24T08:59'))).toBe(0);
  });

  it('leaves a weekend out', () => {
    expect(workingMinutes(weekdays, at('2026-11-27T16:00'), at('2026-11-30T10:00'))).toBe(hours(2));
  });

  it('leaves the hour of noon out where the office tells two stretches', () => {
    const withNoon: Opening = {
      ...weekdays,
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '17:00' },
      ],
    };
    expect(workingMinutes(withNoon, at('2026-11-23T11:00'), at('2026-11-23T14:00'))).toBe(90);
  });

  it('knows days off and weekend days on which work is made up, which open as on a Monday', () => {
    const calendar = workingCalendar([
      {
        year: 2026,
        notice: null,
        published: '2025-11-04',
        source: 'invented for this test',
        daysOff: [['2026-10-01', '2026-10-07']],
        makeUpDays: ['2026-10-10'],
      },
    ]);
    const holiday: Opening = { timeZone, calendar, hours: [{ days: [1], from: '09:00', to: '13:00' }] };
    const everyDay: Opening = { ...holiday, hours: [{ from: '09:00', to: '17:00' }] };
    expect(workingMinutes(everyDay, at('2026-09-30T16:00'), at('2026-10-08T10:00'))).toBe(hours(2));
    expect(workingMinutes(holiday, at('2026-10-10T00:00'), at('2026-10-10T23:00'))).toBe(hours(4));
  });

  it('is nothing when the second moment does not come after the first', () => {
    expect(workingMinutes(weekdays, at('2026-11-23T12:00'), at('2026-11-23T12:00'))).toBe(0);
    expect(workingMinutes(weekdays, at('2026-11-23T12:00'), at('2026-11-23T10:00'))).toBe(0);
  });
});

describe('the countdown of a case', () => {
  const dueAt = new Date(Date.parse(at('2026-11-25T00:00')) - 1).toISOString();
  const told = (local: string) => {
    const { state, minutes, aDay } = countdown(weekdays, Date.parse(at(local)), dueAt);
    return { state, ...inParts({ minutes, aDay }) };
  };

  it('stands still overnight and goes on in the morning', () => {
    expect(told('2026-11-23T18:00')).toEqual(told('2026-11-24T08:00'));
    expect(told('2026-11-24T08:00')).toEqual({ state: 'left', days: 1, hours: 0, minutes: 0 });
    expect(told('2026-11-24T09:20')).toEqual({ state: 'left', days: 0, hours: 7, minutes: 40 });
    expect(told('2026-11-23T14:00')).toEqual({ state: 'left', days: 1, hours: 3, minutes: 0 });
  });

  it('says that no office hours are left before it says that it is over', () => {
    expect(told('2026-11-24T18:00').state).toBe('after-hours');
    expect(told('2026-11-25T10:30')).toEqual({ state: 'over', days: 0, hours: 1, minutes: 30 });
  });

  it('takes a usual day from the hours that the window has on weekdays', () => {
    const mornings: Opening = {
      ...weekdays,
      hours: [
        { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
        { days: [6], from: '09:00', to: '17:00' },
      ],
    };
    expect(countdown(mornings, Date.parse(at('2026-11-23T09:00')), dueAt)).toEqual({
      state: 'left',
      minutes: hours(6),
      aDay: hours(3),
    });
  });

  it('answers for a due time that is absurdly far away without counting every day to it', () => {
    expect(countdown(weekdays, Date.parse(at('2026-11-23T09:00')), '9999-01-01T00:00:00.000Z').state).toBe('left');
    expect(countdown(weekdays, Date.parse(at('2026-11-23T09:00')), '1000-01-01T00:00:00.000Z').state).toBe('over');
  });
});

describe('the hours that an office tells the public', () => {
  it('are those of the first line; what stands behind for other days makes no working time', () => {
    const weekday = { days: { zh: '周一至周五' }, from: '09:00', to: '12:00' };
    const afternoon = { days: { zh: '周一至周五' }, from: '13:00', to: '17:00' };
    const saturday = { days: { zh: '周六（除调休上班日外不计入办理时限）' }, from: '09:00', to: '13:00' };
    expect(weekdayHours([weekday, afternoon, saturday])).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    expect(weekdayHours([])).toEqual([]);
  });
});
