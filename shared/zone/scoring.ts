import { pointsPolicy } from '../policy/points/index.ts';
import { routesIn } from '../policy/routes/index.ts';
import type { Scoring } from './rules.ts';
import type { Zone } from './zone.ts';

/**
 * The points table and the routes that a zone names. Functions read them from beside their code, as synthesis found
 * them here: no function carries the tables of other places and times.
 * @throws when the zone names a policy that does not exist; synthesis refuses such a zone before
 */
export function scoringOf({ policy }: Pick<Zone, 'policy'>): Scoring {
  const points = pointsPolicy(policy.points);
  if (!points) throw new Error(`the zone names an unknown points policy: ${policy.points}`);
  return { points, routes: routesIn(policy.locality) };
}
