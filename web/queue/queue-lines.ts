import type { Role } from '../../shared/domain/access/roles.ts';
import {
  claimRoles,
  isOfficerStage,
  type OfficerStage,
  officerStages,
  queueRoles,
} from '../../shared/domain/application/transitions.ts';
import type { Answer } from '../client/contract.ts';

export type QueueLine = Answer<'readQueue'>['items'][number];

/** What can be watched: the queue of a stage, or what is overdue in all of them. */
export type QueueName = OfficerStage | 'late';

/** The queues that somebody with these roles sees, in the order in which cases pass them. */
export function queuesOf(roles: readonly Role[]): QueueName[] {
  const stages = officerStages.filter((stage) => queueRoles[stage].some((role) => roles.includes(role)));
  return stages.length > 0 ? [...stages, 'late'] : [];
}

/** Whether an officer with these roles takes cases of a stage out of its queue; who only watches does not. */
export const claimsFrom = (roles: readonly Role[], stage: string): boolean =>
  isOfficerStage(stage) && roles.includes(claimRoles[stage]);

/** Whose claim on a case is shown. */
export const claims = ['all', 'free', 'mine'] as const;
export type Claims = (typeof claims)[number];

export type QueueFilter = { claims: Claims; category: string; procedure: string };

/** The lines that a filter leaves. `none` stands for a case without a category. */
export const filtered = (lines: readonly QueueLine[], filter: QueueFilter, subject: string): QueueLine[] =>
  lines.filter(
    ({ claimedBy, category, procedure }) =>
      (filter.claims === 'all' || (filter.claims === 'mine' ? claimedBy === subject : claimedBy === undefined)) &&
      (filter.category === '' || filter.category === (category ?? 'none')) &&
      (filter.procedure === '' || filter.procedure === procedure),
  );

/** A line as it is shown; `gone` once the queue has it no more. */
export type ShownLine = { line: QueueLine; gone: boolean };

/**
 * Lays a queue that was read again over what is shown, so that nothing moves under the reader's eyes: lines stay where
 * they are with what is new about them, what has left is marked, and what has come waits until it is asked for.
 * @param shown the order that is shown; empty for a list that was just opened
 */
export function laidOver(
  shown: readonly QueueLine[],
  fresh: readonly QueueLine[],
): { lines: ShownLine[]; added: number } {
  const present = new Map(fresh.map((line) => [line.id, line]));
  const known = new Set(shown.map(({ id }) => id));
  const lines = shown.map((line) => {
    const now = present.get(line.id);
    return { line: now ?? line, gone: now === undefined };
  });
  return { lines, added: fresh.filter(({ id }) => !known.has(id)).length };
}

/** The place that a step leads to in a list, without leaving it; the first one from nowhere. */
export const stepped = (at: number, by: number, length: number): number =>
  length === 0 ? -1 : at < 0 ? (by > 0 ? 0 : length - 1) : Math.min(length - 1, Math.max(0, at + by));
