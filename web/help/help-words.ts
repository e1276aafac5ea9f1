import type { HelpAct, HelpKind, HelpOutcome, HelpState } from '../../shared/domain/help/mediation.ts';
import type { Phrase } from '../language/words.tsx';

type Named<K extends string> = Readonly<Record<K, Phrase>>;

export const kindWords: Named<HelpKind> = {
  guidance: { zh: '政策解释与指导', en: 'Policy explained' },
  paperwork: { zh: '材料和表格', en: 'Papers and forms' },
  interpreting: { zh: '口译', en: 'An interpreter' },
  dispute: { zh: '纠纷调解', en: 'A dispute' },
};

export const kindHints: Named<HelpKind> = {
  guidance: {
    zh: '不清楚规定怎么适用于自己的情况。',
    en: 'You are not sure what a rule means for you.',
  },
  paperwork: { zh: '不知道怎么准备或填写。', en: 'You do not know how to prepare or fill in something.' },
  interpreting: { zh: '办事时需要有人翻译。', en: 'You need somebody who translates at an office.' },
  dispute: {
    zh: '与单位、房东等有争议，希望有人从中调解。双方自愿，不收费。',
    en: 'You are at odds with an employer, a landlord or somebody else. Mediation is free and both sides take part only if they want to.',
  },
};

export const stateWords: Named<HelpState> = {
  open: { zh: '待领取', en: 'Waiting for an officer' },
  'in-hand': { zh: '办理中', en: 'In hand' },
  answered: { zh: '已答复', en: 'Answered' },
  invited: { zh: '等待另一方回应', en: 'Waiting for the other party' },
  declined: { zh: '另一方未同意调解', en: 'The other party declined' },
  mediating: { zh: '调解中', en: 'In mediation' },
  proposed: { zh: '已提出方案', en: 'Terms are proposed' },
  agreed: { zh: '已达成协议', en: 'Agreed' },
  breached: { zh: '反映未履行', en: 'Said not to be kept' },
  closed: { zh: '已结束', en: 'Closed' },
};

export const stateColours: Readonly<Record<HelpState, 'default' | 'processing' | 'success' | 'warning' | 'error'>> = {
  open: 'warning',
  'in-hand': 'processing',
  answered: 'success',
  invited: 'processing',
  declined: 'warning',
  mediating: 'processing',
  proposed: 'processing',
  agreed: 'success',
  breached: 'error',
  closed: 'default',
};

export const outcomeWords: Named<HelpOutcome> = {
  solved: { zh: '已解决', en: 'Solved' },
  referred: { zh: '已转介', en: 'Referred to somebody else' },
  failed: { zh: '未能解决', en: 'Not solved' },
  agreed: { zh: '达成协议', en: 'Agreed' },
  left: { zh: '一方退出调解', en: 'A party left the mediation' },
  withdrawn: { zh: '求助人撤回', en: 'Withdrawn by the requester' },
};

/** What is done, as a button says it. */
export const actWords: Named<HelpAct> = {
  claim: { zh: '领取', en: 'Take it in hand' },
  answer: { zh: '答复', en: 'Answer' },
  ask: { zh: '补充或追问', en: 'Add or ask on' },
  withdraw: { zh: '撤回求助', en: 'Withdraw the request' },
  close: { zh: '结束', en: 'Close' },
  invite: { zh: '邀请另一方调解', en: 'Invite the other party' },
  consent: { zh: '同意参加调解', en: 'Take part in mediation' },
  decline: { zh: '不参加', en: 'Decline' },
  session: { zh: '安排调解会', en: 'Set a session' },
  minutes: { zh: '记录调解会', en: 'Write minutes' },
  note: { zh: '给调解员的保密说明', en: 'A confidential note to the mediator' },
  propose: { zh: '提出调解方案', en: 'Propose terms' },
  accept: { zh: '接受调解方案', en: 'Accept the terms' },
  leave: { zh: '退出调解', en: 'Leave the mediation' },
  'report-breach': { zh: '反映对方未履行', en: 'Say it is not kept' },
};

/** What was done, as the record of a request says it. */
export const doneWords: Named<HelpAct | 'request'> = {
  request: { zh: '提出求助', en: 'Asked for help' },
  claim: { zh: '已领取', en: 'Took it in hand' },
  answer: { zh: '答复', en: 'Answered' },
  ask: { zh: '补充', en: 'Added' },
  withdraw: { zh: '撤回求助', en: 'Withdrew the request' },
  close: { zh: '结束', en: 'Closed it' },
  invite: { zh: '邀请另一方调解', en: 'Invited the other party' },
  consent: { zh: '同意参加调解', en: 'Agreed to take part' },
  decline: { zh: '未同意参加', en: 'Declined' },
  session: { zh: '安排调解会', en: 'Set a session' },
  minutes: { zh: '记录调解会', en: 'Wrote minutes' },
  note: { zh: '保密说明', en: 'Confidential note' },
  propose: { zh: '提出调解方案', en: 'Proposed terms' },
  accept: { zh: '接受调解方案', en: 'Accepted the terms' },
  leave: { zh: '退出调解', en: 'Left the mediation' },
  'report-breach': { zh: '反映未履行', en: 'Said it is not kept' },
};
