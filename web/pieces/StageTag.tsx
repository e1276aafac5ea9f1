import { Tag } from 'antd';
import type { Stage } from '../../shared/domain/application/transitions.ts';
import { useWords } from '../language/words.tsx';

export const stageWords = {
  draft: { zh: '草稿', en: 'Draft' },
  'preliminary-review': { zh: '预审', en: 'Preliminary review' },
  returned: { zh: '待补正', en: 'Returned to you' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Conclusion' },
  'refusal-announced': { zh: '拟不予许可', en: 'Refusal announced' },
  'with-delegating-authority': { zh: '移送委托机关', en: 'With the delegating authority' },
  approved: { zh: '已批准', en: 'Approved' },
  issued: { zh: '已发证', en: 'Issued' },
  completed: { zh: '已办结', en: 'Completed' },
  refused: { zh: '不予许可', en: 'Refused' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '已失效', en: 'Lapsed' },
} as const satisfies Record<Stage, { zh: string; en: string }>;

const colours: Readonly<Record<Stage, 'default' | 'processing' | 'success' | 'warning' | 'error'>> = {
  draft: 'default',
  'preliminary-review': 'processing',
  returned: 'warning',
  review: 'processing',
  conclusion: 'processing',
  'refusal-announced': 'warning',
  'with-delegating-authority': 'processing',
  approved: 'success',
  issued: 'success',
  completed: 'success',
  refused: 'error',
  'not-accepted': 'error',
  withdrawn: 'default',
  lapsed: 'default',
};

/** The same for officers, to whom nothing is returned. */
export const officeStageWords = {
  ...stageWords,
  returned: { zh: '退回补正中', en: 'Returned to the parties' },
} as const satisfies Record<Stage, { zh: string; en: string }>;

/** Where an application stands, as a word with a colour; `office` where an officer reads it. */
export function StageTag({ stage, office }: { stage: Stage; office?: boolean }) {
  const w = useWords(office ? officeStageWords : stageWords);
  return <Tag color={colours[stage]}>{w[stage]}</Tag>;
}
