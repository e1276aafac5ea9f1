import { failure, type Result, success } from '../../result.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { Education, FactProblem, Facts } from './facts.ts';
import type { DirectRoute, Locality, LocalRoutes, Requirement, SalaryBase } from './routes-policy.ts';

const degrees: readonly Education[] = ['none', 'bachelor', 'master', 'doctor'];

/** The salary, CNY a year, from which a base opens a category; undefined where the base has no amount. */
export function salaryAmount(locality: Locality, base: SalaryBase, category: 'A' | 'B'): number | undefined {
  if (base.published) return base.published[category];
  return base.averageWage === null ? undefined : base.averageWage * locality.multiples[category].times;
}

/** The salary, CNY a year, that opens a category in a locality on a day; undefined where no amount covers that day. */
export function salaryAmountOn(locality: Locality, category: 'A' | 'B', on: Day): number | undefined {
  for (const base of locality.salaryBases) {
    if (base.validFrom <= on && (base.validTo === null || on <= base.validTo)) {
      return salaryAmount(locality, base, category);
    }
  }
  return undefined;
}

function meets(requirement: Requirement, facts: Facts): boolean | undefined {
  if (requirement.fact === 'education') {
    if (facts.education === undefined) return undefined;
    return degrees.indexOf(facts.education) >= degrees.indexOf(requirement.atLeast);
  }
  if (requirement.fact === 'companyShare') {
    return facts.companyShare === undefined ? undefined : facts.companyShare > requirement.above;
  }
  return facts.workYears === undefined ? undefined : facts.workYears >= requirement.atLeast;
}

const stated: Readonly<Record<Requirement['fact'], Text>> = {
  education: { zh: '学历', en: 'education' },
  workYears: { zh: '工作年限', en: 'years of work' },
  companyShare: { zh: '持股比例', en: 'share of the company' },
};

function unmet(route: DirectRoute, requirement: Requirement, facts: Facts, at: string): FactProblem | undefined {
  const met = meets(requirement, facts);
  if (met === true) return undefined;
  if (met === undefined) {
    return {
      path: `facts.${requirement.fact}`,
      code: 'missing',
      text: { zh: `“${route.label.zh}”须填写此项`, en: `is needed for the route "${route.label.en}"` },
    };
  }
  return {
    path: at,
    code: 'contradiction',
    text: {
      zh: `所填${stated[requirement.fact].zh}不符合“${route.label.zh}”`,
      en: `the stated ${stated[requirement.fact].en} does not meet "${route.label.en}"`,
    },
  };
}

const rank = { A: 3, B: 2, C: 1 } as const;

/** A route to a higher category goes before the one that was found. */
const isBetter = ({ category }: DirectRoute, found: DirectRoute | undefined): boolean =>
  found === undefined || rank[category] > rank[found.category];

/**
 * The direct route that applies: one that the salary proves, or one that is claimed and that the facts do not contradict.
 * A route to A goes before one to B, a claimed route before one that was not claimed.
 *
 * @param on day of the assessment, which picks the salary amount in force
 * @returns the route or undefined; problems for claims that are unknown, contradicted or lack a fact
 */
export function directRoute(
  routes: LocalRoutes,
  facts: Facts,
  on: Day,
): Result<DirectRoute | undefined, FactProblem[]> {
  const problems: FactProblem[] = [];
  let best: DirectRoute | undefined;
  const claims = facts.directRoutes ?? [];
  for (let index = 0; index < claims.length; index++) {
    const at = `facts.directRoutes.${index}`;
    const route = routes.direct.find((known) => known.id === claims[index]);
    if (!route) {
      const known = routes.direct.map((entry) => entry.id).join(', ');
      problems.push({
        path: at,
        code: 'not-an-option',
        text: { zh: `未知的直接认定条件；可选：${known}`, en: `is not a known direct route; known: ${known}` },
      });
      continue;
    }
    const amount =
      route.decidedBy === 'salary-multiple' && route.category !== 'C'
        ? salaryAmountOn(routes.locality, route.category, on)
        : undefined;
    if (route.decidedBy === 'salary-multiple' && facts.annualSalary === undefined) {
      problems.push({
        path: 'facts.annualSalary',
        code: 'missing',
        text: { zh: `“${route.label.zh}”须填写此项`, en: `is needed for the route "${route.label.en}"` },
      });
      continue;
    }
    if (amount !== undefined && facts.annualSalary !== undefined && facts.annualSalary < amount) {
      problems.push({
        path: at,
        code: 'contradiction',
        text: {
          zh: `所填年薪低于${routes.locality.name.zh}现行标准 ${amount} 元`,
          en: `the stated salary is below the amount in force in ${routes.locality.name.en}, CNY ${amount} a year`,
        },
      });
      continue;
    }
    let fits = true;
    for (const requirement of route.requires) {
      const problem = unmet(route, requirement, facts, at);
      if (problem) {
        problems.push(problem);
        fits = false;
      }
    }
    if (fits && isBetter(route, best)) best = route;
  }
  if (problems.length > 0) return failure(problems);
  if (best?.category !== 'A' && facts.annualSalary !== undefined) {
    for (const route of routes.direct) {
      if (route.decidedBy !== 'salary-multiple' || route.category === 'C' || !isBetter(route, best)) continue;
      const amount = salaryAmountOn(routes.locality, route.category, on);
      if (amount === undefined || facts.annualSalary < amount) continue;
      best = route;
    }
  }
  return success(best);
}
