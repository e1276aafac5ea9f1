import * as z from 'zod';
import { pauseKinds } from '../domain/application/pauses.ts';
import { approaches } from '../domain/classification/lanes.ts';
import {
  category,
  chineseName,
  countryCode,
  day,
  instant,
  languageCode,
  latinName,
  line,
  noneTwice,
  paragraph,
  reference,
  stage,
  text,
  version,
} from './common.ts';
import { employerChange } from './employer-details.ts';
import { question } from './question.ts';
import { routes } from './route.ts';
import { assessment, assessmentFacts } from './scoring.ts';

const parties = ['employer', 'applicant'] as const;
const staff = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

const passport = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{5,20}$/, { error: 'passport-number' }),
  issuingState: countryCode,
  expiresOn: day,
});

export const applicantForm = z.strictObject({
  familyName: latinName,
  givenNames: latinName.optional(),
  chineseName: chineseName.optional(),
  sex: z.enum(['F', 'M', 'X']),
  nationality: countryCode,
  birthDate: day,
  passport,
  email: z.email({ error: 'email' }).max(120).toLowerCase().optional(),
  /** The language in which the applicant wants to be spoken to. */
  language: z.enum(['zh', 'en']).optional(),
  /** Languages that the applicant speaks (ISO 639-1); never needed, and nothing is decided by it. */
  languages: z.array(languageCode).max(10).refine(noneTwice, { error: 'named-twice' }).optional(),
});

export const postForm = z.strictObject({
  title: line(80),
  workplace: line(200),
  contractFrom: day,
  contractTo: day,
  duties: paragraph(2000).optional(),
});

const clearable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();
const patch = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, clearable(schema as z.ZodType)])) as {
      [K in keyof T]: z.ZodOptional<z.ZodNullable<T[K] & z.ZodType>>;
    },
  );

const commitments = z.array(z.string().regex(/^[a-z0-9-]{2,60}$/)).max(20);
const permitNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{18}$/, { error: 'permit-number' });
const questionId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/);
const answer = z.union([line(300), z.array(line(60)).max(20)]);
export const entry = z.enum(['abroad', 'inside-china']);

/** RFC 7396 merge patch of a draft: what is not named stays, null clears. */
export const formPatch = z.strictObject({
  entry: clearable(entry),
  applicant: clearable(
    patch({ ...applicantForm.shape, passport: patch(passport.shape) as unknown as typeof passport }),
  ),
  post: clearable(patch(postForm.shape)),
  facts: clearable(patch(assessmentFacts.shape)),
  commitments: clearable(commitments),
  supplyLater: clearable(commitments),
  permitNumber: clearable(permitNumber),
  answers: clearable(z.record(questionId, answer.nullable())),
  employer: clearable(employerChange),
});

/** The form as stored while a draft: every part may be missing. */
export const form = z.object({
  entry: entry.optional(),
  applicant: z
    .object({ ...applicantForm.partial().shape, passport: z.object(passport.partial().shape).optional() })
    .optional(),
  post: z.object(postForm.partial().shape).optional(),
  facts: z.object(assessmentFacts.shape).optional(),
  commitments: commitments.optional(),
  /** Kinds of document that will be supplied after acceptance (容缺受理). */
  supplyLater: commitments.optional(),
  /** The permit that the application concerns. */
  permitNumber: permitNumber.optional(),
  /** What was answered to the procedure's own questions, by their id. */
  answers: z.record(questionId, answer).optional(),
  /** What the register shall say of the employer. */
  employer: employerChange.optional(),
});

export const deficiency = z.object({
  /** The form field (`post.contractTo`) or document kind (`document.contract`) that it concerns. */
  path: z.string(),
  code: z.string(),
  text,
  remedy: text.optional(),
});

export const documentView = z.object({
  id: z.string(),
  kind: z.string(),
  /** `replaced`: a later file of a kind of which one counts took its place. */
  state: z.enum(['awaiting-upload', 'accepted', 'rejected', 'replaced']),
  contentType: z.string(),
  fileName: z.string().optional(),
  bytes: z.int().optional(),
  pages: z.int().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  problems: z.array(z.object({ code: z.string(), text, remedy: text.optional() })),
  addedAt: instant,
});

export const checklistLine = z.object({
  kind: z.string(),
  label: text,
  /** Why this line is asked for. */
  reason: text,
  need: z.enum(['required', 'commitment-allowed', 'supply-later-allowed']),
  /** `later`: to be supplied after acceptance (容缺受理); approval needs it all the same. */
  state: z.enum(['missing', 'committed', 'later', 'uploaded']),
});

export const applicationClock = z.object({
  stage,
  startedAt: instant,
  dueAt: instant,
  /** Set when the count crosses a year whose official calendar is not published. */
  provisional: z.boolean(),
  late: z.boolean(),
  /** The day on which the whole case is promised to be concluded. */
  promisedOn: day.optional(),
  /** The statutory limit for the present stage. */
  ceilingOn: day.optional(),
  ceilingProvisional: z.boolean().optional(),
});

const reason = z.object({ code: z.string(), rule: z.string(), text, documentId: z.string().optional() });

/** Which row applies to a value that the table has no row for, as an officer decided, and why. */
const settlement = z.object({ item: z.string(), row: z.string(), reason: z.string() });

/** What the reviewer found and proposes, for the officers who come after. */
export const reviewView = z.object({
  recommendation: z.enum(['approve', 'refuse']),
  /** Absent where the category does not come from a score. */
  score: z
    .object({
      policy: z.string(),
      on: day,
      total: z.number().nullable(),
      category: category.nullable(),
      route: z.string(),
      rows: z.record(z.string(), z.tuple([z.string().nullable(), z.number().nullable()])),
    })
    .optional(),
  corrections: z.array(
    z.object({ item: z.string(), original: z.unknown().optional(), value: z.unknown().optional(), reason: z.string() }),
  ),
  evidence: z.array(z.object({ item: z.string(), documentId: z.string() })),
  settlements: z.array(settlement).optional(),
  reasons: z.array(reason).optional(),
  note: z.string().optional(),
  by: z.string(),
  /** The colleague on leave for whom the reviewer stood in. */
  inPlaceOf: z.string().optional(),
  at: instant,
});

export const nextAction = z.object({ action: z.string(), label: text });

/** A permit as far as it helps an officer to tell persons apart and to know what went before. */
const knownPermit = z.object({
  number: z.string(),
  status: z.enum(['valid', 'suspended', 'revoked', 'cancelled']),
  name: z.string(),
  nationality: z.string(),
  category,
  employerName: z.object({ zh: z.string(), en: z.string().optional() }),
  post: z.string(),
  validTo: day,
});

export const applicationView = z.object({
  id: z.string(),
  version: z.int(),
  stage,
  procedure: z.string(),
  receiptNumber: z.string().optional(),
  /** Absent where a person applies who needs no employer. */
  employer: z.object({ id: z.string(), name: text.partial({ en: true }) }).optional(),
  form,
  category: category.nullable().optional(),
  /** What the category means here (分类管理): how the case is worked, why, and its place where a quota limits it. */
  lane: z
    .object({
      category: category.nullable(),
      approach: z.enum(approaches),
      text,
      why: text.optional(),
      hoursAhead: z.int().optional(),
      /** Its own place, or how many are left as far as the zone tells it. */
      places: z
        .object({
          year: z.int(),
          group: z.string(),
          label: text,
          state: z.enum(['reserved', 'confirmed', 'available', 'few', 'none']),
          free: z.int().optional(),
        })
        .optional(),
    })
    .optional(),
  /** The service window that has it, in a zone with several. */
  serviceWindow: z.object({ number: z.int(), name: text, address: text, phone: z.string() }).optional(),
  assessment: assessment.optional(),
  documents: z.array(documentView),
  checklist: z.array(checklistLine),
  /** Fields of the form that have to be filled in, by their paths, as far as the answers until now make it so. */
  fields: z.array(z.string()).optional(),
  /** What the procedure asks beside the form's fields, as far as the answers until now make it ask. */
  questions: z.array(question).optional(),
  /** What is noted about the form and keeps it from nothing, such as a late report; officers decide what follows. */
  notes: z.array(deficiency).optional(),
  /** The one complete notice of the last return. */
  deficiencies: z.array(deficiency).optional(),
  refusal: z.object({ reasons: z.array(reason), remedies: text }).optional(),
  clock: applicationClock.optional(),
  /** The clock stands still: with the parties, or for what was announced to them (Licensing Law art. 45). */
  pause: z
    .object({ kind: z.enum(pauseKinds), since: instant, until: day.optional(), announcement: text.optional() })
    .optional(),
  /** Working days by which the time was extended, once (art. 42). */
  extendedBy: z.int().optional(),
  /** When the law accepts the application or grants it by itself, if nobody has decided by then (arts. 32, 50). */
  deemsAt: instant.optional(),
  /** A refusal is intended for these reasons; nothing is decided yet. */
  intention: z.object({ reasons: z.array(reason), at: instant }).optional(),
  /** What was replied to it. */
  reply: z.object({ text: z.string(), by: z.enum(parties), at: instant }).optional(),
  /** It is with the delegating authority: since when, whom to ask, and why. Nothing has to be filed again. */
  referred: z.object({ since: instant, to: text, reason: text }).optional(),
  /** Last day on which a returned application can be submitted again, or an announced refusal be replied to. */
  respondBy: z.object({ on: day, provisional: z.boolean() }).optional(),
  /** For officers. */
  acceptance: z
    .object({ by: z.string(), inPlaceOf: z.string().optional(), at: instant, note: z.string().optional() })
    .optional(),
  /** For officers: what the reviewer proposes, so that the second pair of eyes sees what the first saw. */
  review: reviewView.optional(),
  claimedBy: z.string().optional(),
  /** For officers: occupations in short supply in the year of the submission. */
  marketDemand: z.object({ year: z.int(), occupations: z.array(text), placeholder: z.boolean() }).optional(),
  /** For officers: the place of the quota that it holds. */
  quota: z
    .object({ year: z.int(), group: z.string(), number: z.int(), state: z.enum(['reserved', 'confirmed']) })
    .optional(),
  /** For officers: who in the register may be the same person, with the permit that tells more. */
  possiblySamePerson: z.array(z.object({ personId: z.string(), permit: knownPermit.optional() })).optional(),
  /** For officers: the permit that this person has already. */
  presentPermit: knownPermit.optional(),
  /** For officers: papers that need not be filed again, in the applications where they were; they prove rows as well. */
  earlierDocuments: z.array(z.object({ ...documentView.shape, applicationId: z.string() })).optional(),
  /** For officers: who else declared the credit code of a registration, and the cases that they have open. */
  sameCode: z
    .array(
      z.object({
        employerId: z.string(),
        name: text.partial({ en: true }),
        status: z.enum(['declared', 'registered']),
        handler: z.object({ name: z.string(), phone: z.string() }),
        openCases: z.array(
          z.object({ id: z.string(), receiptNumber: z.string().optional(), stage, procedure: z.string() }),
        ),
      }),
    )
    .optional(),
  /** What was approved could not be carried out, and why: an officer decides anew. */
  blocked: z.object({ reason: text, at: instant }).optional(),
  /** The permit that it concerns. */
  permit: z.string().optional(),
  /** Values that the table has no row for and an officer settled; the parties see it once the case is concluded. */
  settlements: z.array(settlement).optional(),
  /** For officers: values that no row covers, with the rows among which a review decides. */
  holes: z
    .array(
      z.object({
        item: z.string(),
        value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
        options: z.array(
          z.object({ row: z.string(), label: text, points: z.number(), provenBy: z.array(z.array(z.string())) }),
        ),
      }),
    )
    .optional(),
  /** For officers: what has to be confirmed, row by row, and the kinds of document that prove it. */
  evidenceNeeded: z
    .array(
      z.object({
        item: z.string(),
        row: z.string().nullable(),
        label: text,
        points: z.number().nullable(),
        provenBy: z.array(z.array(z.string())),
      }),
    )
    .optional(),
  permitNumber: z.string().optional(),
  next: z.array(nextAction),
  /** Where it is told what happens next, when and by whom. */
  guidance: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

export const pageQuery = z.strictObject({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

const versioned = z.strictObject({ ...version });

export const intakeRoutes = routes({
  createApplication: {
    method: 'POST',
    path: '/api/applications',
    summary: 'Begin an application as a draft; on a permit, with what its own application said',
    access: parties,
    body: z.strictObject({
      procedure: reference,
      /** May be left out by the handler of a single employer. */
      employerId: reference.optional(),
      ...formPatch.shape,
    }),
    answer: { status: 201, schema: applicationView },
  },
  readApplication: {
    method: 'GET',
    path: '/api/applications/{id}',
    summary: 'One application with its checklist, clock and what may be done next',
    access: [...parties, ...staff],
    answer: { status: 200, schema: applicationView },
  },
  saveApplication: {
    method: 'PATCH',
    path: '/api/applications/{id}',
    summary: 'Save part of the form of a draft or returned application',
    access: parties,
    body: z.strictObject({ ...formPatch.shape, ...version }),
    answer: { status: 200, schema: applicationView },
  },
  discardApplication: {
    method: 'DELETE',
    path: '/api/applications/{id}',
    summary: 'Discard a draft that was never submitted',
    access: parties,
    answer: { status: 204 },
  },
  submitApplication: {
    method: 'POST',
    path: '/api/applications/{id}/submit',
    summary: 'Submit; answers every gap at once when something is missing',
    access: parties,
    body: versioned,
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
  withdrawApplication: {
    method: 'POST',
    path: '/api/applications/{id}/withdraw',
    summary: 'Withdraw a submitted application that is not yet concluded',
    access: parties,
    body: z.strictObject({ ...version, reason: paragraph(1000).optional() }),
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
  recallApplication: {
    method: 'POST',
    path: '/api/applications/{id}/recall',
    summary: 'Take a submitted application back into draft while nobody has begun to look at it',
    access: parties,
    body: versioned,
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
});
