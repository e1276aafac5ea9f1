import type { Role } from '../access/roles.ts';
import type { Text } from '../text.ts';

export const stages = [
  'draft',
  'preliminary-review',
  'returned',
  'review',
  'conclusion',
  'approved',
  'issued',
  'refused',
  'not-accepted',
  'withdrawn',
  'lapsed',
] as const;
export type Stage = (typeof stages)[number];

/** Stages in which an officer must act before a due time. */
export const officerStages = ['preliminary-review', 'review', 'conclusion'] as const;
export type OfficerStage = (typeof officerStages)[number];
export const isOfficerStage = (stage: string): stage is OfficerStage =>
  (officerStages as readonly string[]).includes(stage);

/** Stages in which the form and documents may be changed. */
export const editableStages: readonly Stage[] = ['draft', 'returned'];

/** Stages that end a case; the lock on person, employer and procedure is open again. */
export const closedStages: readonly Stage[] = ['issued', 'refused', 'not-accepted', 'withdrawn', 'lapsed'];

/** The office that works a queue. */
export const queueRoles: Record<OfficerStage, readonly Role[]> = {
  'preliminary-review': ['front-officer', 'supervisor'],
  review: ['back-officer', 'supervisor'],
  conclusion: ['decider', 'supervisor'],
};

/** Who may take an application out of a queue. */
export const claimRoles: Record<OfficerStage, Role> = {
  'preliminary-review': 'front-officer',
  review: 'back-officer',
  conclusion: 'decider',
};

export type TransitionName =
  | 'submit'
  | 'recall'
  | 'withdraw'
  | 'accept'
  | 'return'
  | 'refuse-acceptance'
  | 'recommend'
  | 'approve'
  | 'refuse'
  | 'issue'
  | 'lapse';

/** One change of stage: where it may start, where it leads, who may make it. */
export type Transition = {
  from: readonly Stage[];
  to: Stage;
  by: readonly Role[] | 'system';
  label: Text;
  rule: string;
};

/**
 * The published transition table. Nothing else changes a stage: each entry is run as one conditional write
 * that names its allowed prior stages.
 */
export const transitions: Readonly<Record<TransitionName, Transition>> = {
  submit: {
    from: ['draft', 'returned'],
    to: 'preliminary-review',
    by: ['employer'],
    label: { zh: '提交', en: 'Submit' },
    rule: 'Licensing Law art. 29',
  },
  recall: {
    from: ['preliminary-review'],
    to: 'draft',
    by: ['employer'],
    label: { zh: '取回修改', en: 'Take back to change' },
    rule: 'zone policy; only while nobody has claimed it',
  },
  withdraw: {
    from: ['draft', 'preliminary-review', 'returned', 'review', 'conclusion'],
    to: 'withdrawn',
    by: ['employer'],
    label: { zh: '撤回申请', en: 'Withdraw' },
    rule: 'zone policy; the law is silent',
  },
  accept: {
    from: ['preliminary-review'],
    to: 'review',
    by: ['front-officer'],
    label: { zh: '受理', en: 'Accept' },
    rule: 'Licensing Law art. 32(5)',
  },
  recommend: {
    from: ['review'],
    to: 'conclusion',
    by: ['back-officer'],
    label: { zh: '提出审查意见', en: 'Recommend' },
    rule: 'Licensing Law art. 34',
  },
  return: {
    from: ['preliminary-review', 'review'],
    to: 'returned',
    by: ['front-officer', 'back-officer'],
    label: { zh: '一次性告知并退回', en: 'Return with one complete notice' },
    rule: 'Licensing Law art. 32(4)',
  },
  'refuse-acceptance': {
    from: ['preliminary-review'],
    to: 'not-accepted',
    by: ['front-officer'],
    label: { zh: '不予受理', en: 'Refuse to accept' },
    rule: 'Licensing Law art. 32(1), (2)',
  },
  approve: {
    from: ['conclusion'],
    to: 'approved',
    by: ['decider'],
    label: { zh: '准予许可', en: 'Approve' },
    rule: 'Licensing Law art. 38(1)',
  },
  refuse: {
    from: ['conclusion'],
    to: 'refused',
    by: ['decider'],
    label: { zh: '不予许可', en: 'Refuse' },
    rule: 'Licensing Law art. 38(2)',
  },
  issue: {
    from: ['approved'],
    to: 'issued',
    by: 'system',
    label: { zh: '签发', en: 'Issue' },
    rule: 'Licensing Law arts. 39, 44',
  },
  lapse: {
    from: ['returned'],
    to: 'lapsed',
    by: 'system',
    label: { zh: '逾期失效', en: 'Lapse' },
    rule: 'zone policy: days a returned application waits',
  },
};

const actionLabels = {
  save: { zh: '修改', en: 'Change' },
  discard: { zh: '删除草稿', en: 'Discard the draft' },
  claim: { zh: '领取', en: 'Claim' },
  release: { zh: '放回', en: 'Release' },
} as const satisfies Record<string, Text>;

/** What is known of a case when someone asks what they may do next. */
export type CaseState = {
  stage: Stage;
  claimedBy?: string;
  reviewedBy?: string;
  /** Times it was submitted. */
  round: number;
};

/** Someone who looks at a case: an officer by role, or a party of the case. */
export type Viewer = { subject: string; roles: readonly Role[]; handlesEmployer: boolean; isApplicant: boolean };

/**
 * What a viewer may do next, in the order in which pages should offer it. Pages ask and never guess.
 * An officer may act on what nobody else has claimed; the reviewer is never offered the conclusion (art. 34).
 */
export function nextActions(state: CaseState, viewer: Viewer): { action: string; label: Text }[] {
  const found: { action: string; label: Text }[] = [];
  const offer = (action: string, label: Text) => found.push({ action, label });
  if (editableStages.includes(state.stage)) {
    if (viewer.handlesEmployer) offer('submit', transitions.submit.label);
    if (viewer.handlesEmployer || viewer.isApplicant) offer('save', actionLabels.save);
    if (viewer.handlesEmployer && state.stage === 'draft' && state.round === 0) offer('discard', actionLabels.discard);
  }
  if (viewer.handlesEmployer) {
    if (state.stage === 'preliminary-review' && !state.claimedBy) offer('recall', transitions.recall.label);
    if (transitions.withdraw.from.includes(state.stage) && state.round > 0)
      offer('withdraw', transitions.withdraw.label);
  }
  if (!isOfficerStage(state.stage)) return found;
  const mine = state.claimedBy === viewer.subject;
  const free = state.claimedBy === undefined;
  if (viewer.roles.includes(claimRoles[state.stage]) && (mine || free)) {
    const sameOfficer = state.stage === 'conclusion' && state.reviewedBy === viewer.subject;
    if (!sameOfficer) {
      if (free) offer('claim', actionLabels.claim);
      for (const [name, transition] of Object.entries(transitions)) {
        const { from, by } = transition;
        if (by !== 'system' && from.includes(state.stage) && by.includes(claimRoles[state.stage])) {
          offer(name, transition.label);
        }
      }
    }
  }
  if (!free && (mine || viewer.roles.includes('supervisor'))) offer('release', actionLabels.release);
  return found;
}
