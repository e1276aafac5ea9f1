import type { Text } from '../text.ts';
import type { BracketItem, PointsItem, PointsPolicy, Row } from './points-policy.ts';
import type { Locality, RoutesPolicy } from './routes-policy.ts';

/** One thing that is wrong with a policy, at its place (`items.3.rows.2.points`). */
export type PolicyMistake = { path: string; code: string; text: Text };

const mistake = (path: string, code: string, zh: string, en: string): PolicyMistake => ({
  path,
  code,
  text: { zh, en },
});

function twice(names: readonly { path: string; name: string }[]): PolicyMistake[] {
  const seen = new Map<string, string>();
  return names.flatMap(({ path, name }) => {
    const first = seen.get(name);
    if (first === undefined) seen.set(name, path);
    return first === undefined
      ? []
      : [mistake(path, 'named-twice', `“${name}”与 ${first} 重复`, `"${name}" is named at ${first} already`)];
  });
}

type Bracket = BracketItem['rows'][number];

/** Both ends of a bracket as numbers that can be compared; an open end lies just beside its number. */
const ends = ({ atLeast, moreThan, atMost, lessThan }: Bracket) => ({
  low: [moreThan ?? atLeast ?? Number.NEGATIVE_INFINITY, moreThan === undefined ? 0 : 1] as const,
  high: [lessThan ?? atMost ?? Number.POSITIVE_INFINITY, lessThan === undefined ? 0 : -1] as const,
});

const isBefore = (one: readonly [number, number], other: readonly [number, number]) =>
  one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

function bracketMistakes(item: BracketItem, at: string): PolicyMistake[] {
  const found: PolicyMistake[] = [];
  for (const [index, row] of item.rows.entries()) {
    const path = `${at}.rows.${index}`;
    const { low, high } = ends(row);
    if (
      (row.atLeast !== undefined && row.moreThan !== undefined) ||
      (row.atMost !== undefined && row.lessThan !== undefined)
    ) {
      found.push(mistake(path, 'two-bounds', '同一端有两个界限', 'has two bounds at the same end'));
    }
    if (isBefore(high, low))
      found.push(mistake(path, 'empty-range', '范围为空，任何值都不符合', 'covers no value at all'));
    for (const [earlier, other] of item.rows.slice(0, index).entries()) {
      const [one, two] = [ends(other), { low, high }];
      if (isBefore(one.high, two.low) || isBefore(two.high, one.low)) continue;
      found.push(
        mistake(
          path,
          'overlap',
          `与 ${at}.rows.${earlier} 的范围重叠`,
          `covers values that ${at}.rows.${earlier} covers too`,
        ),
      );
    }
  }
  return found;
}

const rowsOf = (item: PointsItem, at: string): { path: string; row: Row }[] => {
  if (item.kind === 'brackets') return item.rows.map((row, index) => ({ path: `${at}.rows.${index}`, row }));
  if (item.kind !== 'alternatives') return [];
  return [
    ...item.options.map((row, index) => ({ path: `${at}.options.${index}`, row })),
    { path: `${at}.otherwise`, row: item.otherwise },
  ];
};

function itemMistakes(item: PointsItem, at: string): PolicyMistake[] {
  const found: PolicyMistake[] = [];
  const aboveCap = (path: string) =>
    found.push(mistake(path, 'above-cap', `超过本项上限 ${item.cap} 分`, `is above the item's cap of ${item.cap}`));
  for (const { path, row } of rowsOf(item, at)) if (row.points > item.cap) aboveCap(`${path}.points`);
  if (item.kind === 'brackets') found.push(...bracketMistakes(item, at));
  if (item.kind === 'years') {
    if (item.points > item.cap) aboveCap(`${at}.points`);
    if (item.points < item.cap && item.perFurtherYear <= 0) {
      found.push(mistake(`${at}.perFurtherYear`, 'never-reaches-cap', '永远达不到上限', 'never reaches the cap'));
    }
  }
  if (item.kind === 'alternatives') {
    const claims = item.options.map(({ when }, index) => ({
      path: `${at}.options.${index}.when`,
      name: JSON.stringify(when),
    }));
    found.push(...twice(claims));
  }
  return found;
}

/**
 * Everything that is wrong with a points table beyond its shape: names given twice, rows that overlap or exceed their
 * cap, thresholds out of order or out of reach. Holes between brackets are no mistake: a value without a row is
 * reported for each case.
 */
export function pointsMistakes(policy: PointsPolicy): PolicyMistake[] {
  const { items, thresholds } = policy;
  const at = (index: number) => `items.${index}`;
  const reach = items.reduce((sum, { cap }) => sum + cap, 0);
  const ofOneNumber = items.flatMap((item, index) =>
    'fact' in item ? [{ path: `${at(index)}.fact`, name: item.fact }] : [],
  );
  return [
    ...twice(items.map(({ id }, index) => ({ path: `${at(index)}.id`, name: id }))),
    ...twice(ofOneNumber),
    ...twice(
      items.flatMap((item, index) =>
        rowsOf(item, at(index)).map(({ path, row }) => ({ path: `${path}.id`, name: row.id })),
      ),
    ),
    ...items.flatMap((item, index) => itemMistakes(item, at(index))),
    ...twice(thresholds.map(({ id }, index) => ({ path: `thresholds.${index}.id`, name: id }))),
    ...twice(thresholds.map(({ category }, index) => ({ path: `thresholds.${index}.category`, name: category }))),
    ...thresholds.flatMap(({ atLeast, category }, index) => {
      const path = `thresholds.${index}`;
      const above = thresholds[index - 1];
      const disordered = above && (above.atLeast <= atLeast || above.category > category);
      return [
        ...(disordered
          ? [mistake(path, 'order', '门槛须由高到低、由 A 到 B', 'must come after a higher one, A before B')]
          : []),
        ...(atLeast > reach
          ? [
              mistake(
                `${path}.atLeast`,
                'out-of-reach',
                `各项上限合计只有 ${reach} 分`,
                `is out of reach: all caps give ${reach}`,
              ),
            ]
          : []),
      ];
    }),
    ...Object.keys(policy.itemPlaceholders)
      .filter((name) => !items.some(({ id }) => id === name))
      .map((name) => mistake(`itemPlaceholders.${name}`, 'unknown-item', '没有这一项', 'is no item of this table')),
  ];
}

/** Everything that is wrong with a place's routes beyond their shape. */
export function localityMistakes(locality: Locality, national: RoutesPolicy): PolicyMistake[] {
  const own = locality.direct.map(({ id }, index) => ({ path: `direct.${index}.id`, name: id }));
  const known = national.direct.map(({ id }) => ({ path: `${national.id}`, name: id }));
  return [
    ...twice([...known, ...own]),
    ...locality.salaryBases.flatMap((base, index) => {
      const path = `salaryBases.${index}`;
      const found: PolicyMistake[] = [];
      if (base.validTo !== null && base.validTo < base.validFrom) {
        found.push(mistake(`${path}.validTo`, 'backwards', '早于起始日', 'lies before validFrom'));
      }
      if (base.published && base.published.A < base.published.B) {
        found.push(mistake(`${path}.published`, 'order', 'A 类金额低于 B 类', 'asks less for A than for B'));
      }
      for (const [earlier, other] of locality.salaryBases.slice(0, index).entries()) {
        const apart =
          (other.validTo !== null && other.validTo < base.validFrom) ||
          (base.validTo !== null && base.validTo < other.validFrom);
        if (!apart)
          found.push(
            mistake(path, 'overlap', `与 salaryBases.${earlier} 的期间重叠`, `overlaps salaryBases.${earlier}`),
          );
      }
      return found;
    }),
    ...(locality.multiples.A.times < locality.multiples.B.times
      ? [mistake('multiples.A.times', 'order', 'A 类倍数低于 B 类', 'is lower than the multiple for B')]
      : []),
  ];
}
