import type { Role } from '../access/roles.ts';
import type { Stage, TransitionName } from '../application/transitions.ts';
import type { Text } from '../text.ts';

/** Who has a case, as its parties are told. */
export const holderNames = [
  'parties',
  'front-office',
  'back-office',
  'deciders',
  'delegating-authority',
  'system',
  'nobody',
] as const;
export type Holder = (typeof holderNames)[number];

export const holders: Record<Stage, Holder> = {
  draft: 'parties',
  'preliminary-review': 'front-office',
  returned: 'parties',
  review: 'back-office',
  conclusion: 'deciders',
  'refusal-announced': 'parties',
  'with-delegating-authority': 'delegating-authority',
  approved: 'system',
  issued: 'nobody',
  completed: 'nobody',
  refused: 'nobody',
  'not-accepted': 'nobody',
  withdrawn: 'nobody',
  lapsed: 'nobody',
};

export const holderLabels: Record<Holder, Text> = {
  parties: { zh: '在您这里', en: 'With you' },
  'front-office': { zh: '窗口人员预审中', en: 'With the front office' },
  'back-office': { zh: '审查人员审查中', en: 'With the back office' },
  deciders: { zh: '决定人员办理中', en: 'With the officer who decides' },
  'delegating-authority': { zh: '在委托机关', en: 'With the delegating authority' },
  system: { zh: '系统自动办理中', en: 'The system takes care of it' },
  nobody: { zh: '已办结', en: 'Closed' },
};

/** Each stage as its parties read it, whatever the procedure. */
export const stageWords: Record<Stage, { title: Text; text: Text }> = {
  draft: {
    title: { zh: '草稿，尚未提交', en: 'A draft, not submitted yet' },
    text: {
      zh: '您可以随时修改。缺什么，清单里会一次列明；全部齐了再提交就好。下面的日期按今天提交推算。',
      en: 'You can change it at any time. The list names everything that is missing at once; submit when all is there. The days below are counted as if you submitted today.',
    },
  },
  'preliminary-review': {
    title: { zh: '已提交，等待预审', en: 'Submitted, waiting for preliminary review' },
    text: {
      zh: '窗口人员正在核对材料是否齐全。齐全就受理；有需要补正的，会一次全部告诉您，不会分几次要材料。',
      en: 'The front office looks whether everything is there. If so, it is accepted. If something has to be mended you are told all of it at once, never bit by bit.',
    },
  },
  returned: {
    title: { zh: '已退回，请补正', en: 'Returned to you to be mended' },
    text: {
      zh: '别担心，退回不是拒绝。请按告知的事项逐项补正后再次提交；没有告知的部分不用改动。补正期间不计入办理时限。',
      en: 'Do not worry: this is no refusal. Mend what the notice names and submit again; the rest can stay as it is. The time that you need does not count.',
    },
  },
  review: {
    title: { zh: '已受理，审查中', en: 'Accepted, under review' },
    text: {
      zh: '申请已受理。审查人员正在核对材料内容，再由另一名工作人员作出决定。现在不需要您做什么。',
      en: 'It was accepted. An officer looks at the substance, and another one decides. There is nothing for you to do now.',
    },
  },
  conclusion: {
    title: { zh: '审查完毕，等待决定', en: 'Reviewed, waiting for the decision' },
    text: {
      zh: '审查已经完成，由另一名工作人员作出决定（依法须由两人办理）。',
      en: 'The review is done. By law another officer decides, so that two pairs of eyes have seen it.',
    },
  },
  'refusal-announced': {
    title: { zh: '拟不予许可，听取您的意见', en: 'A refusal is intended; you are heard first' },
    text: {
      zh: '现在还没有作出决定。请看清每一条理由，在期限内陈述意见、补充材料；您的意见会被认真考虑。',
      en: 'Nothing is decided yet. Please read each reason, and say what you think of it or add papers until the day named below; it is considered.',
    },
  },
  'with-delegating-authority': {
    title: { zh: '已移交委托机关', en: 'With the delegating authority' },
    text: {
      zh: '本区目前不能决定此类申请，已移交委托机关。不需要重新提交，移回后会继续办理。',
      en: 'This zone cannot decide it at the moment, so the delegating authority has it. Nothing has to be filed again.',
    },
  },
  approved: {
    title: { zh: '已准予，正在办结', en: 'Approved; it is being carried out' },
    text: {
      zh: '决定已经作出，系统正在办理，一般几分钟内完成。',
      en: 'It was approved and is being carried out, usually within minutes.',
    },
  },
  issued: {
    title: { zh: '已准予，许可已签发', en: 'Approved, and the permit is issued' },
    text: { zh: '恭喜！接下来要做的事列在下面。', en: 'Congratulations! What has to be done now is listed below.' },
  },
  completed: {
    title: { zh: '已办结', en: 'Done' },
    text: { zh: '申请的事项已经生效。', en: 'What was applied for has taken effect.' },
  },
  refused: {
    title: { zh: '不予许可', en: 'Refused' },
    text: {
      zh: '决定书写明了每一条理由和依据。如不服，可以申请行政复议或者提起行政诉讼；情况变化后也可以重新申请。',
      en: 'The decision names each reason and its rule. You may ask for reconsideration or go to court, and you may apply again when things have changed.',
    },
  },
  'not-accepted': {
    title: { zh: '不予受理', en: 'Not accepted' },
    text: {
      zh: '通知书写明了原因，以及应当向哪里申请。情况变化后可以重新申请。',
      en: 'The notice says why, and where to turn to. You may apply again when things have changed.',
    },
  },
  withdrawn: {
    title: { zh: '已撤回', en: 'Withdrawn' },
    text: { zh: '申请已经撤回，可以随时重新申请。', en: 'It was withdrawn. You may apply again at any time.' },
  },
  lapsed: {
    title: { zh: '逾期失效', en: 'Lapsed' },
    text: {
      zh: '补正期限内没有再次提交，申请已失效。可以重新申请，已有的材料大多可以继续使用。',
      en: 'It was not submitted again in time and has lapsed. You may apply anew; most of your papers can be used again.',
    },
  },
};

/** What a change of stage means for the parties; the transition table says when each can happen. */
export const transitionWords: Record<TransitionName, Text> = {
  submit: {
    zh: '您提交后，预审时限开始计算，并会收到收件凭证。',
    en: 'You submit; the time for preliminary review begins, and you get a receipt.',
  },
  supplement: {
    zh: '您提交补正后，审查继续；原来的受理仍然有效。',
    en: 'You hand in what was asked for; the review goes on, and the acceptance stands.',
  },
  recall: {
    zh: '还没有人开始办理时，您可以取回修改。',
    en: 'While nobody has begun to look at it you can take it back to change it.',
  },
  withdraw: {
    zh: '您可以随时撤回申请，不影响以后再申请。',
    en: 'You can withdraw it at any time; that does not stand against you later.',
  },
  accept: {
    zh: '材料齐全，予以受理，您会收到受理通知。',
    en: 'Everything is there: it is accepted, and you are told.',
  },
  'deem-accepted': {
    zh: '法定期限内没有告知您任何问题的，自收到之日起视为受理。',
    en: 'If you are told nothing within the time of the law, it counts as accepted from its receipt.',
  },
  return: {
    zh: '有需要补正的，一次全部告知并退回。',
    en: 'If something has to be mended, you are told all of it at once and get it back.',
  },
  'refuse-acceptance': {
    zh: '不属于受理范围的，不予受理，并书面说明理由。',
    en: 'If it cannot be accepted, you are told so in writing with the reasons.',
  },
  recommend: {
    zh: '审查人员提出意见，交另一名工作人员决定。',
    en: 'The reviewer recommends, and another officer decides.',
  },
  'review-again': { zh: '需要时由主管退回重新审查。', en: 'A supervisor may send it back to be reviewed again.' },
  approve: {
    zh: '符合条件的，准予并送达决定书。',
    en: 'If the conditions are met it is approved, and you get the decision.',
  },
  'announce-refusal': {
    zh: '拟不予许可的，先告知全部理由，听取您的意见后再决定。',
    en: 'If a refusal is intended you are told every reason first and can reply before it is decided.',
  },
  reply: {
    zh: '您陈述意见或补充材料后，重新考虑再决定。',
    en: 'You reply or add papers; it is considered and then decided.',
  },
  'end-reply': {
    zh: '期满没有陈述意见的，按已有材料决定。',
    en: 'If you do not reply in time it is decided on what is there.',
  },
  refuse: {
    zh: '不符合条件的，不予许可，书面说明理由和救济途径。',
    en: 'If the conditions are not met it is refused in writing, with reasons and remedies.',
  },
  'deem-granted': {
    zh: '许可到期时仍未决定的，依法视为准予延续。',
    en: 'If it is undecided when the permit ends, the law grants the extension.',
  },
  issue: { zh: '签发电子许可。', en: 'The electronic permit is issued.' },
  complete: { zh: '申请的事项生效。', en: 'What was applied for takes effect.' },
  reconsider: { zh: '无法执行的，退回重新决定。', en: 'If it cannot be carried out it is decided anew.' },
  lapse: {
    zh: '期限内没有再次提交的，申请失效，可以重新申请。',
    en: 'If it is not submitted again in time it lapses; you can apply anew.',
  },
  reopen: {
    zh: '复议、判决或机关纠错后，由主管重新办理。',
    en: 'After reconsideration, a judgment or a mistake of the office, a supervisor takes it up again.',
  },
  refer: {
    zh: '本区受托被暂停时移交委托机关，不需要重新提交。',
    en: 'If the delegation is suspended it goes to the delegating authority; nothing is filed again.',
  },
  'restore-preliminary-review': {
    zh: '委托恢复后移回本区继续办理。',
    en: 'When the delegation holds again, it comes back and goes on here.',
  },
  'restore-returned': {
    zh: '委托恢复后移回本区，补正期限重新计算。',
    en: 'When the delegation holds again, it comes back, with the whole time to mend it.',
  },
  'restore-review': {
    zh: '委托恢复后移回本区继续办理。',
    en: 'When the delegation holds again, it comes back and goes on here.',
  },
  'restore-conclusion': {
    zh: '委托恢复后移回本区继续办理。',
    en: 'When the delegation holds again, it comes back and goes on here.',
  },
  'restore-refusal-announced': {
    zh: '委托恢复后移回本区，陈述期限重新计算。',
    en: 'When the delegation holds again, it comes back, with the whole time to reply.',
  },
};

export const roleWords: Partial<Record<Role, Text>> = {
  employer: { zh: '用人单位', en: 'the employer' },
  applicant: { zh: '申请人', en: 'the applicant' },
  'front-officer': { zh: '窗口人员', en: 'the front office' },
  'back-officer': { zh: '审查人员', en: 'the back office' },
  decider: { zh: '决定人员（与审查人员不是同一人）', en: 'a decider, who is not the reviewer' },
  supervisor: { zh: '主管', en: 'a supervisor' },
};

export const bySystem: Text = { zh: '系统自动', en: 'the system' };
