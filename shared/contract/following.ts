import * as z from 'zod';
import { holderNames } from '../domain/desk/guidance-words.ts';
import { category, day, instant, line, reference, stage, text } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { onPermit, permitStatus } from './issuance.ts';
import { routes } from './route.ts';

const parties = ['employer', 'applicant'] as const;
const staff = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

export const applicationSummary = z.object({
  id: z.string(),
  version: z.int(),
  stage,
  procedure: z.string(),
  /** Absent where a person applies who needs no employer. */
  employerId: z.string().optional(),
  employerName: z.string().optional(),
  applicantName: z.string().optional(),
  category: category.nullable().optional(),
  dueAt: instant.optional(),
  promisedOn: day.optional(),
  permitNumber: z.string().optional(),
  createdAt: instant,
  updatedAt: instant,
});

export const timelineEvent = z.object({
  at: instant,
  type: z.string(),
  by: z.enum(['employer', 'applicant', 'authority', 'system']),
  text,
  promisedOn: day.optional(),
  respondBy: day.optional(),
  /** The dates were counted across a year whose official calendar is not published. */
  provisional: z.boolean().optional(),
  /** Number of the letter that announces it. */
  letter: z.string().optional(),
});

/** A permit in its present period, as its holder and its employer find it among theirs. */
export const permitLine = z.object({
  number: z.string(),
  status: permitStatus,
  category,
  holder: z.string(),
  employer: text.partial({ en: true }),
  post: z.string(),
  validFrom: day,
  validTo: day,
  applicationId: z.string(),
  /** What can be applied for about it as it stands today. */
  onward: z.array(onPermit),
});

/** Where an application stands, for whoever has its number and code: nobody's name, passport, employer or reasons. */
export const followedApplication = z.object({
  receiptNumber: z.string(),
  procedure: z.object({ id: z.string(), title: text }),
  stage,
  /** The stage in words. */
  title: text,
  text,
  /** Whose turn it is. */
  with: z.enum(holderNames),
  withLabel: text,
  /** Of the last submission. */
  submittedOn: day.optional(),
  acceptedOn: day.optional(),
  /** The day by which a decision is promised, while the clock runs. */
  promisedOn: day.optional(),
  /** Last day on which its parties can mend it or reply. */
  respondBy: day.optional(),
  /** Any of these days was counted across a year whose official calendar is not published. */
  provisional: z.boolean(),
  late: z.boolean(),
  changedOn: day,
});

/** Where one's applications stand and what happened to each: what is asked most often. */
export const followingRoutes = routes({
  listApplications: {
    method: 'GET',
    path: '/api/applications',
    summary: 'My applications: employer after employer, then those as an applicant; newest first in each',
    access: parties,
    query: z.strictObject({ ...pageQuery.shape, employerId: reference.optional() }),
    answer: { status: 200, schema: page(applicationSummary) },
  },
  listPermits: {
    method: 'GET',
    path: '/api/permits',
    summary:
      'My permits, found by the applications that brought their present period; pages follow those and may hold few permits',
    access: parties,
    query: z.strictObject({ ...pageQuery.shape, employerId: reference.optional() }),
    answer: { status: 200, schema: page(permitLine) },
  },
  readTimeline: {
    method: 'GET',
    path: '/api/applications/{id}/timeline',
    summary: 'What happened, in order, in words for the applicant',
    access: [...parties, ...staff],
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(timelineEvent),
        /** For parties: with this number and code anybody can follow it without signing in. */
        follow: z.object({ receiptNumber: z.string(), code: z.string() }).optional(),
      }),
    },
  },
  followApplication: {
    method: 'POST',
    path: '/api/receipts/follow',
    summary:
      'Follow an application without signing in, by its receipt number and the code that its parties have; both stand in the body and in no address',
    access: 'open',
    body: z.strictObject({ receiptNumber: line(60), code: line(60) }),
    answer: { status: 200, schema: followedApplication },
  },
});
