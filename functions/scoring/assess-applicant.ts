import type { scoringRoutes } from '../../shared/contract/scoring.ts';
import { assess } from '../../shared/domain/scoring/assess.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { pointsPolicies, pointsPolicy } from '../../shared/policy/points/index.ts';
import { routesIn } from '../../shared/policy/routes/index.ts';
import { failure, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/**
 * Self-assessment for anyone: the zone's points table and today in its time zone, unless the request names others.
 * Nothing is stored.
 *
 * @throws Error when the zone names a locality that has no routes
 */
export function assessApplicant(given: {
  clock: Clock;
  zone: Pick<Zone, 'timeZone' | 'policy'>;
}): Handles<typeof scoringRoutes> {
  const routes = routesIn(given.zone.policy.locality);
  return {
    assess: async ({ body }) => {
      const policy = pointsPolicy(body.policy ?? given.zone.policy.points);
      if (!policy) {
        const known = Object.keys(pointsPolicies).join(', ');
        return failure(
          problem('invalid-request', {
            problems: [
              {
                path: 'policy',
                code: 'not-an-option',
                text: { zh: `须为以下之一：${known}`, en: `must be one of: ${known}` },
              },
            ],
          }),
        );
      }
      const on = body.assessedOn ?? dayIn(given.zone.timeZone, instantOf(given.clock.now()));
      const assessed = assess(policy, routes, body.facts, on);
      return assessed.ok
        ? success({ body: assessed.value })
        : failure(problem('invalid-request', { problems: assessed.error }));
    },
  };
}
