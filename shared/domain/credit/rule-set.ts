import type { Text } from '../text.ts';
import type { Day } from '../time.ts';

/** Whose credit is meant: a foreigner's, or that of the organisation that employs them. */
export type SubjectKind = 'person' | 'enterprise';

/** Who may report for a sub-item. `self-declared` always comes with a document. */
export const creditSources = [
  'tax-office',
  'hrss',
  'psb',
  'market-regulator',
  'court',
  'authority',
  'self-declared',
] as const;
export type CreditSource = (typeof creditSources)[number];

/** One figure or word with its origin; `placeholder` marks what no source proves. */
type Sourced = { source: string; placeholder: boolean };

/** How the points of one record come about; points have two decimals at most. */
export type Valuation =
  | { kind: 'fixed'; points: number }
  /** Points for each whole `per` of the quantity. */
  | { kind: 'per-unit'; unit: Text; per: number; points: number }
  /** The highest bracket that the quantity reaches; brackets ascend, each from its own number on. */
  | { kind: 'brackets'; unit: Text; brackets: readonly { from: number; points: number }[] }
  /** Points that the source itself states, within these limits. */
  | { kind: 'stated'; least: number; most: number };

/** How a record loses weight as time passes since the day on which it happened; whole calendar months. */
export type Decay =
  | { kind: 'none' }
  | { kind: 'halves'; everyMonths: number }
  /** Per cent of its points from so many months on; before the first step all of them. Steps ascend, shares descend. */
  | { kind: 'steps'; steps: readonly { afterMonths: number; percent: number }[] };

/** One of the sub-items (子项) of a credit rule set. */
export type SubItem = Sourced & {
  id: string;
  category: string;
  label: Text;
  subject: SubjectKind | 'both';
  direction: 'plus' | 'minus';
  sources: readonly CreditSource[];
  value: Valuation;
  /** Several records add up, or only the weightiest counts. */
  counts: 'sum' | 'best';
  /** Highest and lowest sum of the sub-item's records. */
  cap: number;
  floor: number;
  decay: Decay;
  /** Months since the day on which it happened after which it counts no more; null for good. */
  validMonths: number | null;
  evidence: Text;
  /** How what it took away can be made good (信用修复); absent where it cannot. */
  repair?: { afterMonths: number; condition: Text };
};

/** One of the categories (类) of a credit rule set. */
export type CreditCategory = Sourced & { id: string; label: Text; cap: number; floor: number };

/** One version of the rules by which credit is counted, as data. */
export type CreditRules = Sourced & {
  id: string;
  title: Text;
  /** What people are told wherever points are shown that no source proves. */
  notice: Text;
  effectiveFrom: Day;
  base: Readonly<Record<SubjectKind, number>> & Sourced;
  total: { cap: number; floor: number } & Sourced;
  categories: readonly CreditCategory[];
  items: readonly SubItem[];
};

/** The sub-item of an id; undefined where the rules know none. */
export const itemOf = ({ items }: CreditRules, id: string): SubItem | undefined => items.find((item) => item.id === id);

/** Whether a sub-item is about such a subject. */
export const concerns = ({ subject }: SubItem, kind: SubjectKind): boolean => subject === 'both' || subject === kind;
