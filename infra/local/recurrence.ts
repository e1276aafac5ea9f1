import { Cron } from 'croner';

/** When something is due again: the first moment after `moment`, epoch milliseconds; undefined when never again. */
export type Recurrence = (moment: number) => number | undefined;

const units: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads a schedule expression of EventBridge: `rate(5 minutes)` or `cron(0 9 ? * MON-FRI *)`, the latter in a time zone
 * (IANA name). Throws for anything else.
 */
export function readRecurrence(expression: string, timeZone = 'UTC'): Recurrence {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = Number(amount) * (units[unit] ?? 0);
  if (length > 0) return (moment) => moment + length;
  const [, minute, hour, date, month, weekday, year] =
    /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression) ?? [];
  if (minute && hour && date && month && weekday && year) {
    const any = (field: string) => (field === '?' ? '*' : field);
    const pattern = ['0', minute, hour, any(date), month, any(fromZero(weekday)), year].join(' ');
    const cron = new Cron(pattern, { timezone: timeZone, sloppyRanges: true });
    return (moment) => cron.nextRun(new Date(moment))?.getTime();
  }
  throw new Error(`the one-machine zone does not know the schedule ${expression}`);
}

/** EventBridge counts the days of a week from Sunday = 1, others from Sunday = 0; what follows `#` is no day. */
function fromZero(weekday: string): string {
  return weekday.replace(/(?<![#/\d])\d/g, (digit) => String((Number(digit) + 6) % 7));
}
