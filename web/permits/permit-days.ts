import type { Text } from '../../shared/domain/text.ts';
import type { Day } from '../../shared/domain/time.ts';
import type { CalendarDay } from './calendar-file.ts';

/** A permit as far as a calendar is told of it. */
export type DatedPermit = {
  number: string;
  holder: string;
  validTo: Day;
  onward: readonly { procedure: string; title: Text; opensOn?: Day | undefined; closesOn?: Day | undefined }[];
};

type Words = {
  ends: string;
  opens: (what: string) => string;
  closes: (what: string) => string;
  about: (holder: string, number: string) => string;
};

const monthBefore = 30;
const weekBefore = 7;

/**
 * The days of a permit that belong into a calendar: when an application opens and closes, and its last day. Days that
 * have passed are left out.
 * @param link where the permit is shown
 */
export function permitDays(
  permit: DatedPermit,
  today: Day,
  words: Words,
  say: (text: Text) => string,
  link: string,
): CalendarDay[] {
  const { number, holder, validTo, onward } = permit;
  const description = `${words.about(holder, number)}\n${link}`;
  const windows = onward.flatMap(({ procedure, title, opensOn, closesOn }): CalendarDay[] => [
    ...(opensOn
      ? [
          {
            id: `${number}-${procedure}-opens`,
            on: opensOn,
            summary: words.opens(say(title)),
            description,
            remindDaysBefore: [],
          },
        ]
      : []),
    ...(closesOn
      ? [
          {
            id: `${number}-${procedure}-closes`,
            on: closesOn,
            summary: words.closes(say(title)),
            description,
            remindDaysBefore: [monthBefore, weekBefore],
          },
        ]
      : []),
  ]);
  const end = { id: `${number}-ends`, on: validTo, summary: words.ends, description, remindDaysBefore: [monthBefore] };
  return [...windows, end].filter(({ on }) => on >= today);
}
