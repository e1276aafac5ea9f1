import type { z } from 'zod';
import type { draftLocality, draftPoints } from '../contract/draft-policy.ts';
import type { DraftPolicies } from '../domain/replay/rehearse.ts';
import type { PointsPolicy } from '../domain/scoring/points-policy.ts';
import { localityMistakes, type PolicyMistake, pointsMistakes } from '../domain/scoring/policy-mistakes.ts';
import type { Locality } from '../domain/scoring/routes-policy.ts';
import { pointsPolicy } from '../policy/points/index.ts';
import { localRoutes, nationalRoutes, routesNamed } from '../policy/routes/index.ts';
import { failure, type Result, success } from '../result.ts';

/** Drafts whose shape was checked. */
export type GivenDrafts = {
  points?: z.output<typeof draftPoints> | undefined;
  locality?: z.output<typeof draftLocality> | undefined;
};

const nameTaken = (path: string, name: string): PolicyMistake => ({
  path,
  code: 'name-taken',
  text: {
    zh: `“${name}”已经公布，草案须有自己的名称或版本`,
    en: `"${name}" is published already; a draft needs a name or version of its own`,
  },
});

/**
 * Checks drafts beyond their shape and binds them for a rehearsal. A published name is never used again, because
 * scores on record name it.
 * @returns every mistake of both drafts, with its place
 */
export function draftPolicies({ points, locality }: GivenDrafts): Result<DraftPolicies, PolicyMistake[]> {
  const table = points as PointsPolicy | undefined;
  const place = locality as Locality | undefined;
  const routes = place && localRoutes(place);
  const at = (prefix: string) => (mistake: PolicyMistake) => ({ ...mistake, path: `${prefix}.${mistake.path}` });
  const mistakes = [
    ...(table && pointsPolicy(table.id) ? [nameTaken('points.id', table.id)] : []),
    ...(table ? pointsMistakes(table).map(at('points')) : []),
    ...(routes && routesNamed(routes.id) ? [nameTaken('locality.version', routes.id)] : []),
    ...(place ? localityMistakes(place, nationalRoutes).map(at('locality')) : []),
  ];
  if (mistakes.length > 0) return failure(mistakes);
  return success({ ...(table ? { points: table } : {}), ...(routes ? { routes } : {}) });
}
