import * as z from 'zod';
import { text } from './common.ts';

/** A question that a procedure asks beside the form's fields, with its possible answers. */
export const question = z.object({
  id: z.string(),
  label: text,
  /** Why it is asked. */
  reason: text,
  answer: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('choice'),
      options: z.array(z.object({ value: z.string(), label: text })),
      several: z.boolean(),
    }),
    /** Calendar days that must have passed since it on the day of submission. */
    z.object({ kind: z.literal('day'), atLeastDaysAgo: z.int().optional() }),
    z.object({ kind: z.literal('line'), maximum: z.int() }),
  ]),
  required: z.boolean(),
});
