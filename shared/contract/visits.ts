import * as z from 'zod';
import { day, instant, line, paragraph, reference, stage, text, version } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day' });
const parties = ['employer', 'applicant'] as const;
const visitState = z.enum(['booked', 'checked-in', 'absent', 'cancelled', 'collected']);
const serviceRef = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/);

const rule = z.object({ code: z.string(), text });

const offeredService = z.object({
  id: z.string(),
  title: text,
  /** Whoever decides it; the window takes it in and hands it over. */
  authority: text,
  about: text,
  bring: z.array(text),
  source: z.string(),
  placeholder: z.boolean(),
});

const slot = z.object({ from: z.string(), to: z.string(), free: z.int() });

const partState = z.enum(['pending', 'ready', 'dropped']);

const appointment = z.object({ day, from: z.string(), to: z.string(), address: text });

export const visitView = z.object({
  id: z.string(),
  version: z.int(),
  state: visitState,
  party: z.object({ kind: z.enum(parties), name: z.string() }),
  appointment,
  /** Every application, how it stands, and why one is no part of it any more. */
  applications: z.array(
    z.object({
      id: z.string(),
      receiptNumber: z.string().optional(),
      procedure: z.string().optional(),
      applicant: z.string().optional(),
      stage: stage.optional(),
      state: partState,
      reason: text.optional(),
      /** What the decision says, where it was refused. */
      grounds: z.array(text).optional(),
      readyOn: day.optional(),
      expectedOn: day.optional(),
      permitNumber: z.string().optional(),
    }),
  ),
  services: z.array(
    z.object({
      service: z.string(),
      title: text,
      authority: text,
      applicationId: z.string(),
      state: z.enum(['with-authority', 'ready', 'not-granted']),
      note: z.string().optional(),
    }),
  ),
  /** Originals that are looked at, each once, with the applications for which it is. */
  bring: z.array(z.object({ kind: z.string(), label: text, applications: z.array(z.string()) })),
  /** What to bring for certificates of other authorities. */
  bringForServices: z.array(text),
  /** Everything is collected together: since when it can be, or when it is promised. */
  together: z.object({ ready: z.boolean(), on: day.optional(), expectedOn: day.optional() }),
  collection: z
    .object({
      at: instant,
      collectedBy: z.object({ name: z.string(), as: z.enum(['applicant', 'handler', 'authorised']) }),
      collected: z.array(
        z.object({
          applicationId: z.string(),
          receiptNumber: z.string().optional(),
          permitNumber: z.string().optional(),
        }),
      ),
      services: z.array(z.object({ service: z.string(), applicationId: z.string() })),
      dropped: z.array(z.string()),
    })
    .optional(),
  /** Until when it may be moved or cancelled, and how often it may still be moved. */
  changes: z.object({ until: instant, movesLeft: z.int() }),
  rules: z.array(rule),
  endedBecause: z.string().optional(),
  next: z.array(z.enum(['move', 'cancel', 'take-out', 'check-in', 'mark-absent', 'note-service', 'collect'])),
  createdAt: instant,
});

const visitLine = visitView.pick({ id: true, version: true, state: true, appointment: true, createdAt: true }).extend({
  applications: z.array(z.string()),
});

/** A line of the front office's day: who comes when, and with how much. */
const dayLine = z.object({
  visitId: z.string(),
  from: z.string(),
  to: z.string(),
  place: z.int(),
  party: z.string(),
  parts: z.int(),
  state: visitState,
});

export const visitsRoutes = routes({
  readVisitOffer: {
    method: 'GET',
    path: '/api/visits/offer',
    summary: 'One visit for several permits: where, when, what it covers, and every rule before booking',
    access: 'open',
    answer: {
      status: 200,
      schema: z.object({
        address: text,
        hours: z.array(
          z.object({ weekdays: z.array(z.int()).optional(), from: z.string(), to: z.string(), places: z.int() }),
        ),
        slotMinutes: z.int(),
        rules: z.array(rule),
        services: z.array(offeredService),
        source: z.string(),
        placeholder: z.boolean(),
      }),
    },
  },
  listSlots: {
    method: 'GET',
    path: '/api/visits/slots',
    summary: 'Free slots, at most a week at once, with the rules',
    access: [...parties, 'front-officer'],
    query: z.strictObject({ from: day.optional(), days: z.coerce.number().int().min(1).max(7).optional() }),
    answer: {
      status: 200,
      schema: z.object({
        days: z.array(
          z.object({
            day,
            slots: z.array(slot),
            /** Why a day has none. */
            closed: z
              .object({
                code: z.enum(['day-off', 'no-hours', 'calendar-unpublished', 'too-far', 'past']),
                text,
              })
              .optional(),
          }),
        ),
        rules: z.array(rule),
      }),
    },
  },
  bookVisit: {
    method: 'POST',
    path: '/api/visits',
    summary: 'Book one appointment for several of your applications',
    access: parties,
    body: z.strictObject({
      applications: z.array(reference).min(1).max(20),
      /** Certificates of other authorities for the same visit, each for one of the applications. */
      services: z
        .array(z.strictObject({ service: serviceRef, applicationId: reference }))
        .max(40)
        .default([]),
      day,
      from: time,
    }),
    answer: { status: 201, schema: visitView },
  },
  listVisits: {
    method: 'GET',
    path: '/api/visits',
    summary: 'My visits, newest first; for the front office the list of a day',
    access: [...parties, 'front-officer', 'supervisor'],
    query: z.strictObject({ ...pageQuery.shape, day: day.optional() }),
    answer: {
      status: 200,
      schema: z.object({ ...page(visitLine).shape, day: z.array(dayLine).optional() }),
    },
  },
  readVisit: {
    method: 'GET',
    path: '/api/visits/{id}',
    summary: 'One visit: how each part stands, what to bring, when everything can be collected',
    access: [...parties, 'front-officer', 'supervisor'],
    answer: { status: 200, schema: visitView },
  },
  moveVisit: {
    method: 'POST',
    path: '/api/visits/{id}/move',
    summary: 'Move a visit to another free slot',
    access: parties,
    body: z.strictObject({ day, from: time, ...version }),
    answer: { status: 200, schema: visitView },
  },
  cancelVisit: {
    method: 'POST',
    path: '/api/visits/{id}/cancel',
    summary: 'Cancel a visit; the slot is free at once and the applications go on',
    access: [...parties, 'front-officer'],
    body: z.strictObject({ ...version, reason: paragraph(500).optional() }),
    bodyOptional: true,
    answer: { status: 200, schema: visitView },
  },
  takeOutOfVisit: {
    method: 'POST',
    path: '/api/visits/{id}/take-out',
    summary: 'Take an application out, so that the rest need not wait for it',
    access: [...parties, 'front-officer'],
    body: z.strictObject({ applicationId: reference, ...version }),
    answer: { status: 200, schema: visitView },
  },
  checkIn: {
    method: 'POST',
    path: '/api/visits/{id}/check-in',
    summary: 'The party has come and the originals were looked at',
    access: ['front-officer'],
    body: z.strictObject({ ...version }),
    bodyOptional: true,
    answer: { status: 200, schema: visitView },
  },
  markAbsent: {
    method: 'POST',
    path: '/api/visits/{id}/absent',
    summary: 'Nobody came',
    access: ['front-officer'],
    body: z.strictObject({ ...version }),
    bodyOptional: true,
    answer: { status: 200, schema: visitView },
  },
  noteService: {
    method: 'POST',
    path: '/api/visits/{id}/services',
    summary: 'What another authority decided about its certificate',
    access: ['front-officer'],
    body: z.strictObject({
      service: serviceRef,
      applicationId: reference,
      state: z.enum(['with-authority', 'ready', 'not-granted']),
      note: line(300).optional(),
      ...version,
    }),
    answer: { status: 200, schema: visitView },
  },
  collectVisit: {
    method: 'POST',
    path: '/api/visits/{id}/collect',
    summary: 'Hand everything over at once, to somebody whose identity was checked',
    access: ['front-officer'],
    body: z.strictObject({
      collectedBy: z.strictObject({ name: line(80), as: z.enum(['applicant', 'handler', 'authorised']) }),
      ...version,
    }),
    answer: { status: 200, schema: visitView },
  },
});
