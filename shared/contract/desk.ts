import * as z from 'zod';
import { category, day, instant, line, reference, text, version } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { practiceAnswer } from './practice-answer.ts';
import { routes } from './route.ts';

const parties = ['employer', 'applicant'] as const;
const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;
/** Who works the desk; a decider is trained like everybody, and answers no inquiries. */
const desk = ['front-officer', 'back-officer', 'supervisor'] as const;
const front = ['front-officer', 'supervisor'] as const;

/** What people ask and officers answer is shown as it was typed, so nothing in it may look like a page. */
const plainText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^(?:[^\p{Cc}\p{Cf}]|[\n\r\t])*$/u, { error: 'control-character' })
    .refine((value) => value.isWellFormed(), { error: 'ill-formed' })
    .refine((value) => !/<\s*[a-z!/?]/i.test(value), { error: 'markup' })
    .refine((value) => value === '' || /[\p{L}\p{N}]/u.test(value), { error: 'nothing-visible' });

const language = z.enum(['zh', 'en']);
const channel = z.enum(['online', 'telephone', 'window']);
const office = z.enum(['front', 'back']);
const question = plainText(2000);
const email = z.email({ error: 'email' }).max(120).toLowerCase();
/** In both languages, or in the asker's alone. */
const words = z
  .strictObject({ zh: plainText(4000).optional(), en: plainText(4000).optional() })
  .refine(({ zh, en }) => zh !== undefined || en !== undefined, { error: 'no-words' });
const partialText = z.object({ zh: z.string().optional(), en: z.string().optional() });
const code = z.string().max(60);
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { error: 'month' });

export const inquiryStates = ['open', 'with-asker', 'answered', 'closed'] as const;
const state = z.enum(inquiryStates);

const message = z.object({
  at: instant,
  kind: z.enum(['question', 'answer', 'asked-back', 'note']),
  words: partialText,
  /** The ready answer that it was taken from; for officers. */
  standardAnswer: z.object({ id: z.string(), version: z.int() }).optional(),
  /** For officers. */
  by: z.string().optional(),
});

const standardAnswerView = z.object({
  id: z.string(),
  topic: z.string(),
  title: text,
  answer: text,
  version: z.int(),
  withdrawn: z.boolean(),
  at: instant,
  by: z.string(),
});

/** An inquiry as its asker sees it, and, with the fields marked so, as officers do. */
export const inquiryView = z.object({
  id: z.string(),
  topic: z.string(),
  procedure: z.string().optional(),
  language,
  state,
  askedAt: instant,
  messages: z.array(message),
  /** For officers from here on. */
  version: z.int().optional(),
  channel: channel.optional(),
  office: office.optional(),
  claimedBy: z.string().optional(),
  /** Whether the answer also goes to an e-mail address, which officers do not see. */
  answeredByEmail: z.boolean().optional(),
  /** Ready answers about its topic. */
  standardAnswers: z.array(standardAnswerView).optional(),
});

const inquiryLine = z.object({
  id: z.string(),
  topic: z.string(),
  procedure: z.string().optional(),
  language,
  state,
  askedAt: instant,
  /** For officers: since when somebody waits for the desk. */
  waitingSince: instant.optional(),
  channel: channel.optional(),
  claimedBy: z.string().optional(),
});

const asked = z.object({
  id: z.string(),
  /** Told once. Whoever did not sign in reads the answer with it. */
  code: z.string().optional(),
  text,
});

/**
 * What an officer does to an inquiry. One route for all of it: each would be two more resources of a stack that may
 * hold five hundred.
 */
const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('claim'), ...version }),
  z.strictObject({ act: z.literal('release'), ...version }),
  z.strictObject({
    act: z.literal('answer'),
    /** Left out where a standard answer says it all. */
    words: words.optional(),
    standardAnswer: reference.optional(),
    ...version,
  }),
  z.strictObject({ act: z.literal('ask-back'), words, ...version }),
  z.strictObject({ act: z.literal('re-topic'), topic: reference, ...version }),
  /** With a note for the colleagues, which the asker does not see. */
  z.strictObject({ act: z.literal('hand-over'), to: office, note: plainText(1000), ...version }),
  z.strictObject({ act: z.literal('close'), ...version }),
]);

const consultation = z.object({
  id: z.string(),
  kind: z.enum(['consultation', 'training']),
  topic: z.string(),
  on: day,
  /** A registered or declared employer; otherwise its credit code or name as it was told. */
  employerId: z.string().optional(),
  creditCode: z.string().optional(),
  employerName: z.string().optional(),
  /** How many people; nobody's name is kept. */
  attendees: z.int(),
  notes: z.string().optional(),
  training: z.string().optional(),
  at: instant,
  by: z.string(),
});

const creditCode = z
  .string()
  .trim()
  .regex(/^[0-9A-HJ-NP-RTUWXY]{18}$/, { error: 'credit-code' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day' });
const people = z.int().min(1).max(1000);

const training = z.object({
  id: z.string(),
  version: z.int(),
  topic: z.string(),
  title: text,
  on: day,
  from: z.string(),
  to: z.string(),
  place: text,
  capacity: z.int(),
  seatsLeft: z.int(),
  state: z.enum(['planned', 'held', 'cancelled']),
  /** For an employer's handler: the seats that were taken for the employers that they handle. */
  own: z.array(z.object({ employerId: z.string(), seats: z.int() })).optional(),
  /** For officers. */
  employers: z.array(z.object({ employerId: z.string(), name: z.string(), seats: z.int(), at: instant })).optional(),
});

const practiceCaseView = z.object({
  id: z.string(),
  version: z.int(),
  office,
  stage: z.string(),
  title: text,
  story: text,
  question: text,
  /** What the answer has to name beside the decision. */
  asks: z.array(z.string()),
  /** Decisions to choose from. */
  decisions: z.array(z.object({ decision: z.string(), label: text })),
  today: day,
  procedure: z.string(),
  pointsTable: z.string(),
  form: z.looseObject({}),
  papers: z.array(z.looseObject({ kind: z.string() })),
  circumstances: z.array(text),
});

const practiceLine = z.object({
  id: z.string(),
  version: z.int(),
  office,
  stage: z.string(),
  title: text,
  /** One's own best mark in percent, and the last day on which it counts. */
  best: z.object({ score: z.int(), passed: z.boolean(), countsUntil: day.optional() }).optional(),
});

const finding = z.object({
  about: z.string(),
  result: z.enum(['right', 'missed', 'wrong', 'one-too-many']),
  expected: z.string().optional(),
  given: z.string().optional(),
  text,
  rule: z.string(),
  source: z.string(),
});

const staffStanding = z.object({
  office,
  /** Different cases passed that still count, and how many are needed. */
  passed: z.int(),
  needed: z.int(),
  assessed: z.boolean(),
  /** Last day on which it holds. */
  until: day.optional(),
});

const attemptView = z.object({
  id: z.string(),
  subject: z.string(),
  case: z.string(),
  caseVersion: z.int(),
  office,
  startedAt: instant,
  handedInAt: instant.optional(),
  /** Percent of the marks. */
  score: z.int().optional(),
  passed: z.boolean().optional(),
  /** Version of the procedure and the points table on which the marked solution rests. */
  policy: z.object({ procedure: z.string(), points: z.string() }),
});

export const deskRoutes = routes({
  askInquiry: {
    method: 'POST',
    path: '/api/inquiries',
    summary: 'Ask the desk something; without signing in the answer is read with a code that is told once',
    access: 'optional',
    body: z.strictObject({
      topic: reference,
      procedure: reference.optional(),
      question,
      language,
      email: email.optional(),
    }),
    answer: { status: 201, schema: asked },
  },
  listInquiries: {
    method: 'GET',
    path: '/api/inquiries',
    summary: 'Inquiries that wait for an office of the desk, the oldest first; or those that I asked',
    access: [...parties, ...desk],
    query: z.strictObject({ ...pageQuery.shape, office: office.optional(), mine: z.literal('true').optional() }),
    answer: { status: 200, schema: page(inquiryLine) },
  },
  logInquiry: {
    method: 'POST',
    path: '/api/inquiries/logged',
    summary: 'Log an inquiry by telephone or at the window, with its answer where it was given at once',
    access: front,
    body: z.strictObject({
      topic: reference,
      procedure: reference.optional(),
      question,
      language,
      channel: z.enum(['telephone', 'window']),
      answer: words.optional(),
      standardAnswer: reference.optional(),
      email: email.optional(),
    }),
    answer: { status: 201, schema: asked },
  },
  readInquiry: {
    method: 'GET',
    path: '/api/inquiries/{inquiry}',
    summary: 'An inquiry: mine, or for the officers of the desk',
    access: [...parties, ...desk],
    answer: { status: 200, schema: inquiryView },
  },
  followInquiry: {
    method: 'POST',
    path: '/api/inquiries/{inquiry}/follow',
    summary: 'Read the answer with the code, or ask on; the code stands in the body and in no address',
    access: 'optional',
    body: z.strictObject({ code: code.optional(), question: question.optional() }),
    bodyOptional: true,
    answer: { status: 200, schema: inquiryView },
  },
  handleInquiry: {
    method: 'POST',
    path: '/api/inquiries/{inquiry}/handle',
    summary: 'Claim, answer, ask back, give another topic, hand over or close an inquiry',
    access: desk,
    body: act,
    answer: { status: 200, schema: inquiryView },
  },
  listStandardAnswers: {
    method: 'GET',
    path: '/api/standard-answers',
    summary: 'Ready answers by topic; with `answer` every version of one of them',
    access: desk,
    query: z.strictObject({ ...pageQuery.shape, topic: reference.optional(), answer: reference.optional() }),
    answer: { status: 200, schema: page(standardAnswerView) },
  },
  keepStandardAnswer: {
    method: 'POST',
    path: '/api/standard-answers',
    summary: 'Keep a ready answer, or the next version of one; what was given before stays as it was',
    access: front,
    body: z.strictObject({
      /** An answer that stands already, with the version that was seen. */
      id: reference.optional(),
      topic: reference,
      title: z.strictObject({ zh: line(120), en: line(120) }),
      answer: z.strictObject({ zh: plainText(4000), en: plainText(4000) }),
      withdrawn: z.boolean().optional(),
      ...version,
    }),
    answer: { status: 201, schema: standardAnswerView },
  },
  logConsultation: {
    method: 'POST',
    path: '/api/consultations',
    summary: 'Log that an employer was advised or trained',
    access: front,
    body: z
      .strictObject({
        kind: z.enum(['consultation', 'training']),
        topic: reference,
        on: day,
        employerId: reference.optional(),
        creditCode: creditCode.optional(),
        employerName: line(120).optional(),
        attendees: people,
        notes: plainText(1000).optional(),
      })
      .refine(({ employerId, creditCode, employerName }) => employerId ?? creditCode ?? employerName, {
        error: 'no-employer',
        path: ['employerId'],
      }),
    answer: { status: 201, schema: consultation },
  },
  listConsultations: {
    method: 'GET',
    path: '/api/consultations',
    summary: 'Consultations and trainings of a month with their totals, or those of one employer',
    access: desk,
    query: z.strictObject({ ...pageQuery.shape, month: month.optional(), creditCode: creditCode.optional() }),
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(consultation),
        next: z.string().optional(),
        /** Of the whole month, with its first page. */
        totals: z
          .object({ consultations: z.int(), trainings: z.int(), attendees: z.int(), employers: z.int() })
          .optional(),
      }),
    },
  },
  planTraining: {
    method: 'POST',
    path: '/api/trainings',
    summary: 'Plan a training session for employers',
    access: front,
    body: z.strictObject({
      topic: reference,
      title: z.strictObject({ zh: line(120), en: line(120) }),
      on: day,
      from: time,
      to: time,
      place: z.strictObject({ zh: line(200), en: line(200) }),
      capacity: people,
    }),
    answer: { status: 201, schema: training },
  },
  listTrainings: {
    method: 'GET',
    path: '/api/trainings',
    summary: 'Training sessions from today on; for officers also those of the last days, to be closed',
    access: ['employer', ...desk],
    query: pageQuery,
    answer: { status: 200, schema: page(training) },
  },
  readTraining: {
    method: 'GET',
    path: '/api/trainings/{training}',
    summary: 'A training session, for officers with the employers that take part',
    access: ['employer', ...desk],
    answer: { status: 200, schema: training },
  },
  takeSeats: {
    method: 'POST',
    path: '/api/trainings/{training}/seats',
    summary: 'Take seats in a training session for an employer that I handle; none gives them back',
    access: ['employer'],
    body: z.strictObject({ employerId: reference, seats: z.int().min(0).max(20) }),
    answer: { status: 200, schema: training },
  },
  closeTraining: {
    method: 'POST',
    path: '/api/trainings/{training}/close',
    summary: 'Say that a training was held, with how many came from whom, or that it is cancelled',
    access: front,
    body: z.discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('held'),
        attended: z
          .array(z.strictObject({ employerId: reference, attendees: people }))
          .max(40)
          .refine((list) => new Set(list.map(({ employerId }) => employerId)).size === list.length, {
            error: 'named-twice',
          }),
        ...version,
      }),
      z.strictObject({ state: z.literal('cancelled'), ...version }),
    ]),
    answer: { status: 200, schema: training },
  },
  listPractice: {
    method: 'GET',
    path: '/api/practice',
    summary: 'Practice cases, with one’s own best mark',
    access: officers,
    query: z.strictObject({ office: office.optional() }),
    answer: {
      status: 200,
      schema: z.object({ items: z.array(practiceLine), standing: z.array(staffStanding) }),
    },
  },
  startAttempt: {
    method: 'POST',
    path: '/api/practice/{case}/attempts',
    summary: 'Begin an attempt at a practice case: form, papers and the question',
    access: officers,
    answer: { status: 201, schema: z.object({ ...attemptView.shape, practice: practiceCaseView }) },
  },
  handInAnswer: {
    method: 'POST',
    path: '/api/practice-attempts/{attempt}',
    summary: 'Hand in the answer of an attempt, once: the mark, and what was right, missed or one too many',
    access: officers,
    body: practiceAnswer,
    answer: {
      status: 200,
      schema: z.object({ ...attemptView.shape, marks: z.int(), of: z.int(), findings: z.array(finding) }),
    },
  },
  listStaffAssessments: {
    method: 'GET',
    path: '/api/assessments-of-staff',
    summary: 'Marked attempts: mine; for supervisors those of an officer, or of a month',
    access: officers,
    query: z.strictObject({ ...pageQuery.shape, subject: line(128).optional(), month: month.optional() }),
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(attemptView),
        next: z.string().optional(),
        /** Where the attempts are one officer's. */
        standing: z.array(staffStanding).optional(),
      }),
    },
  },
});

const origin = { source: z.string(), placeholder: z.boolean() };

/** What happens next, when, who does it, what is often wrong and what one can do meanwhile. */
export const guidanceView = z.object({
  id: z.string(),
  stage: z.string(),
  /** Where it stands and who has it now, in plain words. */
  now: z.object({ title: text, text, with: z.string(), withLabel: text }),
  /** The way ahead as it usually goes, stage by stage, with the days by which each is promised and must be. */
  road: z.array(
    z.object({
      stage: z.string(),
      label: text,
      /** How this stage usually ends. */
      transition: z.string().optional(),
      by: text,
      promisedOn: day.optional(),
      /** The day that the law sets. */
      ceilingOn: day.optional(),
      provisional: z.boolean(),
      rule: z.string().optional(),
    }),
  ),
  /** What else may happen from here. */
  mayHappen: z.array(
    z.object({ transition: z.string(), label: text, text, by: text, leadsTo: text, rule: z.string() }),
  ),
  dates: z.array(z.object({ what: z.string(), on: day, provisional: z.boolean(), text, rule: z.string().optional() })),
  /** What somebody who reads this can do now. */
  doNow: z.array(z.object({ text, link: z.string().optional() })),
  /** After the decision: what the holder and the employer have to do outside this system. */
  afterwards: z.array(z.object({ text, ...origin })),
  oftenWrong: z.object({
    /** Counted from returns of the last days, or taken from the checklist while nothing was counted. */
    basis: z.enum(['returns', 'checklist']),
    since: day.optional(),
    items: z.array(z.object({ path: z.string(), label: text, text: text.optional(), share: z.number().optional() })),
  }),
  contact: z.object({
    office: text,
    address: text,
    phone: z.string(),
    hours: z.array(z.object({ days: text, from: z.string(), to: z.string() })),
    ...origin,
  }),
  category: category.nullable(),
});

const slot = z.object({ name: z.string(), label: text });

/** Ready words for what is told to the parties of one application. What stands in braces the officer fills in. */
export const readyTextsView = z.object({
  edition: z.string(),
  /** The papers that are asked for, then fields and questions, each with its ready deficiencies. */
  places: z.array(
    z.object({
      path: z.string(),
      label: text,
      texts: z.array(
        z.object({ id: z.string(), code: z.string(), text, remedy: text, slots: z.array(slot), ...origin }),
      ),
    }),
  ),
  /** Reasons of a refusal with the rule behind each; `papers` are the kinds that such a reason usually names. */
  reasons: z.array(
    z.object({
      code: z.string(),
      decisions: z.array(z.enum(['refuse-acceptance', 'refuse'])),
      rule: z.string(),
      text,
      slots: z.array(slot),
      papers: z.array(z.string()).optional(),
      ...origin,
    }),
  ),
});

export const guidanceRoutes = routes({
  readReadyTexts: {
    method: 'GET',
    path: '/api/applications/{id}/ready-texts',
    summary:
      'Ready words in both languages for a return or a refusal of an application: deficiencies by place, reasons',
    access: officers,
    answer: { status: 200, schema: readyTextsView },
  },
  readGuidance: {
    method: 'GET',
    path: '/api/applications/{id}/guidance',
    summary: 'What happens next with an application, when and by whom, what is often wrong, what to do meanwhile',
    access: [...parties, ...officers],
    answer: { status: 200, schema: guidanceView },
  },
});
