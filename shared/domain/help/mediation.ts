/** What somebody asks help with (求助): explanation, papers, an interpreter, or a dispute with somebody else. */
export const helpKinds = ['guidance', 'paperwork', 'interpreting', 'dispute'] as const;
export type HelpKind = (typeof helpKinds)[number];

export const helpStates = [
  'open',
  'in-hand',
  'answered',
  'invited',
  'declined',
  'mediating',
  'proposed',
  'agreed',
  'breached',
  'closed',
] as const;
export type HelpState = (typeof helpStates)[number];

/** Who acts: the officer who has a request in hand is its `handler`, and in a dispute its mediator. */
export const helpActors = ['requester', 'other-party', 'officer', 'handler'] as const;
export type HelpActor = (typeof helpActors)[number];

export const helpActs = [
  'claim',
  'answer',
  'ask',
  'withdraw',
  'close',
  'invite',
  'consent',
  'decline',
  'session',
  'minutes',
  'note',
  'propose',
  'accept',
  'leave',
  'report-breach',
] as const;
export type HelpAct = (typeof helpActs)[number];

/** How a request ended. Officers name the first three. */
export const helpOutcomes = ['solved', 'referred', 'failed', 'agreed', 'left', 'withdrawn'] as const;
export type HelpOutcome = (typeof helpOutcomes)[number];
export const closingOutcomes = ['solved', 'referred', 'failed'] as const satisfies readonly HelpOutcome[];

type Step = {
  act: HelpAct;
  from: readonly HelpState[];
  by: readonly HelpActor[];
  /** `same` leaves the state; with `whenBoth` the second acceptance leads further. */
  to: HelpState | 'same';
  whenBoth?: HelpState;
  /** Of disputes alone. */
  mediation?: true;
};

const parties = ['requester', 'other-party'] as const;
/** In mediation, after both agreed to talk. */
const talking = ['mediating', 'proposed'] as const;

/**
 * What may happen to a request for help, by whom and where it leads: handlers, what a reader is offered next, the page in
 * docs and the tests are all made from it. Mediation (调解) is voluntary: nothing of it happens before the other party
 * consents, and either party may leave until both have accepted the same terms.
 */
export const helpSteps: readonly Step[] = [
  { act: 'claim', from: ['open'], by: ['officer'], to: 'in-hand' },
  // A colleague takes over.
  {
    act: 'claim',
    from: ['in-hand', 'answered', 'invited', 'declined', ...talking, 'breached'],
    by: ['officer'],
    to: 'same',
  },
  { act: 'answer', from: ['in-hand', 'answered'], by: ['handler'], to: 'answered' },
  { act: 'answer', from: ['declined'], by: ['handler'], to: 'same' },
  { act: 'ask', from: ['open', 'in-hand', 'declined'], by: ['requester'], to: 'same' },
  { act: 'ask', from: ['answered'], by: ['requester'], to: 'in-hand' },
  { act: 'withdraw', from: ['open', 'in-hand', 'answered', 'invited', 'declined'], by: ['requester'], to: 'closed' },
  {
    act: 'close',
    from: ['in-hand', 'answered', 'invited', 'declined', ...talking, 'breached'],
    by: ['handler'],
    to: 'closed',
  },
  { act: 'invite', from: ['in-hand', 'answered'], by: ['handler'], to: 'invited', mediation: true },
  { act: 'consent', from: ['invited'], by: ['other-party'], to: 'mediating', mediation: true },
  { act: 'decline', from: ['invited'], by: ['other-party'], to: 'declined', mediation: true },
  { act: 'session', from: talking, by: ['handler'], to: 'same', mediation: true },
  { act: 'minutes', from: talking, by: ['handler'], to: 'same', mediation: true },
  { act: 'note', from: talking, by: parties, to: 'same', mediation: true },
  { act: 'propose', from: talking, by: ['handler'], to: 'proposed', mediation: true },
  { act: 'accept', from: ['proposed'], by: parties, to: 'same', whenBoth: 'agreed', mediation: true },
  { act: 'leave', from: talking, by: parties, to: 'closed', mediation: true },
  { act: 'report-breach', from: ['agreed'], by: parties, to: 'breached', mediation: true },
];

/** How a request stands, as far as steps depend on it. */
export type HelpStanding = { kind: HelpKind; state: HelpState };

/** The step by which someone may act on a request as it stands; undefined where the table has none. */
export const helpStep = (
  { kind, state }: HelpStanding,
  act: HelpAct,
  actors: ReadonlySet<HelpActor>,
): Step | undefined =>
  helpSteps.find(
    (step) =>
      step.act === act &&
      // Who has it in hand need not claim it again.
      !(act === 'claim' && actors.has('handler')) &&
      step.from.includes(state) &&
      step.by.some((actor) => actors.has(actor)) &&
      (kind === 'dispute' || !step.mediation),
  );

/** The state to which a step leads. @param both whether the other party has accepted the same terms before */
export const stateAfter = (
  state: HelpState,
  { to, whenBoth }: Pick<Step, 'to' | 'whenBoth'>,
  both: boolean,
): HelpState => (both && whenBoth ? whenBoth : to === 'same' ? state : to);

/** Everything that someone may do now. */
export const nextActs = (standing: HelpStanding, actors: ReadonlySet<HelpActor>): HelpAct[] =>
  helpActs.filter((act) => helpStep(standing, act, actors));

/** States in which the office has the next word; such requests stand in its queue. */
export const waitsForOffice = (state: HelpState): boolean =>
  (['open', 'in-hand', 'declined', 'mediating', 'breached'] satisfies HelpState[] as HelpState[]).includes(state);

/** What the office and the requester said to each other before there was a mediation: never for the other party. */
const beforeMediation: readonly HelpAct[] = ['claim', 'answer', 'ask'];

/**
 * Whether somebody sees that an act happened. Confidential notes are for their writer and the mediator alone; what was
 * said before the invitation is not for the other party.
 * @param writtenAs the part that the writer had
 */
export function seesAct(act: HelpAct | 'request', writtenAs: HelpActor, viewers: ReadonlySet<HelpActor>): boolean {
  if (act === 'note') return viewers.has('handler') || viewers.has(writtenAs);
  if (viewers.has('other-party')) return act !== 'request' && !beforeMediation.includes(act);
  return true;
}
