import * as z from 'zod';
import { instant, line, reference, text } from './common.ts';
import { employerChange, employerRegistration, phone } from './employer-details.ts';
import { routes } from './route.ts';

const email = z.email({ error: 'email' }).max(120).toLowerCase();

/**
 * `declared` by its handler; `registered` when that was reviewed; `displaced` when another organisation was registered
 * under the same credit code.
 */
export const employerStatus = z.enum(['declared', 'registered', 'displaced']);

/** One of the one to three people who handle the employer's applications. */
const handlerView = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  state: z.enum(['active', 'invited']),
  since: instant,
  /** It is you. */
  own: z.boolean(),
});

export const employerView = z.object({
  id: z.string(),
  ...employerRegistration.shape,
  status: employerStatus,
  /** What to do about its status. */
  advice: text.optional(),
  declaredAt: instant,
  /** When its registration was granted. */
  registeredAt: instant.optional(),
  updatedAt: instant.optional(),
  handlers: z.array(handlerView),
});

export const employersRoutes = routes({
  registerEmployer: {
    method: 'POST',
    path: '/api/employers',
    summary: 'Declare an employer; the person who declares it becomes its handler',
    access: ['employer'],
    body: employerRegistration,
    answer: { status: 201, schema: employerView },
  },
  listEmployers: {
    method: 'GET',
    path: '/api/employers',
    summary: 'The employers that I handle, and those that invite me to',
    access: ['employer'],
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(employerView),
        next: z.string().optional(),
        invitations: z.array(z.object({ employerId: z.string(), employer: text.partial({ en: true }) })),
      }),
    },
  },
  readEmployer: {
    method: 'GET',
    path: '/api/employers/{id}',
    summary: 'One employer with its handlers',
    access: ['employer', 'supervisor'],
    answer: { status: 200, schema: employerView },
  },
  updateEmployer: {
    method: 'PATCH',
    path: '/api/employers/{id}',
    summary: 'Change what is declared of an employer; once it is registered, only how its handler is reached',
    access: ['employer'],
    body: employerChange,
    answer: { status: 200, schema: employerView },
  },
  inviteHandler: {
    method: 'POST',
    path: '/api/employers/{id}/handlers',
    summary: 'Invite a colleague by e-mail as a further handler; a supervisor says why',
    access: ['employer', 'supervisor'],
    body: z.strictObject({
      name: line(80),
      phone,
      /** The address that the colleague signs in with, as the identity provider verified it. */
      email,
      /** The handler whose place the new one takes; needed when there are as many as there may be. */
      replaces: reference.optional(),
      /** Needed from a supervisor. */
      reason: line(500).optional(),
    }),
    answer: { status: 201, schema: employerView },
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/employers/{id}/handlers/accept',
    summary: 'Become a handler of an employer that invites me',
    access: ['employer'],
    answer: { status: 200, schema: employerView },
  },
  removeHandler: {
    method: 'DELETE',
    path: '/api/employers/{id}/handlers/{handlerId}',
    summary: 'Remove a handler, or withdraw an invitation; one who can sign in always stays',
    access: ['employer'],
    answer: { status: 200, schema: employerView },
  },
});
