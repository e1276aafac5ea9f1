import type { scoringRoutes } from '../../shared/contract/scoring.ts';
import { outlook } from '../../shared/domain/checklist/outlook.ts';
import { categoryOf, categorySource } from '../../shared/domain/procedure/circumstances.ts';
import { assess } from '../../shared/domain/scoring/assess.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { success } from '../../shared/result.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/**
 * What a case would need before there is one, by the same data and rules by which applications are judged. Nothing is
 * stored. Facts that give no category yet, or contradict each other, leave it to the one that was named.
 */
export function foreseeCase(given: {
  clock: Clock;
  rules: Pick<Rules, 'scoringOn' | 'today' | 'procedureOn' | 'zone'>;
}): Handles<typeof scoringRoutes>['foreseeCase'] {
  const { clock, rules } = given;
  return async ({ body }) => {
    const on = rules.today(clock);
    const delegated = rules.zone.delegation.procedures;
    const procedure = delegated.includes(body.procedure) ? rules.procedureOn(body.procedure, on) : undefined;
    if (!procedure) {
      return invalid({
        path: 'procedure',
        code: 'not-an-option',
        text: { zh: `本区办理的事项：${delegated.join(', ')}`, en: `this zone handles: ${delegated.join(', ')}` },
      });
    }
    const { points, routes } = rules.scoringOn(on);
    const claimed = routes.direct.find(({ id }) => id === body.route);
    if (body.route !== undefined && !claimed) {
      return invalid({
        path: 'route',
        code: 'not-an-option',
        text: { zh: '未知的直接认定条件', en: 'is not a known direct route' },
      });
    }
    const facts = claimed ? { ...body.facts, directRoutes: [claimed.id] } : body.facts;
    const the = { entry: body.entry, facts, answers: body.answers };
    const scored =
      facts && !claimed && categorySource(procedure, the) === 'score'
        ? assess(points, routes, facts, on, { advice: false, unfinished: true })
        : undefined;
    const assessed = scored?.ok && scored.value.category !== null ? scored.value : undefined;
    const route = claimed ? { kind: 'direct' as const, id: claimed.id, label: claimed.label } : assessed?.route;
    const wanted = claimed?.category ?? assessed?.category ?? body.category ?? null;
    const category = categoryOf(procedure, the, { score: wanted, permit: wanted });
    return success({
      body: {
        procedure: procedure.id,
        title: procedure.title,
        category,
        ...(route ? { route } : {}),
        ...outlook(procedure, { ...the, category, ...(route ? { route } : {}) }),
      },
    });
  };
}
