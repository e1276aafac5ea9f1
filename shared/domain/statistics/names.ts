import type { OfficerStage } from '../application/transitions.ts';
import type { Text } from '../text.ts';
import type { OfficeName } from './office-report.ts';
import type { Ending } from './passes.ts';

/** What people read in a bulletin and a report. */
export const stageNames: Readonly<Record<OfficerStage | 'whole', Text>> = {
  'preliminary-review': { zh: '预审', en: 'Preliminary review' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Conclusion' },
  whole: { zh: '全程', en: 'Altogether' },
};

export const endingNames: Readonly<Record<Ending, Text>> = {
  issued: { zh: '准予并签发', en: 'Granted, permit issued' },
  completed: { zh: '准予并办结', en: 'Granted, completed' },
  refused: { zh: '不予许可', en: 'Refused' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '申请人撤回', en: 'Withdrawn by its party' },
  lapsed: { zh: '逾期失效', en: 'Lapsed' },
};

export const officeLabels: Readonly<Record<OfficeName, Text>> = {
  front: { zh: '预审受理岗', en: 'Front office' },
  back: { zh: '审查岗', en: 'Back office' },
  deciders: { zh: '决定岗', en: 'Deciders' },
};

/** What every bulletin says of how it counts. */
export const countingNotes: readonly Text[] = [
  {
    zh: '申请以首次提交计；案件以首次办结计，重新办理后再次办结的另行列出，不重复计算。用人单位注册另计。',
    en: 'An application counts when it is first handed in, a case when it first ends. What ends again after it was reopened stands apart and is not counted twice. Registrations of employers are counted by themselves.',
  },
  {
    zh: '各环节时间只计该环节实际办理的时间，退回补正、陈述申辩、听证等中止期间及移交委托机关期间不计；工作日按国务院放假安排计，起始日不计；小时按本区办公时间计。',
    en: 'The time of a stage is the time in which its office had the case: not while it was returned, while a party could reply, during an announced hearing or the like, or with the delegating authority. Working days follow the official calendar, the first day not counted; hours are opening hours.',
  },
  {
    zh: '承诺期内办结率：在最后一次告知的承诺日期当日或之前作出决定的案件占比；不予受理的，按预审承诺期限计。',
    en: 'Inside the promise: decided on the day that was last promised, or before. For what was not accepted, the promise is that of preliminary review.',
  },
];

export const percentileNotes = {
  'nearest-rank': {
    zh: '中位数和第95百分位数采用最近秩法：均为实际发生过的案件数值。',
    en: 'Median and 95th percentile by nearest rank: each is a value that a case really had.',
  },
  linear: {
    zh: '中位数和第95百分位数采用线性插值法。',
    en: 'Median and 95th percentile by linear interpolation.',
  },
} as const satisfies Record<string, Text>;

/**
 * Why something is not told.
 * @param placeholder the authority has not settled the number yet
 */
export const smallNote = (cases: number, placeholder: boolean): Text => ({
  zh: `不足 ${cases} 件${placeholder ? '（暂定标准）' : ''}的，不公布用时，也不再按类别细分，以免识别到个人；本公报不按国籍统计。`,
  en: `Of fewer than ${cases} cases${placeholder ? ' (a number still to be settled)' : ''} no times are told, and no category apart, so that nobody is recognised. Nothing is counted by nationality.`,
});
