import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import { compilePoints } from './compile.ts';
import { salaryAmountOn } from './direct-routes.ts';
import type { Category } from './facts.ts';
import type { Claim, Placeholder, PointsItem, PointsPolicy } from './points-policy.ts';
import type { LocalRoutes, Requirement } from './routes-policy.ts';

type TableRow = { row: string; label: Text; points: number; when?: Claim };

/** A points table with the direct routes beside it, as a form needs them to ask its questions. */
type TableInWords = {
  id: string;
  title: Text;
  on: Day;
  source: string;
  thresholds: { category: Category; atLeast: number; label: Text }[];
  items: {
    item: string;
    label: Text;
    cap: number;
    facts: string[];
    needed: boolean;
    setBy?: Text;
    rows: TableRow[];
  }[];
  minimumAge: number;
  locality: Text;
  routes: {
    id: string;
    category: Category;
    label: Text;
    requires: Requirement[];
    notes: Text[];
    bySalary: boolean;
    amount?: number;
    source: string;
  }[];
  placeholders: { id: string; text: Text }[];
  notes: Text[];
};

const factsAsked = (item: PointsItem): string[] => {
  if (item.kind !== 'alternatives') return [item.fact === 'age' ? 'birthDate' : item.fact];
  return [...new Set(item.options.map(({ when }) => when.fact))];
};

const claimOf = (item: PointsItem, row: string): Claim | undefined =>
  item.kind === 'alternatives' ? item.options.find(({ id }) => id === row)?.when : undefined;

function placeholdersIn(policy: PointsPolicy, { direct, locality }: LocalRoutes): Placeholder[] {
  const found = [
    ...policy.placeholders,
    ...Object.values(policy.itemPlaceholders),
    ...policy.undecidedClaims.map(({ placeholder }) => placeholder),
    ...direct.flatMap(({ placeholder }) => placeholder ?? []),
    ...Object.values(locality.multiples).flatMap(({ placeholder }) => placeholder ?? []),
    locality.unknownSalaryBase,
  ];
  return [...new Map(found.map((placeholder) => [placeholder.id, placeholder])).values()];
}

/**
 * A points table and the direct routes in words: every row with its points, what each route asks, and every unproven
 * value by the id that an assessment names it with.
 * @param on day that picks the salary amounts in force; amounts are CNY a year
 */
export function pointsTableIn(policy: PointsPolicy, routes: LocalRoutes, on: Day): TableInWords {
  return {
    id: policy.id,
    title: policy.title,
    on,
    source: policy.source,
    thresholds: policy.thresholds.map(({ category, atLeast, label }) => ({ category, atLeast, label })),
    items: compilePoints(policy).items.map(({ source: item, rows, missing }) => ({
      item: item.id,
      label: item.label,
      cap: item.cap,
      facts: factsAsked(item),
      needed: missing !== undefined,
      ...(item.kind === 'granted' ? { setBy: item.setBy } : {}),
      rows: [...rows.values()].map(({ id, label, points }) => {
        const when = claimOf(item, id);
        return { row: id, label, points, ...(when ? { when } : {}) };
      }),
    })),
    minimumAge: routes.national.minimumAge.years,
    locality: routes.locality.name,
    routes: routes.direct.map(({ id, category, label, requires, notes = [], decidedBy, source }) => {
      const bySalary = decidedBy === 'salary-multiple';
      const amount = bySalary && category !== 'C' ? salaryAmountOn(routes.locality, category, on) : undefined;
      return {
        id,
        category,
        label,
        requires: [...requires],
        notes: [...notes],
        bySalary,
        ...(amount === undefined ? {} : { amount }),
        source,
      };
    }),
    placeholders: placeholdersIn(policy, routes).map(({ id, text }) => ({ id, text })),
    notes: [...policy.notes],
  };
}
