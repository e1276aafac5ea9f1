import type { portalRoutes } from '../../shared/contract/portal.ts';
import { serviceGuide } from '../../shared/domain/procedure/guide.ts';
import { guideBeside } from '../../shared/domain/procedure/guide-beside.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Category } from '../../shared/domain/scoring/facts.ts';
import { inWords } from '../../shared/domain/statistics/avoid.ts';
import { talentsInGuide } from '../../shared/domain/talents/in-guide.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid } from '../../shared/http/problem.ts';
import { paperRules } from '../../shared/policy/papers/paper-rules.ts';
import { readCommonReturns } from '../../shared/records/common-returns.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/**
 * What goes wrong most in a procedure, from real returns, and how to avoid it; nothing where too few were returned to
 * tell of.
 */
async function goesWrong(table: Table, procedure: Procedure, days: number, category: Category | undefined) {
  const stored = await readCommonReturns(table, procedure.id);
  const found = category ? stored?.categories[category] : stored?.all;
  if (!stored || !found) return {};
  const reasons = inWords(found.reasons, procedure);
  return reasons.length > 0 ? { goesWrong: { from: stored.from, to: stored.to, days, reasons } } : {};
}

/** The service guide (办事指南) of a procedure as it is in force today, from the data that applications are judged by. */
export function readGuide(given: {
  table: Table;
  rules: Rules;
  clock: Clock;
}): Handles<typeof portalRoutes>['readGuide'] {
  const { table, rules, clock } = given;
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
    const wrong = await goesWrong(table, procedure, zone.statistics.commonReturns.days, query.category);
    const guide = serviceGuide(procedure, {
      clocks: zone.clocks,
      routeLabels: Object.fromEntries(routesTo(query.category).map(({ id, label }) => [id, label])),
      passportMonths: zone.policy.passportMinimumMonths.months,
      ...(query.category ? { category: query.category } : {}),
    });
    const beside = guideBeside(procedure, guide, { zone, papers: paperRules, today: rules.today(clock) });
    const talents = zone.talents ? talentsInGuide(procedure.effect, zone.talents) : {};
    return success({
      body: { ...guide, ...beside, ...wrong, ...talents },
      headers: { 'cache-control': 'public, max-age=300' },
    });
  };
}
