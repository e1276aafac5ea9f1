import { closedStages, type Stage } from '../application/transitions.ts';
import { addDays, addMonths, type Day, dayIn, type Instant } from '../time.ts';

/** How long a zone keeps what it holds, from its zone file. */
export type Retention = { closedCaseYears: number; draftDays: number; helpYears: number };

/**
 * Something that is kept until a day. `heldTo` are last days of what still rests on a case: the permit or merchant card
 * of its person, whose photo and form lie with the application.
 */
export type Kept =
  | { kind: 'application'; stage: Stage | 'discarded'; lastDay: Day; heldTo?: readonly Day[] }
  | { kind: 'visit'; ended: boolean; lastDay: Day }
  | { kind: 'help'; ended: boolean; lastDay: Day }
  | { kind: 'person'; lastDay: Day; openCases: number; onList: boolean };

type Recorded = Readonly<Record<string, unknown>> | { at: Instant; data: unknown };

/** The last day on which something is known to have rested on a case: its last event or document, or the permit's end. */
export function lastDayOfCase(
  timeZone: string,
  events: readonly Recorded[],
  documents: readonly (Readonly<Record<string, unknown>> | { addedAt: Instant })[],
): Day {
  const dayOf = (at: unknown): Day[] => (typeof at === 'string' ? [dayIn(timeZone, at as Instant)] : []);
  const ends = events.flatMap(({ data }) => (data as { validTo?: Day } | undefined)?.validTo ?? []);
  return [...events.flatMap(({ at }) => dayOf(at)), ...documents.flatMap(({ addedAt }) => dayOf(addedAt)), ...ends]
    .sort()
    .at(-1) as Day;
}

const yearsAfter = (day: Day, years: number): Day => addMonths(day, years * 12);
const latest = (days: readonly Day[]): Day => [...days].sort().at(-1) ?? '';

/**
 * The last day on which something has to be kept, by the retention of the zone (PIPL art. 47: the storage period has
 * expired, or the purpose was achieved).
 * @returns undefined while no such day is known: a case is open, somebody stands on a list
 */
export function keptTo(kept: Kept, retention: Retention): Day | undefined {
  switch (kept.kind) {
    case 'application': {
      const { stage, lastDay, heldTo = [] } = kept;
      if (stage === 'draft' || stage === 'discarded') return addDays(lastDay, retention.draftDays);
      if (!closedStages.includes(stage)) return undefined;
      return yearsAfter(latest([lastDay, ...heldTo]), retention.closedCaseYears);
    }
    case 'visit':
      return kept.ended ? yearsAfter(kept.lastDay, retention.closedCaseYears) : undefined;
    case 'help':
      return kept.ended ? yearsAfter(kept.lastDay, retention.helpYears) : undefined;
    case 'person':
      if (kept.openCases > 0 || kept.onList) return undefined;
      return yearsAfter(kept.lastDay, retention.closedCaseYears);
  }
}

/** Whether the time for which something is kept is over on a day: never on its last day, always from the day after. */
export function isDue(kept: Kept, retention: Retention, on: Day): boolean {
  const last = keptTo(kept, retention);
  return last !== undefined && last < on;
}
