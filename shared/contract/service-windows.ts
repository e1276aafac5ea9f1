import * as z from 'zod';
import { officerStages } from '../domain/application/transitions.ts';
import { bilingual, category, instant, line, text, version } from './common.ts';
import { applicationView, page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;
const leads = ['supervisor', 'admin'] as const;
const windowNumber = z.int().min(1).max(99);

const clockTime = z.string().regex(/^\d\d:\d\d$/);

/** What waits in the queue of one stage at one window; counted as far as it was looked at. */
const waiting = z.object({
  stage: z.enum(officerStages),
  waiting: z.int(),
  /** There are more than were counted. */
  more: z.boolean(),
  late: z.int(),
  oldestDueAt: instant.optional(),
});

const serviceWindow = z.object({
  number: windowNumber,
  name: text,
  address: text,
  phone: z.string(),
  /** Weekdays by number, Monday 1 to Sunday 7; times of the zone's time zone. */
  hours: z.array(z.object({ days: z.array(z.int()), from: clockTime, to: clockTime })),
  open: z.boolean(),
  /** Why it is closed today although its hours say otherwise, and who stands in. */
  closed: z.object({ reason: text, to: z.string().optional(), deputy: windowNumber.optional() }).optional(),
  competence: z.object({
    /** Absent: every procedure; the same for categories. */
    procedures: z.array(z.string()).optional(),
    categories: z.array(z.union([category, z.literal('none')])).optional(),
    /** First digits of the division in which the credit code of an employer was given. */
    divisions: z.array(z.string()),
    elsewhere: z.boolean(),
  }),
  /** For officers. */
  queues: z.array(waiting).optional(),
  /** What no source proves and the authority must settle. */
  placeholder: z.boolean(),
});

/** Where applications are filed and worked, in a zone with several service windows. */
export const serviceWindowRoutes = routes({
  listServiceWindows: {
    method: 'GET',
    path: '/api/service-windows',
    summary: 'The service windows: what they handle, when they are open and whether they are now; queues for officers',
    access: 'optional',
    answer: { status: 200, schema: z.object({ asOf: instant, items: z.array(serviceWindow) }) },
  },
  readOwnWindows: {
    method: 'GET',
    path: '/api/service-windows/mine',
    summary: 'What waits at the windows that I work, or that I supervise: how many, the oldest due time, what is late',
    access: officers,
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(z.object({ number: windowNumber, name: text, queues: z.array(waiting) })),
      }),
    },
  },
});

/** Taking a case to another window. */
export const movingRoutes = routes({
  moveApplication: {
    method: 'POST',
    path: '/api/applications/{id}/move',
    summary: 'Move an application to another service window that handles it; its times stay, a claim is released',
    access: officers,
    body: z.strictObject({
      to: windowNumber,
      /** Told to the parties. */
      reason: bilingual(200),
      ...version,
    }),
    answer: { status: 200, schema: applicationView },
  },
});

const staffWindows = z.object({
  subject: z.string(),
  windows: z.array(windowNumber),
  at: instant,
  by: z.string(),
  reason: z.string(),
});

/** Which officers belong to which windows. */
export const staffWindowRoutes = routes({
  listStaffWindows: {
    method: 'GET',
    path: '/api/staff/windows',
    summary: 'Which officers belong to which service windows; who belongs to none works the cases of all',
    access: leads,
    query: pageQuery,
    answer: { status: 200, schema: page(staffWindows) },
  },
  assignWindows: {
    method: 'PUT',
    path: '/api/staff/{subject}/windows',
    summary: 'Say to which service windows an officer belongs; none means the cases of all',
    access: leads,
    body: z.strictObject({ windows: z.array(windowNumber).max(99), reason: line(200), ...version }),
    answer: { status: 200, schema: staffWindows },
  },
});
