import * as z from 'zod';

const daysBefore = z
  .array(z.int().min(0).max(365))
  .min(1)
  .refine((days) => new Set(days).size === days.length, { error: 'must not name a day twice' });

/** When holders are reminded of what ends: a zone without this section reminds nobody. */
export const remindersSection = z.strictObject({
  /** Calendar days before the last day of each. */
  permit: daysBefore,
  passport: daysBefore,
  /** The residence permit, whose last day the holder or the employer states. */
  residence: daysBefore,
  card: daysBefore,
  /** Hour of the zone's day from which reminders go out: nobody is woken by one. */
  fromHour: z.int().min(0).max(23),
  source: z.string().min(1),
  placeholder: z.boolean().default(false),
});

export type RemindersSection = z.output<typeof remindersSection>;
