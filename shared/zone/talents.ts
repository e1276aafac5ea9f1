import * as z from 'zod';
import { sourced, text } from './figures.ts';

/** Roles that a zone may let search its database of talents. */
export const talentSearchers = ['supervisor', 'back-officer', 'decider'] as const;

/** The database of foreign talents (外国人才库) of a zone that keeps one. */
export const talentsSection = z.strictObject({
  /** Whose holders are entered. */
  categories: z.array(z.enum(['A', 'B', 'C'])).min(1),
  searchedBy: z.array(z.enum(talentSearchers)).min(1),
  /** Whether a holder may object to being in it. */
  objection: z.boolean(),
  /** What applicants are told: that the zone keeps it, what for, and who sees it. */
  notice: text,
  ...sourced,
});

export type TalentsSection = z.output<typeof talentsSection>;
