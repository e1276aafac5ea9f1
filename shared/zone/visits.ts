import * as z from 'zod';
import { sourced, text } from './figures.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

/** One run of opening hours; `places` is how many visits each slot takes. */
const hours = z
  .strictObject({
    /** Weekdays by number, Monday 1 to Sunday 7; every working day where it is left out. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
    from: time,
    to: time,
    places: z.int().min(1).max(999),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' });

/** A certificate of another authority that the same visit covers. */
const service = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/, 'must be 2 to 30 lower-case letters, digits or hyphens'),
  title: text,
  /** The authority that decides; the window only takes it in and hands it over. */
  authority: text,
  about: text,
  /** What to bring for it. */
  bring: z.array(text).default([]),
  ...sourced,
});

/** One visit for several permits (一次办), in a zone whose one-stop window offers it. */
export const visitsSection = z.strictObject({
  address: text,
  /** On working days of the official calendar; the window is closed on every other day. */
  hours: z
    .array(hours)
    .min(1)
    .refine(
      (lines) =>
        lines.every((line, index) =>
          lines
            .slice(0, index)
            .every(
              (other) =>
                line.to <= other.from ||
                other.to <= line.from ||
                (line.weekdays !== undefined &&
                  other.weekdays !== undefined &&
                  !line.weekdays.some((weekday) => other.weekdays?.includes(weekday))),
            ),
        ),
      'must not overlap',
    ),
  slot: z.strictObject({ minutes: z.int().min(5).max(480), ...sourced }),
  booking: z.strictObject({
    /** Calendar days ahead, and hours before, in which a slot can be taken. */
    daysAhead: z.int().min(1).max(90),
    hoursBefore: z.int().min(0).max(240),
    /** Applications in one visit. */
    applications: z.int().min(1).max(20),
    ...sourced,
  }),
  /** Until how many hours before a visit may be moved or cancelled, and how often it may be moved. */
  changes: z.strictObject({ untilHoursBefore: z.int().min(0).max(240), times: z.int().min(0).max(20), ...sourced }),
  /** Minutes after its slot began from which somebody who did not come counts as absent. */
  absence: z.strictObject({ afterMinutes: z.int().min(0).max(480), ...sourced }),
  /** Kinds of material of which there is no original to bring. */
  withoutOriginal: z.strictObject({ kinds: z.array(z.string().min(1)), ...sourced }),
  services: z
    .array(service)
    .max(20)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'must not name a service twice'),
  ...sourced,
});

export type VisitsSection = z.output<typeof visitsSection>;
