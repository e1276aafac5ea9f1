import * as z from 'zod';
import { approaches } from '../domain/classification/lanes.ts';
import { zoneParts } from '../zone/parts.ts';
import { category, day, reference, text } from './common.ts';
import { question } from './question.ts';
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
  /** What this zone has beside the permit itself. */
  parts: z.array(z.enum(zoneParts)),
  /** What can be applied for here today. */
  procedures: z.array(
    z.object({ id: z.string(), title: text, concerns: z.enum(['person', 'employer', 'person-alone']) }),
  ),
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
  /** What each category means here (分类管理), and what is left of the quotas of this year as far as the zone tells it. */
  classification: z.array(
    z.object({
      category,
      approach: z.enum(approaches),
      text,
      hoursAhead: z.int().optional(),
      places: z
        .array(
          z.object({
            year: z.int(),
            group: z.string(),
            label: text,
            state: z.enum(['available', 'few', 'none']).optional(),
            free: z.int().optional(),
          }),
        )
        .optional(),
    }),
  ),
  /** What an uploaded file must be: sizes in bytes, pictures in pixels. */
  uploads: z.object({
    document: z.object({ maximumBytes: z.int(), maximumPages: z.int() }),
    photo: z.object({
      minimumWidth: z.int(),
      minimumHeight: z.int(),
      minimumBytes: z.int(),
      maximumBytes: z.int(),
    }),
  }),
  /** How many service windows there are, where there are several; see `/api/service-windows`. */
  serviceWindows: z.int().optional(),
  /** What inquiries to the desk can be about. */
  desk: z.object({ topics: z.object({ list: z.array(z.object({ id: z.string(), label: text })) }) }),
  policy: z.object({ points: z.string(), pointsVersions: z.array(z.string()), locality: z.string() }),
  signIn: z.object({ issuer: z.string(), clientId: z.string() }),
  verificationHost: z.string(),
  calendarYears: z.array(z.int()),
});

/** When something applies, in words; absent where it always does. */
const when = { when: text.optional() };
/** `placeholder`: no source proves it; the authority must settle it. */
const origin = { source: z.string(), placeholder: z.boolean().optional() };
const relief = z.object({ ...when, exceptWhen: text.optional(), ...origin }).optional();

export const serviceGuide = z.object({
  procedure: z.string(),
  version: z.string(),
  title: text,
  source: z.string(),
  effectiveFrom: day,
  effectiveTo: day.optional(),
  category: category.optional(),
  concerns: z.enum(['person', 'employer', 'person-alone']),
  filedBy: z.array(z.object({ party: z.string(), label: text, ...when })),
  /** Where the category comes from: the first line that applies. */
  categoryFrom: z.array(z.object({ from: z.string(), text, ...when })),
  /** What must hold, and what the law does by itself. */
  rules: z.array(z.object({ code: z.string(), text, ...when, ...origin })),
  fields: z.array(z.object({ path: z.string(), label: text, ...when })),
  questions: z.array(z.object({ ...question.shape, ...when, ...origin })),
  materials: z.array(
    z.object({
      kind: z.string(),
      label: text,
      /** Why the authority asks for it. */
      reason: text,
      contentTypes: z.array(z.string()),
      several: z.boolean(),
      ...when,
      /** Only ever given in place of these. */
      onlyInPlaceOf: z.array(z.string()).optional(),
      waived: relief,
      /** Where a signed commitment may stand in for it (承诺制). */
      commitment: relief,
      /** Where it may be supplied after acceptance (容缺受理). */
      supplyLater: relief,
      alternatives: z.array(z.object({ kind: z.string(), label: text, ...when })).optional(),
      ...origin,
    }),
  ),
  /** Working days; the start day is not counted. */
  clocks: z.array(
    z.object({
      stage: z.string(),
      label: text,
      categories: z.array(category),
      from: z.string(),
      promise: z.int(),
      ceiling: z.int(),
      ...origin,
    }),
  ),
  decidedBy: z.array(z.object({ role: z.string(), label: text })),
  effect: z.object({ kind: z.string(), text }),
  /** Every letter that an application may bring, and what brings it. */
  letters: z.array(z.object({ kind: z.string(), label: text, ...when })),
  /** Fields that nobody needs to fill in, and why they are there. */
  optionalFields: z.array(z.object({ path: z.string(), label: text, reason: text })).optional(),
  /** What the zone keeps of whoever is granted this, beside the case itself. */
  kept: z.array(z.object({ code: z.string(), text, ...origin })).optional(),
  /** From here on what a printed guide says beside the procedure. */
  zone: text,
  authority: text,
  /** In whose name is decided (Licensing Law art. 24). */
  delegation: z.object({ from: text, inNameOf: z.enum(['delegating-authority', 'zone']), ...origin }),
  legalBasis: z.array(z.object({ text, source: z.string() })),
  fee: z.object({ text, source: z.string() }),
  remedies: z.object({ text, source: z.string() }),
  contact: z.object({
    address: text,
    phone: z.string(),
    hours: z.array(z.object({ days: text, from: z.string(), to: z.string() })),
    ...origin,
  }),
  /** What to look at in each paper before submitting. */
  takeCare: z.array(z.object({ path: z.string(), label: text, text, source: z.string() })),
  madeOn: day,
  /** How many lines above no source proves. */
  placeholders: z.int(),
  /** What goes wrong most, from the returns of these days; absent where too few were returned to tell. */
  goesWrong: z
    .object({
      from: day,
      to: day,
      days: z.int(),
      reasons: z.array(
        z.object({
          path: z.string(),
          label: text,
          /** Per cent of the returned applications that had it. */
          share: z.int(),
          what: text.optional(),
          reason: text.optional(),
          avoid: text,
        }),
      ),
    })
    .optional(),
  /** What this zone does otherwise for a time. */
  changedBy: z.array(z.object({ effectiveFrom: day, effectiveTo: day.optional(), note: text.optional(), ...origin })),
});

export const portalRoutes = routes({
  readZone: {
    method: 'GET',
    path: '/api/zone',
    summary: 'Who this zone is, what it may decide and what it promises',
    access: 'open',
    answer: { status: 200, schema: zoneView },
  },
  readGuide: {
    method: 'GET',
    path: '/api/guide',
    summary: 'The service guide of a procedure: who files, what is asked and why, how long it takes, who decides',
    access: 'open',
    query: z.strictObject({ procedure: reference, category: category.optional() }),
    answer: { status: 200, schema: serviceGuide },
  },
  readOpenApi: {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This interface as OpenAPI 3.1',
    access: 'open',
    answer: { status: 200, contentType: 'application/json' },
  },
});
