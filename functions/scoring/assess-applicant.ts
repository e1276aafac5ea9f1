import type { scoringRoutes } from '../../shared/contract/scoring.ts';
import { assess } from '../../shared/domain/scoring/assess.ts';
import { pointsTableIn } from '../../shared/domain/scoring/table-in-words.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { pointsPolicies, pointsPolicy } from '../../shared/policy/points/index.ts';
import { failure, success } from '../../shared/result.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/**
 * Self-assessment for anyone: the zone's points table and today in its time zone, unless the request names others; and
 * that table in words. Nothing is stored.
 */
export function assessApplicant(given: {
  clock: Clock;
  rules: Pick<Rules, 'scoringOn' | 'today'>;
}): Pick<Handles<typeof scoringRoutes>, 'assess' | 'readPointsTable'> {
  const { clock, rules } = given;
  return {
    readPointsTable: async () => {
      const on = rules.today(clock);
      const { points, routes } = rules.scoringOn(on);
      return success({
        body: pointsTableIn(points, routes, on),
        headers: { 'cache-control': 'public, max-age=300' },
      });
    },
    assess: async ({ body }) => {
      const on = body.assessedOn ?? rules.today(clock);
      const { points, routes } = rules.scoringOn(on);
      const policy = body.policy === undefined ? points : pointsPolicy(body.policy);
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
      const assessed = assess(policy, routes, body.facts, on, { unfinished: body.unfinished ?? false });
      return assessed.ok
        ? success({ body: assessed.value })
        : failure(problem('invalid-request', { problems: assessed.error }));
    },
  };
}
