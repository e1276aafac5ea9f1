import type { portalRoutes } from '../../shared/contract/portal.ts';
import { serviceGuide } from '../../shared/domain/procedure/guide.ts';
import type { Category } from '../../shared/domain/scoring/facts.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { success } from '../../shared/result.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/** The service guide (办事指南) of a procedure as it is in force today, from the data that applications are judged by. */
export function readGuide({ rules, clock }: { rules: Rules; clock: Clock }): Handles<typeof portalRoutes>['readGuide'] {
  const { zone } = rules;
  /** A route leads to one category; for another one it is none. */
  const routesTo = (wanted: Category | undefined) =>
    rules
      .scoringOn(rules.today(clock))
      .routes.direct.filter(({ category }) => wanted === undefined || category === wanted);
  return async ({ query }) => {
    const delegated = zone.delegation.procedures;
    const procedure = delegated.includes(query.procedure)
      ? rules.procedureOn(query.procedure, rules.today(clock))
      : undefined;
    if (!procedure) {
      return invalid({
        path: 'query.procedure',
        code: 'not-an-option',
        text: { zh: `本区办理的事项：${delegated.join(', ')}`, en: `this zone handles: ${delegated.join(', ')}` },
      });
    }
    const { categories } = zone.delegation;
    if (query.category && !categories.includes(query.category)) {
      return invalid({
        path: 'query.category',
        code: 'not-an-option',
        text: { zh: `本区办理的类别：${categories.join('、')}`, en: `this zone handles: ${categories.join(', ')}` },
      });
    }
    const body = serviceGuide(procedure, {
      clocks: zone.clocks,
      routeLabels: Object.fromEntries(routesTo(query.category).map(({ id, label }) => [id, label])),
      passportMonths: zone.policy.passportMinimumMonths.months,
      ...(query.category ? { category: query.category } : {}),
    });
    return success({ body, headers: { 'cache-control': 'public, max-age=300' } });
  };
}
