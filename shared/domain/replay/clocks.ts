import { type CountWorkingDays, computeClock, type KeptClock } from '../application/case-clock.ts';
import type { ApplicationEvent, EventType } from '../application/events.ts';
import type { Stage } from '../application/transitions.ts';
import { type Day, dayIn, type Instant } from '../time.ts';
import type { Difference } from './scores.ts';

/** The calendar as it is known now, bound to a zone's time zone. */
export type ReplayCalendar = {
  timeZone: string;
  count: CountWorkingDays;
  /** Working days from one day to another: the first is not counted, the last is. */
  between: (from: Day, to: Day) => { days: number; provisional: boolean };
};

/** A due time on record and what came of counting it again. */
export type ReplayedClock = {
  sequence: number;
  at: Instant;
  type: EventType;
  stage: Stage;
  dueAt: Instant;
  /** `published-since`: it was provisional then, and a calendar that appeared since gives another answer. */
  outcome: 'same' | 'published-since' | 'differs' | 'unreadable';
  differences: Difference[];
};

/** What the events before one say of a case's time. */
type Time = {
  /** When the office last received it: its submission, or when its preliminary review began anew. */
  receivedAt?: Instant;
  acceptedAt?: Instant;
  /** Since when, and at most until which day, the clock stands still. */
  still?: { since: Instant; until?: Day };
  /** Working days since acceptance in which it stood still, and by which the time was extended. */
  paused: number;
  extended: number;
  referredFrom?: unknown;
};

const isDay = (value: unknown): value is Day => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isInteger(value);

/** Events with which the clock of an accepted case stops: its parties have it, or something was announced (art. 45). */
const stopping: readonly EventType[] = ['paused', 'returned', 'refusal-announced', 'referred'];

const clockOf = ({ data }: ApplicationEvent): KeptClock | undefined => {
  const clock = (data.clock ?? {}) as Partial<KeptClock>;
  const { promise, ceiling, from, base, added, dueAt } = clock;
  const readable =
    isCount(promise) &&
    isCount(ceiling) &&
    isCount(added) &&
    isDay(base) &&
    isDay(dueAt) &&
    (from === 'submission' || from === 'acceptance');
  return readable ? (clock as KeptClock) : undefined;
};

/** Days that the clock stood still when an event sets it going again, counted anew; undefined where no day lies between. */
function stoodStill(event: ApplicationEvent, { still }: Time, { timeZone, between }: ReplayCalendar) {
  if (!still) return undefined;
  const [since, today] = [dayIn(timeZone, still.since), dayIn(timeZone, event.at)];
  const last = still.until !== undefined && still.until < today ? still.until : today;
  return since < last ? between(since, last) : undefined;
}

/** Since when the clock stands still after an event that stops it, and the day that was named for its end. */
function stillSince({ at, type, data }: ApplicationEvent): NonNullable<Time['still']> {
  const until = type === 'paused' ? data.until : type === 'refusal-announced' ? data.respondBy : undefined;
  return { since: at, ...(isDay(until) ? { until } : {}) };
}

function after(event: ApplicationEvent, before: Time): Time {
  const { at, type, data } = event;
  // What is submitted or reopened begins anew, and so does a preliminary review that was with the delegating authority.
  const anew = { receivedAt: at, paused: 0, extended: 0 };
  if (type === 'submitted' || type === 'reopened') return anew;
  if (type === 'restored' && before.referredFrom === 'preliminary-review') return anew;
  const time = { ...before };
  if (type === 'accepted') time.acceptedAt = at;
  if (type === 'deemed-accepted') time.acceptedAt = before.receivedAt;
  if (type === 'referred') time.referredFrom = data.from;
  if (isCount(data.stoodStill)) {
    time.paused += data.stoodStill;
    delete time.still;
  }
  if (type === 'time-extended' && isCount(data.workingDays)) time.extended += data.workingDays;
  if (stopping.includes(type) && time.acceptedAt && !time.still) time.still = stillSince(event);
  // The parties have a whole reply period anew when the case is back.
  if (type === 'restored' && time.still?.until && isDay(data.respondBy)) {
    time.still = { ...time.still, until: data.respondBy };
  }
  return time;
}

function counted(event: ApplicationEvent, kept: KeptClock, before: Time, calendar: ReplayCalendar): ReplayedClock {
  const { sequence, at, type, data } = event;
  const time = after(event, before);
  const found: Difference[] = [];
  const say = (what: string, one: unknown, other: unknown) => {
    if (one !== other) found.push({ what, kept: one ?? null, now: other ?? null });
  };
  const from = kept.from === 'acceptance' ? (time.acceptedAt ?? time.receivedAt) : time.receivedAt;
  say('base', kept.base, from === undefined ? undefined : dayIn(calendar.timeZone, from));
  say('added', kept.added, time.acceptedAt ? time.paused + time.extended : 0);
  const facts = found.length;

  const still = stoodStill(event, before, calendar);
  if (data.stoodStill !== undefined) say('stoodStill', data.stoodStill, still?.days ?? 0);
  const now = computeClock(calendar.timeZone, calendar.count, kept);
  say('dueAt', kept.dueAt, now.dueAt);
  say('ceilingOn', kept.ceilingOn, now.ceilingOn);
  say('provisional', kept.provisional === true, now.provisional === true);
  say('ceilingProvisional', kept.ceilingProvisional === true, now.ceilingProvisional === true);
  // Only what was marked as provisional may come out otherwise when its calendar is known.
  const explained = found.every(({ what }) => {
    if (what === 'dueAt' || what === 'provisional') return kept.provisional === true && !now.provisional;
    if (what === 'stoodStill') return data.provisional === true && still?.provisional === false;
    return kept.ceilingProvisional === true && !now.ceilingProvisional;
  });
  const outcome = found.length === 0 ? 'same' : facts === 0 && explained ? 'published-since' : 'differs';
  return { sequence, at, type, stage: kept.stage, dueAt: kept.dueAt, outcome, differences: found };
}

/**
 * Counts every due time on record again: from which day it counts, the days that stand beside it, how long the clock
 * stood still and by how much it was extended follow from the events before; the day follows from the calendar as it is
 * known now.
 * @param events of one application in order
 * @returns one entry per event that set a clock
 */
export function replayClocks(events: readonly ApplicationEvent[], calendar: ReplayCalendar): ReplayedClock[] {
  let time: Time = { paused: 0, extended: 0 };
  return events.flatMap((event): ReplayedClock[] => {
    const before = time;
    time = after(event, before);
    if (event.data.clock === undefined) return [];
    const kept = clockOf(event);
    if (kept) return [counted(event, kept, before, calendar)];
    const { sequence, at, type } = event;
    return [{ sequence, at, type, stage: 'draft', dueAt: at, outcome: 'unreadable', differences: [] }];
  });
}
