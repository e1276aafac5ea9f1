import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { Category, Distinction, Education, VocationalCertificate, WorkLocation } from './facts.ts';

/** How well a figure is proven; everything below `official` is a policy value that a zone may have to correct. */
export type SourceMark = 'law' | 'official' | 'transcribed' | 'secondary' | 'derived' | 'not-found';

/** Something that no source proves and only the authority can settle. */
export type Placeholder = { id: string; text: Text };

/**
 * Documents that prove something: every list must be met, and one document of a list meets it.
 * Kinds are those of the checklist.
 */
export type Proof = readonly (readonly string[])[];

/** One row of a table: the unit in which a score is explained and confirmed. */
export type Row = {
  id: string;
  label: Text;
  points: number;
  /** Absent where the row gives nothing and so needs no proof. */
  provenBy?: Proof;
  /** What a person would have to reach for this row, as the subject of a sentence; absent where no one can work for it. */
  reach?: Text;
};

/** A row for a range of a number; bounds mirror the table's 以上 (atLeast) and 不满 (lessThan). */
type Bracket = Row & { atLeast?: number; moreThan?: number; lessThan?: number; atMost?: number };

/** A fact that must hold for a row or a route. */
export type Claim =
  | { fact: 'education'; is: Education }
  | { fact: 'vocationalCertificate'; is: VocationalCertificate }
  | { fact: 'hsk'; atLeast: number }
  | { fact: 'degreeTaughtInChinese' | 'formerChineseNational'; is: true }
  | { fact: 'workLocation'; is: WorkLocation }
  | { fact: 'distinctions'; includes: Distinction };

type Item = {
  id: string;
  label: Text;
  /** The most that the item can give; alternatives never add up beyond it. */
  cap: number;
  /** Said as advice when an optional fact was not given at all. */
  unclaimed?: Text;
};

/** Rows for ranges of one number. */
export type BracketItem = Item & {
  kind: 'brackets';
  fact: 'annualSalary' | 'monthsPerYear' | 'age';
  /** Size of the table's unit in the unit of the fact: 10,000 where the table counts in 万元 and the fact in CNY. */
  unit: number;
  unitLabel: Text;
  rows: readonly Bracket[];
};

/** Points that grow by completed years. */
export type YearsItem = Item & {
  kind: 'years';
  fact: 'workYears';
  from: number;
  points: number;
  perFurtherYear: number;
  provenBy: Proof;
};

/** Rows that are alternatives to one another (此项最高): the best one counts. */
export type AlternativesItem = Item & {
  kind: 'alternatives';
  options: readonly (Row & { when: Claim })[];
  /** The row of a person to whom none of the options applies. */
  otherwise: Row;
};

/** Points that an authority grants within a range by criteria of its own. */
export type GrantedItem = Item & {
  kind: 'granted';
  fact: 'localBonus';
  setBy: Text;
  provenBy: Proof;
};

export type PointsItem = BracketItem | YearsItem | AlternativesItem | GrantedItem;

/** A total from which a category is reached; `atLeast` includes the number itself (以上, Civil Code art. 1259). */
type Threshold = { id: string; category: Exclude<Category, 'C'>; atLeast: number; label: Text };

/** One version of the national points table, as data. */
export type PointsPolicy = {
  id: string;
  title: Text;
  source: string;
  mark: SourceMark;
  /** Date of the copy that was transcribed; null where it shows none. */
  published: Day | null;
  effectiveFrom: Day | null;
  /** `historic` tables are kept so that old scores can be recomputed. */
  status: 'in-use' | 'historic';
  /** Highest category first. */
  thresholds: readonly Threshold[];
  items: readonly PointsItem[];
  /** What holds for every assessment by this table. */
  placeholders: readonly Placeholder[];
  /** What holds only where the named item gives points. */
  itemPlaceholders: Readonly<Record<string, Placeholder>>;
  /** What a person may claim that the table speaks of without giving it points. */
  undecidedClaims: readonly { when: Claim; placeholder: Placeholder }[];
  notes: readonly Text[];
};
