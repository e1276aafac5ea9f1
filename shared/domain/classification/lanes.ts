import type { Category } from '../application/case-clock.ts';
import type { Text } from '../text.ts';

/** How a category is managed (分类管理); `open` while no category is settled. */
export const approaches = ['green-path', 'market-demand', 'quota', 'usual', 'open'] as const;
export type Approach = (typeof approaches)[number];

/** What a category means in a zone, in words for those it concerns. */
export type Lane = { category: Category | null; approach: Approach; text: Text; hoursAhead?: number };

/** What a zone settles about its categories; `{category}` and `{hours}` in its words are filled in. */
export type Management = {
  greenPath: { categories: readonly Category[]; hoursAhead: number };
  words: Readonly<Record<Approach, Text>>;
};

/**
 * The lane of a category: A on the green path, B by market demand, C partly under quota (national classification:
 * "A unlimited, B by market demand, C by national quota"). A zone may put other categories on its green path.
 * @param underQuota whether a place of a quota is needed, for a case; for a category, whether some cases of it do
 */
export function laneOf({ greenPath, words }: Management, category: Category | null, underQuota: boolean): Lane {
  const { categories, hoursAhead } = greenPath;
  const ahead = category !== null && hoursAhead > 0 && categories.includes(category);
  const approach: Approach =
    category === null
      ? 'open'
      : category === 'C' && underQuota
        ? 'quota'
        : ahead
          ? 'green-path'
          : category === 'B'
            ? 'market-demand'
            : 'usual';
  const filled = (line: string) => line.replaceAll('{category}', category ?? '').replaceAll('{hours}', `${hoursAhead}`);
  const { zh, en } = words[approach];
  return {
    category,
    approach,
    text: { zh: filled(zh), en: filled(en) },
    ...(approach === 'green-path' ? { hoursAhead } : {}),
  };
}

/** What applicants are told of free places. */
export type PlacesShown = { shown: 'number' | 'level' | 'hidden'; few: number };

/** How many places are left, as far as a zone tells it. */
export type PlacesLeft = { level: 'available' | 'few' | 'none'; free?: number };

/** Reduces the number of free places to what the zone tells; undefined where it tells nothing. */
export function placesLeft({ shown, few }: PlacesShown, free: number): PlacesLeft | undefined {
  if (shown === 'hidden') return undefined;
  const level = free <= 0 ? 'none' : free <= few ? 'few' : 'available';
  return shown === 'number' ? { level, free: Math.max(0, free) } : { level };
}
