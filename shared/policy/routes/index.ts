import { salaryAmount } from '../../domain/scoring/direct-routes.ts';
import type { LocalRoutes } from '../../domain/scoring/routes-policy.ts';
import { localities } from './localities.ts';
import { nationalRoutes } from './national.ts';

export { localities } from './localities.ts';
export { nationalRoutes } from './national.ts';

const lowestKnown = (category: 'A' | 'B') =>
  Math.min(
    ...Object.values(localities).flatMap((locality) =>
      locality.salaryBases.map((base) => salaryAmount(locality, base, category) ?? Number.POSITIVE_INFINITY),
    ),
  );

const lowestKnownAmount = { A: lowestKnown('A'), B: lowestKnown('B') };

const byLocality = new Map<string, LocalRoutes>(
  Object.values(localities).map((locality) => [
    locality.id,
    {
      national: nationalRoutes,
      locality,
      direct: [...nationalRoutes.direct, ...locality.direct],
      lowestKnownAmount,
    },
  ]),
);

/**
 * The direct routes as they apply in a locality; always the same object for the same locality.
 *
 * @param locality key of shared/policy/routes/localities.ts, as a zone names it
 * @throws Error when no such locality is described: the zone's configuration is wrong
 */
export function routesIn(locality: string): LocalRoutes {
  const found = byLocality.get(locality);
  if (!found) {
    throw new Error(`no routes for locality "${locality}"; known: ${[...byLocality.keys()].join(', ')}`);
  }
  return found;
}
