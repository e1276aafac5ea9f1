import * as z from 'zod';
import { competenceCategories } from '../domain/service-window/service-window.ts';
import { isDay } from '../domain/time.ts';
import { text } from './figures.ts';

const day = z.string().refine(isDay, { error: 'must be a calendar day, YYYY-MM-DD' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

/** A service window of a zone file; shared/domain/service-window says what each part means. */
export const serviceWindow = z.strictObject({
  /** Never used again for another window: a window that is given up stays here with a closure that has no last day. */
  number: z.int().min(1).max(99),
  name: text,
  address: text,
  phone: z.string().min(1),
  /** Weekdays by number, Monday 1 to Sunday 7. */
  hours: z.array(z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: time, to: time })).min(1),
  competence: z.strictObject({
    procedures: z.array(z.string().min(1)).min(1).optional(),
    categories: z.array(z.enum(competenceCategories)).min(1).optional(),
    divisions: z
      .array(z.string().regex(/^\d{2,6}$/, 'must be the first 2 to 6 digits of an administrative division'))
      .default([]),
    elsewhere: z.boolean().default(false),
  }),
  deputy: z.int().min(1).max(99).optional(),
  closures: z.array(z.strictObject({ from: day, to: day.optional(), reason: text })).default([]),
  source: z.string().min(1),
  placeholder: z.boolean().default(false),
});
