import { closedStages, partyStages, type Stage } from '../../shared/domain/application/transitions.ts';

/** Who has to act next. */
export type Turn = 'yours' | 'office' | 'nobody';

export const turnOf = (stage: Stage): Turn =>
  partyStages.includes(stage) ? 'yours' : closedStages.includes(stage) ? 'nobody' : 'office';

/** What must be answered by a day comes before what may wait. */
const urgency: Partial<Record<Stage, number>> = { returned: 0, 'refusal-announced': 0, draft: 1 };

type Listed = { stage: Stage; dueAt?: string | undefined; updatedAt: string };

/**
 * Applications by whose turn it is. What a party must answer comes first, by the day until which; what the office has by
 * the day that it promised; what has ended last, the newest first.
 */
export function byTurn<T extends Listed>(applications: readonly T[]): { turn: Turn; items: T[] }[] {
  const until = ({ dueAt }: T): string => dueAt ?? '9999';
  const order = (one: T, other: T): number =>
    (urgency[one.stage] ?? 2) - (urgency[other.stage] ?? 2) ||
    (turnOf(one.stage) === 'nobody' ? 0 : until(one).localeCompare(until(other))) ||
    other.updatedAt.localeCompare(one.updatedAt);
  return (['yours', 'office', 'nobody'] as const)
    .map((turn) => ({ turn, items: applications.filter(({ stage }) => turnOf(stage) === turn).sort(order) }))
    .filter(({ items }) => items.length > 0);
}
