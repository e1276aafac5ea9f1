import type { OfficerStage } from '../application/transitions.ts';
import type { EmployerStanding } from '../checklist/employer-gaps.ts';
import type { ApplicationForm } from '../checklist/form-gaps.ts';
import type { PermitFacts } from '../checklist/permit-gaps.ts';
import type { Category } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { ReadPaper } from './papers.ts';

/** The front office receives and accepts; the back office reviews and concludes. */
export type PracticeOffice = 'front' | 'back';

/** Everything that an officer can decide about a practice case. */
export const practiceDecisions = [
  'accept',
  'return',
  'refuse-acceptance',
  'recommend-approval',
  'recommend-refusal',
  'ask-authority',
  'approve',
  'announce-refusal',
  'refuse',
  'leave-to-another',
  'wait-for-papers',
] as const;
export type PracticeDecision = (typeof practiceDecisions)[number];

/** What an answer names beside the decision. */
export const practiceParts = ['deficiencies', 'points', 'category', 'waived', 'takesPlace'] as const;
export type PracticePart = (typeof practiceParts)[number];

/** What an officer answers; the marked solution has the same form. */
export type PracticeAnswer = {
  decision: PracticeDecision;
  /** Places of the deficiencies, as the complete notice names them. */
  deficiencies?: string[] | undefined;
  /** Points by item, null where the table has no row. */
  points?: Record<string, number | null> | undefined;
  /** Null where it is open. */
  category?: Category | null | undefined;
  /** Kinds of paper that need not be given. */
  waived?: string[] | undefined;
  takesPlace?: boolean | undefined;
};

/** Why a part of the solution is so, with the rule and where it comes from. */
export type PracticeReason = { text: Text; rule: string; source: string };

/** A practice case (练习案例): an invented application, a question, and the solution by which answers are marked. */
export type PracticeCase = {
  id: string;
  /** Grows with every change of the case or its solution. */
  version: number;
  stage: OfficerStage;
  title: Text;
  story: Text;
  question: Text;
  asks: readonly PracticePart[];
  /** The day of submission, which is the day on which everything is judged. */
  today: Day;
  procedure: string;
  /** The table by which it is scored. */
  pointsTable: string;
  form: ApplicationForm;
  papers: readonly ReadPaper[];
  employer: { licenceValidTo: Day | null; standing: EmployerStanding };
  /** The permit that the form names, and that of the person, as the records have them. */
  permit?: PermitFacts & { category: Category };
  ofPerson?: PermitFacts;
  /** What the first notice left open: places that the resubmission changed. Nothing else may be named now. */
  changedSinceNotice?: readonly string[];
  /** Who acts, and what happened before, in review and conclusion. */
  officer?: { subject: string; reviewedBy?: string; recommendation?: 'approve' | 'refuse'; refusalAnnounced?: boolean };
  solution: PracticeAnswer;
  /** Why: for `decision`, each other part, and each deficiency as `deficiencies.<place>`. */
  because: Readonly<Record<string, PracticeReason>>;
  /** The law or the rule leaves it to the zone; the authority must settle it. */
  placeholder?: true;
};

/** The office that trains with a case. */
export const officeOf = ({ stage }: Pick<PracticeCase, 'stage'>): PracticeOffice =>
  stage === 'preliminary-review' ? 'front' : 'back';

/** The decisions among which an officer chooses in a stage, as the cards of the question show them. */
export const decisionsIn: Record<OfficerStage, readonly PracticeDecision[]> = {
  'preliminary-review': ['accept', 'return', 'refuse-acceptance'],
  review: ['recommend-approval', 'recommend-refusal', 'return', 'ask-authority'],
  conclusion: ['approve', 'announce-refusal', 'refuse', 'wait-for-papers', 'leave-to-another'],
};

export const decisionLabels: Record<PracticeDecision, Text> = {
  accept: { zh: '受理', en: 'Accept' },
  return: { zh: '一次性告知并退回', en: 'Return with one complete notice' },
  'refuse-acceptance': { zh: '不予受理', en: 'Refuse to accept' },
  'recommend-approval': { zh: '建议准予', en: 'Recommend approval' },
  'recommend-refusal': { zh: '建议不予许可', en: 'Recommend refusal' },
  'ask-authority': { zh: '报请主管部门认定', en: 'Ask the authority to settle it' },
  approve: { zh: '准予许可', en: 'Approve' },
  'announce-refusal': { zh: '告知拟不予许可', en: 'Announce an intended refusal' },
  refuse: { zh: '不予许可', en: 'Refuse' },
  'leave-to-another': { zh: '交由另一名工作人员', en: 'Leave it to another officer' },
  'wait-for-papers': { zh: '等待补交材料', en: 'Wait for the papers that are owed' },
};
