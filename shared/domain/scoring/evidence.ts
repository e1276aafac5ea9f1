import type { Text } from '../text.ts';
import type { Assessment } from './assess.ts';
import { compilePoints } from './compile.ts';
import type { PointsPolicy, Proof } from './points-policy.ts';
import type { LocalRoutes } from './routes-policy.ts';

/** A value that no row of the table covers, with the rows among which an officer decides. */
export type Hole = {
  item: string;
  value: Assessment['items'][number]['value'];
  options: { row: string; label: Text; points: number; provenBy: Proof }[];
};

/** Everything in an assessment that an officer has to settle because the table has no row for it. */
export const holesOf = (policy: PointsPolicy, { items, noRow }: Assessment): Hole[] =>
  compilePoints(policy).items.flatMap(({ source, rows }) =>
    noRow.includes(source.id)
      ? [
          {
            item: source.id,
            value: items.find(({ item }) => item === source.id)?.value ?? null,
            options: [...rows.values()].map(({ id, label, points, provenBy = [] }) => ({
              row: id,
              label,
              points,
              provenBy,
            })),
          },
        ]
      : [],
  );

/** One thing that an officer confirms: a row that gave points, or the direct route, with the documents that prove it. */
export type EvidenceNeed = {
  /** Id of the points item, or of the direct route. */
  item: string;
  /** Null for a direct route. */
  row: string | null;
  label: Text;
  points: number | null;
  provenBy: Proof;
};

/**
 * What has to be proven so that an assessment holds: the direct route where there is one, otherwise every row that gave
 * points. Nobody has to prove what gave nothing, and category C rests on no points (Licensing Law art. 31).
 *
 * @param policy the table that the assessment names
 * @param routes the routes it was made with
 */
export function evidenceNeeded(policy: PointsPolicy, routes: LocalRoutes, assessment: Assessment): EvidenceNeed[] {
  const { route } = assessment;
  if (route.kind === 'direct') {
    const direct = routes.direct.find((known) => known.id === route.id);
    return direct ? [{ item: direct.id, row: null, label: direct.label, points: null, provenBy: direct.provenBy }] : [];
  }
  if (assessment.category === 'C' || route.id === 'under-age') return [];
  const rows = new Map(compilePoints(policy).items.map((item) => [item.source.id, item.rows]));
  return assessment.items.flatMap(({ item, row, label, points }) => {
    if (row === null || points === null || points === 0) return [];
    return [{ item, row, label, points, provenBy: rows.get(item)?.get(row)?.provenBy ?? [] }];
  });
}
