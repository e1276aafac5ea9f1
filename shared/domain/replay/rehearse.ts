import type { Stage } from '../application/transitions.ts';
import { type Assessment, assess } from '../scoring/assess.ts';
import type { Category } from '../scoring/facts.ts';
import type { KeptRow, KeptScore } from '../scoring/kept-score.ts';
import type { PointsPolicy } from '../scoring/points-policy.ts';
import type { LocalRoutes } from '../scoring/routes-policy.ts';
import type { Day } from '../time.ts';
import type { ScorePolicies } from './scores.ts';

/** What is tried out before it is published; what is left out stays as each case has it. */
export type DraftPolicies = { points?: PointsPolicy; routes?: LocalRoutes };

/** A case with the score that holds for it: the last one on record, with the reviewer's corrections. */
export type RehearsedCase = {
  id: string;
  receiptNumber?: string;
  stage: Stage;
  open: boolean;
  score: KeptScore;
};

export type Standing = {
  policy: string;
  routes: string;
  total: number | null;
  category: Category | null;
  route: string;
};

/** A case as a rehearsal names it: nothing of the person, only what a row or a total tells. */
export type Named = Pick<RehearsedCase, 'id' | 'receiptNumber' | 'stage' | 'open'> & { on: Day };

export type Mover = Named & {
  before: Standing;
  after: Standing;
  /** Items whose row or points are other than before. */
  rows: { item: string; before: KeptRow | null; after: KeptRow | null }[];
};

/** From and to: a category, or `open` where no row covers a value and the category depends on it. */
export type Move = { from: Category | 'open'; to: Category | 'open'; cases: number };

export type Rehearsal = {
  looked: number;
  movers: Mover[];
  moves: Move[];
  /** Cases of the same category whose total is another. */
  otherTotal: number;
  /** Cases in which a value fits no row of the draft. */
  noRow: (Named & { items: string[] })[];
  /** Cases that the draft cannot assess, or whose own policy is not in the repository: places of what is missing. */
  notAssessed: (Named & { problems: string[] })[];
};

const standing = (score: KeptScore): Standing => {
  const { policy, routes, total, category, route } = score;
  return { policy, routes, total, category, route };
};

const rowsOf = (assessment: Assessment): Record<string, KeptRow> =>
  Object.fromEntries(assessment.items.map(({ item, row, points }) => [item, [row, points]]));

function changedRows(before: Record<string, KeptRow>, after: Record<string, KeptRow>): Mover['rows'] {
  const items = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return items.flatMap((item) => {
    const [one, other] = [before[item] ?? null, after[item] ?? null];
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ item, before: one, after: other }];
  });
}

/**
 * Tries a draft policy on cases that were scored: the same facts on the same day, by the draft instead of the policy
 * that the score names. Who would move between A, B and C is listed; nothing is changed.
 *
 * @param cases in the order in which movers are listed
 * @param policies finds what each score was made with, for the half that the draft leaves alone
 */
export function rehearse(draft: DraftPolicies, cases: Iterable<RehearsedCase>, policies: ScorePolicies): Rehearsal {
  const rehearsal: Rehearsal = { looked: 0, movers: [], moves: [], otherTotal: 0, noRow: [], notAssessed: [] };
  for (const { score, ...the } of cases) {
    rehearsal.looked += 1;
    const named: Named = { ...the, on: score.on };
    const points = draft.points ?? policies.points(score.policy);
    const routes = draft.routes ?? policies.routes(score.routes);
    if (!points || !routes) {
      const problems = [...(points ? [] : [`policy ${score.policy}`]), ...(routes ? [] : [`routes ${score.routes}`])];
      rehearsal.notAssessed.push({ ...named, problems });
      continue;
    }
    const assessed = assess(points, routes, score.facts, score.on, { advice: false, settled: score.settled });
    if (!assessed.ok) {
      rehearsal.notAssessed.push({ ...named, problems: assessed.error.map(({ path }) => path) });
      continue;
    }
    const { total, category, route, noRow } = assessed.value;
    if (noRow.length > 0) rehearsal.noRow.push({ ...named, items: noRow });
    if (category === score.category) {
      if (total !== score.total) rehearsal.otherTotal += 1;
      continue;
    }
    const after = { policy: points.id, routes: routes.id, total, category, route: route.id };
    const rows = changedRows(score.rows, rowsOf(assessed.value));
    rehearsal.movers.push({ ...named, before: standing(score), after, rows });
  }
  return { ...rehearsal, moves: movesOf(rehearsal.movers) };
}

/** How many go from where to where, the most first. */
export function movesOf(movers: readonly Pick<Mover, 'before' | 'after'>[]): Move[] {
  const counted = new Map<string, Move>();
  for (const { before, after } of movers) {
    const [from, to] = [before.category ?? 'open', after.category ?? 'open'] as const;
    const move = counted.get(`${from} ${to}`) ?? { from, to, cases: 0 };
    counted.set(`${from} ${to}`, { ...move, cases: move.cases + 1 });
  }
  return [...counted.values()].sort((a, b) => b.cases - a.cases || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
}
