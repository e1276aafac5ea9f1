import { acceptApplication, concludeApplication, reviewApplication } from '../../../infra/demo/walk-case.ts';
import { type Arrival, arrivalsOf, type DayKind } from './arrivals.ts';
import type { Filled } from './filling.ts';
import { asked } from './templates.ts';
import { type PlainCase, steps, uploadOne, verified, type World } from './world.ts';

/** How long operations of one name took, in milliseconds, each from when it was to begin. */
export type Latencies = { name: string; count: number; failed: number; p50: number; p95: number; p99: number };

const anHour = 3_600_000;
/** The part of the day that is played: at night next to nothing comes. */
const [from, to] = [6 * anHour, 22 * anHour];

type Doing = (world: World, desk: Desk) => Promise<unknown>;

/** What the mix has under way: drafts that lack papers, drafts to submit, cases at each officer's. */
type Desk = {
  drafts: { the: PlainCase; missing: string[]; unfinished: number }[];
  complete: PlainCase[];
  submitted: string[];
  accepted: string[];
  reviewed: string[];
  turn: number;
  filled: Filled;
};

const nextOf = <T>(desk: Desk, from: readonly T[]): T => {
  const found = from[desk.turn++ % from.length];
  if (found === undefined) throw new Error('there is nothing to choose from');
  return found;
};

const draft: Doing = async (world, desk) => {
  const the: PlainCase = { sample: world.nextSample(), id: '' };
  await steps.begin(world, the);
  await steps.save(world, the);
  const missing = [...the.sample.documents];
  desk.drafts.push({ the, missing, unfinished: missing.length });
};

const upload: Doing = async (world, desk) => {
  const first = desk.drafts[0];
  const kind = first?.missing.shift();
  if (!first || !kind) return draft(world, desk);
  if (first.missing.length === 0) desk.drafts.shift();
  await uploadOne(world, first.the, kind);
  // Others of its papers may still be under way.
  first.unfinished -= 1;
  if (first.unfinished === 0) desk.complete.push(first.the);
};

const submit: Doing = async (world, desk) => {
  const the = desk.complete.shift();
  if (!the) return upload(world, desk);
  await steps.submit(world, the);
  desk.submitted.push(the.id);
};

const queuePage: Doing = (world, desk) => {
  const [who, stage] = nextOf(desk, [
    [world.frontOfficer, 'preliminary-review'],
    [world.backOfficer, 'review'],
    [world.decider, 'conclusion'],
  ] as const);
  return asked('queue', who.ask('GET', `/api/queues/${stage}?limit=25`));
};

/** An officer who finds nothing of the mix's own looks at the queue. */
const deciding =
  (
    from: 'submitted' | 'accepted' | 'reviewed',
    act: (world: World, id: string) => Promise<unknown>,
    to?: 'accepted' | 'reviewed',
  ): Doing =>
  async (world, desk) => {
    const id = desk[from].shift();
    if (!id) return queuePage(world, desk);
    await act(world, id);
    if (to) desk[to].push(id);
  };

const doings: Readonly<Record<string, Doing>> = {
  'begin and save': draft,
  upload,
  submit,
  accept: deciding('submitted', ({ frontOfficer }, id) => acceptApplication(frontOfficer, id), 'accepted'),
  review: deciding('accepted', ({ backOfficer }, id) => reviewApplication(backOfficer, id), 'reviewed'),
  conclude: deciding('reviewed', ({ decider }, id) => concludeApplication(decider, id)),
  'queue page': queuePage,
  'own list': ({ handler, employerId }) =>
    asked('list', handler.ask('GET', `/api/applications?employerId=${employerId}&limit=25`)),
  follow: async (world, desk) => {
    const { id } = nextOf(desk, desk.filled.samples);
    return asked('timeline', world.backOfficer.ask('GET', `/api/applications/${id}/timeline`));
  },
  'read a case': (world, desk) => {
    const { id } = nextOf(desk, desk.filled.samples);
    return asked('case', world.backOfficer.ask('GET', `/api/applications/${id}`));
  },
  search: ({ supervisor, today }) => asked('search', supervisor.ask('GET', `/api/readings?day=${today}&limit=20`)),
  verify: (world, desk) => {
    return verified(world.anyone, nextOf(desk, world.tokens));
  },
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Plays a working day in fast motion: everything comes when it comes, whether what came before is done or not.
 * @param options `seconds`: how long the day takes
 */
export async function playDay(
  world: World,
  filled: Filled,
  options: { kind: DayKind; ordinary: number; seconds: number; seed: number },
): Promise<Latencies[]> {
  const arrivals: Arrival[] = arrivalsOf(options).filter(({ at: when }) => when >= from && when < to);
  const desk: Desk = { drafts: [], complete: [], submitted: [], accepted: [], reviewed: [], turn: 0, filled };
  const taken = new Map<string, number[]>();
  const failures = new Map<string, number>();
  const under: Promise<void>[] = [];
  const scale = (options.seconds * 1000) / (to - from);
  const began = performance.now();
  for (const { at: when, name } of arrivals) {
    const due = began + (when - from) * scale;
    if (due > performance.now()) await pause(due - performance.now());
    const doing = doings[name];
    if (!doing) throw new Error(`nobody knows how to ${name}`);
    under.push(
      doing(world, desk)
        .catch((error: unknown) => {
          console.error(`${name}: ${error instanceof Error ? error.message : error}`);
          failures.set(name, (failures.get(name) ?? 0) + 1);
        })
        .then(() => {
          taken.set(name, [...(taken.get(name) ?? []), performance.now() - due]);
        }),
    );
  }
  await Promise.all(under);
  return [...taken].map(([name, times]) => {
    const sorted = times.toSorted((one, other) => one - other);
    return {
      name,
      count: sorted.length,
      failed: failures.get(name) ?? 0,
      p50: at(sorted, 0.5),
      p95: at(sorted, 0.95),
      p99: at(sorted, 0.99),
    };
  });
}
