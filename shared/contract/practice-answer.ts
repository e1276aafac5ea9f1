import * as z from 'zod';
import { practiceDecisions } from '../domain/desk/practice.ts';
import { category } from './common.ts';

const path = z.string().min(1).max(80);

/** What an officer answers to a practice case. */
export const practiceAnswer = z.strictObject({
  decision: z.enum(practiceDecisions),
  /** For a return: the place of each deficiency, as the complete notice would name it. */
  deficiencies: z.array(path).max(60).optional(),
  /** Points of each item as the papers prove them; null where the table has no row. */
  points: z.record(z.string().max(40), z.number().nullable()).optional(),
  /** Null where it is open. */
  category: category.nullable().optional(),
  /** Kinds of paper that need not be given here. */
  waived: z.array(path).max(60).optional(),
  /** Whether accepting takes a place of the quota. */
  takesPlace: z.boolean().optional(),
});
