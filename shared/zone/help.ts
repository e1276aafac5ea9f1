import * as z from 'zod';
import { helpKinds } from '../domain/help/mediation.ts';
import { sourced, text } from './figures.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/, 'must be 2 to 30 lower-case letters, digits or hyphens');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const oneEach = (list: readonly { id: string }[]) => new Set(list.map((one) => one.id)).size === list.length;
const unique = 'must not use an id twice';

const station = z.strictObject({
  id,
  name: text,
  address: text,
  phone: z.string().min(1),
  hours: z
    .array(
      z
        .strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1), from: time, to: time })
        .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' }),
    )
    .min(1),
  closedOnHolidays: z.boolean(),
  services: z.array(id).min(1),
  /** Spoken there: two-letter codes of ISO 639-1. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  ...sourced,
});

/** Help and disputes, with the service stations (服务站): only where a zone offers them. */
export const helpSection = z
  .strictObject({
    topics: z
      .array(z.strictObject({ id, label: text, kinds: z.array(z.enum(helpKinds)).min(1) }))
      .min(1)
      .refine(oneEach, unique),
    services: z
      .array(z.strictObject({ id, label: text }))
      .min(1)
      .refine(oneEach, unique),
    stations: z.array(station).min(1).refine(oneEach, unique),
    ...sourced,
  })
  .superRefine(({ services, stations }, context) => {
    const known = services.map((service) => service.id);
    for (const [index, { services: offered }] of stations.entries()) {
      for (const [place, service] of offered.entries()) {
        if (!known.includes(service)) {
          context.addIssue({
            code: 'custom',
            path: ['stations', index, 'services', place],
            message: `${service} is not a service of this section`,
          });
        }
      }
    }
  });

export type HelpSection = z.output<typeof helpSection>;
