import type { Role } from '../access/roles.ts';
import type { Text } from '../text.ts';

export const stages = [
  'draft',
  'preliminary-review',
  'returned',
  'review',
  'conclusion',
  'refusal-announced',
  'with-delegating-authority',
  'approved',
  'issued',
  'completed',
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
export const closedStages: readonly Stage[] = ['issued', 'completed', 'refused', 'not-accepted', 'withdrawn', 'lapsed'];

/** Stages in which neither an officer nor the delegating authority has the case, but its parties. */
export const partyStages: readonly Stage[] = ['draft', 'returned', 'refusal-announced'];

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
  | 'supplement'
  | 'recall'
  | 'withdraw'
  | 'accept'
  | 'deem-accepted'
  | 'return'
  | 'refuse-acceptance'
  | 'recommend'
  | 'review-again'
  | 'approve'
  | 'announce-refusal'
  | 'reply'
  | 'end-reply'
  | 'refuse'
  | 'deem-granted'
  | 'issue'
  | 'complete'
  | 'reconsider'
  | 'lapse'
  | 'reopen'
  | 'refer'
  | 'restore-preliminary-review'
  | 'restore-returned'
  | 'restore-review'
  | 'restore-conclusion'
  | 'restore-refusal-announced';

/** One change of stage: where it may start, where it leads, who may make it. */
export type Transition = {
  from: readonly Stage[];
  to: Stage;
  by: readonly Role[] | 'system';
  label: Text;
  rule: string;
};

const restored = (to: Stage): Transition => ({
  from: ['with-delegating-authority'],
  to,
  by: 'system',
  label: { zh: '移回本区', en: 'Back from the delegating authority' },
  rule: 'Licensing Law art. 24: the delegation holds again',
});

/** The employer's handler, or the foreigner where a procedure lets them file alone. */
const filers: readonly Role[] = ['employer', 'applicant'];

/**
 * The published transition table. Nothing else changes a stage: each entry is run as one conditional write
 * that names its allowed prior stages.
 */
export const transitions: Readonly<Record<TransitionName, Transition>> = {
  submit: {
    from: ['draft', 'returned'],
    to: 'preliminary-review',
    by: filers,
    label: { zh: '提交', en: 'Submit' },
    rule: 'Licensing Law art. 29',
  },
  supplement: {
    from: ['returned'],
    to: 'review',
    by: filers,
    label: { zh: '提交补正', en: 'Hand in what was asked for' },
    rule: 'zone policy: a return in review keeps the acceptance',
  },
  recall: {
    from: ['preliminary-review'],
    to: 'draft',
    by: filers,
    label: { zh: '取回修改', en: 'Take back to change' },
    rule: 'zone policy; only while nobody has claimed it',
  },
  withdraw: {
    from: [
      'draft',
      'preliminary-review',
      'returned',
      'review',
      'conclusion',
      'refusal-announced',
      'with-delegating-authority',
    ],
    to: 'withdrawn',
    by: filers,
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
  'deem-accepted': {
    from: ['preliminary-review'],
    to: 'review',
    by: 'system',
    label: { zh: '视为受理', en: 'Deemed accepted' },
    rule: 'Licensing Law art. 32(4): not told within five days',
  },
  recommend: {
    from: ['review'],
    to: 'conclusion',
    by: ['back-officer'],
    label: { zh: '提出审查意见', en: 'Recommend' },
    rule: 'Licensing Law art. 34',
  },
  'review-again': {
    from: ['conclusion'],
    to: 'review',
    by: ['supervisor'],
    label: { zh: '退回重新审查', en: 'Send back to review' },
    rule: 'Licensing Law art. 34: the reviewer holds the role no more, or the review does not bear a conclusion',
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
  'announce-refusal': {
    from: ['conclusion'],
    to: 'refusal-announced',
    by: ['decider'],
    label: { zh: '告知拟不予许可', en: 'Announce an intended refusal' },
    rule: 'Licensing Law arts. 7, 36: the party is heard first; zone policy: reply period',
  },
  reply: {
    from: ['refusal-announced'],
    to: 'conclusion',
    by: ['employer', 'applicant'],
    label: { zh: '陈述申辩', en: 'Reply' },
    rule: 'Licensing Law arts. 7, 36',
  },
  'end-reply': {
    from: ['refusal-announced'],
    to: 'conclusion',
    by: 'system',
    label: { zh: '陈述申辩期满', en: 'Reply period over' },
    rule: 'zone policy: reply period',
  },
  refuse: {
    from: ['conclusion'],
    to: 'refused',
    by: ['decider'],
    label: { zh: '不予许可', en: 'Refuse' },
    rule: 'Licensing Law art. 38(2)',
  },
  'deem-granted': {
    from: ['preliminary-review', 'review', 'conclusion', 'refusal-announced', 'with-delegating-authority'],
    to: 'approved',
    by: 'system',
    label: { zh: '视为准予延续', en: 'Deemed granted' },
    rule: 'Licensing Law art. 50: undecided when the permit ends',
  },
  issue: {
    from: ['approved'],
    to: 'issued',
    by: 'system',
    label: { zh: '签发', en: 'Issue' },
    rule: 'Licensing Law arts. 39, 44',
  },
  complete: {
    from: ['approved'],
    to: 'completed',
    by: 'system',
    label: { zh: '办结', en: 'Complete' },
    rule: 'Licensing Law art. 70: a cancellation takes effect; an employer stands in the register',
  },
  reconsider: {
    from: ['approved'],
    to: 'conclusion',
    by: 'system',
    label: { zh: '退回重新决定', en: 'Back for a new decision' },
    rule: 'what was approved cannot be carried out any more; an officer decides anew',
  },
  lapse: {
    from: ['returned'],
    to: 'lapsed',
    by: 'system',
    label: { zh: '逾期失效', en: 'Lapse' },
    rule: 'zone policy: days a returned application waits',
  },
  reopen: {
    from: ['refused', 'not-accepted', 'withdrawn', 'lapsed'],
    to: 'preliminary-review',
    by: ['supervisor'],
    label: { zh: '重新办理', en: 'Reopen' },
    rule: 'zone policy; after a decision on reconsideration or a judgment, or a mistake of the office',
  },
  refer: {
    from: ['preliminary-review', 'returned', 'review', 'conclusion', 'refusal-announced'],
    to: 'with-delegating-authority',
    by: 'system',
    label: { zh: '移交委托机关', en: 'Hand to the delegating authority' },
    rule: 'Licensing Law art. 24: the delegation is suspended or has ended',
  },
  'restore-preliminary-review': restored('preliminary-review'),
  'restore-returned': restored('returned'),
  'restore-review': restored('review'),
  'restore-conclusion': restored('conclusion'),
  'restore-refusal-announced': restored('refusal-announced'),
};

/** The transition by which a case comes back to the stage from which it was referred. */
export const restorations = {
  'preliminary-review': 'restore-preliminary-review',
  returned: 'restore-returned',
  review: 'restore-review',
  conclusion: 'restore-conclusion',
  'refusal-announced': 'restore-refusal-announced',
} as const satisfies Partial<Record<Stage, TransitionName>>;

/** The officer's own transitions that take time to be heard: not offered before, or while, something else must happen. */
const needsIntention: readonly string[] = ['refuse'];

const actionLabels = {
  save: { zh: '修改', en: 'Change' },
  discard: { zh: '删除草稿', en: 'Discard the draft' },
  claim: { zh: '领取', en: 'Claim' },
  release: { zh: '放回', en: 'Release' },
  pause: { zh: '中止计时', en: 'Pause the clock' },
  resume: { zh: '恢复计时', en: 'Resume the clock' },
  'extend-time': { zh: '延长办理期限', en: 'Extend the time' },
  move: { zh: '转至其他窗口', en: 'Move to another service window' },
} as const satisfies Record<string, Text>;

/** What is known of a case when someone asks what they may do next. */
export type CaseState = {
  stage: Stage;
  claimedBy?: string;
  reviewedBy?: string;
  /** Times it was submitted. */
  round: number;
  /** Where it was when it was returned; a return in review keeps the acceptance. */
  returnedFrom?: OfficerStage;
  /** The clock stands still for a hearing or an expert's review. */
  pause?: { kind: string };
  /** Working days by which the time was extended. */
  extended?: number;
  /** The event that announced an intended refusal. */
  intention?: number;
  /** Who reviewed it before it was refused and reopened, as an event says: another officer reviews it now. */
  formerReviewer?: string;
  /** Who concludes by the procedure; deciders where nothing is said. */
  decidedBy?: readonly Role[];
  /** The service window that has it, in a zone with windows. */
  serviceWindow?: number;
};

/** Stages in which a case can go to another service window; the parties may have it meanwhile. */
export const movableStages: readonly Stage[] = [...officerStages, 'returned', 'refusal-announced'];

/** The roles whose holders work a case in a stage: the office of the stage, or whom the procedure has conclude. */
export const workRoles = (stage: OfficerStage, decidedBy?: readonly Role[]): readonly Role[] =>
  stage === 'conclusion' && decidedBy ? decidedBy : [claimRoles[stage]];

/** Another officer must act: the reviewer never concludes (art. 34), and never reviews again what was reopened. */
export const mustBeAnother = (
  state: Pick<CaseState, 'stage' | 'reviewedBy' | 'formerReviewer'>,
  subject: string,
): boolean =>
  (state.stage === 'conclusion' && state.reviewedBy === subject) ||
  (state.stage === 'review' && state.formerReviewer === subject);

/** Someone who looks at a case: an officer by role, or a party of the case. */
export type Viewer = {
  subject: string;
  roles: readonly Role[];
  handlesEmployer: boolean;
  isApplicant: boolean;
  /** The applicant filed it without the employer, as a procedure allows. */
  files?: boolean;
  /** Whose claim this officer may act on: of a colleague on leave, or of somebody whose role has ended. */
  actsFor?: string;
  /** This officer belongs to other service windows than the one that has the case, and stands in for nobody there. */
  outsideWindow?: boolean;
};

/** Stages in which the clock may be paused or the time be extended: after acceptance (Licensing Law arts. 42, 45). */
export const acceptedStages: readonly Stage[] = ['review', 'conclusion'];

/**
 * What a viewer may do next, in the order in which pages should offer it. Pages ask and never guess.
 * An officer may act on what nobody else has claimed; the reviewer is never offered the conclusion (art. 34), nor a
 * second review of what was reopened; a refusal is offered once it was announced.
 */
export function nextActions(state: CaseState, viewer: Viewer): { action: string; label: Text }[] {
  const found: { action: string; label: Text }[] = [];
  const offer = (action: string, label: Text) => found.push({ action, label });
  const files = viewer.handlesEmployer || viewer.files === true;
  if (editableStages.includes(state.stage)) {
    const again = state.stage === 'returned' && state.returnedFrom === 'review';
    if (files) offer('submit', (again ? transitions.supplement : transitions.submit).label);
    if (files || viewer.isApplicant) offer('save', actionLabels.save);
    if (files && state.stage === 'draft' && state.round === 0) offer('discard', actionLabels.discard);
  }
  if (state.stage === 'refusal-announced' && (files || viewer.isApplicant)) offer('reply', transitions.reply.label);
  if (files) {
    if (state.stage === 'preliminary-review' && !state.claimedBy) offer('recall', transitions.recall.label);
    if (transitions.withdraw.from.includes(state.stage) && state.round > 0)
      offer('withdraw', transitions.withdraw.label);
  }
  const supervises = viewer.roles.includes('supervisor');
  if (supervises && transitions.reopen.from.includes(state.stage)) offer('reopen', transitions.reopen.label);
  const supervisorMoves = supervises && state.serviceWindow !== undefined && movableStages.includes(state.stage);
  if (!isOfficerStage(state.stage)) {
    if (supervisorMoves) offer('move', actionLabels.move);
    return found;
  }
  const mine = state.claimedBy !== undefined && [viewer.subject, viewer.actsFor].includes(state.claimedBy);
  const free = state.claimedBy === undefined;
  const accepted = acceptedStages.includes(state.stage);
  const works =
    !viewer.outsideWindow && workRoles(state.stage, state.decidedBy).some((role) => viewer.roles.includes(role));
  if (works && (mine || free)) {
    if (!mustBeAnother(state, viewer.subject)) {
      if (free) offer('claim', actionLabels.claim);
      if (!state.pause) {
        for (const [name, transition] of Object.entries(transitions)) {
          const { from, by } = transition;
          const early = needsIntention.includes(name) && state.intention === undefined;
          const announced = name === 'announce-refusal' && state.intention !== undefined;
          if (by === 'system' || early || announced) continue;
          if (from.includes(state.stage) && by.includes(claimRoles[state.stage])) offer(name, transition.label);
        }
      }
      if (accepted && !state.pause) offer('pause', actionLabels.pause);
    }
  }
  const mayResume = supervises || (works && (mine || free));
  if (accepted && state.pause && mayResume) offer('resume', actionLabels.resume);
  if (supervises && !state.pause && transitions['review-again'].from.includes(state.stage)) {
    offer('review-again', transitions['review-again'].label);
  }
  if (accepted && supervises && state.extended === undefined) offer('extend-time', actionLabels['extend-time']);
  if (!free && (mine || supervises)) offer('release', actionLabels.release);
  if (supervisorMoves || (works && (mine || free) && state.serviceWindow !== undefined)) {
    offer('move', actionLabels.move);
  }
  return found;
}
