import * as z from 'zod';
import { creditLists } from '../domain/credit/ledger.ts';
import { creditSources } from '../domain/credit/rule-set.ts';
import { bilingual, day, instant, line, paragraph, reference, text, version } from './common.ts';
import { pageQuery } from './intake.ts';
import { routes } from './route.ts';

const subjectKind = z.enum(['person', 'enterprise']);
const source = z.enum(creditSources);
const list = z.enum(creditLists);
const document = z.strictObject({ applicationId: reference, documentId: reference });
const points = z.number().min(-1000).max(1000);

const unit = { unit: text };
const valuation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), points: z.number() }),
  z.object({ kind: z.literal('per-unit'), ...unit, per: z.number(), points: z.number() }),
  z.object({
    kind: z.literal('brackets'),
    ...unit,
    brackets: z.array(z.object({ from: z.number(), points: z.number() })),
  }),
  z.object({ kind: z.literal('stated'), least: z.number(), most: z.number() }),
]);
const decay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('halves'), everyMonths: z.int() }),
  z.object({
    kind: z.literal('steps'),
    steps: z.array(z.object({ afterMonths: z.int(), percent: z.number() })),
  }),
]);

/** How credit is counted, with what no source proves marked as such. */
const rulesView = z.object({
  id: z.string(),
  title: text,
  notice: text,
  placeholder: z.boolean(),
  effectiveFrom: day,
  base: z.object({ person: z.number(), enterprise: z.number(), placeholder: z.boolean() }),
  total: z.object({ cap: z.number(), floor: z.number(), placeholder: z.boolean() }),
  categories: z.array(
    z.object({ id: z.string(), label: text, cap: z.number(), floor: z.number(), placeholder: z.boolean() }),
  ),
  items: z.array(
    z.object({
      id: z.string(),
      category: z.string(),
      label: text,
      subject: z.enum(['person', 'enterprise', 'both']),
      direction: z.enum(['plus', 'minus']),
      sources: z.array(source),
      value: valuation,
      counts: z.enum(['sum', 'best']),
      cap: z.number(),
      floor: z.number(),
      decay,
      validMonths: z.int().nullable(),
      evidence: text,
      repair: z.object({ afterMonths: z.int(), condition: text }).optional(),
      placeholder: z.boolean(),
    }),
  ),
  weights: z.object({ person: z.int(), enterprise: z.int(), placeholder: z.boolean() }),
  extension: z.object({
    thresholds: z.array(z.object({ points: z.number(), months: z.int() })),
    /** Whether a threshold includes its own number. */
    inclusive: z.boolean(),
    categories: z.array(z.string()),
    source: z.string(),
    placeholder: z.boolean(),
  }),
});

const scoreLine = z.object({
  kind: z.enum(['base', 'record', 'item-limit', 'category-limit', 'total-limit']),
  /** Number of the record that the line is about. */
  record: z.string().optional(),
  category: z.string().optional(),
  item: z.string().optional(),
  source: source.optional(),
  happenedOn: day.optional(),
  quantity: z.number().optional(),
  /** The bracket, the units or the stated points that gave its worth. */
  by: z.string().optional(),
  worth: z.number().optional(),
  months: z.int().optional(),
  percent: z.number().optional(),
  limit: z.number().optional(),
  silent: z.string().optional(),
  /** The points of all lines add up to the total. */
  points: z.number(),
  text,
});

const score = z.object({
  rules: z.string(),
  on: day,
  total: z.number(),
  categories: z.array(z.object({ category: z.string(), label: text, points: z.number() })),
  lines: z.array(scoreLine),
  /** Rests on values that no source proves. */
  placeholder: z.boolean(),
});

const band = z.object({ months: z.int(), text });

/** The total of a person and the enterprise that employs them. */
const total = z.object({
  enterprise: z.string(),
  person: z.number(),
  ofEnterprise: z.number(),
  weights: z.object({ person: z.int(), enterprise: z.int() }),
  total: z.number(),
  months: z.int(),
  inclusive: z.boolean(),
});

const step = z.object({
  at: instant,
  what: z.string(),
  outcome: z.enum(['granted', 'dismissed']).optional(),
  reason: text.optional(),
});

const recordView = z.object({
  id: z.string(),
  item: z.string(),
  label: text,
  source,
  happenedOn: day,
  quantity: z.number().optional(),
  points: z.number().optional(),
  reference: z.string().optional(),
  document: document.optional(),
  note: z.string().optional(),
  imported: z.string().optional(),
  state: z.enum(['counts', 'waiting', 'rejected', 'annulled', 'repaired']),
  enteredAt: instant,
  /** For officers. */
  enteredBy: z.string().optional(),
  confirmedBy: z.string().optional(),
  objection: z.string().optional(),
  /** From this day on its subject may ask to have it made good. */
  repairFrom: day.optional(),
  history: z.array(step),
});

const matterView = z.object({
  id: z.string(),
  kind: z.enum(['record', 'correction', 'objection', 'repair', 'listing']),
  label: text,
  record: z.string().optional(),
  list: z.string().optional(),
  reason: text.optional(),
  document: document.optional(),
  openedAt: instant,
  /** For officers. */
  openedBy: z.string().optional(),
  dueOn: day,
  /** Counted across a year whose calendar is not published. */
  provisional: z.boolean(),
  late: z.boolean(),
});

const accountView = z.object({
  subject: z.object({ kind: subjectKind, code: z.string() }),
  on: day,
  band,
  notice: text,
  placeholder: z.boolean(),
  list: z.object({ list, label: text, since: instant, reason: text, remedies: text }).optional(),
  /** Everything from here on is left out for an employer who only sees the band. */
  version: z.int().optional(),
  score: score.optional(),
  total: total.optional(),
  records: z.array(recordView).optional(),
  open: z.array(matterView).optional(),
  /** Credit codes of employers that may see the account. */
  consents: z.array(z.string()).optional(),
});

const history = z.object({
  items: z.array(z.object({ on: day, total: z.number(), change: z.number() })),
  placeholder: z.boolean(),
});

const limit = z.object({
  limit: z.enum(['category', 'contract', 'passport', 'licence', 'credit', 'request']),
  to: day,
  binding: z.boolean(),
});

const kept = z.object({
  sequence: z.int(),
  rules: z.string(),
  on: day,
  /** Left out for an employer, who sees the band. */
  person: z.number().optional(),
  enterprise: z.number().optional(),
  total: z.number().optional(),
  months: z.int(),
  inclusive: z.boolean(),
  explanation: z.string(),
  /** Counted again now, it gives the same explanation; false once an objection was upheld since. */
  same: z.boolean(),
});

/** The credit of one application. */
const caseCredit = z.object({
  applicationId: z.string(),
  version: z.int(),
  /** Whether the score bounds this application. */
  decides: z.boolean(),
  band: band.optional(),
  kept: kept.optional(),
  /** What counting it again would give, where that is something else. */
  again: z.object({ total: z.number().optional(), months: z.int() }).optional(),
  person: score.optional(),
  enterprise: score.optional(),
  /** For officers: the lists on which the person and the enterprise stand now. */
  lists: z.object({ person: list.optional(), enterprise: list.optional() }).optional(),
  /** For officers: an approval asks what was examined beyond the usual. */
  enhancedReview: z.boolean().optional(),
  /** For officers: every limit of the next period; the tightest binds. */
  limits: z.array(limit).optional(),
  /** For officers: the reason by which an extension can be refused for too low a score. */
  refusalReason: z.object({ code: z.string(), rule: z.string(), text }).optional(),
  notice: text,
  placeholder: z.boolean(),
});

const listed = z.object({
  kind: subjectKind,
  /** The last characters alone where it is published. */
  code: z.string(),
  name: text.partial({ en: true }).optional(),
  since: day,
  reason: text.optional(),
});

const reviewers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;
const deciders = ['back-officer', 'decider', 'supervisor'] as const;

const correction = z.union([
  z.strictObject({ annul: z.literal(true) }),
  z
    .strictObject({ quantity: z.number().min(0).optional(), points: points.optional(), happenedOn: day.optional() })
    .refine((changes) => Object.values(changes).some((change) => change !== undefined), { error: 'changes-nothing' }),
]);

/** Credit of persons (by lifetime code) and enterprises (by credit code): `{kind}` is `persons` or `enterprises`. */
export const creditRoutes = routes({
  readCreditRules: {
    method: 'GET',
    path: '/api/credit/rules',
    summary: 'The rules by which credit is counted, as of a day; what no source proves is marked as a placeholder',
    access: 'open',
    query: z.strictObject({ on: day.optional() }),
    answer: { status: 200, schema: rulesView },
  },
  readPublishedList: {
    method: 'GET',
    path: '/api/credit/lists/{list}',
    summary: 'Who stands on the red, grey or black list: what is published, or everything for officers',
    access: 'optional',
    query: pageQuery,
    answer: { status: 200, schema: z.object({ items: z.array(listed), next: z.string().optional() }) },
  },
  readCreditMatters: {
    method: 'GET',
    path: '/api/credit/matters',
    summary: 'What waits for a second officer, due first: negative records, corrections, objections, repairs, lists',
    access: deciders,
    query: pageQuery,
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            kind: subjectKind,
            code: z.string(),
            matter: z.string(),
            what: z.string(),
            label: text,
            dueOn: day,
            late: z.boolean(),
            /** False for whoever opened it or entered what it is about. */
            mine: z.boolean(),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
  readCredit: {
    method: 'GET',
    path: '/api/credit/{kind}/{code}',
    summary: 'Status, score with the reason for every point, and the total with the employer, as of a day',
    access: ['employer', 'applicant', ...reviewers],
    query: z.strictObject({
      on: day.optional(),
      /** Credit code of the enterprise for the total; the employer of the person's permit where it is left out. */
      enterprise: reference.optional(),
    }),
    answer: { status: 200, schema: accountView },
  },
  readCreditHistory: {
    method: 'GET',
    path: '/api/credit/{kind}/{code}/history',
    summary: 'How the score moved: on each day on which something happened, and month by month',
    access: ['employer', 'applicant', ...reviewers],
    query: z.strictObject({ on: day.optional() }),
    answer: { status: 200, schema: history },
  },
  addCreditRecord: {
    method: 'POST',
    path: '/api/credit/{kind}/{code}/records',
    summary: 'Put something on record; what takes points away counts once another officer has confirmed it',
    access: ['front-officer', 'back-officer'],
    body: z.strictObject({
      item: z.string().max(40),
      source,
      happenedOn: day,
      quantity: z.number().optional(),
      points: z.number().optional(),
      /** Number of the paper or decision behind it. */
      reference: line(120).optional(),
      document: document.optional(),
      note: paragraph(1000).optional(),
      ...version,
    }),
    answer: { status: 201, schema: accountView },
  },
  openCreditMatter: {
    method: 'POST',
    path: '/api/credit/{kind}/{code}/matters',
    summary:
      'Ask for a decision by another officer: an objection or a repair by the subject, a correction or a list by officers',
    access: ['employer', 'applicant', ...reviewers],
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('objection'),
        record: reference,
        reason: paragraph(2000),
        document: document.optional(),
        ...version,
      }),
      z.strictObject({
        kind: z.literal('repair'),
        record: reference,
        reason: paragraph(2000),
        document: document.optional(),
        ...version,
      }),
      z.strictObject({
        kind: z.literal('correction'),
        record: reference,
        correction,
        reason: paragraph(2000),
        ...version,
      }),
      z.strictObject({
        kind: z.literal('listing'),
        list: z.enum([...creditLists, 'none']),
        reason: bilingual(1000),
        ...version,
      }),
    ]),
    answer: { status: 201, schema: accountView },
  },
  decideCreditMatter: {
    method: 'POST',
    path: '/api/credit/{kind}/{code}/matters/{matterId}',
    summary: 'Decide what another officer or the subject opened; never by whoever had a hand in it',
    access: deciders,
    body: z.strictObject({
      outcome: z.enum(['granted', 'dismissed']),
      reason: bilingual(1000),
      /** What an objection that is right changes; without it the record is annulled. */
      correction: correction.optional(),
      ...version,
    }),
    answer: { status: 200, schema: accountView },
  },
  consentToCredit: {
    method: 'PUT',
    path: '/api/credit/{kind}/{code}/consent',
    summary: 'Let an employer see my account instead of the band alone, or no more',
    access: ['applicant'],
    /** Credit code of the employer. */
    body: z.strictObject({ employer: reference, agreed: z.boolean() }),
    answer: { status: 200, schema: accountView },
  },
  readCaseCredit: {
    method: 'GET',
    path: '/api/applications/{id}/credit',
    summary:
      'The credit of an application as of its submission, what it lets be granted, and whether it comes out again',
    access: ['employer', 'applicant', ...reviewers],
    answer: { status: 200, schema: caseCredit },
  },
  countCaseCredit: {
    method: 'POST',
    path: '/api/applications/{id}/credit',
    summary: 'Count the credit of an application again as of its submission, after an objection was upheld',
    access: deciders,
    body: z.strictObject({ ...version }),
    bodyOptional: true,
    answer: { status: 200, schema: caseCredit },
  },
});
