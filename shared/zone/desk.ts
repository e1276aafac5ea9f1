import * as z from 'zod';
import { sourced, text } from './figures.ts';

const offices = ['front', 'back'] as const;

/** The desk (咨询服务台) of a zone: what people ask about, and how its officers are trained and assessed. */
export const deskSection = z.strictObject({
  /** What inquiries, consultations and trainings are about, and counted by. */
  topics: z.strictObject({
    list: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/, 'must be 2 to 30 lower-case letters, digits or hyphens'),
          label: text,
        }),
      )
      .min(1)
      .max(40)
      .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'must not name a topic twice'),
    ...sourced,
  }),
  /** Inquiries that one address may send in an hour; an office behind one address must still be able to ask. */
  inquiriesAnHour: z.strictObject({ fromOneAddress: z.int().min(1).max(1000), ...sourced }),
  /** Days after the last word of an inquiry until the table forgets it; the count by topic stays. */
  inquiryDays: z.strictObject({ days: z.int().min(30).max(3650), ...sourced }),
  /** When an officer counts as assessed (考核合格) for an office. */
  assessment: z.strictObject({
    /** Percent of the marks of one practice case. */
    passMark: z.int().min(1).max(100),
    /** Different cases of the office that must be passed. */
    cases: z.record(z.enum(offices), z.int().min(1).max(50)),
    /** Months for which a passed case counts. */
    validMonths: z.int().min(1).max(120),
    ...sourced,
  }),
});

export type DeskSection = z.output<typeof deskSection>;
