import * as z from 'zod';
import { pauseKinds } from '../domain/application/pauses.ts';
import {
  bilingual,
  category,
  day,
  instant,
  line,
  paragraph,
  reference,
  stage,
  version,
  withinBytes,
} from './common.ts';
import { applicationView, page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

export const queueLine = z.object({
  id: z.string(),
  version: z.int(),
  stage,
  procedure: z.string(),
  receiptNumber: z.string().optional(),
  /** Absent where the employer alone is concerned. */
  applicantName: z.string().optional(),
  /** Absent where a person applies who needs no employer. */
  employerName: z.string().optional(),
  category: category.nullable(),
  dueAt: instant,
  /** When the law accepts or grants by itself, if nobody has said anything by then. */
  deemsAt: instant.optional(),
  promisedOn: day.optional(),
  provisional: z.boolean(),
  late: z.boolean(),
  /** Hours by which the green path puts it ahead of its due time in this list. */
  ahead: z.int().optional(),
  /** The clock stands still, for what was announced. */
  pause: z.object({ kind: z.enum(pauseKinds), since: instant, until: day.optional() }).optional(),
  claimedBy: z.string().optional(),
  /** Number of the service window that has it. */
  serviceWindow: z.int().optional(),
});

const textInput = bilingual(1000);

/** One thing to mend, in both languages, at the field or document that it concerns. */
export const deficiencyInput = z.strictObject({
  path: z.string().regex(/^[a-zA-Z0-9.-]{2,80}$/),
  code: z.string().regex(/^[a-z0-9-]{2,60}$/),
  text: textInput,
  remedy: textInput.optional(),
});

/** Art. 38: a refusal states the reason, the rule and the document behind it. */
export const reasonInput = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,60}$/),
  rule: line(200),
  text: textInput,
  documentId: reference.optional(),
});

/** One complete notice, and the reasons of a refusal: each is one item of the table. */
const mostText = 100_000;
const deficiencies = z
  .array(deficiencyInput)
  .min(1)
  .max(50)
  .refine(...withinBytes(mostText));
const reasons = z
  .array(reasonInput)
  .min(1)
  .max(20)
  .refine(...withinBytes(mostText));

const evidence = z
  .array(z.strictObject({ item: z.string().max(60), documentId: reference }))
  .max(30)
  .optional();

/** What a review confirms beside its recommendation. */
const confirmation = {
  /** Each row that gives points, and a direct route, with the document that proves it. */
  evidence,
  /** Facts that the officer corrects; the original is kept. */
  corrections: z
    .array(z.strictObject({ item: z.string().max(60), value: z.unknown(), reason: paragraph(1000) }))
    .max(30)
    .optional(),
  /** Values that no row of the table covers: which row applies, and why. */
  settlements: z
    .array(z.strictObject({ item: z.string().max(60), row: z.string().max(60), reason: paragraph(1000) }))
    .max(10)
    .optional(),
  /** Needed when the law accepted the application and somebody may be the same person: that person's id, or `new`. */
  person: reference.optional(),
  /** What was examined beyond the usual, where the person or the employer stands on the black list of credit. */
  enhancedReview: paragraph(2000).optional(),
  note: paragraph(4000).optional(),
  ...version,
};

const versioned = z.strictObject({ ...version });

export const approvalRoutes = routes({
  readQueue: {
    method: 'GET',
    path: '/api/queues/{stage}',
    summary: 'Applications of a stage by due time; `late` shows what is past its time in every stage',
    access: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    query: z.strictObject({
      ...pageQuery.shape,
      /** Only the queue of this service window, in a zone that has several. */
      serviceWindow: z.coerce.number().int().min(1).max(99).optional(),
    }),
    answer: { status: 200, schema: page(queueLine) },
  },
  claimApplication: {
    method: 'POST',
    path: '/api/applications/{id}/claim',
    summary: 'Take an application out of the queue for myself',
    access: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    body: versioned,
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
  releaseApplication: {
    method: 'POST',
    path: '/api/applications/{id}/release',
    summary: 'Put a claimed application back into the queue; a supervisor may release any',
    access: ['front-officer', 'back-officer', 'decider', 'supervisor'],
    body: versioned,
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
  decidePreliminaryReview: {
    method: 'POST',
    path: '/api/applications/{id}/preliminary-review',
    summary: 'Accept, return with every deficiency at once, or refuse to accept',
    access: ['front-officer'],
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('accept'),
        /** Needed when the register knows someone who may be the same person: that person's id, or `new`. */
        person: reference.optional(),
        /** Where the applicant proves at the window who they are: the officer saw them with the passport. */
        identitySeen: z.literal(true).optional(),
        note: paragraph(2000).optional(),
        ...version,
      }),
      z.strictObject({
        decision: z.literal('return'),
        deficiencies,
        ...version,
      }),
      z.strictObject({
        decision: z.literal('refuse-acceptance'),
        reasons,
        ...version,
      }),
    ]),
    answer: { status: 200, schema: applicationView },
  },
  recommend: {
    method: 'POST',
    path: '/api/applications/{id}/review',
    summary: 'Review: confirm the score row by row with its evidence, where there is one, and recommend',
    access: ['back-officer'],
    body: z.discriminatedUnion('recommendation', [
      z.strictObject({
        recommendation: z.literal('approve'),
        ...confirmation,
        /** As at the acceptance, where nobody said it there. */
        identitySeen: z.literal(true).optional(),
      }),
      z.strictObject({
        recommendation: z.literal('refuse'),
        reasons,
        ...confirmation,
      }),
      /** Papers or facts do not suffice for a recommendation: back to the applicant, with everything at once. */
      z.strictObject({
        recommendation: z.literal('return'),
        deficiencies,
        ...version,
      }),
    ]),
    answer: { status: 200, schema: applicationView },
  },
  conclude: {
    method: 'POST',
    path: '/api/applications/{id}/conclude',
    summary:
      'Conclusion by an officer other than the reviewer; a refusal is announced first and decided after the reply',
    access: ['decider', 'supervisor'],
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('approve'),
        /** Wanted validity; shortened to the tightest limit, which the permit names. */
        validTo: day.optional(),
        /** Against a recommendation to refuse: why, and the document that proves each row. */
        departure: paragraph(4000).optional(),
        /** The person's present permit is revoked or suspended, and the decider knows. */
        previousPermit: z.enum(['revoked', 'suspended']).optional(),
        /** What was examined beyond the usual, where the person or the employer stands on the black list of credit. */
        enhancedReview: paragraph(2000).optional(),
        evidence,
        note: paragraph(4000).optional(),
        ...version,
      }),
      /** The party is told the reasons and heard first (arts. 7, 36). */
      z.strictObject({
        decision: z.literal('announce-refusal'),
        reasons,
        ...version,
      }),
      /** For reasons that were announced. */
      z.strictObject({
        decision: z.literal('refuse'),
        reasons,
        ...version,
      }),
    ]),
    answer: { status: 200, schema: applicationView },
  },
});
