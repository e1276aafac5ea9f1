import type { Day } from '../domain/time.ts';
import { pointsPolicy } from '../policy/points/index.ts';
import { formerRoutes, routesIn } from '../policy/routes/index.ts';
import type { Policies, Scoring } from './rules.ts';
import type { Zone } from './zone.ts';

const pointsNamed = (name: string) => {
  const points = pointsPolicy(name);
  if (!points) throw new Error(`the zone names an unknown points policy: ${name}`);
  return points;
};

/**
 * The points table and the routes that a zone names, and those that were in force before. Functions read them from
 * beside their code, as synthesis found them here: no function carries the tables of other places.
 * @throws when the zone names a policy that does not exist; synthesis refuses such a zone before
 */
export function scoringOf({ policy }: Pick<Zone, 'policy'>): Scoring {
  const { locality, formerPoints = [] } = policy;
  const former = formerPoints.toSorted((one, other) => (one.until < other.until ? -1 : 1));
  const on = (day: Day): Policies => ({
    points: pointsNamed(former.find(({ until }) => day <= until)?.points ?? policy.points),
    routes: routesIn(locality, day),
  });
  const ends = [
    ...former.map(({ until }) => until),
    ...formerRoutes.filter((routes) => routes.locality.id === locality).map(({ until }) => until),
  ];
  return {
    points: pointsNamed(policy.points),
    routes: routesIn(locality),
    before: [...new Set(ends)].sort().map((until) => ({ until, ...on(until) })),
  };
}
