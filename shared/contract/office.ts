import * as z from 'zod';
import { roles } from '../domain/access/roles.ts';
import { coveredRoles } from '../domain/office/leave.ts';
import { category, day, instant, line, reference, stage, text, version } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

/** Kept short, because every case that a suspension touches repeats it in its event. */
const reason = z.strictObject({ zh: line(200), en: line(200) });

const scopeInput = z
  .strictObject({
    procedures: z.array(reference).min(1).max(20).optional(),
    categories: z.array(category).min(1).max(3).optional(),
  })
  .refine(({ procedures, categories }) => procedures !== undefined || categories !== undefined, { error: 'no-scope' });

const scope = z.object({ procedures: z.array(z.string()).optional(), categories: z.array(category).optional() });

const suspended = z.object({
  /** Nothing named means the whole delegation. */
  scope,
  /** From when on nothing is decided; may lie ahead. */
  from: instant,
  reason: text,
  by: z.string(),
  at: instant,
});

/** The delegation as the zone's file states it, what of it is suspended, and how that came about. */
export const delegationView = z.object({
  version: z.int(),
  /** Whether anything can be decided now. */
  holds: z.boolean(),
  authority: text,
  inNameOf: z.enum(['delegating-authority', 'zone']),
  procedures: z.array(z.string()),
  categories: z.array(category),
  validFrom: day,
  validTo: day.optional(),
  suspended: z.array(suspended),
  history: page(
    z.object({
      type: z.enum(['delegation-suspended', 'delegation-restored']),
      at: instant,
      by: z.string(),
      scope,
      from: instant.optional(),
      reason: text,
    }),
  ),
});

const referredLine = z.object({
  id: z.string(),
  procedure: z.string(),
  category: category.nullable(),
  receiptNumber: z.string().optional(),
  applicantName: z.string(),
  employerName: z.string(),
  stage,
});

/** What the zone knows of an officer's role beside the identity provider. */
const staffRole = z.object({
  subject: z.string(),
  role: z.enum(roles),
  state: z.enum(['ended', 'reinstated']),
  at: instant,
  by: z.string(),
  reason: text,
});

const leave = z.object({
  id: z.string(),
  subject: z.string(),
  role: z.enum(coveredRoles),
  from: day,
  to: day,
  coveredBy: z.string(),
  endedAt: instant.optional(),
  /** For supervisors. */
  reason: z.string().optional(),
  recordedBy: z.string().optional(),
  recordedAt: instant.optional(),
});

/** An identity provider's stable subject identifier. */
const subject = line(128);
const staffChange = z.strictObject({ role: z.enum(roles), reason, ...version });
const leads = ['supervisor', 'admin'] as const;
const officers = ['front-officer', 'back-officer', 'decider', 'supervisor', 'admin'] as const;

/** The person who asks, as this zone knows them. */
export const selfView = z.object({
  subject: z.string(),
  /** What they may act as: of an officer's roles those that have not ended here. */
  roles: z.array(z.enum(roles)),
  email: z.string().optional(),
  /** Signed in with a second factor, without which no officer's role counts. */
  mfa: z.boolean(),
  /** When signing in has to be renewed. */
  expiresAt: instant,
});

export const officeRoutes = routes({
  readSelf: {
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in, and what they may act as in this zone',
    access: roles,
    answer: { status: 200, schema: selfView },
  },
  readDelegation: {
    method: 'GET',
    path: '/api/delegation',
    summary: 'What is delegated to this zone, what of it is suspended, and who did that and why',
    access: officers,
    query: pageQuery,
    answer: { status: 200, schema: delegationView },
  },
  suspendDelegation: {
    method: 'POST',
    path: '/api/delegation/suspend',
    summary:
      'Suspend the delegation or part of it: nothing is decided, open applications go to the delegating authority',
    access: leads,
    body: z.strictObject({
      /** Left out: the whole delegation. Of what is named, each thing is suspended by itself. */
      scope: scopeInput.optional(),
      reason,
      /** First day on which nothing is decided any more; left out: at once. */
      from: day.optional(),
      ...version,
    }),
    answer: { status: 200, schema: delegationView },
  },
  restoreDelegation: {
    method: 'POST',
    path: '/api/delegation/restore',
    summary: 'End a suspension: the applications that had to leave come back',
    access: leads,
    body: z.strictObject({
      /** Left out: everything that is suspended. */
      scope: scopeInput.optional(),
      reason,
      ...version,
    }),
    answer: { status: 200, schema: delegationView },
  },
  listReferred: {
    method: 'GET',
    path: '/api/delegation/referred',
    summary: 'Applications that are with the delegating authority, those first that the law decides by itself',
    access: leads,
    query: pageQuery,
    answer: { status: 200, schema: page(referredLine) },
  },
  listStaffRoles: {
    method: 'GET',
    path: '/api/staff',
    summary: 'Roles of officers that this zone ended or gave back, whatever the identity provider says',
    access: leads,
    query: pageQuery,
    answer: { status: 200, schema: page(staffRole) },
  },
  endRole: {
    method: 'POST',
    path: '/api/staff/{subject}/end',
    summary: "End an officer's role at once: what they claimed is free, what they reviewed cannot be concluded",
    access: leads,
    body: staffChange,
    answer: { status: 200, schema: staffRole },
  },
  reinstateRole: {
    method: 'POST',
    path: '/api/staff/{subject}/reinstate',
    summary: 'Give an officer a role back that was ended',
    access: leads,
    body: staffChange,
    answer: { status: 200, schema: staffRole },
  },
  listLeave: {
    method: 'GET',
    path: '/api/staff/leave',
    summary: 'Who is away, now or soon, and who stands in',
    access: officers,
    query: pageQuery,
    answer: { status: 200, schema: page(leave) },
  },
  recordLeave: {
    method: 'POST',
    path: '/api/staff/{subject}/leave',
    summary: 'Record that an officer is away and who may act on what they had claimed',
    access: leads,
    body: z.strictObject({
      role: z.enum(coveredRoles),
      from: day,
      to: day,
      coveredBy: subject,
      reason: line(200),
      ...version,
    }),
    answer: { status: 201, schema: leave },
  },
  endLeave: {
    method: 'DELETE',
    path: '/api/staff/{subject}/leave/{leave}',
    summary: 'End a leave before its last day',
    access: leads,
    answer: { status: 204 },
  },
});
