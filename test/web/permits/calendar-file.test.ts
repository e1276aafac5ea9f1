import { describe, expect, test } from 'vitest';
import { type CalendarDay, calendarFile } from '../../../web/permits/calendar-file.ts';

const given = { host: 'permit.demo.example', language: 'zh-CN', stamp: '2026-11-22T16:33:11.250Z' };
const ending: CalendarDay = {
  id: 'GP9B7BT58KAY8MX73L-ends',
  on: '2026-12-31',
  summary: '工作许可到期',
  description: '编号 GP9B7BT58KAY8MX73L',
  remindDaysBefore: [],
};
const file = (otherwise: Partial<CalendarDay> = {}) => calendarFile([{ ...ending, ...otherwise }], given);
/** The lines as a calendar reads them: those that go on are joined (RFC 5545, 3.1). */
const read = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('a calendar file of the days of a permit', () => {
  test('names the whole day and ends on the next, across the end of a year', () => {
    expect(read(file())).toEqual(
      expect.arrayContaining(['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101', 'DTSTAMP:20261122T163311Z']),
    );
  });

  test('ends every line with carriage return and line feed, the last one too', () => {
    const text = file();
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('escapes what separates values and writes a new line as one', () => {
    const told = read(file({ description: 'a;b, c\\d\r\ne\nf' })).find((line) => line.startsWith('DESCRIPTION'));
    expect(told).toBe('DESCRIPTION;LANGUAGE=zh-CN:a\\;b\\, c\\\\d\\ne\\nf');
  });

  test('lets no text end its line and add lines of its own', () => {
    const lines = read(file({ summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT' }));
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  });

  test('folds at 75 octets and cuts no character in two', () => {
    const description = '护照、居留许可和工作许可一起看🙂'.repeat(12);
    const text = file({ description });
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text).not.toContain('�');
    expect(read(text)).toContain(`DESCRIPTION;LANGUAGE=zh-CN:${description}`);
  });

  test('reminds so many days before, once for each', () => {
    const lines = read(file({ remindDaysBefore: [90, 30] }));
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual(['TRIGGER:-P90D', 'TRIGGER:-P30D']);
    expect(lines.filter((line) => line === 'END:VALARM')).toHaveLength(2);
  });

  test('says who it is about the same way each time, so that a calendar replaces what it has', () => {
    expect(read(file())).toContain('UID:GP9B7BT58KAY8MX73L-ends@permit.demo.example');
    expect(file()).toBe(file());
  });

  test('takes several days', () => {
    const text = calendarFile([ending, { ...ending, id: 'window', on: '2026-09-02' }], given);
    expect(read(text).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  });
});
