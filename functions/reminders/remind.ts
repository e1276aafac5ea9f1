import { type DueReminder, daysToRemind, remindersOf } from '../../shared/domain/reminders/reminders.ts';
import {
  addDays,
  type Clock,
  type Day,
  daysBetween,
  epochOf,
  type Instant,
  instantOf,
  startOfDay,
  timeIn,
} from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { giveNotice, type Notice } from '../../shared/notices/notice.ts';
import type { Party } from '../../shared/notices/parties.ts';
import { noteReminded, readEndings, readRemindedUntil } from '../../shared/records/reminder.ts';
import type { Key } from '../../shared/records/table.ts';
import type { RemindersSection } from '../../shared/zone/reminders.ts';
import { type OccasionGiven, occasionOf } from './occasions.ts';
import { reminderWords } from './wording.ts';

export type RemindGiven = OccasionGiven & { clock: Clock; log: Log };

const atOnce = 100;
const hour = 3_600_000;

/** When the reminders of a day count as given, whenever they really are: one occasion, one notice. */
export const givenAt = (timeZone: string, { fromHour }: Pick<RemindersSection, 'fromHour'>, day: Day): Instant =>
  instantOf(epochOf(startOfDay(timeZone, day)) + fromHour * hour);

/** The notice by which somebody is reminded; the same occasion gives the same notice. */
export const reminderNotice = (
  due: DueReminder,
  number: string,
  { to, language }: Party,
  words: Pick<Notice, 'subject' | 'text'>,
): Notice => ({
  id: `reminder ${due.ending} ${number} ${due.on} ${due.daysBefore}`,
  to,
  ...(language ? { language } : {}),
  kind: `${due.ending}-ends`,
  ...words,
  ...(due.ending === 'card'
    ? { link: '/merchant-card' }
    : { link: `/permits/${number}`, about: { permitNumber: number } }),
});

/** Gives the reminders of one kind and day; tells how many were new, and how many could not be given. */
async function remindOf(given: RemindGiven, due: DueReminder, day: Day, at: Instant) {
  const { table, rules, log } = given;
  const done = { told: 0, failed: 0 };
  let after: Key | undefined;
  do {
    const page = await readEndings(table, due.on, due.ending, { limit: atOnce, ...(after ? { after } : {}) });
    for (const number of page.numbers) {
      try {
        const occasion = await occasionOf(given, due, number, day);
        if (!occasion) continue;
        const words = reminderWords(due, daysBetween(rules.dayOf(at), due.on), occasion.outlook);
        for (const one of occasion.reminded) {
          if (await giveNotice(table, reminderNotice(due, number, one, words), at)) done.told += 1;
        }
      } catch (error) {
        // One holder who cannot be reminded keeps no other waiting; the day is gone through again.
        log.error('reminder-failed', error);
        done.failed += 1;
      }
    }
    after = page.next;
  } while (after);
  return done;
}

/**
 * Gives every reminder that is due and was not given yet. Whatever goes wrong in between, the next round goes through
 * the day again, and what lies in an inbox already is not put there twice.
 */
export const remind = (given: RemindGiven) => async (): Promise<void> => {
  const { table, clock, rules, log } = given;
  const section = rules.zone.reminders;
  if (!section) return;
  const now = instantOf(clock.now());
  const today = rules.dayOf(now);
  const isTime = Number(timeIn(rules.timeZone, now).slice(0, 2)) >= section.fromHour;
  const until = isTime ? today : addDays(today, -1);
  for (const day of daysToRemind(await readRemindedUntil(table), until)) {
    const at = givenAt(rules.timeZone, section, day);
    let [told, failed] = [0, 0];
    for (const due of remindersOf(section, day)) {
      const done = await remindOf(given, due, day, at);
      told += done.told;
      failed += done.failed;
    }
    log.info('reminders-given', { told, failed });
    if (failed > 0) return;
    await noteReminded(table, day);
  }
};
