import * as z from 'zod';
import { readingKinds } from '../records/reading-item.ts';
import { category, day, instant, reference, stage } from './common.ts';
import { draftLocality, draftPoints } from './draft-policy.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const keptRow = z.tuple([z.string().nullable(), z.number().nullable()]).nullable();

/** A case as a rehearsal names it: nothing of the person. */
const named = {
  applicationId: z.string(),
  receiptNumber: z.string().optional(),
  stage,
  /** Day as of which it was scored, then and now. */
  on: day,
};

const standing = z.object({
  policy: z.string(),
  routes: z.string(),
  total: z.number().nullable(),
  category: category.nullable(),
  route: z.string(),
});

const orOpen = z.union([category, z.literal('open')]);

export const rehearsalView = z.object({
  /** Cases that this request looked at. */
  looked: z.int(),
  movers: z.array(
    z.object({
      ...named,
      before: standing,
      after: standing,
      rows: z.array(z.object({ item: z.string(), before: keptRow, after: keptRow })),
    }),
  ),
  /** How many of them go from where to where; `open` where no row covers a value and the category depends on it. */
  moves: z.array(z.object({ from: orOpen, to: orOpen, cases: z.int() })),
  /** Cases of the same category whose total is another. */
  otherTotal: z.int(),
  noRow: z.array(z.object({ ...named, items: z.array(z.string()) })),
  notAssessed: z.array(z.object({ ...named, problems: z.array(z.string()) })),
  /** Cases whose procedure asks for no score. */
  withoutScore: z.int(),
  /** Where the next request goes on; absent when every open case was looked at. */
  next: z.string().optional(),
});

const difference = z.object({ what: z.string(), kept: z.unknown(), now: z.unknown() });

export const replayView = z.object({
  /** Every score on record, computed again from the policy versions that it names. */
  scores: z.array(
    z.object({
      sequence: z.int(),
      at: instant,
      type: z.string(),
      policy: z.string().optional(),
      routes: z.string().optional(),
      category: category.nullable().optional(),
      total: z.number().nullable().optional(),
      outcome: z.enum(['same', 'differs', 'unknown-policy', 'not-assessable']),
      differences: z.array(difference).optional(),
      unproven: z.array(z.string()).optional(),
      missing: z.array(z.string()).optional(),
      problems: z.array(z.string()).optional(),
    }),
  ),
  /** Every due time on record, counted again. */
  clocks: z.array(
    z.object({
      sequence: z.int(),
      at: instant,
      type: z.string(),
      stage,
      dueAt: instant,
      /** `published-since`: it was provisional, and the calendar that has appeared since gives another day. */
      outcome: z.enum(['same', 'published-since', 'differs', 'unreadable']),
      differences: z.array(difference),
    }),
  ),
  /** What the transition table, the chain of events or the head does not allow. */
  findings: z.array(z.object({ sequence: z.int(), code: z.string(), detail: z.string() })),
});

export const readingView = z.object({
  at: instant,
  by: z.string(),
  what: z.enum(readingKinds),
  id: z.string(),
  documentId: z.string().optional(),
  /** A letter's number. */
  letter: z.string().optional(),
  /** What was looked for among the talents, and how many were shown. */
  search: z.object({ filter: z.record(z.string(), z.string()), shown: z.int() }).optional(),
});

const draft = z
  .strictObject({ points: draftPoints.optional(), locality: draftLocality.optional() })
  .refine(({ points, locality }) => points !== undefined || locality !== undefined, { error: 'no-draft' });

export const auditRoutes = routes({
  rehearse: {
    method: 'POST',
    path: '/api/rehearsals',
    summary: 'Try a draft points table or place on open cases, page by page: who would move between A, B and C',
    access: ['supervisor', 'admin'],
    body: z.strictObject({
      policy: draft,
      /** One stage only; otherwise every stage in which a case waits for somebody. */
      stage: stage.optional(),
      cursor: z.string().max(600).optional(),
      limit: z.int().min(1).max(100).optional(),
    }),
    answer: { status: 200, schema: rehearsalView },
  },
  replayApplication: {
    method: 'GET',
    path: '/api/applications/{id}/replay',
    summary: 'Compute every score and due time of an application again, and follow its events through the stages',
    access: ['supervisor', 'admin'],
    answer: { status: 200, schema: replayView },
  },
  listReadings: {
    method: 'GET',
    path: '/api/readings',
    summary: 'Who read which sensitive value on a day, oldest first; asking is itself recorded',
    access: ['inspector', 'supervisor'],
    query: z.strictObject({
      ...pageQuery.shape,
      /** Day in the zone's time zone. */
      day,
      /** Subject of the officer who read. */
      by: z.string().min(1).max(200).optional(),
      /** Application or permit that was read. */
      id: reference.optional(),
    }),
    answer: { status: 200, schema: page(readingView) },
  },
});
