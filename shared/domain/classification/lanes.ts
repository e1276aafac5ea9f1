import type { Category } from '../application/case-clock.ts';
import { categoryNames } from '../application/category-names.ts';
import type { Text } from '../text.ts';

/** How a category is managed (分类管理); `open` while no category is settled. */
export type Approach = 'green-path' | 'market-demand' | 'quota' | 'usual' | 'open';

/** What a category means in a zone, in words for those it concerns. */
export type Lane = { category: Category | null; approach: Approach; text: Text; hoursAhead?: number };

/** What a zone settles about its categories. */
export type Management = { greenPath: { categories: readonly Category[]; hoursAhead: number } };

const named = (category: Category): Text => ({
  zh: `${category} 类（${categoryNames[category].zh}）`,
  en: `Category ${category} (${categoryNames[category].en.toLowerCase()})`,
});

const open: Lane = {
  category: null,
  approach: 'open',
  text: {
    zh: '类别尚未认定。积分表没有涵盖的情况不按 0 分计算，由工作人员说明理由后认定；申请照常办理，您无需重新提交。',
    en: 'The category is not settled yet. What the table of points has no row for is not scored as 0: an officer decides which row applies and says why. The application goes on; you need not file it again.',
  },
};

/**
 * The lane of a category: A on the green path, B by market demand, C partly under quota (national classification:
 * "A unlimited, B by market demand, C by national quota"). A zone may put other categories on its green path.
 * @param underQuota whether a place of a quota is needed, for a case; for a category, whether some cases of it do
 */
export function laneOf({ greenPath }: Management, category: Category | null, underQuota: boolean): Lane {
  if (category === null) return open;
  const { zh, en } = named(category);
  if (category === 'C' && underQuota) {
    return {
      category,
      approach: 'quota',
      text: {
        zh: `${zh}：实施配额制管理，每年名额有限，按受理先后占用，不予许可或撤回后空出。`,
        en: `${en}: limited by a quota. The places of a year are taken in the order of acceptance and become free after a refusal or withdrawal.`,
      },
    };
  }
  if (greenPath.categories.includes(category) && greenPath.hoursAhead > 0) {
    const { hoursAhead } = greenPath;
    return {
      category,
      approach: 'green-path',
      hoursAhead,
      text: {
        zh: `${zh}：绿色通道，在待办队列中提前 ${hoursAhead} 小时安排办理。`,
        en: `${en}: the green path. In the queues it stands ${hoursAhead} hours ahead of its due time.`,
      },
    };
  }
  if (category === 'B') {
    return {
      category,
      approach: 'market-demand',
      text: {
        zh: `${zh}：按市场需求控制，没有固定名额；工作人员审查岗位是否为本地所需。`,
        en: `${en}: controlled by market demand, without a fixed number of places. The reviewer looks whether the post is needed here.`,
      },
    };
  }
  return {
    category,
    approach: 'usual',
    text: {
      zh: `${zh}：按承诺时限依次办理，不占用名额。`,
      en: `${en}: worked in order within the promised times; no place of a quota is needed.`,
    },
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
