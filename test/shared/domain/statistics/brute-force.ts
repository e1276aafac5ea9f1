import type { ApplicationEvent } from '../../../../shared/domain/application/events.ts';
import { addDays, dayIn, endOfDay, epochOf, instantOf, startOfDay } from '../../../../shared/domain/time.ts';
import type { Rules } from '../../../../shared/zone/rules.ts';

/** A case as the table has it: nothing that statistics made. */
export type History = { procedure: string; category: string | null; events: readonly ApplicationEvent[] };

type Where = { office?: 'preliminary-review' | 'review' | 'conclusion'; stopped?: boolean; until?: string };

const ends: Record<string, string> = {
  'permit-issued': 'issued',
  completed: 'completed',
  refused: 'refused',
  'acceptance-refused': 'not-accepted',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
};

/** Where a case lay after its first events, told in a few words and by nothing that the statistics use. */
function whereAfter(events: readonly ApplicationEvent[]): Where {
  let where: Where = {};
  let left: Where = {};
  for (const { type, data } of events) {
    if (type === 'submitted' || type === 'reopened') where = { office: 'preliminary-review' };
    else if (['accepted', 'deemed-accepted', 'supplemented', 'sent-back'].includes(type)) where = { office: 'review' };
    else if (['reviewed', 'replied', 'reply-period-ended', 'effect-blocked'].includes(type))
      where = { office: 'conclusion' };
    else if (type === 'paused') where = { ...where, stopped: true, until: String(data.until) };
    else if (type === 'resumed') where = { ...(where.office ? { office: where.office } : {}) };
    else if (type === 'refusal-announced')
      where = { office: 'conclusion', stopped: true, until: String(data.respondBy) };
    else if (type === 'referred') {
      left =
        where.stopped && type === 'referred' && data.from === 'refusal-announced'
          ? where
          : { ...where, stopped: false };
      where = {};
    } else if (type === 'restored') {
      where = left.stopped && data.respondBy ? { ...left, until: String(data.respondBy) } : left;
      left = {};
    } else if (
      type === 'returned' ||
      type === 'recalled' ||
      type === 'approved' ||
      type === 'deemed-granted' ||
      ends[type]
    )
      where = {};
  }
  return where;
}

/**
 * How long each office had a case since it began or was reopened, looked at minute by minute and midnight by midnight.
 * @returns minutes of opening hours, and working days that began while the clock ran
 */
export function timesOf({ events }: History, upTo: number, rules: Rules, openFrom: number, openTo: number) {
  const { timeZone } = rules;
  const until = events.filter(({ sequence }) => sequence <= upTo);
  const begin = until.findLastIndex(({ type }) => type === 'reopened');
  const life = until.slice(Math.max(begin, 0));
  const first = life.find(({ type }) => type === 'submitted' || type === 'reopened');
  const last = until.at(-1);
  const found = {
    'preliminary-review': { minutes: 0, days: 0 },
    review: { minutes: 0, days: 0 },
    conclusion: { minutes: 0, days: 0 },
  };
  if (!first || !last) return found;
  const works = (day: string) => rules.between(addDays(day, -1), day).days === 1;
  /** The office whose clock runs at an instant. */
  const running = (at: string, until: 'before' | 'with') => {
    const known = life.filter((event) => (until === 'with' ? event.at <= at : event.at < at));
    const where = whereAfter(known);
    if (!where.office || (where.stopped && dayIn(timeZone, at) <= String(where.until))) return undefined;
    if (
      where.stopped &&
      known.findLast(({ type }) => type === 'refusal-announced' || type === 'paused')?.type === 'refusal-announced'
    ) {
      // The time to reply is over: what follows is the decider's, if the case comes back to a decider at all.
      const back = life[known.length];
      if (!back || !['replied', 'reply-period-ended'].includes(back.type)) return undefined;
    }
    return where.office;
  };
  for (let at = epochOf(first.at); at < epochOf(last.at); at += 60_000) {
    const instant = instantOf(at);
    const day = dayIn(timeZone, instant);
    const minute = (at - epochOf(startOfDay(timeZone, day))) / 60_000;
    if (!works(day) || minute >= openTo) {
      // Nothing opens before the next morning.
      at = epochOf(startOfDay(timeZone, addDays(day, 1))) + openFrom * 60_000 - 60_000;
      continue;
    }
    if (minute < openFrom) continue;
    const office = running(instant, 'with');
    if (office) found[office].minutes += 1;
  }
  for (let day = addDays(dayIn(timeZone, first.at), 1); day <= dayIn(timeZone, last.at); day = addDays(day, 1)) {
    if (!works(day)) continue;
    const office = running(startOfDay(timeZone, day), 'before');
    if (office) found[office].days += 1;
  }
  return found;
}

/** The value with at least a share of all values at or below it, found by trying each. */
export const nearestRank = (values: readonly number[], share: number): number | undefined =>
  [...values]
    .sort((a, b) => a - b)
    .find((value) => values.filter((other) => other <= value).length >= share * values.length - 1e-9);

/** The endings of a case with the month in which they fall. */
export const endingsOf = ({ events }: History, rules: Rules) =>
  events.flatMap((event, index) => {
    const ending = ends[event.type];
    if (!ending || !events.slice(0, index).some(({ type }) => type === 'submitted')) return [];
    const again = events.slice(0, index).some(({ type }) => type === 'reopened');
    return [{ ending, again, sequence: event.sequence, month: dayIn(rules.timeZone, event.at).slice(0, 7) }];
  });

/** The promise that stood when a case was decided, and whether it was kept; from the events alone. */
export function promiseOf({ events }: History, upTo: number, rules: Rules): boolean | undefined {
  const { timeZone } = rules;
  const until = events.filter(({ sequence }) => sequence <= upTo);
  const last = until.at(-1);
  if (!last || ['withdrawn', 'lapsed'].includes(last.type)) return undefined;
  const life = until.slice(
    Math.max(
      0,
      until.findLastIndex(({ type }) => type === 'reopened'),
    ),
  );
  if (last.type === 'acceptance-refused') {
    const due = life.findLast(({ data }) => data.clock !== undefined)?.data.clock as { dueAt: string } | undefined;
    // A timeline for people names no clock; that it was late, it says.
    return due ? last.at <= due.dueAt : !life.some(({ type }) => type === 'escalated');
  }
  const decision = life.findLast(({ type }) => ['approved', 'deemed-granted', 'refused'].includes(type));
  const told = life.filter(({ sequence }) => sequence < (decision?.sequence ?? 0));
  const promised = told.findLast(({ data }) => data.promisedOn !== undefined)?.data.promisedOn as string | undefined;
  return promised === undefined || (decision?.at ?? '') <= endOfDay(timeZone, promised);
}

/** What a bulletin must say of a month, counted over every case by itself. */
export function countedByHand(histories: readonly History[], month: string, rules: Rules) {
  const [openFrom = 0, openTo = 0] = [rules.zone.statistics.officeHours.from, rules.zone.statistics.officeHours.to].map(
    (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
  );
  const isAboutForeigner = ({ procedure }: History) => !procedure.startsWith('employer-');
  const submitted = histories.filter(isAboutForeigner).filter(({ events }) => {
    const first = events.find(({ type }) => type === 'submitted');
    return first && dayIn(rules.timeZone, first.at).startsWith(month);
  });
  const ended = histories
    .filter(isAboutForeigner)
    .flatMap((history) => endingsOf(history, rules).map((end) => ({ history, ...end })))
    .filter((end) => end.month === month);
  const first = ended.filter(({ again }) => !again);
  const concluded = first.filter(({ ending }) => !['withdrawn', 'lapsed'].includes(ending));
  const times = concluded.map(({ history, sequence }) => timesOf(history, sequence, rules, openFrom, openTo));
  const promises = concluded.map(({ history, sequence }) => promiseOf(history, sequence, rules));
  return {
    submitted: submitted.length,
    concluded: concluded.length,
    endings: Object.fromEntries(
      Object.values(ends).map((name) => [name, first.filter(({ ending }) => ending === name).length]),
    ),
    again: ended.length - first.length,
    kept: promises.filter((kept) => kept === true).length,
    returns: first.reduce(
      (sum, { history, sequence }) =>
        sum + history.events.filter((event) => event.type === 'returned' && event.sequence < sequence).length,
      0,
    ),
    minutes: (office: keyof ReturnType<typeof timesOf>) => times.map((time) => time[office].minutes),
    days: (office: keyof ReturnType<typeof timesOf>) => times.map((time) => time[office].days),
  };
}
