import type { Instant } from '../../shared/domain/time.ts';
import type { Head } from '../../shared/records/application.ts';
import { waitingStages } from '../../shared/workflow/approval.ts';

/** Stages in which an execution watches an application. */
export const watchedStages = [...waitingStages, 'approved'] as const;

/** Milliseconds after which a living execution has surely done what was due. */
export const patience = 300_000;

/** Whether a line of a queue still had something to happen to it before an instant. */
export const isUnattended = ({ stage, dueAt, deemsAt, late }: Head, before: Instant): boolean =>
  (deemsAt !== undefined && deemsAt < before) ||
  (dueAt !== undefined && dueAt < before && (late !== true || stage === 'approved'));
