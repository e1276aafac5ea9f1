import type { PointsPolicy } from '../../domain/scoring/points-policy.ts';
import { interim2017 } from './interim-2017.ts';
import { trial2017 } from './trial-2017.ts';

/** Every version of the national points table by its id; a score names the version that it was made with. */
export const pointsPolicies: Readonly<Record<string, PointsPolicy>> = {
  [interim2017.id]: interim2017,
  [trial2017.id]: trial2017,
};

/** The points table with this id, or undefined where there is none. */
export function pointsPolicy(id: string): PointsPolicy | undefined {
  return Object.hasOwn(pointsPolicies, id) ? pointsPolicies[id] : undefined;
}
