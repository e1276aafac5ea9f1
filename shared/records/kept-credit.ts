import type { ApplicationEvent } from '../domain/application/events.ts';
import type { CreditList } from '../domain/credit/ledger.ts';
import type { Day, Instant } from '../domain/time.ts';
import { readEvents } from './application.ts';
import type { Table } from './table.ts';

/**
 * The credit of an application as its event keeps it: by which rules, as of which day and submission, what came out and
 * the fingerprint of the whole explanation, so that it can be counted again years later.
 */
export type KeptCredit = {
  rules: string;
  on: Day;
  /** Instant of the submission: later events count only where an objection settled them in favour. */
  until?: Instant;
  person: number;
  enterprise: number;
  total: number;
  /** Months that the total gives; 0 where it reaches no threshold. */
  months: number;
  /** Which reading of the thresholds applied: a threshold includes its own number or does not. */
  inclusive: boolean;
  explanation: string;
};

/** Lists on which the person and the enterprise stood when the application was looked at. */
export type KeptLists = { person?: CreditList; enterprise?: CreditList };

/** What was counted for the last submission that began anew; undefined where nothing was. */
export function creditAmong(
  events: readonly ApplicationEvent[],
): { score?: KeptCredit; lists?: KeptLists; sequence: number } | undefined {
  const begun = events.findLast(({ type }) => type === 'submitted')?.sequence ?? 0;
  const found = events.findLast(({ type, sequence }) => type === 'credit-counted' && sequence > begun);
  return found && { ...(found.data as { score?: KeptCredit; lists?: KeptLists }), sequence: found.sequence };
}

/** The credit that was counted for an application. */
export const readKeptCredit = async (table: Table, applicationId: string) =>
  creditAmong(await readEvents(table, applicationId));
