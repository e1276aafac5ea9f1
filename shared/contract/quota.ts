import * as z from 'zod';
import { day, instant, line, text, version } from './common.ts';
import { pageQuery } from './intake.ts';
import { routes } from './route.ts';

const figures = {
  year: z.int(),
  group: z.string(),
  label: text,
  /** Places that there are. */
  size: z.int(),
  /** Taken by applications that are open, and by permits. */
  reserved: z.int(),
  confirmed: z.int(),
  free: z.int(),
  /** Moves with every decision about the size; 1 while the zone's own figure stands. */
  version: z.int(),
};

const sizeChange = z.object({
  at: instant,
  /** Who decided; absent for the zone's own figure. */
  by: z.string().optional(),
  from: z.int().optional(),
  to: z.int(),
  reason: text.optional(),
  source: z.string().optional(),
  /** No source proves the figure; the authority must settle it. */
  placeholder: z.boolean().optional(),
});

const place = z.object({
  /** Its turn in order of acceptance, from 1 (Licensing Law art. 57). */
  turn: z.int(),
  number: z.int(),
  state: z.enum(['reserved', 'confirmed']),
  applicationId: z.string(),
  receiptNumber: z.string().optional(),
  acceptedAt: instant,
  reservedAt: instant,
  confirmedAt: instant.optional(),
});

const quotaView = z.object({
  ...figures,
  items: z.array(place),
  next: z.string().optional(),
  /** Every decision about the size, the latest first. */
  history: z.array(sizeChange),
});

const readers = ['supervisor', 'admin', 'decider', 'inspector'] as const;

export const quotaRoutes = routes({
  listQuotas: {
    method: 'GET',
    path: '/api/quotas',
    summary: 'Places of category C of this year and the next: how many there are, taken and left',
    access: readers,
    answer: { status: 200, schema: z.object({ items: z.array(z.object(figures)), asOf: day }) },
  },
  readQuota: {
    method: 'GET',
    path: '/api/quotas/{year}/{group}',
    summary: 'Who holds the places of a year and group, in order of acceptance, and how the size came about',
    access: readers,
    query: pageQuery,
    answer: { status: 200, schema: quotaView },
  },
  changeQuota: {
    method: 'PUT',
    path: '/api/quotas/{year}/{group}',
    summary: 'Decide how many places a year and group has; never fewer than are taken',
    access: ['supervisor', 'admin'],
    body: z.strictObject({
      size: z.int().min(0).max(99_999),
      reason: z.strictObject({ zh: line(500), en: line(500) }),
      ...version,
    }),
    answer: { status: 200, schema: quotaView },
  },
});
