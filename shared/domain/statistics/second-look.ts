import type { ApplicationEvent } from '../application/events.ts';
import type { OfficerStage } from '../application/transitions.ts';
import type { Text } from '../text.ts';

/** What a second look can find to be wrong with the work on a case; a list, so that findings can be counted. */
export const flaws = [
  'deficiency-overlooked',
  'notice-incomplete',
  'asked-for-too-much',
  'wrong-category',
  'score-not-proven',
  'identity-not-settled',
  'reasons-insufficient',
  'decision-not-founded',
  'clock-or-pause',
  'record-incomplete',
] as const;
export type Flaw = (typeof flaws)[number];

/** The flaws in words. */
export const flawNames: Readonly<Record<Flaw, Text>> = {
  'deficiency-overlooked': { zh: '材料缺漏或不符未被发现', en: 'Something missing or wrong was overlooked' },
  'notice-incomplete': { zh: '未一次性告知全部补正事项', en: 'Not everything to mend was told at once' },
  'asked-for-too-much': { zh: '要求提供不必要的材料', en: 'More was asked for than is needed' },
  'wrong-category': { zh: '类别认定有误', en: 'The category is wrong' },
  'score-not-proven': { zh: '积分缺少证明', en: 'Points were given without proof' },
  'identity-not-settled': { zh: '人员身份未核实清楚', en: 'Who the person is was not settled' },
  'reasons-insufficient': { zh: '理由说明不充分', en: 'The reasons given do not suffice' },
  'decision-not-founded': { zh: '决定缺乏依据', en: 'The decision has no ground' },
  'clock-or-pause': { zh: '时限或中止处理不当', en: 'The time limit or a pause was not handled rightly' },
  'record-incomplete': { zh: '办理记录不完整', en: 'The record is incomplete' },
};

/** A flaw, in whose part of the work it lies, and where in the application. */
export type FlawFound = { flaw: Flaw; stage: OfficerStage; path?: string };

/** Everybody of the authority who did anything with a case, in its whole history; none of them looks at it again. */
export const workedOn = (events: readonly Pick<ApplicationEvent, 'by'>[]): string[] => [
  ...new Set(events.flatMap(({ by }) => (by.party === 'authority' && by.subject ? [by.subject] : []))),
];

/** What came of a second look. */
export type Finding = { outcome: 'upheld' | 'flawed'; flaws: readonly FlawFound[] };
