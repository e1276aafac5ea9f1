import * as fc from 'fast-check';
import { type TransitionName, transitions } from '../../shared/domain/application/transitions.ts';
import { addDays, type Day, instantOf } from '../../shared/domain/time.ts';
import type { Answer } from '../office/office.ts';
import type { people } from '../office/people.ts';
import { evidenceOf } from '../office/walk.ts';
import type { Ground } from './ground.ts';

export type Actor = keyof typeof people;

/** Something that somebody tries with a case. `pick` chooses among what the case offers to choose from. */
export type Command =
  | { kind: 'act'; actor: Actor; verb: Verb; target: number; pick: number }
  | Offered
  | Passing
  | Meeting
  | Delegating;
/** Somebody does one of the things that are offered to them. */
type Offered = { kind: 'offered'; target: number; pick: number };
/** Time goes by. */
type Passing = { kind: 'pass'; hours: number };
/** The delegating authority takes its delegation away for a while, or gives it back. */
type Delegating = { kind: 'delegation'; verb: 'suspend' | 'restore' };
/** Two people act on one case at the same moment. */
type Meeting = { kind: 'meet'; target: number; first: Act; second: Act };
type Act = { actor: Actor; verb: Verb; pick: number };

const text = (words: string) => ({ zh: `${words}（演练）`, en: `${words} (rehearsal)` });
const reasonCodes = ['wage-below-minimum', 'false-material', 'not-qualified'] as const;
const reason = (pick: number) => ({
  code: reasonCodes[pick % reasonCodes.length],
  rule: 'Administrative Licensing Law art. 38',
  text: text('Reason'),
});
const paths = ['post.duties', 'post.title', 'document.contract', 'document.medical', 'facts.workYears'] as const;
const deficiency = (path: string) => ({ path, code: 'unclear', text: text('Please mend') });

type View = Answer['body'];
type Request = { path: string; method?: 'POST' | 'PATCH'; body?: object };
/** What each verb asks of the API, and the transitions that its success may mean. */
type Doing = {
  ask: (view: View, pick: number, today: Day) => Request;
  means: readonly TransitionName[];
  offered: string;
};

const post = (action: string, body?: object): Request => ({ path: action, ...(body ? { body } : {}) });

const evidence = (view: View) => (view?.evidenceNeeded ? evidenceOf(view) : []);

export const doings = {
  save: {
    ask: (_view, pick) => ({
      path: '',
      method: 'PATCH',
      body: pick % 2 ? { post: { duties: `Duties ${pick}` } } : { post: { title: `Engineer ${pick % 7}` } },
    }),
    means: [],
    offered: 'save',
  },
  submit: { ask: () => post('submit'), means: ['submit', 'supplement'], offered: 'submit' },
  recall: { ask: () => post('recall'), means: ['recall'], offered: 'recall' },
  withdraw: { ask: () => post('withdraw'), means: ['withdraw'], offered: 'withdraw' },
  claim: { ask: () => post('claim'), means: [], offered: 'claim' },
  release: { ask: () => post('release'), means: [], offered: 'release' },
  accept: {
    ask: () => post('preliminary-review', { decision: 'accept' }),
    means: ['accept'],
    offered: 'accept',
  },
  'return-early': {
    ask: (_view, pick) =>
      post('preliminary-review', { decision: 'return', deficiencies: [deficiency(paths[pick % paths.length] ?? '')] }),
    means: ['return'],
    offered: 'return',
  },
  'refuse-acceptance': {
    ask: (_view, pick) => post('preliminary-review', { decision: 'refuse-acceptance', reasons: [reason(pick)] }),
    means: ['refuse-acceptance'],
    offered: 'refuse-acceptance',
  },
  'recommend-approval': {
    ask: (view) => post('review', { recommendation: 'approve', evidence: evidence(view) }),
    means: ['recommend'],
    offered: 'recommend',
  },
  'recommend-refusal': {
    ask: (_view, pick) => post('review', { recommendation: 'refuse', reasons: [reason(pick)] }),
    means: ['recommend'],
    offered: 'recommend',
  },
  'return-late': {
    ask: (_view, pick) =>
      post('review', { recommendation: 'return', deficiencies: [deficiency(paths[pick % paths.length] ?? '')] }),
    means: ['return'],
    offered: 'return',
  },
  pause: {
    ask: (_view, pick, today) =>
      post('pause', {
        kind: 'hearing',
        announcement: text('A hearing is held'),
        until: addDays(today, 1 + (pick % 9)),
      }),
    means: [],
    offered: 'pause',
  },
  resume: { ask: () => post('resume'), means: [], offered: 'resume' },
  'extend-time': {
    ask: (_view, pick) => post('extend-time', { workingDays: (pick % 10) + 1, reason: text('More time is needed') }),
    means: [],
    offered: 'extend-time',
  },
  approve: {
    ask: (view) => post('conclude', { decision: 'approve', departure: 'The papers suffice', evidence: evidence(view) }),
    means: ['approve'],
    offered: 'approve',
  },
  'announce-refusal': {
    ask: (_view, pick) => post('conclude', { decision: 'announce-refusal', reasons: [reason(pick)] }),
    means: ['announce-refusal'],
    offered: 'announce-refusal',
  },
  refuse: {
    ask: (view, pick) =>
      post('conclude', {
        decision: 'refuse',
        // Every other time what was announced, otherwise something that may not have been.
        reasons: [pick % 2 ? reason(pick) : (view?.intention?.reasons?.[0] ?? reason(pick))],
      }),
    means: ['refuse'],
    offered: 'refuse',
  },
  reply: { ask: () => post('reply', { text: 'The proof is attached' }), means: ['reply'], offered: 'reply' },
  'review-again': {
    ask: () => post('review-again', { reason: 'The reviewer has left' }),
    means: ['review-again'],
    offered: 'review-again',
  },
  reopen: {
    ask: () => post('reopen', { basis: 'office-error', reason: text('The office was mistaken') }),
    means: ['reopen'],
    offered: 'reopen',
  },
} as const satisfies Record<string, Doing>;

export type Verb = keyof typeof doings;

/** Things that end a history early; done now and then all the same. */
const rare: readonly Verb[] = ['withdraw', 'recall', 'refuse-acceptance', 'claim', 'release', 'save', 'review-again'];
export const verbs = Object.keys(doings) as Verb[];

/** Who does what on most days; the rest of the time anybody tries anything. */
const usual: Record<Verb, readonly Actor[]> = {
  save: ['employer', 'applicant'],
  submit: ['employer'],
  recall: ['employer'],
  withdraw: ['employer'],
  claim: ['front', 'back', 'decider'],
  release: ['front', 'back', 'decider', 'supervisor'],
  accept: ['front'],
  'return-early': ['front'],
  'refuse-acceptance': ['front'],
  'recommend-approval': ['back', 'both'],
  'recommend-refusal': ['back', 'both'],
  'return-late': ['back'],
  pause: ['back', 'decider'],
  resume: ['back', 'decider', 'supervisor'],
  'extend-time': ['supervisor'],
  approve: ['decider', 'otherDecider', 'both'],
  'announce-refusal': ['decider', 'both'],
  refuse: ['decider', 'both'],
  reply: ['employer', 'applicant'],
  'review-again': ['supervisor'],
  reopen: ['supervisor'],
};

const anybody: readonly Actor[] = [
  'employer',
  'otherEmployer',
  'applicant',
  'otherApplicant',
  'front',
  'back',
  'decider',
  'otherDecider',
  'both',
  'supervisor',
  'inspector',
  'admin',
];

/** Verbs that carry a case forward come more often, so that histories reach their ends. */
const verb = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<Verb>(
      'submit',
      'submit',
      'accept',
      'recommend-approval',
      'recommend-refusal',
      'approve',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Verb>('return-early', 'return-late', 'save', 'announce-refusal', 'reply', 'refuse'),
  },
  { weight: 1, arbitrary: fc.constantFrom<Verb>(...verbs) },
);
const act: fc.Arbitrary<Act> = verb.chain((name) =>
  fc.record({
    verb: fc.constant(name),
    actor: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<Actor>(...usual[name]) },
      { weight: 1, arbitrary: fc.constantFrom<Actor>(...anybody) },
    ),
    pick: fc.nat(1000),
  }),
);

/**
 * A day's work of a small zone, as it may happen: mostly sensible, sometimes wrong, sometimes two at once. A history
 * stays with a few of the cases, so that it follows them far.
 */
export const history = (cases: number, length: number): fc.Arbitrary<Command[]> =>
  fc
    .uniqueArray(fc.nat(cases - 1), { minLength: 2, maxLength: 3 })
    .chain((focus) => fc.array(command(fc.constantFrom(...focus)), { minLength: length, maxLength: length }));

const command = (target: fc.Arbitrary<number>): fc.Arbitrary<Command> =>
  fc.oneof(
    {
      weight: 14,
      arbitrary: fc.record({ target, pick: fc.nat(10_000) }).map((one): Command => ({ kind: 'offered', ...one })),
    },
    {
      weight: 5,
      arbitrary: fc.record({ target, act }).map(({ target, act }): Command => ({ kind: 'act', target, ...act })),
    },
    {
      weight: 2,
      arbitrary: fc.record({ target, first: act, second: act }).map((both): Command => ({ kind: 'meet', ...both })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(1, 9, 24, 24 * 8, 24 * 30).map((hours): Command => ({ kind: 'pass', hours })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<'suspend' | 'restore'>('suspend', 'restore', 'restore')
        .map((verb): Command => ({ kind: 'delegation', verb })),
    },
  );

/** The keys of what stands otherwise than before. */
function difference(before: string, after: string): string {
  const itemsOf = (text: string) =>
    new Map(
      (JSON.parse(text) as { pk: string; sk: string }[]).map((item) => [`${item.pk} ${item.sk}`, JSON.stringify(item)]),
    );
  const [was, is] = [itemsOf(before), itemsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key)).join(', ');
}

/** What an answer may never be: a failure of the service itself. */
const broken = ({ status }: Answer) => status >= 500;

const readable = async (ground: Ground, actor: Actor, id: string): Promise<View> => {
  const { status, body } = await ground.ask(actor, `GET /api/applications/${id}`);
  return status === 200 ? body : undefined;
};

const todayOn = (ground: Ground): Day => instantOf(ground.now() + 8 * 3_600_000).slice(0, 10);

const ask = (ground: Ground, actor: Actor, id: string, { path, method = 'POST', body }: Request) =>
  ground.ask(actor, `${method} /api/applications/${id}${path && `/${path}`}`, body ? { body } : {});

/**
 * Does one thing and tells what was wrong about the outcome: it succeeded although it was not offered, it led elsewhere
 * than the table says, it was refused and yet changed something, or the service broke.
 */
export async function attempt(
  ground: Ground,
  id: string,
  { actor, verb: name, pick }: Act,
  unchanged: () => Promise<string>,
): Promise<string[]> {
  const { ask: request, means, offered }: Doing = doings[name];
  const view = await readable(ground, actor, id);
  const before = await unchanged();
  const answer = await ask(ground, actor, id, request(view, pick, todayOn(ground)));
  const what = `${actor} tries ${name} in ${view?.stage ?? 'a case that is not theirs'}`;
  if (broken(answer)) return [`${what}: ${answer.status} ${JSON.stringify(answer.body)}`];
  if (answer.status >= 400) {
    const after = await unchanged();
    return after === before
      ? []
      : [`${what}: refused with ${answer.status}, and yet this changed: ${difference(before, after)}`];
  }
  const next = (view?.next ?? []) as { action: string }[];
  const found: string[] = [];
  const alreadyMine = name === 'claim' && view?.claimedBy !== undefined;
  if (!alreadyMine && !next.some(({ action }) => action === offered)) found.push(`${what}: done, though not offered`);
  const ends = means.map((transition) => transitions[transition]);
  if (ends.length > 0 && !ends.some(({ from, to }) => from.includes(view.stage) && leadsTo(to, answer.body.stage))) {
    found.push(`${what}: leads to ${answer.body.stage}`);
  }
  if (ends.length === 0 && answer.body.stage !== view?.stage) found.push(`${what}: leads to ${answer.body.stage}`);
  return found;
}

/** Issuance may have followed an approval before the answer was written. */
const leadsTo = (to: string, stage: string) =>
  to === stage || (to === 'approved' && ['issued', 'completed'].includes(stage));

const workers: readonly Actor[] = [
  'employer',
  'applicant',
  'front',
  'back',
  'both',
  'decider',
  'otherDecider',
  'supervisor',
];

/** Picks one of the things that a case offers just now to the first, in turn, who has anything to do there. */
export async function chosen(ground: Ground, id: string, pick: number): Promise<Act | undefined> {
  for (let turn = 0; turn < workers.length; turn++) {
    const actor = workers[(pick + turn) % workers.length] ?? 'employer';
    const view = await readable(ground, actor, id);
    const offered = ((view?.next ?? []) as { action: string }[]).map(({ action }) => action);
    const ways = verbs.filter((name) => {
      const otherDesk = (name === 'return-early') !== (view?.stage === 'preliminary-review') && offers(name, 'return');
      return offered.includes(doings[name].offered) && !otherDesk && (!rare.includes(name) || pick % 7 === 0);
    });
    const verb = ways[Math.floor(pick / workers.length) % Math.max(1, ways.length)];
    if (verb) return { actor, verb, pick };
  }
  return undefined;
}

const offers = (name: Verb, action: string): boolean => doings[name].offered === action;

/** Suspends or restores the whole delegation, and lets the sweeper move the open cases. */
export async function delegation(ground: Ground, name: 'suspend' | 'restore'): Promise<string[]> {
  const answer = await ground.ask('supervisor', `POST /api/delegation/${name}`, {
    body: { reason: text('Rehearsed') },
  });
  await ground.advance(0);
  return broken(answer) ? [`delegation: ${name}: ${answer.status} ${JSON.stringify(answer.body)}`] : [];
}

/** Two people at once: whatever the order, the service answers and the table stays right. */
export async function meet(ground: Ground, id: string, { first, second }: Meeting): Promise<string[]> {
  const views = await Promise.all([first, second].map(({ actor }) => readable(ground, actor, id)));
  const answers = await Promise.all(
    [first, second].map(({ actor, verb: name, pick }, index) =>
      ask(ground, actor, id, (doings[name] as Doing).ask(views[index], pick, todayOn(ground))),
    ),
  );
  return answers.filter(broken).map(({ status, body }) => `two at once: ${status} ${JSON.stringify(body)}`);
}
