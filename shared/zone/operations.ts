import * as z from 'zod';
import { sourced } from './figures.ts';

/** How a zone is watched: who is told, and from which figure on. docs/runbook.md says what to do. */
export const operationsSection = z.strictObject({
  /** Who is told of every alarm by e-mail; each of them confirms it once. */
  subscribers: z.array(z.email({ error: 'must be an e-mail address' })).default([]),
  /** Tries the public verification from outside, as often. Left out where the zone has no public name yet. */
  probe: z.strictObject({ everyMinutes: z.int().min(5).max(60), ...sourced }).optional(),
  /** How often what is late, due and undelivered is counted. */
  figures: z.strictObject({ everyMinutes: z.int().min(1).max(60), ...sourced }),
  /** From when on before its due time a case that no officer has taken is told. */
  dueWithin: z.strictObject({ hours: z.int().min(1).max(240), ...sourced }),
  /** How long before the law decides by itself somebody is told of a case. */
  lawDecidesWithin: z.strictObject({ hours: z.int().min(1).max(240), ...sourced }),
  /** For so long an effect of a decision may wait to be delivered. */
  oldestEffect: z.strictObject({ minutes: z.int().min(2).max(1440), ...sourced }),
  /** Places of a quota that are left of a year's, in percent. */
  quotaLeft: z.strictObject({ percent: z.int().min(0).max(100), ...sourced }),
  /** Answers with a status of 500 or more, in five minutes. */
  failedAnswers: z.strictObject({ inFiveMinutes: z.int().min(1).max(100_000), ...sourced }),
  /** Nineteen of twenty answers are quicker. */
  slowAnswers: z.strictObject({ milliseconds: z.int().min(100).max(29_000), ...sourced }),
  /** Requests that the firewall turned away, in five minutes. */
  blockedRequests: z.strictObject({ inFiveMinutes: z.int().min(1).max(10_000_000), ...sourced }),
  /** Requests to the table that DynamoDB called wrong, transactions that lost a race among them, in five minutes. */
  refusedTableRequests: z.strictObject({ inFiveMinutes: z.int().min(1).max(1_000_000), ...sourced }),
});

export type OperationsSection = z.input<typeof operationsSection>;

const ours = (why: string) => ({ source: `Ours: ${why}`, placeholder: true });

/** Figures to begin with; a zone sets its own when it knows what is usual there. */
export const usualOperations = {
  probe: { everyMinutes: 15, ...ours('a broken verification is known within three quarters of an hour') },
  figures: { everyMinutes: 5, ...ours('the period of the alarms') },
  dueWithin: { hours: 9, ...ours('from three in the afternoon of a due day, which ends at midnight') },
  lawDecidesWithin: { hours: 24, ...ours('a working day is left to decide') },
  oldestEffect: { minutes: 10, ...ours('the sweeper had ten rounds') },
  quotaLeft: { percent: 10, ...ours('time to ask for more places') },
  failedAnswers: { inFiveMinutes: 5, ...ours('more than a single mishap') },
  slowAnswers: { milliseconds: 3000, ...ours('people begin to ask twice') },
  blockedRequests: { inFiveMinutes: 1000, ...ours('more than one lost scanner') },
  refusedTableRequests: { inFiveMinutes: 50, ...ours('more than officers who press a button together') },
} satisfies OperationsSection;
