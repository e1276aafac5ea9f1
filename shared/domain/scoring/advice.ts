import type { Text } from '../text.ts';
import type { Assessment } from './assess.ts';
import type { CompiledItem, CompiledPoints } from './compile.ts';
import { salaryAmountOn } from './direct-routes.ts';
import type { Category, Facts } from './facts.ts';
import type { PointsPolicy, Row } from './points-policy.ts';
import type { DirectRoute, LocalRoutes } from './routes-policy.ts';

/** A change that would add points or lift the category, said as a fact and not as a recommendation. */
export type Advice = { item: string; points: number; lifts?: Category; text: Text };

type Lift = (gain: number) => 'A' | 'B' | undefined;

const rank: Record<Category, number> = { A: 3, B: 2, C: 1 };

function liftFrom(policy: PointsPolicy, assessment: Assessment): Lift {
  const { total, category } = assessment;
  if (total === null || category === null) return () => undefined;
  return (gain) => {
    const reached = policy.thresholds.find((threshold) => total + gain >= threshold.atLeast)?.category;
    return reached !== undefined && rank[reached] > rank[category] ? reached : undefined;
  };
}

type Step = { plain: Advice; lifting: Readonly<Record<'A' | 'B', Advice>> };

function stepTo(item: CompiledItem, points: number, row: Row): Step {
  const gain = row.points - points;
  const reach = row.reach ?? row.label;
  const text = {
    zh: `${reach.zh}可加 ${gain} 分`,
    en: `${reach.en} would add ${gain} ${gain === 1 ? 'point' : 'points'}`,
  };
  const lifting = (lifts: 'A' | 'B'): Advice => ({
    item: item.source.id,
    points: gain,
    lifts,
    text: { zh: `${text.zh}，达到 ${lifts} 类标准`, en: `${text.en} and reach category ${lifts}` },
  });
  return { plain: { item: item.source.id, points: gain, text }, lifting: { A: lifting('A'), B: lifting('B') } };
}

const knownSteps = new WeakMap<CompiledItem, Map<number, readonly Step[]>>();

/**
 * For each number of points above the present, the first row that gives them and that a person can work for, smallest
 * step first. There are few such steps in a table, so each is put into words once.
 */
function stepsAbove(item: CompiledItem, points: number): readonly Step[] {
  const ofItem = knownSteps.get(item) ?? new Map<number, readonly Step[]>();
  knownSteps.set(item, ofItem);
  const known = ofItem.get(points);
  if (known) return known;
  const byPoints = new Map<number, Row>();
  for (const row of item.rows.values()) {
    if (row.reach && row.points > points && !byPoints.has(row.points)) byPoints.set(row.points, row);
  }
  const steps = [...byPoints.values()]
    .sort((one, other) => one.points - other.points)
    .map((row) => stepTo(item, points, row));
  ofItem.set(points, steps);
  return steps;
}

function addSteps(advice: Advice[], item: CompiledItem, points: number, lift: Lift): void {
  const steps = stepsAbove(item, points);
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    const lifts = step && lift(step.plain.points);
    // The next step, and where it does not lift the category the smallest one that does.
    if (step && (index === 0 || lifts)) advice.push(lifts ? step.lifting[lifts] : step.plain);
    if (lifts) return;
  }
}

function unclaimedAdvice(item: CompiledItem, text: Text, lift: Lift): Advice {
  const lifts = lift(item.highest);
  return {
    item: item.source.id,
    points: item.highest,
    ...(lifts ? { lifts } : {}),
    text: lifts
      ? { zh: `${text.zh}；加满后达到 ${lifts} 类标准`, en: `${text.en}; in full they reach category ${lifts}` }
      : text,
  };
}

const yuan = (amount: number) => String(Math.ceil(amount)).replace(/\B(?=(\d{3})+$)/g, ',');

function salaryRouteAdvice(
  route: DirectRoute,
  routes: LocalRoutes,
  salary: number,
  assessment: Assessment,
): Advice | undefined {
  const { category } = route;
  if (category === 'C') return undefined;
  const { locality, national, lowestKnownAmount } = routes;
  if (assessment.category !== null && rank[category] <= rank[assessment.category]) return undefined;
  const amount = salaryAmountOn(locality, category, assessment.assessedOn);
  if (salary < (amount ?? lowestKnownAmount[category]) * national.nearSalary) return undefined;
  const { times } = locality.multiples[category];
  return {
    item: route.id,
    points: 0,
    lifts: category,
    text:
      amount === undefined
        ? {
            zh: `年薪达到${locality.name.zh}上年度社会平均工资 ${times} 倍的，不论积分即属 ${category} 类；现行金额未见公布，请咨询主管部门`,
            en: `A salary of ${times} times last year's average wage of ${locality.name.en} opens category ${category} whatever the points; the amount in force was not found, ask the authority`,
          }
        : {
            zh: `年薪达到 ${yuan(amount)} 元（${locality.name.zh}现行标准）的，不论积分即属 ${category} 类`,
            en: `A salary of CNY ${yuan(amount)} a year, the amount in force in ${locality.name.en}, opens category ${category} whatever the points`,
          },
  };
}

/** What lifts the category comes first, in the order of the smallest step; the rest by the points that it adds. */
function byUse(one: Advice, other: Advice): number {
  if (one.lifts !== other.lifts) return (other.lifts ? rank[other.lifts] : 0) - (one.lifts ? rank[one.lifts] : 0);
  return one.lifts ? one.points - other.points : other.points - one.points;
}

/**
 * What would add points: for each item the next row that a person can work for, the smallest row that lifts the
 * category where that is another one, and salary routes that are near. Never age, origin or a place of work other than
 * the stated one.
 *
 * @returns most useful first; empty for those in category A by a direct route
 */
export function adviceFor(table: CompiledPoints, routes: LocalRoutes, facts: Facts, assessment: Assessment): Advice[] {
  if (assessment.category === 'A' && assessment.route.kind === 'direct') return [];
  const lift = liftFrom(table.policy, assessment);
  const advice: Advice[] = [];
  table.items.forEach((item, index) => {
    const points = assessment.items[index]?.points;
    if (points === null || points === undefined) return;
    const { unclaimed } = item.source;
    // The age plays no part in optional items.
    if (unclaimed && !item.given(facts, undefined)) advice.push(unclaimedAdvice(item, unclaimed, lift));
    else addSteps(advice, item, points, lift);
  });
  if (facts.annualSalary !== undefined) {
    for (const route of routes.direct) {
      if (route.decidedBy !== 'salary-multiple') continue;
      const near = salaryRouteAdvice(route, routes, facts.annualSalary, assessment);
      if (near) advice.push(near);
    }
  }
  for (const { id, category, hint } of routes.direct) {
    const open = hint && category === assessment.category && assessment.route.id !== id;
    if (open) advice.push({ item: id, points: 0, text: hint });
  }
  return advice.sort(byUse);
}
