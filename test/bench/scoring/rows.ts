import type { Facts } from '../../../shared/domain/scoring/facts.ts';
import type { Claim, PointsItem, PointsPolicy } from '../../../shared/domain/scoring/points-policy.ts';
import type { LocalRoutes } from '../../../shared/domain/scoring/routes-policy.ts';
import type { Day } from '../../../shared/domain/time.ts';

/**
 * A published points table, read anew from its data for engines of rules: it shares no code with the scorer
 * (shared/domain/scoring), so that both can be held against each other.
 */
export type Condition = { fact: Name; is: 'at-least' | 'more' | 'less' | 'at-most' | 'equal' | 'has'; than: Value };
type Value = string | number | boolean | null;
type Name = Exclude<keyof Facts, 'birthDate' | 'ageOnAssessment' | 'companyShare' | 'directRoutes'> | 'age';

/** One row: all conditions hold, and none of the rows before. */
export type TableRow = {
  row: string;
  /** Null where the fact itself is the number of points. */
  points: number | null;
  /** The fact that is shown as what the row rests on. */
  shows: Name | null;
  when: readonly Condition[];
};

export type TableItem = {
  item: string;
  rows: readonly TableRow[];
  /** What is shown, and the points that are possible, where no row holds. */
  uncovered: { shows: Name; least: number; most: number };
};

export type Table = {
  id: string;
  items: readonly TableItem[];
  /** Highest first: from this total, or from this salary, on. */
  categories: readonly { category: 'A' | 'B'; total: number; salary: number | null }[];
  /** Below it there is no category. */
  minimumAge: number;
};

/** A person and post as an engine sees them: every fact is there, null where it was not given. */
export type Applicant = Readonly<Record<Name, Value | readonly string[]>>;

const when = (fact: Name, is: Condition['is'], than: Value): Condition => ({ fact, is, than });

function claimed(claim: Claim): Condition {
  if ('atLeast' in claim) return when(claim.fact, 'at-least', claim.atLeast);
  if ('includes' in claim) return when(claim.fact, 'has', claim.includes);
  return when(claim.fact, 'equal', claim.is);
}

function rowsOf(item: PointsItem): TableItem {
  if (item.kind === 'brackets') {
    const { fact, unit, rows } = item;
    const points = rows.map((row) => row.points);
    return {
      item: item.id,
      rows: rows.map(({ id, points: given, atLeast, moreThan, lessThan, atMost }) => ({
        row: id,
        points: given,
        shows: fact,
        when: [
          ...(atLeast === undefined ? [] : [when(fact, 'at-least', atLeast * unit)]),
          ...(moreThan === undefined ? [] : [when(fact, 'more', moreThan * unit)]),
          ...(lessThan === undefined ? [] : [when(fact, 'less', lessThan * unit)]),
          ...(atMost === undefined ? [] : [when(fact, 'at-most', atMost * unit)]),
        ],
      })),
      uncovered: { shows: fact, least: Math.min(...points), most: Math.max(...points) },
    };
  }
  if (item.kind === 'years') {
    const { fact, from, cap, perFurtherYear } = item;
    const rows: TableRow[] = [{ row: `years-under-${from}`, points: 0, shows: fact, when: [when(fact, 'less', from)] }];
    let points = item.points;
    let year = from;
    for (; points < cap; year += 1, points += perFurtherYear) {
      rows.push({
        row: `years-${year}`,
        points,
        shows: fact,
        when: [when(fact, 'at-least', year), when(fact, 'less', year + 1)],
      });
    }
    rows.push({ row: `years-${year}-and-over`, points: cap, shows: fact, when: [when(fact, 'at-least', year)] });
    return { item: item.id, rows, uncovered: { shows: fact, least: 0, most: cap } };
  }
  if (item.kind === 'granted') {
    const { fact, cap } = item;
    return {
      item: item.id,
      rows: [
        { row: 'local-bonus-none', points: 0, shows: fact, when: [when(fact, 'equal', null)] },
        { row: 'local-bonus-none', points: 0, shows: fact, when: [when(fact, 'equal', 0)] },
        {
          row: 'local-bonus-granted',
          points: null,
          shows: fact,
          when: [when(fact, 'more', 0), when(fact, 'at-most', cap)],
        },
      ],
      uncovered: { shows: fact, least: 0, most: cap },
    };
  }
  const best = item.options.toSorted((one, other) => other.points - one.points);
  const asked = (['education', 'hsk', 'workLocation', 'distinctions'] as const).find((fact) =>
    best.some((option) => option.when.fact === fact),
  );
  return {
    item: item.id,
    rows: [
      ...best.map((option) => ({
        row: option.id,
        points: option.points,
        shows: option.when.fact,
        when: [claimed(option.when)],
      })),
      { row: item.otherwise.id, points: item.otherwise.points, shows: asked ?? null, when: [] },
    ],
    uncovered: { shows: asked ?? 'education', least: 0, most: item.cap },
  };
}

/** A salary from which a category follows without points, on a day; null where the place has no amount for it. */
function salaryFor({ locality }: LocalRoutes, category: 'A' | 'B', on: Day): number | null {
  const base = locality.salaryBases.find(({ validFrom, validTo }) => validFrom <= on && (validTo ?? on) >= on);
  if (base?.published) return base.published[category];
  return base?.averageWage ? base.averageWage * locality.multiples[category].times : null;
}

/** A points table with the categories of its totals, and the salaries that open them in a place on a day. */
export const tableOf = (policy: PointsPolicy, routes: LocalRoutes, on: Day): Table => ({
  id: policy.id,
  items: policy.items.map(rowsOf),
  categories: policy.thresholds.map(({ category, atLeast }) => ({
    category,
    total: atLeast,
    salary: salaryFor(routes, category, on),
  })),
  minimumAge: routes.national.minimumAge.years,
});

/** The same person and post for an engine. */
export const applicantOf = (facts: Facts, age: number): Applicant => ({
  annualSalary: facts.annualSalary ?? null,
  education: facts.education ?? null,
  vocationalCertificate: facts.vocationalCertificate ?? null,
  workYears: facts.workYears ?? null,
  monthsPerYear: facts.monthsPerYear ?? null,
  hsk: facts.hsk ?? null,
  degreeTaughtInChinese: facts.degreeTaughtInChinese ?? null,
  formerChineseNational: facts.formerChineseNational ?? null,
  workLocation: facts.workLocation ?? null,
  distinctions: facts.distinctions ?? null,
  localBonus: facts.localBonus ?? null,
  age,
});

/** What an engine answers: for each item what it rests on, the row and its points, then total and category. */
export type Answer = {
  items: { item: string; value: unknown; row: string | null; points: number | null }[];
  total: number | null;
  category: 'A' | 'B' | 'C' | null;
};

/** An engine with a table loaded. */
export type Engine = { name: string; evaluate: (applicant: Applicant) => Answer | Promise<Answer> };
