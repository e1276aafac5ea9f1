import * as z from 'zod';
import { sourced, text } from './figures.ts';

/** Staff who may grant or withdraw a service of a card. */
const grantors = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

const service = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{1,23}$/, 'must be 2 to 24 lower-case letters or hyphens'),
  label: text,
  /** Whether a card has it from its first day, and who grants or withdraws it later. */
  grant: z.strictObject({ atIssue: z.boolean(), by: z.array(z.enum(grantors)).min(1), ...sourced }),
  ...sourced,
});

/** The foreign merchant card of a zone: how long it runs and what it opens. */
export const merchantCardSection = z.strictObject({
  /** Longest period in months; a card never runs beyond its holder's passport. */
  validity: z.strictObject({ months: z.int().min(1).max(120), ...sourced }),
  /** Days before its last one from which a card may be applied for anew, to run on under the same number. */
  renewal: z.strictObject({ opensDaysBefore: z.int().min(0).max(366), ...sourced }),
  services: z
    .array(service)
    .min(1)
    .max(40)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, { error: 'names a service twice' }),
});

/** Who may ask whether a card opens a service, and how that is kept from becoming a profile or a flood. */
export const partnersSection = z.strictObject({
  /** Seconds for which a function may go by what it read of a partner: a revoked key counts for nothing after that. */
  partnerKnownFor: z.strictObject({ seconds: z.int().min(0).max(300), ...sourced }),
  /** Seconds by which the clock of a partner may differ from ours; a signature is accepted once within them. */
  signatureGoodFor: z.strictObject({ seconds: z.int().min(5).max(300), ...sourced }),
  /** Most checks a minute and a day that an administrator may allow one partner. */
  most: z.strictObject({ perMinute: z.int().min(1).max(6000), perDay: z.int().min(1).max(10_000_000), ...sourced }),
  /** Days for which the counts of each minute are kept; those of a day stay. */
  minutesKept: z.strictObject({ days: z.int().min(35).max(800), ...sourced }),
});
