import { salaryAmount } from '../../domain/scoring/direct-routes.ts';
import type { Locality, LocalRoutes, RoutesPolicy } from '../../domain/scoring/routes-policy.ts';
import type { Day } from '../../domain/time.ts';
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

/** Routes that were applied until a day, kept so that every score made with them can be computed again. */
export const formerRoutes: readonly { national: RoutesPolicy; locality: Locality; until: Day }[] = [];

/** The national routes as they apply in a place, whether the place is published or a draft. */
export const localRoutes = (locality: Locality, national: RoutesPolicy = nationalRoutes): LocalRoutes => ({
  id: `${national.id}/${locality.id}/${locality.version}`,
  national,
  locality,
  direct: [...national.direct, ...locality.direct],
  lowestKnownAmount,
});

const byLocality = new Map(Object.values(localities).map((locality) => [locality.id, localRoutes(locality)]));

const byId = new Map(
  [...byLocality.values(), ...formerRoutes.map(({ locality, national }) => localRoutes(locality, national))].map(
    (routes) => [routes.id, routes],
  ),
);

/**
 * The direct routes as they apply in a locality; always the same object for the same locality.
 *
 * @param locality key of shared/policy/routes/localities.ts, as a zone names it
 * @param on day as of which they are asked for; the present ones when it is left out
 * @throws Error when no such locality is described: the zone's configuration is wrong
 */
export function routesIn(locality: string, on?: Day): LocalRoutes {
  const found = byLocality.get(locality);
  if (!found) {
    throw new Error(`no routes for locality "${locality}"; known: ${[...byLocality.keys()].join(', ')}`);
  }
  const [former] = formerRoutes
    .filter((routes) => routes.locality.id === locality && on !== undefined && on <= routes.until)
    .sort((one, other) => (one.until < other.until ? -1 : 1));
  return former ? localRoutes(former.locality, former.national) : found;
}

/** The routes that a score names, in whatever version; undefined where there is none of that name. */
export const routesNamed = (id: string): LocalRoutes | undefined => byId.get(id);
