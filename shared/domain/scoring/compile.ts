import type { Text } from '../text.ts';
import type { FactProblem, Facts } from './facts.ts';
import type {
  AlternativesItem,
  BracketItem,
  Claim,
  GrantedItem,
  PointsItem,
  PointsPolicy,
  Row,
  YearsItem,
} from './points-policy.ts';

/** The value of a fact as it appears in an assessment. */
type FactValue = string | number | boolean | string[] | null;

/** One item of the table with the row that applied. */
export type ScoredItem = {
  item: string;
  value: FactValue;
  /** Null when the fact was not given, or when it was and no row of the table covers it. */
  row: string | null;
  points: number | null;
  cap: number;
  label: Text;
  /** No row covers the value, and an officer decided which one applies. */
  settled?: true;
};

export type CompiledItem = {
  source: PointsItem;
  /** Least and most that the item can give, for values that no row covers. */
  lowest: number;
  highest: number;
  /** Finds the row for the facts; `age` in completed years. */
  score: (facts: Facts, age: number | undefined) => ScoredItem;
  given: (facts: Facts, age: number | undefined) => boolean;
  /** The problem to report when the fact is needed and was not given; absent for optional items. */
  missing?: FactProblem;
  /** Every row the item can answer with. */
  rows: ReadonlyMap<string, Row>;
};

/** A points table made ready for scoring. */
export type CompiledPoints = { policy: PointsPolicy; items: readonly CompiledItem[] };

const required = (fact: string, label: Text): FactProblem => ({
  path: `facts.${fact}`,
  code: 'missing',
  text: {
    zh: `${label.zh}：积分评估须填写此项`,
    en: `${label.en}: is needed to count points`,
  },
});

const notGiven: Text = { zh: '未填写', en: 'Not given' };

const withoutFact = (item: PointsItem): ScoredItem => ({
  item: item.id,
  value: null,
  row: null,
  points: null,
  cap: item.cap,
  label: notGiven,
});

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));

const scored = (item: PointsItem, value: FactValue, row: Row): ScoredItem => ({
  item: item.id,
  value,
  row: row.id,
  points: row.points,
  cap: item.cap,
  label: row.label,
});

function noRow(item: PointsItem, value: number, written: string): ScoredItem {
  return {
    item: item.id,
    value,
    row: null,
    points: null,
    cap: item.cap,
    label: {
      zh: `${item.label.zh}（${written}）：本表没有对应的行，须由主管部门认定`,
      en: `${item.label.en} (${written}): no row of this table covers it; the authority has to decide`,
    },
  };
}

function compileBrackets(item: BracketItem): CompiledItem {
  const rows = item.rows.map((row) => ({
    row,
    atLeast: row.atLeast === undefined ? Number.NEGATIVE_INFINITY : row.atLeast * item.unit,
    moreThan: row.moreThan === undefined ? Number.NEGATIVE_INFINITY : row.moreThan * item.unit,
    lessThan: row.lessThan === undefined ? Number.POSITIVE_INFINITY : row.lessThan * item.unit,
    atMost: row.atMost === undefined ? Number.POSITIVE_INFINITY : row.atMost * item.unit,
  }));
  const read =
    item.fact === 'age'
      ? (_facts: Facts, age: number | undefined) => age
      : item.fact === 'annualSalary'
        ? (facts: Facts) => facts.annualSalary
        : (facts: Facts) => facts.monthsPerYear;
  const absent = withoutFact(item);
  return {
    source: item,
    lowest: Math.min(...item.rows.map((row) => row.points)),
    highest: Math.max(...item.rows.map((row) => row.points)),
    rows: byId(item.rows),
    missing: required(item.fact === 'age' ? 'birthDate' : item.fact, item.label),
    given: (facts, age) => read(facts, age) !== undefined,
    score: (facts, age) => {
      const value = read(facts, age);
      if (value === undefined) return absent;
      for (const { row, atLeast, moreThan, lessThan, atMost } of rows) {
        if (value >= atLeast && value < lessThan && value <= atMost && value > moreThan) {
          return scored(item, value, row);
        }
      }
      return noRow(item, value, String(value));
    },
  };
}

function compileYears(item: YearsItem): CompiledItem {
  const last = item.from + Math.ceil((item.cap - item.points) / item.perFurtherYear);
  const under: Row = {
    id: `years-under-${item.from}`,
    label: { zh: `工作不满 ${item.from} 年`, en: `Under ${item.from} years of work` },
    points: 0,
  };
  const rows: Row[] = [];
  for (let years = 0; years <= last; years++) {
    if (years < item.from) {
      rows.push(under);
      continue;
    }
    const top = years === last;
    rows.push({
      id: top ? `years-${years}-and-over` : `years-${years}`,
      label: top
        ? { zh: `工作满 ${years} 年以上`, en: `${years} years of work or more` }
        : { zh: `工作满 ${years} 年`, en: `${years} completed years of work` },
      points: Math.min(item.cap, item.points + (years - item.from) * item.perFurtherYear),
      provenBy: item.provenBy,
      reach: { zh: `工作满 ${years} 年`, en: `${years} completed years of work` },
    });
  }
  const absent = withoutFact(item);
  return {
    source: item,
    lowest: 0,
    highest: item.cap,
    rows: byId(rows),
    missing: required(item.fact, item.label),
    given: (facts) => facts.workYears !== undefined,
    score: (facts) => {
      const value = facts.workYears;
      if (value === undefined) return absent;
      return scored(item, value, rows[Math.max(0, Math.min(last, Math.floor(value)))] ?? under);
    },
  };
}

/** Whether a fact meets what a row asks; a fact that was not given meets nothing. */
export function holds(claim: Claim, facts: Facts): boolean {
  switch (claim.fact) {
    case 'education':
      return facts.education === claim.is;
    case 'vocationalCertificate':
      return facts.vocationalCertificate === claim.is;
    case 'hsk':
      return facts.hsk !== undefined && facts.hsk >= claim.atLeast;
    case 'degreeTaughtInChinese':
      return facts.degreeTaughtInChinese === true;
    case 'formerChineseNational':
      return facts.formerChineseNational === true;
    case 'workLocation':
      return facts.workLocation === claim.is;
    case 'distinctions':
      return facts.distinctions?.includes(claim.includes) ?? false;
  }
}

function factValue(fact: Claim['fact'], facts: Facts): FactValue {
  const value = facts[fact];
  if (value === undefined) return null;
  return typeof value === 'object' ? [...value] : value;
}

function compileAlternatives(item: AlternativesItem): CompiledItem {
  // The best option first, so that the first that holds is the one that counts.
  const options = [...item.options].sort((a, b) => b.points - a.points);
  const facts = [...new Set(item.options.map((option) => option.when.fact))];
  // What the person said where no option holds; Chinese, for instance, is asked as an HSK level.
  const asked = (['education', 'hsk', 'workLocation', 'distinctions'] as const).find((fact) => facts.includes(fact));
  const given = (known: Facts) => facts.some((fact) => known[fact] !== undefined);
  const education = facts.includes('education');
  const absent = withoutFact(item);
  return {
    source: item,
    lowest: item.otherwise.points,
    highest: Math.max(...options.map((option) => option.points)),
    rows: byId([...options, item.otherwise]),
    ...(education ? { missing: required('education', item.label) } : {}),
    given,
    score: (known) => {
      for (const option of options) {
        if (holds(option.when, known)) return scored(item, factValue(option.when.fact, known), option);
      }
      if (education && !given(known)) return absent;
      return scored(item, asked ? factValue(asked, known) : null, item.otherwise);
    },
  };
}

function compileGranted(item: GrantedItem): CompiledItem {
  const none: Row = { id: 'local-bonus-none', label: { zh: '无加分', en: 'None granted' }, points: 0 };
  const granted: Row = {
    id: 'local-bonus-granted',
    label: { zh: `由${item.setBy.zh}认定`, en: `As granted by ${item.setBy.en}` },
    points: item.cap,
    provenBy: item.provenBy,
  };
  return {
    source: item,
    lowest: 0,
    highest: item.cap,
    rows: byId([granted, none]),
    given: (facts) => facts.localBonus !== undefined,
    score: (facts) => {
      const value = facts.localBonus;
      if (value === undefined || value === 0) return scored(item, value ?? null, none);
      if (!(value > 0 && value <= item.cap)) return noRow(item, value, String(value));
      return {
        item: item.id,
        value,
        row: granted.id,
        points: value,
        cap: item.cap,
        label: granted.label,
      };
    },
  };
}

function compileItem(item: PointsItem): CompiledItem {
  switch (item.kind) {
    case 'brackets':
      return compileBrackets(item);
    case 'years':
      return compileYears(item);
    case 'alternatives':
      return compileAlternatives(item);
    case 'granted':
      return compileGranted(item);
  }
}

const compiled = new WeakMap<PointsPolicy, CompiledPoints>();

/** Makes a points table ready for scoring; the same table is compiled once. */
export function compilePoints(policy: PointsPolicy): CompiledPoints {
  const known = compiled.get(policy);
  if (known) return known;
  const made = { policy, items: policy.items.map(compileItem) };
  compiled.set(policy, made);
  return made;
}
