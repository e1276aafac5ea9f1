import * as z from 'zod';
import { isDay } from '../domain/time.ts';
import { sourced } from './figures.ts';

const day = z.string().refine(isDay, { error: 'must be a calendar day, YYYY-MM-DD' });
const months = z.int().min(1).max(120);
const percent = z.int().min(0).max(100);
const category = z.enum(['A', 'B', 'C']);

/** From most points to fewest no threshold gives more months: whoever has more points never gets less. */
const ascending = (thresholds: readonly { points: number; months: number }[]): boolean =>
  thresholds.every((one, index) => {
    const before = thresholds[index - 1];
    return before === undefined || (one.points > before.points && one.months > before.months);
  });

/** A zone that keeps the credit of foreigners and their enterprises, and lets it decide how long a permit is extended. */
export const creditSection = z.strictObject({
  /** Rule set of shared/policy/credit by which credit is counted. */
  rules: z.string().min(1),
  /** Rule sets that were in force before, each with its last day. */
  formerRules: z.array(z.strictObject({ rules: z.string().min(1), until: day, ...sourced })).default([]),
  /** Extensions submitted from this day on are bounded by the score. */
  decidesFrom: day,
  /** Per cent by which the person and the enterprise count in their total. */
  weights: z
    .strictObject({ person: percent, enterprise: percent, ...sourced })
    .refine(({ person, enterprise }) => person + enterprise === 100, { error: 'must add up to 100' }),
  extension: z.strictObject({
    thresholds: z
      .array(z.strictObject({ points: z.number().min(0).max(1000), months }))
      .min(1)
      .refine(ascending, { error: 'must ascend in points and in months' }),
    /** Whether a threshold includes its own number. */
    inclusive: z.boolean(),
    /** Categories whose extensions the score bounds; the others are exempt. */
    categories: z.array(category).min(1),
    /** Longest extension of a category where it is longer than a first permit of it. */
    longest: z.strictObject({ A: months.optional(), B: months.optional(), C: months.optional() }).default({}),
    /** Months that the law's own grant (Licensing Law art. 50) runs where the score reaches no threshold. */
    belowByLaw: z.strictObject({ months, ...sourced }),
    ...sourced,
  }),
  /** A record that its subject objects to (异议): working days for the decision, and whether it counts meanwhile. */
  objection: z.strictObject({ workingDays: z.int().min(1).max(60), counts: z.boolean(), ...sourced }),
  /** Working days in which a second officer settles what another one has opened. */
  secondOfficer: z.strictObject({ workingDays: z.int().min(1).max(60), ...sourced }),
  lists: z.strictObject({
    /** Hours by which whoever stands on the red list is ahead in the queues; differs from the green path's own hours. */
    red: z.strictObject({ hoursAhead: z.int().min(1).max(240), ...sourced }),
    black: z.strictObject({ label: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }), ...sourced }),
    /** Kinds of subjects whose entries are published. */
    published: z.strictObject({
      kinds: z.array(z.enum(['person', 'enterprise'])),
      lists: z.array(z.enum(['red', 'grey', 'black'])),
      ...sourced,
    }),
    ...sourced,
  }),
  /** Of the permits that went through the green channel, the share that another officer looks at again. */
  sampling: z.strictObject({ percent, ...sourced }),
});

export type CreditSection = z.output<typeof creditSection>;
