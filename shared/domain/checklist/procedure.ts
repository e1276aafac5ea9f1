import type { Category, Facts } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';

/** Where the applicant is when the employer applies: outside China (境外) or already in it (境内). */
export type Entry = 'abroad' | 'inside-china';

export type ContentType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** How the category was reached, as the assessment says it. */
export type RouteKind = 'direct' | 'points' | 'none';

type NumberFact = 'annualSalary' | 'workYears' | 'monthsPerYear' | 'hsk' | 'localBonus';
type WordFact = 'education' | 'vocationalCertificate' | 'workLocation';
type FlagFact = 'degreeTaughtInChinese' | 'formerChineseNational';
type ListFact = 'distinctions' | 'directRoutes';

/** One test of one fact. A fact that was not given passes no test. */
export type FactTest =
  | { fact: NumberFact; atLeast: number }
  | { fact: NumberFact; above: number }
  | { fact: NumberFact; is: number }
  | { fact: WordFact; isNot: string }
  | { fact: FlagFact; is: true }
  | { fact: ListFact; includes: string };

/** Every part that is present must hold. An empty condition always holds. */
export type Condition = {
  categories?: readonly Category[];
  entries?: readonly Entry[];
  routes?: readonly RouteKind[];
  /** Ids of direct routes, as named in the routes policy. */
  routeIds?: readonly string[];
  fact?: FactTest;
};

/** Circumstances in which less is asked for. */
export type Relief = {
  /** Any of these must hold … */
  when: readonly Condition[];
  /** … and none of these. */
  exceptWhen: readonly Condition[];
  source: string;
  placeholder: boolean;
};

/** One material (申请材料) of a procedure. */
export type Material = {
  kind: string;
  label: Text;
  /** Why the authority asks for it; shown to the applicant. */
  reason: Text;
  contentTypes: readonly ContentType[];
  /** The applicant may give several files of this kind. */
  several: boolean;
  /** Asked for when any of these holds; empty for what is only ever given in place of something else. */
  requiredWhen: readonly Condition[];
  /** Where it is not asked for all the same. */
  waived?: Relief;
  /** Other materials that serve as well, each where any of its conditions holds. */
  alternatives?: readonly { kind: string; when: readonly Condition[] }[];
  /** Where a signed commitment (承诺制) may stand in for it. */
  commitment?: Relief;
  source: string;
  /** No source proves this line; the authority must settle it. */
  placeholder: boolean;
};

/** One version of one procedure of the work permit, as data. */
export type Procedure = {
  id: string;
  version: string;
  title: Text;
  source: string;
  effectiveFrom: Day;
  /** Last day on which this version takes applications; absent while it is in force. */
  effectiveTo?: Day;
  /** Completed years that an applicant must have on the day of submission. */
  minimumAge: { years: number; source: string };
  /** The procedure is for work that lasts longer than this. */
  contractMoreThanDays?: { days: number; source: string };
  materials: readonly Material[];
};

/** What is known of an application when its materials are listed. */
export type Circumstances = {
  /** Undefined or null while the facts do not give one yet. */
  category?: Category | null;
  entry?: Entry;
  facts?: Facts;
  route?: { kind: RouteKind; id: string };
};

const factHolds = (test: FactTest, facts: Facts): boolean => {
  if ('includes' in test) return facts[test.fact]?.includes(test.includes as never) ?? false;
  const value = facts[test.fact];
  if (value === undefined) return false;
  if ('isNot' in test) return value !== test.isNot;
  if ('atLeast' in test) return typeof value === 'number' && value >= test.atLeast;
  if ('above' in test) return typeof value === 'number' && value > test.above;
  return value === test.is;
};

/**
 * Whether a condition holds. While category and route are unknown, `presume` decides whether their parts hold: a
 * material is then asked for, a relief is not yet granted. An unknown entry never holds.
 */
export function holds(condition: Condition, the: Circumstances, presume: 'asked' | 'not-granted'): boolean {
  const unknown = presume === 'asked';
  const { category, entry, route } = the;
  return (
    (!condition.categories || (category ? condition.categories.includes(category) : unknown)) &&
    (!condition.entries || (entry !== undefined && condition.entries.includes(entry))) &&
    (!condition.routes || condition.routes.includes(routeKind(the))) &&
    (!condition.routeIds || (route !== undefined && condition.routeIds.includes(route.id))) &&
    (!condition.fact || factHolds(condition.fact, the.facts ?? {}))
  );
}

/** While the category is open, it is points that will decide unless a direct route was found. */
const routeKind = ({ category, route }: Circumstances): RouteKind =>
  route && (category || route.kind === 'direct') ? route.kind : 'points';

/** Whether a relief applies; a circumstance that is not known yet never grants it. */
export function relieves(relief: Relief | undefined, the: Circumstances): boolean {
  if (!relief) return false;
  const { when, exceptWhen } = relief;
  return (
    when.some((condition) => holds(condition, the, 'not-granted')) &&
    !exceptWhen.some((condition) => holds(condition, the, 'asked'))
  );
}

/** The material of a kind, undefined when the procedure does not ask for such a thing (Licensing Law art. 31). */
export const materialOf = (procedure: Procedure, kind: string): Material | undefined =>
  procedure.materials.find((material) => material.kind === kind);
