import type { ApplicationEvent, EventType, Party } from '../application/events.ts';
import {
  acceptedStages,
  movableStages,
  officerStages,
  restorations,
  type Stage,
  type Transition,
  type TransitionName,
  transitions,
} from '../application/transitions.ts';
import { epochOf, type Instant } from '../time.ts';

/** What an event does to the stage: it is one of these transitions, or it keeps the stage and is at home in some. */
type Meaning = readonly TransitionName[] | { within: readonly Stage[] };

/** The transition behind every event. Restoring leads back to where a case was referred from. */
const meanings: Readonly<Record<Exclude<EventType, 'created'>, Meaning>> = {
  submitted: ['submit'],
  supplemented: ['supplement'],
  recalled: ['recall'],
  withdrawn: ['withdraw'],
  claimed: { within: officerStages },
  released: { within: officerStages },
  moved: { within: movableStages },
  // The last two where the law would have granted and could not.
  escalated: { within: [...officerStages, 'refusal-announced', 'with-delegating-authority'] },
  accepted: ['accept'],
  'deemed-accepted': ['deem-accepted'],
  returned: ['return'],
  'acceptance-refused': ['refuse-acceptance'],
  supplied: { within: officerStages },
  paused: { within: acceptedStages },
  resumed: { within: acceptedStages },
  'time-extended': { within: acceptedStages },
  'credit-counted': { within: officerStages },
  reviewed: ['recommend'],
  'sent-back': ['review-again'],
  'refusal-announced': ['announce-refusal'],
  replied: ['reply'],
  'reply-period-ended': ['end-reply'],
  approved: ['approve'],
  refused: ['refuse'],
  'deemed-granted': ['deem-granted'],
  referred: ['refer'],
  restored: Object.values(restorations),
  'permit-issued': ['issue'],
  completed: ['complete'],
  'effect-blocked': ['reconsider'],
  reopened: ['reopen'],
  lapsed: ['lapse'],
};

/** The same for whoever has no transition table: the stages that an event needs, and those to which it may lead. */
export const eventMoves: Readonly<Record<string, { from: readonly Stage[]; to: readonly Stage[] }>> =
  Object.fromEntries(
    Object.entries(meanings).map(([type, meaning]) => {
      if ('within' in meaning) return [type, { from: meaning.within, to: [] }];
      const possible = meaning.map((name) => transitions[name]);
      return [type, { from: [...new Set(possible.flatMap(({ from }) => from))], to: possible.map(({ to }) => to) }];
    }),
  );

/** What the events of an application say of it, as its head must show it. */
export type Folded = {
  stage: Stage;
  /** Times it was submitted. */
  round: number;
  /** Number and hash of the last event. */
  events: number;
  chain: string;
  submittedAt?: Instant;
  acceptedAt?: Instant;
  reviewedBy?: string;
  permitNumber?: string;
};

export type StageFinding = {
  /** Event at which it shows; 0 for the head itself. */
  sequence: number;
  code:
    | 'no-beginning'
    | 'sequence-broken'
    | 'time-runs-backwards'
    | 'unknown-event'
    | 'transition-not-allowed'
    | 'wrong-party'
    | 'reviewer-concluded'
    | 'head-differs';
  detail: string;
};

/** Milliseconds by which the clocks of two machines that write one after the other may differ. */
const clockSkew = 5000;

const mayBe = (by: Transition['by'], party: Party): boolean => {
  if (by === 'system') return party === 'system';
  const offices = by.some((role) => role !== 'employer' && role !== 'applicant');
  return offices ? party === 'authority' : party === 'employer' || party === 'applicant';
};

type State = Folded & {
  referredFrom?: Stage;
  /** When preliminary review began anew after it was with the delegating authority. */
  receivedAt?: Instant;
};

function transitionOf(event: ApplicationEvent, names: readonly TransitionName[], state: State): Transition | undefined {
  const possible = names.map((name) => transitions[name]).filter(({ from }) => from.includes(state.stage));
  return event.type === 'restored' ? possible.find(({ to }) => to === state.referredFrom) : possible[0];
}

/** What an event changes besides the stage. */
function consequences(event: ApplicationEvent, before: State): Partial<State> {
  const { at, type, by, data } = event;
  switch (type) {
    case 'submitted':
      return {
        round: before.round + 1,
        submittedAt: at,
        receivedAt: undefined,
        acceptedAt: undefined,
        reviewedBy: undefined,
      };
    case 'supplemented':
      return { round: before.round + 1, reviewedBy: undefined };
    case 'reopened':
      return { receivedAt: at, acceptedAt: undefined, reviewedBy: undefined };
    case 'accepted':
      return { acceptedAt: at };
    case 'deemed-accepted':
      return { acceptedAt: before.receivedAt ?? before.submittedAt };
    case 'reviewed':
      return { reviewedBy: by.subject };
    case 'sent-back':
      return { reviewedBy: undefined };
    case 'referred':
      return { referredFrom: before.stage };
    case 'restored':
      return {
        referredFrom: undefined,
        ...(before.referredFrom === 'preliminary-review' ? { receivedAt: at } : {}),
      };
    case 'permit-issued':
    case 'completed':
      return { permitNumber: typeof data.permitNumber === 'string' ? data.permitNumber : undefined };
    default:
      return {};
  }
}

/**
 * Folds the events of an application through the published transition table.
 * @param events of one application in order
 * @returns what its head must show, and everything that the table or the law does not allow
 */
export function replayStages(events: readonly ApplicationEvent[]): { folded: Folded; findings: StageFinding[] } {
  const findings: StageFinding[] = [];
  const [first] = events;
  let state: State = { stage: 'draft', round: 0, events: 0, chain: '' };
  if (first?.type !== 'created') {
    findings.push({ sequence: first?.sequence ?? 0, code: 'no-beginning', detail: first?.type ?? 'no events' });
  }
  let previousAt = '';
  for (const event of events) {
    const { sequence, type, at, by } = event;
    const say = (code: StageFinding['code'], detail: string) => findings.push({ sequence, code, detail });
    if (sequence !== state.events + 1) say('sequence-broken', `${sequence} follows ${state.events}`);
    if (epochOf(previousAt) - epochOf(at) > clockSkew) say('time-runs-backwards', `${at} follows ${previousAt}`);
    previousAt = at;
    let { stage } = state;
    const meaning = type === 'created' ? undefined : (meanings[type] as Meaning | undefined);
    if (type === 'created') {
      if (event !== first) say('transition-not-allowed', `${type} in ${stage}`);
    } else if (!meaning) {
      say('unknown-event', type);
    } else if ('within' in meaning) {
      if (!meaning.within.includes(stage)) say('transition-not-allowed', `${type} in ${stage}`);
    } else {
      const transition = transitionOf(event, meaning, state);
      if (!transition) say('transition-not-allowed', `${type} in ${stage}`);
      else if (!mayBe(transition.by, by.party)) say('wrong-party', `${type} by ${by.party}`);
      // The fold goes on from where the event claims to lead, so that one fault is told once.
      stage = (transition ?? transitions[meaning[0] as TransitionName]).to;
    }
    if ((type === 'approved' || type === 'refused') && by.subject !== undefined && by.subject === state.reviewedBy) {
      say('reviewer-concluded', type);
    }
    state = { ...state, ...consequences(event, state), stage, events: sequence, chain: event.hash };
  }
  const { referredFrom: _, receivedAt: __, ...folded } = state;
  return { folded, findings };
}

/**
 * Compares the head of an application with what its events say.
 * @param head as it is stored; anything else on it is left alone
 */
export function compareHead(folded: Folded, head: Partial<Folded>): StageFinding[] {
  const names = [
    'stage',
    'round',
    'events',
    'chain',
    'submittedAt',
    'acceptedAt',
    'reviewedBy',
    'permitNumber',
  ] as const;
  return names.flatMap((name): StageFinding[] =>
    head[name] === folded[name]
      ? []
      : [
          {
            sequence: 0,
            code: 'head-differs',
            detail: `${name}: the head says ${head[name] ?? 'nothing'}, its events say ${folded[name] ?? 'nothing'}`,
          },
        ],
  );
}
