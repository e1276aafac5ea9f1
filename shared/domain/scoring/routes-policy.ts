import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { Category, Education } from './facts.ts';
import type { Placeholder, Proof, SourceMark } from './points-policy.ts';

/** What a claimed route asks of the facts, beside the documents that prove it. */
export type Requirement =
  | { fact: 'education'; atLeast: Education }
  | { fact: 'workYears'; atLeast: number }
  /** Per cent of the company; the number itself is not enough. */
  | { fact: 'companyShare'; above: number };

/** A way into a category that does not go through points. */
export type DirectRoute = {
  id: string;
  /** A route to C lifts nobody: it is a pilot that asks less of those who stay there. */
  category: Category;
  /** Its number in the national list of the category. */
  class: number;
  label: Text;
  /** `salary-multiple` is decided by the facts where the locality's amount is known; everything else is claimed. */
  decidedBy: 'salary-multiple' | 'claim';
  requires: readonly Requirement[];
  provenBy: Proof;
  source: string;
  mark: SourceMark;
  placeholder?: Placeholder;
  notes?: readonly Text[];
  /** Told to those in its category who have not claimed it. */
  hint?: Text;
};

/** One of the kinds of people who remain in category C. */
type RemainderKind = { id: string; label: Text; quota: boolean; source: string; mark: SourceMark };

/** The national routes, as data. */
export type RoutesPolicy = {
  id: string;
  title: Text;
  minimumAge: { years: number; source: string; mark: SourceMark };
  /** Category B as a rule ends at this age; officers may relax it, so it is never applied automatically. */
  usualMaximumAgeForB: { years: number; source: string; mark: SourceMark; relaxedFor: readonly Text[] };
  direct: readonly DirectRoute[];
  remainder: { id: string; label: Text; kinds: readonly RemainderKind[] };
  /** A salary from this share of an amount on is near enough to point the applicant to the route. */
  nearSalary: number;
};

/** The salary amount of a period: local average wage, and the thresholds that follow or were published. */
export type SalaryBase = {
  validFrom: Day;
  /** Null while no successor is published. */
  validTo: Day | null;
  /** CNY a year; null where no published amount was found. */
  averageWage: number | null;
  /** CNY a year as the authority published them, where rounding makes them differ from wage times multiple. */
  published?: Readonly<Record<'A' | 'B', number>>;
  source: string;
  mark: SourceMark;
};

/** What differs from place to place: multiples, amounts and routes of its own. */
export type Locality = {
  id: string;
  /** Tells its versions apart: a score names the one that it was made with. */
  version: string;
  name: Text;
  multiples: Readonly<
    Record<'A' | 'B', { times: number; source: string; mark: SourceMark; placeholder?: Placeholder }>
  >;
  salaryBases: readonly SalaryBase[];
  /** Said where no amount covers the day of the assessment. */
  unknownSalaryBase: Placeholder;
  direct: readonly DirectRoute[];
};

/** The national routes as they apply in one place. */
export type LocalRoutes = {
  /** National policy, place and version of the place, as in `national-2017/beijing/1`; a score keeps it. */
  id: string;
  national: RoutesPolicy;
  locality: Locality;
  /** National and local routes together. */
  direct: readonly DirectRoute[];
  /** The lowest amount known of any locality, CNY a year: what counts as near where the own amount is unknown. */
  lowestKnownAmount: Readonly<Record<'A' | 'B', number>>;
};
