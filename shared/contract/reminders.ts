import * as z from 'zod';
import { endings } from '../domain/reminders/reminders.ts';
import { channelNames, failureReasons } from '../notices/notice.ts';
import { day, instant } from './common.ts';
import { routes } from './route.ts';

const reminderView = z.object({
  /** What ends. */
  of: z.enum(endings),
  /** Its last day. */
  endsOn: day,
  daysBefore: z.int(),
  remindOn: day,
  state: z.enum(['planned', 'told', 'not-given']),
  /** How far the notice to the holder came, on each channel that it went out on. */
  deliveries: z
    .array(
      z.object({
        channel: z.enum(channelNames),
        state: z.enum(['sent', 'failed', 'given-up']),
        at: instant,
        reason: z.enum(failureReasons).optional(),
      }),
    )
    .optional(),
});

const remindersView = z.object({
  permitNumber: z.string(),
  endings: z.array(z.object({ of: z.enum(endings), on: day })),
  items: z.array(reminderView),
});

export const remindersRoutes = routes({
  readReminders: {
    method: 'GET',
    path: '/api/permits/{number}/reminders',
    summary: 'Of what ends the holder is reminded, when, and how far each reminder came',
    access: ['applicant', 'employer', 'supervisor', 'decider', 'inspector'],
    answer: { status: 200, schema: remindersView },
  },
  stateResidence: {
    method: 'PUT',
    path: '/api/permits/{number}/residence',
    summary: 'State until when the residence permit beside this permit runs, to be reminded of it',
    access: ['applicant', 'employer', 'supervisor'],
    body: z.strictObject({ validTo: day }),
    answer: { status: 200, schema: remindersView },
  },
});
