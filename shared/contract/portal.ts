import * as z from 'zod';
import { category, day, text } from './common.ts';
import { routes } from './route.ts';

export const zoneView = z.object({
  id: z.string(),
  name: text,
  authority: text,
  rehearsal: z.boolean(),
  timeZone: z.string(),
  today: day,
  contact: z.object({
    address: text,
    phone: z.string(),
    hours: z.array(z.object({ days: text, from: z.string(), to: z.string() })),
  }),
  delegation: z.object({
    from: text,
    procedures: z.array(z.string()),
    categories: z.array(category),
    validFrom: day,
    validTo: day.optional(),
  }),
  promises: z.array(
    z.object({
      procedure: z.string(),
      categories: z.array(category),
      stage: z.string(),
      from: z.string(),
      promise: z.int(),
      ceiling: z.int(),
    }),
  ),
  policy: z.object({ points: z.string(), pointsVersions: z.array(z.string()), locality: z.string() }),
  signIn: z.object({ issuer: z.string(), clientId: z.string() }),
  verificationHost: z.string(),
  calendarYears: z.array(z.int()),
});

export const portalRoutes = routes({
  readZone: {
    method: 'GET',
    path: '/api/zone',
    summary: 'Who this zone is, what it may decide and what it promises',
    access: 'open',
    answer: { status: 200, schema: zoneView },
  },
  readOpenApi: {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This interface as OpenAPI 3.1',
    access: 'open',
    answer: { status: 200, contentType: 'application/json' },
  },
});
