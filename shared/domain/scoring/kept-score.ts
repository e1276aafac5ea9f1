import type { Day } from '../time.ts';
import type { Assessment, SettledRows } from './assess.ts';
import type { Category, Facts } from './facts.ts';
import type { LocalRoutes } from './routes-policy.ts';

/** The row that applied to an item and what it gave; both null where no row covers the value. */
export type KeptRow = [row: string | null, points: number | null];

/** A score as an event keeps it: enough to explain it and to compute it again years later. */
export type KeptScore = {
  /** Id of the points table. */
  policy: string;
  /** Id of the routes with their place and version. */
  routes: string;
  /** Day as of which it was assessed. */
  on: Day;
  facts: Facts;
  total: number | null;
  category: Category | null;
  route: string;
  rows: Record<string, KeptRow>;
  /** Rows that an officer decided on where the table has none for the value. */
  settled?: SettledRows;
};

/**
 * Reduces an assessment to what an event keeps.
 * @param routes the routes that it was made with
 */
export function keptScore(assessment: Assessment, facts: Facts, routes: Pick<LocalRoutes, 'id'>): KeptScore {
  const settled = assessment.items.flatMap(({ item, row, settled: is }) => (is && row ? [[item, row] as const] : []));
  return {
    policy: assessment.policy,
    routes: routes.id,
    on: assessment.assessedOn,
    facts,
    total: assessment.total,
    category: assessment.category,
    route: assessment.route.id,
    rows: Object.fromEntries(assessment.items.map(({ item, row, points }) => [item, [row, points]])),
    ...(settled.length > 0 ? { settled: Object.fromEntries(settled) } : {}),
  };
}
