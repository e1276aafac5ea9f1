import * as z from 'zod';
import { eventTypes } from '../domain/application/events.ts';
import { officerStages } from '../domain/application/transitions.ts';
import { officeNames } from '../domain/statistics/office-report.ts';
import { flaws } from '../domain/statistics/second-look.ts';
import { bilingual, category, instant, line, reference, text } from './common.ts';
import { routes } from './route.ts';

const count = z.int().min(0);
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { error: 'month' });
const stageOrWhole = z.enum([...officerStages, 'whole']);
const endingCounts = z.object({
  issued: count,
  completed: count,
  refused: count,
  'not-accepted': count,
  withdrawn: count,
  lapsed: count,
});
const byProcedure = z.object({
  total: count,
  procedures: z.array(
    z.object({
      procedure: z.string(),
      title: text,
      cases: count,
      /** Absent where a part would be too small. `none`: without a category, or not settled yet. */
      categories: z.object({ A: count, B: count, C: count, none: count }).optional(),
    }),
  ),
});
const twoFigures = z.object({ median: z.number(), p95: z.number() });

export const bulletinView = z.object({
  month,
  zone: z.object({ id: z.string(), name: text, rehearsal: z.boolean() }),
  state: z.enum(['provisional', 'published']),
  /** From 1; absent while provisional. */
  edition: z.int().optional(),
  publishedAt: instant.optional(),
  /** Why there is a further edition. */
  correction: text.optional(),
  editions: z.array(z.object({ edition: z.int(), publishedAt: instant, correction: text.optional() })).optional(),
  /** Counted at this moment. */
  asOf: instant,
  inquiries: z.object({
    total: count,
    topics: z.array(z.object({ topic: z.string(), label: text, inquiries: count })),
  }),
  employers: z.object({ registered: count, changed: count, consulted: count }),
  submitted: byProcedure,
  /** Decided by the office for the first time. */
  concluded: byProcedure,
  endings: endingCounts,
  byLaw: z.object({ acceptance: count, renewal: count }),
  /** Ended once more after a reopening; in no other figure. */
  again: z.object({ total: count, endings: endingCounts }),
  reopened: count,
  stages: z.array(
    z.object({
      stage: stageOrWhole,
      label: text,
      cases: count,
      /** Working days, and opening hours. */
      days: twoFigures.optional(),
      hours: twoFigures.optional(),
      inTime: count.optional(),
      withheld: z.boolean().optional(),
    }),
  ),
  promise: z.object({
    cases: count,
    kept: count,
    /** Per cent with one decimal; absent without cases. */
    share: z.number().optional(),
    target: z.int(),
  }),
  returns: z.object({ cases: count, returned: count, total: count, perApplication: z.number().optional() }),
  /** A year whose official calendar is not published was counted through. */
  calendarProvisional: z.boolean(),
  rules: z.object({ smallestCell: z.int(), percentiles: z.string(), placeholder: z.boolean(), notes: z.array(text) }),
});

const bulletinLine = z.object({
  month,
  state: z.enum(['provisional', 'published']),
  edition: z.int().optional(),
  publishedAt: instant.optional(),
});

const acts = z.partialRecord(z.enum(eventTypes), count);
const workFigures = z.object({
  cases: count,
  acts,
  hours: twoFigures.optional(),
  late: count,
  returned: count,
  returns: count,
  returnedAfterReview: count.optional(),
  sentBack: count.optional(),
  reopened: count,
  secondLooks: z.object({ drawn: count, upheld: count, flawed: count, flaws: count }),
});

export const officeReportView = z.object({
  month,
  asOf: instant,
  offices: z.array(
    z.object({
      office: z.enum(officeNames),
      label: text,
      stage: z.enum(officerStages),
      figures: workFigures,
      /** By subject; the record says who asked for them. */
      officers: z.array(z.object({ subject: z.string(), figures: workFigures })).optional(),
    }),
  ),
});

const flawFound = z.strictObject({
  flaw: z.enum(flaws),
  /** In whose part of the work it lies. */
  stage: z.enum(officerStages),
  /** Field or document that it concerns. */
  path: z
    .string()
    .regex(/^[a-zA-Z0-9.-]{2,80}$/)
    .optional(),
});

const lookView = z.object({
  applicationId: z.string(),
  /** Place in the order of lots, from 1. */
  lot: z.int(),
  procedure: z.string(),
  category: category.nullable(),
  ending: z.string(),
  /** Who looks; nobody yet where absent. */
  officer: z.string().optional(),
  assignedAt: instant.optional(),
  /** Who cannot look, because they worked on it; for supervisors. */
  workedOn: z.array(z.string()).optional(),
  finding: z
    .object({
      outcome: z.enum(['upheld', 'flawed']),
      flaws: z.array(flawFound.extend({ text })),
      note: z.string().optional(),
    })
    .optional(),
  foundAt: instant.optional(),
});

export const sampleView = z.object({
  id: z.string(),
  month,
  drawnAt: instant,
  drawnBy: z.string().optional(),
  procedure: z.string().optional(),
  category: category.optional(),
  /** Drawn from the green channel of credit alone. */
  greenChannel: z.boolean().optional(),
  /** What makes the draw again: sort the ids, hash them, give each the lot SHA-256 of seed, line feed, id. */
  seed: z.string(),
  listHash: z.string(),
  listed: count,
  strata: z.array(z.object({ stratum: z.string(), listed: count, drawn: count })),
  cases: z.array(lookView),
  /** Every id that could be drawn; for supervisors, where it was asked for. */
  list: z.array(z.object({ id: z.string(), stratum: z.string() })).optional(),
  /** Whether that list is still the one of the draw: not when a case was counted late. */
  listMatches: z.boolean().optional(),
});

const officer = z.string().min(1).max(200);

export const statisticsRoutes = routes({
  listBulletins: {
    method: 'GET',
    path: '/api/bulletins',
    summary: 'Months of which there is a bulletin, the latest first',
    access: 'open',
    answer: { status: 200, schema: z.object({ items: z.array(bulletinLine) }) },
  },
  readBulletin: {
    method: 'GET',
    path: '/api/bulletins/{month}',
    summary:
      'The bulletin of a month: what was asked, handed in and decided, how long it took and whether it was in time; `2026-11.csv` as a table, `2026-11.svg` as a chart',
    access: 'open',
    query: z.strictObject({ edition: z.coerce.number().int().min(1).max(999).optional() }),
    answer: { status: 200, schema: bulletinView },
  },
  correctBulletin: {
    method: 'POST',
    path: '/api/bulletins/{month}',
    summary: 'Publish a further edition of a bulletin, counted anew, with the reason; the former one is kept',
    access: ['supervisor'],
    body: z.strictObject({ reason: bilingual(500), edition: z.int().min(1).max(999) }),
    answer: { status: 201, schema: bulletinView },
  },
  readReport: {
    method: 'GET',
    path: '/api/reports/{month}',
    summary:
      'How each office worked on the cases that ended in a month; with `officers=true` by officer, which is recorded',
    access: ['supervisor'],
    query: z.strictObject({ officers: z.enum(['true', 'false']).optional() }),
    answer: { status: 200, schema: officeReportView },
  },
  drawSample: {
    method: 'POST',
    path: '/api/samples',
    summary:
      'Draw closed cases of a month by lot for a second look; the draw can be made again by anybody with the list',
    access: ['supervisor'],
    body: z.strictObject({
      month,
      /** How many; the zone's share where neither is named. */
      size: z.int().min(1).max(90).optional(),
      percent: z.number().gt(0).max(100).optional(),
      procedure: reference.optional(),
      category: category.optional(),
      /** Only cases that were ahead for the red list of credit, so that trust is checked; by a share of their own. */
      greenChannel: z.literal(true).optional(),
      /** Who looks: in turn, each at what they did not work on. */
      officers: z.array(officer).max(50).optional(),
    }),
    answer: { status: 201, schema: sampleView },
  },
  listSamples: {
    method: 'GET',
    path: '/api/samples',
    summary: 'The samples of a month; whoever is no supervisor sees the cases that they are to look at',
    access: ['supervisor', 'front-officer', 'back-officer', 'decider'],
    query: z.strictObject({ month }),
    answer: { status: 200, schema: z.object({ items: z.array(sampleView) }) },
  },
  readSample: {
    method: 'GET',
    path: '/api/samples/{id}',
    summary: 'A sample with its draw; `list=true` adds every id that could be drawn, to make the draw again',
    access: ['supervisor', 'front-officer', 'back-officer', 'decider'],
    query: z.strictObject({ list: z.enum(['true', 'false']).optional() }),
    answer: { status: 200, schema: sampleView },
  },
  assignSecondLook: {
    method: 'PUT',
    path: '/api/samples/{id}/{applicationId}',
    summary: 'Say who looks at a drawn case: somebody who did nothing with it, and before anything was found',
    access: ['supervisor'],
    body: z.strictObject({ officer }),
    answer: { status: 200, schema: sampleView },
  },
  recordFinding: {
    method: 'POST',
    path: '/api/samples/{id}/{applicationId}',
    summary: 'What a second look found, once: upheld, or flawed and in whose part of the work',
    access: ['supervisor', 'front-officer', 'back-officer', 'decider'],
    body: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('upheld'), note: line(500).optional() }),
      z.strictObject({
        outcome: z.literal('flawed'),
        flaws: z.array(flawFound).min(1).max(20),
        note: line(500).optional(),
      }),
    ]),
    answer: { status: 200, schema: sampleView },
  },
  summariseApplication: {
    method: 'POST',
    path: '/api/applications/{id}/summaries',
    summary: 'Count an application again whose events were given up by the change feed; nothing is counted twice',
    access: ['supervisor', 'admin'],
    answer: { status: 200, schema: z.object({ added: count }) },
  },
});
