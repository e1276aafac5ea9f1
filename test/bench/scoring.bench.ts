import { isDeepStrictEqual } from 'node:util';
import { assess } from '../../shared/domain/scoring/assess.ts';
import type { PointsPolicy } from '../../shared/domain/scoring/points-policy.ts';
import { pointsPolicies } from '../../shared/policy/points/index.ts';
import { interim2017 } from '../../shared/policy/points/interim-2017.ts';
import { routesIn } from '../../shared/policy/routes/index.ts';
import { figure, type Run, type Section } from './report/section.ts';
import { type Drawn, randomApplicants } from './scoring/applicants.ts';
import { engines } from './scoring/engines.ts';
import { type Answer, type Engine, type Table, tableOf } from './scoring/rows.ts';
import { drawing, median } from './sequence.ts';

/** A day that the amounts of the place cover, so that a salary alone opens a category too. */
const on = '2025-06-30';
const routes = routesIn('beijing');

/** What the scorer answers, in the words that the engines answer in. */
function scored(policy: PointsPolicy, { facts }: Drawn): Answer {
  const assessed = assess(policy, routes, facts, on, { advice: false });
  if (!assessed.ok) throw new Error(`the scorer refused an applicant: ${JSON.stringify(assessed.error)}`);
  const { items, total, category } = assessed.value;
  return { items: items.map(({ item, value, row, points }) => ({ item, value, row, points })), total, category };
}

type Difference = { engine: string; policy: string; facts: Drawn['facts']; scorer: Answer; answer: Answer };

async function differences(policy: PointsPolicy, engine: Engine, drawn: readonly Drawn[]): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const one of drawn) {
    const scorer = scored(policy, one);
    const answer = await engine.evaluate(one.applicant);
    if (!isDeepStrictEqual(scorer, answer)) {
      found.push({ engine: engine.name, policy: policy.id, facts: one.facts, scorer, answer });
    }
  }
  return found;
}

/** The same table with one more point in one of its brackets. */
const altered = (policy: PointsPolicy): PointsPolicy => ({
  ...policy,
  items: policy.items.map((item) =>
    item.kind === 'brackets' && item.fact === 'annualSalary'
      ? { ...item, rows: item.rows.map((row, at) => (at === 2 ? { ...row, points: row.points + 1 } : row)) }
      : item,
  ),
});

type Contestant = { name: string; evaluate: (drawn: Drawn) => unknown; load: number; first: number };

/** Loads an engine and lets it answer once; milliseconds of both. */
async function opened(
  open: () => { name: string; evaluate: (drawn: Drawn) => unknown },
  one: Drawn,
): Promise<Contestant> {
  const begun = performance.now();
  const { name, evaluate } = open();
  const ready = performance.now();
  await evaluate(one);
  return { name, evaluate, load: ready - begun, first: performance.now() - ready };
}

/** Evaluations a second within some milliseconds. */
async function speed({ evaluate }: Contestant, drawn: readonly Drawn[], milliseconds: number): Promise<number> {
  const begun = performance.now();
  let done = 0;
  for (;;) {
    for (let at = 0; at < 64; at += 1, done += 1) {
      const answer = evaluate(drawn[done % drawn.length] as Drawn);
      // A promise is only waited for where the engine gives one: waiting costs more than our whole evaluation.
      if (answer instanceof Promise) await answer;
    }
    const past = performance.now() - begun;
    if (past >= milliseconds) return (done * 1000) / past;
  }
}

/** The scorer itself: its answer carries the explanation already. */
const own = () => ({
  name: 'Greenpath',
  evaluate: ({ facts }: Drawn): unknown => assess(interim2017, routes, facts, on, { advice: false }),
});

/** The scorer beside engines of rules that load the same published table: who is right, and how fast. */
export async function benchScoring({ seed, long }: Run): Promise<Section> {
  const count = long ? 20_000 : 2000;
  const drawn = randomApplicants(drawing(seed), count, on);
  const [one] = drawn;
  if (!one) throw new Error('nobody was drawn');
  // Loaded and asked once before anything else has run, as in a process that has just started.
  const table: Table = tableOf(interim2017, routes, on);
  const contestants = [await opened(own, one)];
  for (const open of engines) {
    const loading = () => {
      const { name, evaluate } = open(table);
      return { name, evaluate: ({ applicant }: Drawn) => evaluate(applicant) };
    };
    contestants.push(await opened(loading, one));
  }

  const failures: string[] = [];
  const wrong = new Map<string, number>();
  let compared = 0;
  for (const policy of Object.values(pointsPolicies)) {
    const table = tableOf(policy, routes, on);
    for (const open of engines) {
      const engine = open(table);
      const found = await differences(policy, engine, drawn);
      compared += drawn.length;
      wrong.set(engine.name, (wrong.get(engine.name) ?? 0) + found.length);
      const [first] = found;
      if (first)
        failures.push(
          `${first.engine} and the scorer differ ${found.length} times by ${policy.id}, first: ${JSON.stringify(first)}`,
        );
    }
  }

  // The oracle looks at something only where a mistake in the scorer shows.
  const [engine] = engines.map((open) => open(tableOf(interim2017, routes, on)));
  const caught = engine ? (await differences(altered(interim2017), engine, drawn)).length : 0;
  if (caught === 0) failures.push('a point more in one bracket of the scorer was noticed by nobody');

  const rounds = new Map<string, number[]>();
  for (let round = 0; round < (long ? 7 : 5); round += 1) {
    for (const contestant of contestants) {
      const measured = await speed(contestant, drawn, long ? 300 : 200);
      rounds.set(contestant.name, [...(rounds.get(contestant.name) ?? []), measured]);
    }
  }
  const speeds = contestants.map((contestant) => ({ ...contestant, rounds: rounds.get(contestant.name) ?? [] }));
  const fastest = median(speeds[0]?.rounds ?? []);
  const overBudget =
    fastest < 500_000 ? [`the scorer makes ${figure(fastest)} evaluations a second, the budget is 500,000`] : [];

  return {
    title: 'The scorer beside engines of rules',
    words: [
      `Every engine loads the same published table (${Object.keys(pointsPolicies).join(', ')}) with the salaries that open a category in Beijing, and answers with the same explanation: for each item the value, the row and its points; then total and category. The rows are read anew from the data of the table, with no code of the scorer.`,
      `They are an oracle too: ${drawn.length.toLocaleString('en')} random applicants by each of ${Object.keys(pointsPolicies).length} tables, of whom two in five stand on a bound of their salary; ${compared.toLocaleString('en')} comparisons, ${[...wrong.values()].reduce((sum, some) => sum + some, 0)} differences. With one point more in one bracket, in the scorer only, ${caught.toLocaleString('en')} applicants came out different.`,
      `Speed is the median of ${speeds[0]?.rounds.length} interleaved rounds on ${interim2017.id}; json-rules-engine has no arithmetic, its sums are taken beside it.`,
    ],
    tables: [
      {
        title: 'Evaluations',
        columns: ['Engine', 'A second', 'µs each', 'Slower than ours', 'Build, ms', 'First answer, ms', 'Differences'],
        rows: speeds.map(({ name, rounds: all, load, first }) => [
          name,
          figure(median(all)),
          figure(1_000_000 / median(all)),
          name === 'Greenpath' ? '' : `${figure(fastest / median(all))} times`,
          figure(load),
          figure(first),
          name === 'Greenpath' ? '' : String(wrong.get(name) ?? 0),
        ]),
      },
    ],
    charts: [
      {
        title: 'Evaluations of the points table a second',
        unit: 'a second, logarithmic',
        scale: 'logarithmic',
        bars: speeds.map(({ name, rounds: all }) => ({
          label: name,
          value: median(all),
          shown: figure(median(all)),
          own: name === 'Greenpath',
        })),
      },
    ],
    failures,
    overBudget,
  };
}
