import type { CaseView, CaseWork } from './case-work.ts';
import type { Paper } from './proof.ts';

/** What an officer can do to a case on this page. */
export type Act =
  | 'accept'
  | 'return'
  | 'refuse-acceptance'
  | 'recommend'
  | 'approve'
  | 'announce-refusal'
  | 'refuse'
  | 'pause'
  | 'resume'
  | 'extend-time'
  | 'review-again'
  | 'reopen'
  | 'move';

const known: readonly string[] = [
  'accept',
  'return',
  'refuse-acceptance',
  'recommend',
  'approve',
  'announce-refusal',
  'refuse',
  'pause',
  'resume',
  'extend-time',
  'review-again',
  'reopen',
  'move',
] satisfies Act[];

/** Whether this page has a form for what the zone offers. */
export const isAct = (action: string): action is Act => known.includes(action);

/** What the form of an act is given. */
export type ActGiven = {
  application: CaseView;
  /** What the act is called, by the zone. */
  label: string;
  version: number;
  work: CaseWork;
  set: (change: Partial<CaseWork> | ((present: CaseWork) => Partial<CaseWork>)) => void;
  papers: readonly Paper[];
  kindOf: (kind: string) => string;
  labelOf: (path: string) => string;
  onDone: (now: CaseView) => void;
};
