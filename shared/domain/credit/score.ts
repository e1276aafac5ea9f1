import type { Text } from '../text.ts';
import { addMonths, type Day } from '../time.ts';
import { type Hundredths, hundredthsOf, pointsOf, shareOf } from './amount.ts';
import {
  type CreditRules,
  type CreditSource,
  concerns,
  type Decay,
  itemOf,
  type SubItem,
  type SubjectKind,
} from './rule-set.ts';

/** Why a record counts nothing at present. */
export type Silence =
  /** A second officer has not confirmed it yet, or did not. */
  | 'waiting'
  | 'rejected'
  | 'annulled'
  | 'repaired'
  /** The subject objects, and the zone lets it rest meanwhile. */
  | 'objected'
  | 'not-yet'
  | 'expired'
  | 'not-best'
  | 'unknown-item'
  | 'not-for-subject';

/** One record as the scorer takes it. */
export type CreditRecord = {
  id: string;
  item: string;
  source: CreditSource;
  /** The day on which it happened: decay and validity count from it. */
  happenedOn: Day;
  /** What the rules turn into points: years, yuan, jobs, a level. */
  quantity?: number;
  /** Points that the source states, where the sub-item takes them. */
  points?: number;
  /** What keeps it from counting, whatever the rules say. */
  silent?: Extract<Silence, 'waiting' | 'rejected' | 'annulled' | 'repaired' | 'objected'>;
};

/** One line of the explanation; the points of all lines add up to the total. */
export type ScoreLine =
  | { kind: 'base'; points: number }
  | {
      kind: 'record';
      record: string;
      category?: string;
      item: string;
      source: CreditSource;
      happenedOn: Day;
      quantity?: number;
      /** The bracket, the number of units or the stated points that gave its worth. */
      by: string;
      /** Its points before time took from them. */
      worth: number;
      /** Whole months since it happened, and the per cent of its worth that is left. */
      months: number;
      percent: number;
      points: number;
      silent?: Silence;
    }
  /** What a cap cut off, or a floor gave back. */
  | { kind: 'item-limit'; category: string; item: string; limit: number; points: number }
  | { kind: 'category-limit'; category: string; limit: number; points: number }
  | { kind: 'total-limit'; limit: number; points: number };

/** A score with everything that led to it. */
export type CreditScore = {
  rules: string;
  subject: SubjectKind;
  on: Day;
  total: number;
  categories: { category: string; label: Text; points: number }[];
  lines: ScoreLine[];
  /** The points rest on values that no source proves. */
  placeholder: boolean;
};

/** Whole calendar months from one day to a later one; 0 where it is not later. */
export function monthsSince(from: Day, on: Day): number {
  if (on <= from) return 0;
  const [years, months] = [
    Number(on.slice(0, 4)) - Number(from.slice(0, 4)),
    Number(on.slice(5, 7)) - Number(from.slice(5, 7)),
  ];
  const rough = years * 12 + months;
  return addMonths(from, rough) > on ? rough - 1 : rough;
}

/** What is left of a record's worth after so many months. */
function left(decay: Decay, worth: Hundredths, months: number): { points: Hundredths; percent: number } {
  if (decay.kind === 'none') return { points: worth, percent: 100 };
  if (decay.kind === 'halves') {
    const parts = 2 ** Math.floor(months / decay.everyMonths);
    return { points: Math.trunc(worth / parts) + 0, percent: 100 / parts };
  }
  const percent = decay.steps.findLast(({ afterMonths }) => months >= afterMonths)?.percent ?? 100;
  return { points: shareOf(worth, percent), percent };
}

/** What a record is worth by the rules, before time takes from it; and how that came about. */
export function worthOf(
  { value }: SubItem,
  { quantity = 0, points = 0 }: Pick<CreditRecord, 'quantity' | 'points'>,
): {
  worth: number;
  by: string;
} {
  switch (value.kind) {
    case 'fixed':
      return { worth: value.points, by: 'fixed' };
    case 'per-unit': {
      const units = Math.max(0, Math.floor(quantity / value.per));
      return { worth: pointsOf(units * hundredthsOf(value.points)), by: `${units} × ${value.points}` };
    }
    case 'brackets': {
      const bracket = value.brackets.findLast(({ from }) => quantity >= from);
      return { worth: bracket?.points ?? 0, by: bracket ? `≥ ${bracket.from}` : 'none' };
    }
    case 'stated':
      return { worth: points, by: 'stated' };
  }
}

type RecordLine = Extract<ScoreLine, { kind: 'record' }>;
type Weighed = { line: RecordLine; counts: Hundredths };

function silenceOf(item: SubItem, kind: SubjectKind, record: CreditRecord, on: Day): Silence | undefined {
  if (record.silent) return record.silent;
  if (!concerns(item, kind)) return 'not-for-subject';
  if (record.happenedOn > on) return 'not-yet';
  if (item.validMonths !== null && on >= addMonths(record.happenedOn, item.validMonths)) return 'expired';
  return undefined;
}

function weigh(rules: CreditRules, kind: SubjectKind, record: CreditRecord, on: Day): Weighed {
  const item = itemOf(rules, record.item);
  const { id, source, happenedOn, quantity } = record;
  const common = {
    kind: 'record',
    record: id,
    item: record.item,
    source,
    happenedOn,
    ...(quantity === undefined ? {} : { quantity }),
    months: monthsSince(happenedOn, on),
  } as const;
  if (!item) {
    const line: RecordLine = { ...common, by: 'none', worth: 0, percent: 0, points: 0, silent: 'unknown-item' };
    return { line, counts: 0 };
  }
  const { worth, by } = worthOf(item, record);
  const { points, percent } = left(item.decay, hundredthsOf(worth), common.months);
  const silent = silenceOf(item, kind, record, on);
  const counts = silent ? 0 : points;
  return {
    line: {
      ...common,
      category: item.category,
      by,
      worth,
      percent,
      points: pointsOf(counts),
      ...(silent ? { silent } : {}),
    },
    counts,
  };
}

/** Where only the weightiest record counts, the others say so. */
function onlyBest(item: SubItem, weighed: readonly Weighed[]): Weighed[] {
  const speaking = weighed.filter(({ line }) => !line.silent);
  const weight = ({ counts }: Weighed) => (item.direction === 'plus' ? counts : -counts);
  const best = speaking.reduce<Weighed | undefined>(
    (found, one) => (found === undefined || weight(one) > weight(found) ? one : found),
    undefined,
  );
  return weighed.map((one) =>
    one === best || one.line.silent ? one : { line: { ...one.line, points: 0, silent: 'not-best' }, counts: 0 },
  );
}

const within = (sum: Hundredths, { cap, floor }: { cap: number; floor: number }): Hundredths =>
  Math.min(hundredthsOf(cap), Math.max(hundredthsOf(floor), sum));

const limitReached = (sum: Hundredths, { cap, floor }: { cap: number; floor: number }): number =>
  sum > hundredthsOf(cap) ? cap : floor;

const sumOf = (weighed: readonly Weighed[]): Hundredths => weighed.reduce((sum, { counts }) => sum + counts, 0);

const inOrder = (one: Weighed, other: Weighed): number => {
  const [a, b] = [`${one.line.happenedOn} ${one.line.record}`, `${other.line.happenedOn} ${other.line.record}`];
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * The credit of a person or an enterprise on a day, with the reason for every point. The order of the records plays no
 * part; the same rules, records and day give the same score at any later time.
 * @param on day in the zone's time zone as of which decay and validity are counted
 */
export function creditScore(
  rules: CreditRules,
  subject: SubjectKind,
  records: readonly CreditRecord[],
  on: Day,
): CreditScore {
  const base = hundredthsOf(rules.base[subject]);
  const lines: ScoreLine[] = [{ kind: 'base', points: pointsOf(base) }];
  const weighed = records.map((record) => weigh(rules, subject, record, on)).sort(inOrder);
  const categories: CreditScore['categories'] = [];
  let sum = base;
  for (const category of rules.categories) {
    let ofCategory = 0;
    for (const item of rules.items) {
      if (item.category !== category.id) continue;
      const own = weighed.filter(({ line }) => line.item === item.id);
      if (own.length === 0) continue;
      const counted = item.counts === 'best' ? onlyBest(item, own) : own;
      lines.push(...counted.map(({ line }) => line));
      const raw = sumOf(counted);
      const limited = within(raw, item);
      if (limited !== raw) {
        const limit = limitReached(raw, item);
        lines.push({
          kind: 'item-limit',
          category: category.id,
          item: item.id,
          limit,
          points: pointsOf(limited - raw),
        });
      }
      ofCategory += limited;
    }
    const limited = within(ofCategory, category);
    if (limited !== ofCategory) {
      const limit = limitReached(ofCategory, category);
      lines.push({ kind: 'category-limit', category: category.id, limit, points: pointsOf(limited - ofCategory) });
    }
    categories.push({ category: category.id, label: category.label, points: pointsOf(limited) });
    sum += limited;
  }
  lines.push(...weighed.filter(({ line }) => line.silent === 'unknown-item').map(({ line }) => line));
  const total = within(sum, rules.total);
  if (total !== sum) {
    lines.push({ kind: 'total-limit', limit: limitReached(sum, rules.total), points: pointsOf(total - sum) });
  }
  return {
    rules: rules.id,
    subject,
    on,
    total: pointsOf(total),
    categories,
    lines,
    placeholder: rules.placeholder,
  };
}
