import { failure, type Result, success } from '../../result.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import { type Advice, adviceFor } from './advice.ts';
import { type CompiledItem, type CompiledPoints, compilePoints, holds, type ScoredItem } from './compile.ts';
import { directRoute, salaryAmountOn } from './direct-routes.ts';
import { ageOn, type Category, type FactProblem, type Facts } from './facts.ts';
import type { PointsPolicy } from './points-policy.ts';
import type { DirectRoute, LocalRoutes } from './routes-policy.ts';

/** A category with everything that led to it. */
export type Assessment = {
  /** Id of the points table. */
  policy: string;
  assessedOn: Day;
  /** Null when a value fits no row, or when a direct route made points unnecessary and facts are missing. */
  total: number | null;
  /** Points of the items that have a row; only beside a total of null. */
  totalWithoutIt?: number;
  /** Null when it depends on a value that no row covers, and for a person under the minimum age. */
  category: Category | null;
  route: { kind: 'direct' | 'points' | 'none'; id: string; label: Text };
  items: ScoredItem[];
  /** Items whose value fits no row of the table. */
  noRow: string[];
  /** Facts that points cannot be counted without, where an unfinished assessment was asked for. */
  missing?: FactProblem[];
  advice: Advice[];
  /** Ids of unproven policy values that this assessment rests on. */
  placeholders?: string[];
};

/** Rows that officers decided on, by the item whose value no row of the table covers. */
export type SettledRows = Readonly<Record<string, string>>;

const rank: Record<Category, number> = { A: 3, B: 2, C: 1 };

/** The better of two categories. */
const better = (one: Category, other: Category): Category => (rank[one] >= rank[other] ? one : other);

/** The category of a total; thresholds include the number itself. */
export function categoryAt(policy: PointsPolicy, total: number): Category {
  for (const threshold of policy.thresholds) if (total >= threshold.atLeast) return threshold.category;
  return 'C';
}

/** The row that an officer decided on for a value that no row covers; anything else stays as it was scored. */
function withSettledRow(compiled: CompiledItem, scored: ScoredItem, settled: SettledRows | undefined): ScoredItem {
  const row = scored.points === null ? compiled.rows.get(settled?.[scored.item] ?? '') : undefined;
  return row ? { ...scored, row: row.id, points: row.points, label: row.label, settled: true } : scored;
}

const underAge = (years: number): Assessment['route'] => ({
  kind: 'none',
  id: 'under-age',
  label: { zh: `未满 ${years} 周岁，不得申请工作许可`, en: `Under ${years}: no work permit can be granted` },
});

const undecided: Assessment['route'] = {
  kind: 'none',
  id: 'undecided',
  label: {
    zh: '有事项在表中没有对应的行，类别须由主管部门认定',
    en: 'A value has no row in the table and the category depends on it; the authority has to decide',
  },
};

const unfinished: Assessment['route'] = {
  kind: 'none',
  id: 'unfinished',
  label: {
    zh: '还有必填事项未填写，填完后显示总分和类别',
    en: 'Something that is needed is not given yet; then the total and the category are told',
  },
};

function routeOf(
  category: Category | null,
  direct: DirectRoute | undefined,
  policy: PointsPolicy,
  routes: LocalRoutes,
): Assessment['route'] {
  if (category === null) return undecided;
  if (direct && direct.category === category) return { kind: 'direct', id: direct.id, label: direct.label };
  for (const threshold of policy.thresholds) {
    if (threshold.category === category) return { kind: 'points', id: threshold.id, label: threshold.label };
  }
  return { kind: 'none', id: routes.national.remainder.id, label: routes.national.remainder.label };
}

/** Unproven policy values that the outcome rests on. */
function placeholdersOf(
  { policy }: CompiledPoints,
  { locality }: LocalRoutes,
  facts: Facts,
  items: readonly ScoredItem[],
  direct: DirectRoute | undefined,
  category: Category | null,
  on: Day,
): string[] {
  const found: string[] = [];
  for (const placeholder of policy.placeholders) found.push(placeholder.id);
  for (const { item, points } of items) {
    const placeholder = points !== null && points > 0 ? policy.itemPlaceholders[item] : undefined;
    if (placeholder) found.push(placeholder.id);
  }
  for (const { when, placeholder } of policy.undecidedClaims) if (holds(when, facts)) found.push(placeholder.id);
  if (direct?.placeholder) found.push(direct.placeholder.id);
  const salaryCategory =
    direct?.decidedBy === 'salary-multiple' && direct.category !== 'C' ? direct.category : undefined;
  const multiple = salaryCategory && locality.multiples[salaryCategory].placeholder;
  if (multiple) found.push(multiple.id);
  // Below A the outcome rests on there being no salary route, which nobody can say without the amount.
  const asked = salaryCategory ?? (category === 'A' ? undefined : 'A');
  if (asked && salaryAmountOn(locality, asked, on) === undefined) found.push(locality.unknownSalaryBase.id);
  return found;
}

/**
 * Assesses a person and post: category, the route to it, and for each item of the points table the row that applied.
 *
 * Facts that were not given: Chinese, place of work, distinctions and the local bonus count as not claimed. Salary,
 * education (or a vocational certificate), years of work, months a year and age are needed to count points; every
 * missing one is reported. A direct route does without them; the items then stay without a row.
 *
 * A value that no row covers is never scored 0: the total is null, and so is the category unless it is the same
 * whatever row the authority applies.
 *
 * @param policy version of the points table
 * @param routes direct routes as they apply in the zone's locality
 * @param facts salary in CNY a year, age in completed years; see `Facts`
 * @param on day of the assessment in the zone's time zone: decides the age and the salary amount in force
 * @param options `advice: false` leaves out what would add points
 * @param options.unfinished answers with what is `missing` instead of refusing; without a total and a category
 * @param options.settled rows that an officer decided on; they count only where no row covers the value
 * @returns the assessment, or every problem of the facts at once
 */
export function assess(
  policy: PointsPolicy,
  routes: LocalRoutes,
  facts: Facts,
  on: Day,
  options: { advice?: boolean; unfinished?: boolean; settled?: SettledRows | undefined } = {},
): Result<Assessment, FactProblem[]> {
  const table = compilePoints(policy);
  const problems: FactProblem[] = [];
  const aged = ageOn(on, facts);
  if (!aged.ok) problems.push(aged.error);
  const age = aged.ok ? aged.value : undefined;
  const routed = directRoute(routes, facts, on);
  if (!routed.ok) problems.push(...routed.error);
  const minor = age !== undefined && age < routes.national.minimumAge.years;
  const direct = routed.ok && !minor ? routed.value : undefined;

  const items: ScoredItem[] = [];
  const noRow: string[] = [];
  const missing: FactProblem[] = [];
  let points = 0;
  let least = 0;
  let most = 0;
  for (const compiled of table.items) {
    const given = compiled.given(facts, age);
    const read = compiled.score(facts, age);
    const scored = given ? withSettledRow(compiled, read, options.settled) : read;
    items.push(scored);
    if (scored.points !== null) {
      points += scored.points;
    } else if (compiled.missing && !given) {
      missing.push(compiled.missing);
    } else {
      noRow.push(scored.item);
      least += compiled.lowest;
      most += compiled.highest;
    }
  }
  const lacks = routed.ok && direct === undefined ? missing : [];
  const waits = options.unfinished === true && !minor && lacks.length > 0;
  // A claimed route that has problems of its own may still make points unnecessary.
  if (!options.unfinished) {
    problems.push(...lacks.filter((entry) => aged.ok || entry.path !== 'facts.birthDate'));
  }
  if (problems.length > 0) return failure(problems);

  const counted = missing.length === 0;
  const floor = direct?.category ?? 'C';
  const low = counted ? better(categoryAt(policy, points + least), floor) : floor;
  const high = counted ? better(categoryAt(policy, points + most), floor) : floor;
  const category = minor || waits || low !== high ? null : low;
  const complete = counted && noRow.length === 0;
  const placeholders = placeholdersOf(table, routes, facts, items, direct, category, on);
  const assessment: Assessment = {
    policy: policy.id,
    assessedOn: on,
    total: complete ? points : null,
    category,
    route: minor
      ? underAge(routes.national.minimumAge.years)
      : waits
        ? unfinished
        : routeOf(category, direct, policy, routes),
    items,
    noRow,
    advice: [],
  };
  if (!complete) assessment.totalWithoutIt = points;
  if (waits) assessment.missing = lacks;
  if (placeholders.length > 0) assessment.placeholders = placeholders;
  if (options.advice !== false && !minor) assessment.advice = adviceFor(table, routes, facts, assessment);
  return success(assessment);
}
