import * as z from 'zod';
import { certificateStates, certificateTypes } from '../domain/certificates/certificate.ts';
import { countryCode, day, instant, line, text, version } from './common.ts';
import { routes } from './route.ts';

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

const type = z.enum(certificateTypes);
const number = line(40);
const passport = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{5,20}$/, { error: 'passport-number' }),
  issuingState: countryCode,
});
const id = z.string().regex(/^[\w-]{22}$/);

const end = z.object({
  how: z.enum(['converted', 'revoked']),
  at: instant,
  /** The permit into which it was converted, and the application that asked for it. */
  permitNumber: z.string().optional(),
  applicationId: z.string().optional(),
  by: z.string().optional(),
  reason: z.string().optional(),
});

/** What a list shows of a certificate: enough to call its holder's employer. */
const summary = z.object({
  id: z.string(),
  type,
  number: z.string(),
  name: z.string(),
  employerName: z.string(),
  expiresOn: day,
  state: z.enum(certificateStates),
  convertedInto: z.string().optional(),
  version: z.int(),
});

const whole = z.object({
  ...summary.shape,
  nationality: z.string(),
  birthDate: day,
  passport: z.object({ number: z.string(), issuingState: z.string() }),
  employerCode: z.string().optional(),
  authority: z.string(),
  issuedOn: day,
  registeredOn: day,
  importId: z.string().optional(),
  end: end.optional(),
  /** What was corrected, each with what stood there before. */
  corrections: z.array(
    z.object({
      version: z.int(),
      at: instant,
      by: z.string(),
      reason: z.string(),
      before: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const certificatesRoutes = routes({
  findCertificates: {
    method: 'POST',
    path: '/api/certificates/lookups',
    summary: 'Old certificates by number or by passport; each that is found is recorded as read',
    access: officers,
    body: z.union([z.strictObject({ number, type: type.optional() }), z.strictObject({ passport })]),
    answer: { status: 200, schema: z.object({ items: z.array(summary) }) },
  },
  listCertificates: {
    method: 'GET',
    path: '/api/certificates',
    summary: 'Old certificates that end in a month and still hold, in order of their last day',
    access: officers,
    query: z.strictObject({
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
      cursor: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: { status: 200, schema: z.object({ items: z.array(summary), next: z.string().optional() }) },
  },
  readCertificate: {
    method: 'GET',
    path: '/api/certificates/{id}',
    summary: 'All that the register says of an old certificate; each reading is recorded',
    access: officers,
    answer: { status: 200, schema: whole },
  },
  verifyCertificate: {
    method: 'POST',
    path: '/api/certificates/verifications',
    summary: 'Whether an old certificate still holds, and whose it is; each reading is recorded',
    access: ['inspector', 'front-officer', 'supervisor'],
    body: z.strictObject({ type, number }),
    answer: {
      status: 200,
      schema: z.object({
        verdict: z.enum([...certificateStates, 'unknown']),
        text,
        checkedAt: instant,
        validTo: day.optional(),
        /** The permit that took its place. */
        convertedInto: z.string().optional(),
        record: z
          .object({
            name: z.string(),
            nationality: z.string(),
            birthDate: day,
            passport: z.object({ number: z.string(), issuingState: z.string() }),
            employer: z.string(),
            authority: z.string(),
            issuedOn: day,
          })
          .optional(),
      }),
    },
  },
  correctCertificate: {
    method: 'PATCH',
    path: '/api/certificates/{id}',
    summary: 'Correct what the register says of an old certificate, with a reason; what stood there is kept',
    access: ['supervisor'],
    body: z.strictObject({
      reason: line(500),
      name: z.string().max(120).optional(),
      nationality: z.string().max(10).optional(),
      birthDate: z.string().max(20).optional(),
      passport: passport.optional(),
      employerCode: z.string().max(30).optional(),
      employerName: z.string().max(120).optional(),
      authority: z.string().max(80).optional(),
      issuedOn: z.string().max(20).optional(),
      expiresOn: z.string().max(20).optional(),
      ...version,
    }),
    answer: { status: 200, schema: summary },
  },
  revokeCertificate: {
    method: 'POST',
    path: '/api/certificates/{id}/revoke',
    summary: 'Revoke an old certificate for good, with a reason',
    access: ['supervisor'],
    body: z.strictObject({ reason: line(500) }),
    answer: { status: 200, schema: summary },
  },
});

/** The id of a certificate as a path names it. */
export const certificateIdForm = id;
