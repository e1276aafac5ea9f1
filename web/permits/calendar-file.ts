import { addDays, type Day, type Instant } from '../../shared/domain/time.ts';

/** A day to be remembered, as a calendar takes it: the whole day, taking no time away from it. */
export type CalendarDay = {
  /** Stays the same when it is added again, so that a calendar replaces what it has. */
  id: string;
  on: Day;
  summary: string;
  description: string;
  /** Days before it on which the calendar reminds. */
  remindDaysBefore: readonly number[];
};

/** RFC 5545, 3.3.11: what separates values in a line is escaped; a new line is written as one. */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|[\n\r\u2028\u2029]/g, '\\n');

const octets = (text: string): number => new TextEncoder().encode(text).length;
const longest = 75;

/** RFC 5545, 3.1: a line has at most 75 octets, and no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    // A line that goes on begins with a space.
    const room = parts.length === 0 ? longest : longest - 1;
    if (octets(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}

const bare = (day: Day): string => day.replaceAll('-', '');

/**
 * A calendar file (RFC 5545) of whole days, made on the device.
 * @param language of the texts, as `zh-CN`
 * @param stamp the present instant
 */
export function calendarFile(
  days: readonly CalendarDay[],
  { host, language, stamp }: { host: string; language: string; stamp: Instant },
): string {
  const at = `${stamp.replace(/[-:]/g, '').slice(0, 15)}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Greenpath//Work permit//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...days.flatMap(({ id, on, summary, description, remindDaysBefore }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(`${id}@${host}`)}`,
      `DTSTAMP:${at}`,
      `DTSTART;VALUE=DATE:${bare(on)}`,
      `DTEND;VALUE=DATE:${bare(addDays(on, 1))}`,
      `SUMMARY;LANGUAGE=${language}:${escaped(summary)}`,
      `DESCRIPTION;LANGUAGE=${language}:${escaped(description)}`,
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      ...remindDaysBefore.flatMap((before) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `TRIGGER:-P${before}D`,
        `DESCRIPTION;LANGUAGE=${language}:${escaped(summary)}`,
        'END:VALARM',
      ]),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
