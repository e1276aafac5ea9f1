import { describe, expect, it } from 'vitest';
import { instantAt, slotsOn } from '../../../../shared/domain/visits/slots.ts';
import { officialCalendar } from '../../../../shared/policy/calendars/index.ts';

const hours = [
  { from: '13:30', to: '14:45', places: 2 },
  { from: '09:00', to: '10:00', places: 3 },
];
const on = (day: string, more: Parameters<typeof slotsOn>[0]['hours'] = hours) =>
  slotsOn({ hours: more, minutes: 30 }, officialCalendar, day);

describe('the slots of a day', () => {
  it('are whole ones within the opening hours, in order', () => {
    expect(on('2026-11-23')).toEqual([
      { from: '09:00', to: '09:30', places: 3 },
      { from: '09:30', to: '10:00', places: 3 },
      { from: '13:30', to: '14:00', places: 2 },
      { from: '14:00', to: '14:30', places: 2 },
    ]);
  });

  it.each([
    ['a Sunday', '2026-11-22', 'day-off'],
    ['a public holiday on a Thursday', '2026-10-01', 'day-off'],
    ['a day of a year whose calendar is not published', '2027-03-03', 'calendar-unpublished'],
  ])('are none on %s', (_, day, why) => {
    expect(on(day)).toBe(why);
  });

  it('are those of every working day on a Saturday on which work is made up', () => {
    expect(on('2026-10-10')).toHaveLength(4);
    const weekdays = [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '10:00', places: 1 }];
    expect([on('2026-10-10', weekdays), on('2026-10-17', weekdays)]).toMatchObject([{ length: 2 }, 'day-off']);
    const saturdays = [...weekdays, { weekdays: [6], from: '10:00', to: '10:30', places: 1 }];
    expect(on('2026-10-10', saturdays)).toEqual([{ from: '10:00', to: '10:30', places: 1 }]);
  });

  it('follow the weekday where hours name some', () => {
    const wednesdays = [{ weekdays: [3], from: '09:00', to: '09:30', places: 1 }];
    expect([on('2026-11-25', wednesdays), on('2026-11-26', wednesdays)]).toEqual([
      [{ from: '09:00', to: '09:30', places: 1 }],
      'no-hours',
    ]);
  });
});

describe('the instant of a time of day', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-23', '09:30', '2026-11-23T01:30:00.000Z'],
    ['Europe/Paris', '2026-03-29', '09:30', '2026-03-29T07:30:00.000Z'],
    ['Europe/Paris', '2026-10-25', '09:30', '2026-10-25T08:30:00.000Z'],
    ['America/New_York', '2026-03-08', '13:00', '2026-03-08T17:00:00.000Z'],
  ])('is in %s on %s at %s %s', (zone, day, time, instant) => {
    expect(instantAt(zone, day, time)).toBe(instant);
  });
});
