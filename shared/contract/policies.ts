import * as z from 'zod';
import { accessSection } from '../zone/access.ts';
import { protectionSection } from '../zone/protection.ts';
import { category, day, instant, line, text, version, withinBytes } from './common.ts';
import { draftLocality, draftPoints } from './draft-policy.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const leads = ['supervisor', 'admin'] as const;

const names = z.object({ points: z.string().optional(), locality: z.string().optional() });
const orOpen = z.union([category, z.literal('open')]);

/** How a published part stands in the zone as it is deployed; see docs/audit.md. */
const deployed = z.object({
  part: z.enum(['points', 'locality']),
  name: z.string(),
  digest: z.string(),
  state: z.enum(['not-deployed', 'differs', 'known', 'ahead', 'in-force', 'former']),
  /** First day on which the zone applies it, where it names it and did not begin with it. */
  from: day.optional(),
});

const draftLine = {
  id: z.string(),
  title: z.string(),
  state: z.enum(['draft', 'approved', 'published', 'withdrawn']),
  version: z.int(),
  revision: z.int(),
  /** Under which names scores would know it. */
  names,
  /** SHA-256 of the content. */
  digest: z.string(),
  effectiveFrom: day,
  basedOn: z.object({ points: z.string(), routes: z.string() }),
  /** Everybody who wrote any content of it; none of them approves it. */
  authors: z.array(z.string()),
  createdAt: instant,
  changedAt: instant,
  approval: z.object({ by: z.string(), at: instant }).optional(),
  publication: z.object({ by: z.string(), at: instant, sha256: z.string() }).optional(),
  /** Of what was published: whether the deployed zone runs it. */
  deployed: z.array(deployed).optional(),
};

const rehearsal = z.object({
  revision: z.int(),
  by: z.string(),
  startedAt: instant,
  /** Whether every open case was looked at; otherwise ask to go on. */
  complete: z.boolean(),
  endedAt: instant.optional(),
  looked: z.int(),
  withoutScore: z.int(),
  moves: z.array(z.object({ from: orOpen, to: orOpen, cases: z.int() })),
  otherTotal: z.int(),
  noRow: z.int(),
  notAssessed: z.int(),
});

const content = z.object({ points: draftPoints.optional(), locality: draftLocality.optional() });

export const policyDraftView = z.object({
  ...draftLine,
  content,
  /** Who wrote the content that is shown, when and why. */
  written: z.object({ revision: z.int(), by: z.string(), at: instant, reason: z.string() }),
  rehearsal: rehearsal.optional(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A published policy as a zone's repository takes it in; `sha256` is over the canonical JSON of all else. */
export const publicationView = z.object({
  format: z.literal('greenpath-policy/1'),
  zone: z.string(),
  draft: z.string(),
  revision: z.int(),
  title: z.string(),
  authors: z.array(z.string()).min(1),
  approvedBy: z.string(),
  approvedAt: instant,
  publishedBy: z.string(),
  publishedAt: instant,
  effectiveFrom: day,
  /** What held until then, and its last day. */
  replaces: z.strictObject({ points: z.string().optional(), locality: z.string().optional(), until: day }),
  names: z.strictObject({ points: z.string().optional(), locality: z.string().optional() }),
  digests: z.strictObject({ points: sha256.optional(), locality: sha256.optional() }),
  points: draftPoints.optional(),
  locality: draftLocality.optional(),
  sha256,
});

const draftContent = z
  .strictObject({ points: draftPoints.optional(), locality: draftLocality.optional() })
  .refine(({ points, locality }) => points !== undefined || locality !== undefined, { error: 'no-draft' })
  // An item of the table holds 400 KB, and every content is kept.
  .refine(...withinBytes(200_000));

const written = {
  title: line(120),
  content: draftContent,
  /** First day on which it shall hold; after today. */
  effectiveFrom: day,
  /** Why it was written or changed so. */
  reason: line(300),
};

const seen = z.strictObject(version);

const sourced = { source: z.string(), placeholder: z.boolean().optional() };

const policyLine = z.object({
  id: z.string(),
  title: text.optional(),
  source: z.string().optional(),
  digest: z.string(),
  /** First and last day on which this zone applies it; absent where it always did, and where no end is set. */
  from: day.optional(),
  until: day.optional(),
  /** What of it no source proves. */
  placeholders: z.array(text),
});

const stretch = z.tuple([day, day]);

export const calendarView = z.object({
  year: z.int(),
  /** `published`: by the State Council's notice. `by-rule`: only holidays known by rule, so that what is counted is provisional. */
  state: z.enum(['published', 'by-rule']),
  notice: z.string().nullable(),
  published: day.optional(),
  source: z.string(),
  /** First and last day of each stretch of days off. */
  daysOff: z.array(stretch),
  /** Weekend days on which work is made up (调休上班). */
  makeUpDays: z.array(day),
});

export const zoneFileView = z.object({
  id: z.string(),
  name: text,
  region: z.string(),
  timeZone: z.string(),
  rehearsal: z.boolean(),
  today: day,
  /** Every figure of the zone file that names a source, by its place in the file. */
  figures: z.array(
    z.object({
      path: z.string(),
      /** What stands there beside the source, without what has a source of its own. */
      values: z.record(z.string(), z.unknown()),
      source: z.string(),
      placeholder: z.boolean(),
    }),
  ),
  placeholders: z.int(),
  policies: z.object({ points: z.array(policyLine), routes: z.array(policyLine), credit: z.string().optional() }),
  procedures: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      title: text,
      source: z.string(),
      effectiveFrom: day,
      effectiveTo: day.optional(),
      delegated: z.boolean(),
      inForce: z.boolean(),
      /** What this zone does otherwise. */
      changedBy: z.array(
        z.object({ effectiveFrom: day, effectiveTo: day.optional(), note: text.optional(), ...sourced }),
      ),
    }),
  ),
  calendars: z.array(calendarView),
  serviceWindows: z.array(
    z.object({
      number: z.int(),
      name: text,
      address: text,
      procedures: z.array(z.string()).optional(),
      categories: z.array(z.string()).optional(),
      divisions: z.array(z.string()),
      deputy: z.int().optional(),
      closures: z.array(z.object({ from: day, to: day.optional(), reason: text })),
      ...sourced,
    }),
  ),
  access: accessSection,
  protection: protectionSection,
  logRetentionDays: z.int(),
});

export const policiesRoutes = routes({
  readCalendar: {
    method: 'GET',
    path: '/api/calendars/{year}',
    summary: 'Days off and made-up working days of a year, by which time limits are counted',
    access: 'open',
    answer: { status: 200, schema: calendarView },
  },
  readZoneFile: {
    method: 'GET',
    path: '/api/zone-file',
    summary: 'What the zone was deployed with: every figure with its source, policies, procedures, calendars, windows',
    access: leads,
    answer: { status: 200, schema: zoneFileView },
  },
  readPolicyInForce: {
    method: 'GET',
    path: '/api/policies/in-force',
    summary: 'The points table and the routes of the place that hold today, in the form in which drafts are written',
    access: leads,
    answer: {
      status: 200,
      schema: z.object({
        points: draftPoints,
        locality: draftLocality,
        digests: z.object({ points: z.string(), locality: z.string() }),
      }),
    },
  },
  listPolicyDrafts: {
    method: 'GET',
    path: '/api/policy-drafts',
    summary: 'Drafts of policies, the latest first, and of what was published whether the zone runs it',
    access: leads,
    query: pageQuery,
    answer: { status: 200, schema: page(z.object(draftLine)) },
  },
  createPolicyDraft: {
    method: 'POST',
    path: '/api/policy-drafts',
    summary: 'Begin a draft of a points table, of the routes of a place, or of both',
    access: leads,
    body: z.strictObject(written),
    answer: { status: 201, schema: policyDraftView },
  },
  readPolicyDraft: {
    method: 'GET',
    path: '/api/policy-drafts/{id}',
    summary: 'A draft with its content, the present one or an earlier revision',
    access: leads,
    query: z.strictObject({ revision: z.coerce.number().int().min(1).max(9999).optional() }),
    answer: { status: 200, schema: policyDraftView },
  },
  savePolicyDraft: {
    method: 'PUT',
    path: '/api/policy-drafts/{id}',
    summary: 'Change a draft; an approval ends with every change',
    access: leads,
    body: z.strictObject({ ...written, ...version }),
    answer: { status: 200, schema: policyDraftView },
  },
  rehearsePolicyDraft: {
    method: 'POST',
    path: '/api/policy-drafts/{id}/rehearsal',
    summary: 'Try the present content on open cases and keep the figures; ask again until it is complete',
    access: leads,
    body: z.strictObject({
      /** Begin anew although it is complete: cases have come and gone since. */
      again: z.boolean().optional(),
    }),
    bodyOptional: true,
    answer: { status: 200, schema: policyDraftView },
  },
  approvePolicyDraft: {
    method: 'POST',
    path: '/api/policy-drafts/{id}/approve',
    summary: 'Approve the content that was seen, as somebody who wrote none of it, after a complete rehearsal',
    access: leads,
    body: seen,
    bodyOptional: true,
    answer: { status: 200, schema: policyDraftView },
  },
  publishPolicyDraft: {
    method: 'POST',
    path: '/api/policy-drafts/{id}/publish',
    summary: 'Publish what was approved: the file that the zone takes in with its next deployment',
    access: leads,
    body: seen,
    bodyOptional: true,
    answer: { status: 200, schema: policyDraftView },
  },
  withdrawPolicyDraft: {
    method: 'POST',
    path: '/api/policy-drafts/{id}/withdraw',
    summary: 'Give a draft up that was not published',
    access: leads,
    body: z.strictObject({ reason: line(300), ...version }),
    answer: { status: 200, schema: policyDraftView },
  },
  readPublication: {
    method: 'GET',
    path: '/api/policy-drafts/{id}/publication',
    summary: 'A published policy as the file that infra/policies/take-in.ts takes into the repository',
    access: leads,
    answer: { status: 200, schema: publicationView },
  },
  listPolicyDraftEvents: {
    method: 'GET',
    path: '/api/policy-drafts/{id}/history',
    summary: 'Who wrote, rehearsed, approved, published or withdrew a draft, the latest first',
    access: leads,
    query: pageQuery,
    answer: {
      status: 200,
      schema: page(
        z.object({
          type: z.enum(['created', 'edited', 'rehearsed', 'approved', 'published', 'withdrawn']),
          at: instant,
          by: z.string(),
          revision: z.int().optional(),
          effectiveFrom: day.optional(),
          reason: z.string().optional(),
          looked: z.int().optional(),
          sha256: z.string().optional(),
        }),
      ),
    },
  },
});
