import type { Category, KeptClock } from '../application/case-clock.ts';
import type { ApplicationEvent, EventType } from '../application/events.ts';
import { closedStages, isOfficerStage, type OfficerStage, type Stage } from '../application/transitions.ts';
import { wentAhead } from '../credit/green-channel.ts';
import { scoreOf } from '../replay/scores.ts';
import { eventMoves } from '../replay/stages.ts';
import { type Day, dayIn, endOfDay, type Instant } from '../time.ts';
import { type OfficeTime, spent } from './working-time.ts';

/** One passage of a case through an office, from its arrival to what ended it. */
export type Pass = {
  stage: OfficerStage;
  /** Event that ended it. */
  left: EventType;
  /** Subject of the officer who ended it; absent where a party or the law did. */
  by?: string;
  /** Working days as promises count them, and minutes of opening hours, in which its clock ran. */
  days: number;
  minutes: number;
  /** It ended after its due time. */
  late?: true;
};

/** How a case ended. */
export const endings = ['issued', 'completed', 'refused', 'not-accepted', 'withdrawn', 'lapsed'] as const;
export type Ending = (typeof endings)[number];

/** Endings that the office decided; the others are the parties' own. */
export const decidedEndings: readonly Ending[] = ['issued', 'completed', 'refused', 'not-accepted'];

/** What statistics keep of a case that ended: nothing of the person. */
export type ClosedCase = {
  at: Instant;
  procedure: string;
  category: Category | null;
  ending: Ending;
  /** It had ended before and was reopened. */
  again?: true;
  /** Times that it was handed in, and given back, since it began or was reopened. */
  rounds: number;
  returns: number;
  passes: Pass[];
  /** Day of the decision, and the day that was last promised for it. */
  decidedOn?: Day;
  promisedOn?: Day;
  /** Decided on the promised day at the latest; absent where the office decided nothing. */
  kept?: boolean;
  /** What the law decided because nobody had. */
  byLaw?: ('acceptance' | 'renewal')[];
  /** A count touched a year whose official calendar was not published. */
  provisional?: true;
  /** It was put ahead because somebody stands on the red list of credit. */
  greenChannel?: true;
};

type Running = {
  stage: OfficerStage;
  since: Instant;
  /** The clock stands still, for what was announced, at most to the end of a day. */
  still?: { since: Instant; until?: Day };
  days: number;
  minutes: number;
  late: boolean;
};

/** A case since it began or was reopened, as far as its events tell. */
type Life = {
  stage: Stage;
  again: boolean;
  rounds: number;
  returns: number;
  passes: Pass[];
  running?: Running;
  dueAt?: Instant;
  promisedOn?: Day;
  decidedAt?: Instant;
  kept?: boolean;
  byLaw: ('acceptance' | 'renewal')[];
  referredFrom?: Stage;
  /** Last day of the time to reply to an announced refusal. */
  replyBy?: Day;
  declared?: Category | null;
  confirmed?: Category | null;
  provisional: boolean;
};

const stageOf = (value: unknown): Stage | undefined => (typeof value === 'string' ? (value as Stage) : undefined);
const dayOf = (value: unknown): Day | undefined => (typeof value === 'string' ? value : undefined);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Where an event leads: as the transition table says, and back to where it came from what was restored. */
function stageAfter({ type }: ApplicationEvent, { stage, referredFrom }: Life): Stage {
  if (type === 'created') return 'draft';
  if (type === 'restored') return referredFrom ?? stage;
  return eventMoves[type]?.to[0] ?? stage;
}

/** Adds the time from the last moment on which the clock was looked at. */
function runTo(running: Running, at: Instant, office: OfficeTime): Running & { provisional: boolean } {
  const add = (of: Running, from: Instant, to: Instant) => {
    const { days, minutes, provisional } = spent(office, from, to);
    return { ...of, since: to, days: of.days + days, minutes: of.minutes + minutes, provisional };
  };
  const { still, ...rest } = running;
  if (!still) return add(running, running.since, at);
  const end = still.until === undefined ? at : earlier(at, endOfDay(office.timeZone, still.until));
  return { ...add(rest, end > still.since ? end : still.since, at) };
}

/** The due time in force: that of the stage's clock, and for a conclusion never after what was promised. */
function dueOf({ data }: ApplicationEvent, life: Life, office: OfficeTime): Pick<Life, 'dueAt' | 'promisedOn'> {
  const promisedOn = dayOf(data.promisedOn) ?? life.promisedOn;
  const clock = data.clock as KeptClock | undefined;
  if (!clock) return { dueAt: life.dueAt, promisedOn };
  const lastMoment = promisedOn && endOfDay(office.timeZone, promisedOn);
  const dueAt = clock.stage === 'conclusion' && lastMoment ? earlier(clock.dueAt, lastMoment) : clock.dueAt;
  return { dueAt, promisedOn };
}

/** Ends the passage that runs. Who did it is named where an officer decided. */
function leave(life: Life, event: ApplicationEvent, office: OfficeTime): Life {
  const { running, dueAt } = life;
  if (!running) return life;
  const { at, type, by } = event;
  const { provisional, ...ended } = runTo(running, at, office);
  const until = running.still?.until;
  const due = until === undefined ? dueAt : endOfDay(office.timeZone, until);
  const standsStill = running.still !== undefined && until === undefined;
  const late = ended.late || (!standsStill && due !== undefined && at > due);
  const pass: Pass = {
    stage: running.stage,
    left: type,
    ...(by.party === 'authority' && by.subject ? { by: by.subject } : {}),
    days: ended.days,
    minutes: ended.minutes,
    ...(late ? { late: true } : {}),
  };
  const { running: _, ...rest } = life;
  return { ...rest, passes: [...life.passes, pass], provisional: life.provisional || provisional };
}

/** A passage begins. After the time to reply it begins with the end of the last day of that time (art. 45). */
function arrive(life: Life, { at, type }: ApplicationEvent, stage: OfficerStage, office: OfficeTime): Life {
  const heard = type === 'reply-period-ended' || type === 'replied';
  const over = heard && life.replyBy ? endOfDay(office.timeZone, life.replyBy) : at;
  return { ...life, running: { stage, since: earlier(at, over), days: 0, minutes: 0, late: false } };
}

/** The clock stops and goes on inside a passage. */
function pausing(life: Life, { at, type, data }: ApplicationEvent, office: OfficeTime): Life {
  const { running } = life;
  if (!running) return life;
  if (type === 'paused') {
    const { provisional, ...ran } = runTo(running, at, office);
    const late = ran.late || (life.dueAt !== undefined && at > life.dueAt);
    const until = dayOf(data.until);
    return {
      ...life,
      running: { ...ran, late, still: { since: at, ...(until ? { until } : {}) } },
      provisional: life.provisional || provisional,
    };
  }
  if (type !== 'resumed') return life;
  const { provisional, ...ran } = runTo(running, at, office);
  return { ...life, running: ran, provisional: life.provisional || provisional };
}

const begun: Life = {
  stage: 'draft',
  again: false,
  rounds: 0,
  returns: 0,
  passes: [],
  byLaw: [],
  provisional: false,
};

/** The category that facts gave and officers confirmed; undefined where it comes from elsewhere. */
function categories(event: ApplicationEvent, life: Life): Pick<Life, 'declared' | 'confirmed'> {
  const score = scoreOf(event)?.category;
  switch (event.type) {
    case 'submitted':
    case 'supplemented':
      return { declared: score === undefined ? life.declared : score };
    case 'reviewed':
      return { declared: life.declared, confirmed: score === undefined ? life.confirmed : score };
    case 'reopened':
    case 'sent-back':
      return { declared: life.declared };
    default:
      return { declared: life.declared, confirmed: life.confirmed };
  }
}

/** What a decision means for the promise that was given. */
function decided(event: ApplicationEvent, life: Life, office: OfficeTime): Partial<Life> {
  const { at, type } = event;
  const inTime = life.promisedOn === undefined || dayIn(office.timeZone, at) <= life.promisedOn;
  switch (type) {
    case 'approved':
    case 'refused':
      return { decidedAt: at, kept: inTime };
    case 'deemed-granted':
      return { decidedAt: at, kept: inTime, byLaw: [...life.byLaw, 'renewal'] };
    case 'acceptance-refused':
      // What was promised here is the preliminary review, which this ends.
      return { decidedAt: at, kept: life.passes.at(-1)?.late !== true };
    case 'deemed-accepted':
      return { byLaw: [...life.byLaw, 'acceptance'] };
    case 'effect-blocked':
      return { decidedAt: undefined, kept: undefined };
    default:
      return {};
  }
}

function after(before: Life, event: ApplicationEvent, office: OfficeTime): Life {
  const { type, data } = event;
  const stage = stageAfter(event, before);
  const scored = categories(event, before);
  const moves = stage !== before.stage || type === 'sent-back';
  const left = moves ? leave(before, event, office) : pausing(before, event, office);
  const life: Life =
    type === 'reopened'
      ? { ...begun, again: true }
      : { ...left, ...decided(event, left, office), returns: left.returns + (type === 'returned' ? 1 : 0) };
  const { declared, confirmed } = scored;
  const times = dueOf(event, life, office);
  // What is given back before acceptance is promised anew when it is handed in again.
  const forgotten = type === 'returned' && before.stage === 'preliminary-review';
  const next: Life = {
    ...life,
    ...times,
    ...(forgotten ? { promisedOn: undefined } : {}),
    ...(type === 'referred' ? { referredFrom: stageOf(data.from) ?? before.stage } : {}),
    ...(type === 'refusal-announced' || (type === 'restored' && stage === 'refusal-announced')
      ? { replyBy: dayOf(data.respondBy) }
      : {}),
    rounds: life.rounds + (type === 'submitted' || type === 'supplemented' ? 1 : 0),
    stage,
    declared,
    confirmed,
  };
  return moves && isOfficerStage(stage) ? arrive(next, event, stage, office) : next;
}

/** Which ending an event brings; undefined for one after which the case goes on. */
export function endingOf(type: EventType): Ending | undefined {
  const [to] = eventMoves[type]?.to ?? [];
  return to !== undefined && closedStages.includes(to) ? (to as Ending) : undefined;
}

/**
 * The category of a case after its events, as facts gave it and officers confirmed it.
 * @param onRecord that of the head, for cases whose category comes from a permit or from their procedure
 */
export function categoryAfter(
  events: readonly ApplicationEvent[],
  onRecord: Category | null | undefined,
): Category | null {
  const { declared, confirmed } = events.reduce<Pick<Life, 'declared' | 'confirmed'>>(
    (found, event) => categories(event, found as Life),
    {},
  );
  const scored = confirmed === undefined ? declared : confirmed;
  return scored === undefined ? (onRecord ?? null) : scored;
}

/**
 * What statistics keep of a case that ended: how long each office had it, less the time in which its clock stood still,
 * and whether what was promised was kept. A case that was reopened is told from its reopening on.
 * @param events of one application in order, up to the one that ended it
 * @param the.category on record, for cases whose category no score gives
 * @returns undefined where the last event ends nothing, or nothing was ever handed in
 */
export function closedCase(
  events: readonly ApplicationEvent[],
  the: { procedure: string; category: Category | null | undefined },
  office: OfficeTime,
): ClosedCase | undefined {
  const last = events.at(-1);
  const ending = last && endingOf(last.type);
  if (!last || !ending || !events.some(({ type }) => type === 'submitted')) return undefined;
  const life = events.reduce((before, event) => after(before, event, office), begun);
  const { again, rounds, returns, passes, decidedAt, promisedOn, kept, byLaw, provisional } = life;
  const isDecided = decidedEndings.includes(ending);
  return {
    at: last.at,
    procedure: the.procedure,
    category: categoryAfter(events, the.category),
    ending,
    ...(again ? { again } : {}),
    rounds,
    returns,
    passes,
    ...(isDecided && decidedAt ? { decidedOn: dayIn(office.timeZone, decidedAt) } : {}),
    ...(isDecided && promisedOn ? { promisedOn } : {}),
    ...(isDecided && kept !== undefined ? { kept } : {}),
    ...(byLaw.length > 0 ? { byLaw } : {}),
    ...(provisional ? { provisional } : {}),
    ...(wentAhead(events) ? { greenChannel: true } : {}),
  };
}
