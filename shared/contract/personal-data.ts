import * as z from 'zod';
import { erasureKinds } from '../domain/erasure/on-request.ts';
import { bilingual, day, instant, paragraph, reference, text, version } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

const own = ['applicant'] as const;
/** One of them proposes, another decides. */
const deciding = ['supervisor', 'admin'] as const;

const kinds = ['erasure', 'correction', 'explanation'] as const;
const state = z.enum(['open', 'proposed', 'decided', 'carried-out']);

/** A kind of data that the zone holds, with why and how long. */
const held = z.object({
  kind: z.string(),
  title: text,
  why: text,
  basis: text,
  kept: text,
  /** How much of it is held on this person. */
  count: z.int(),
  /** What a request for erasure would take away now, and what stays, why and until when. */
  goes: z.int(),
  stays: z.array(z.object({ count: z.int(), reason: text, until: day.optional() })),
});

const ownRequest = z.object({
  id: z.string(),
  kind: z.enum([...kinds, 'retention']),
  state,
  createdAt: instant,
  dueOn: day,
  words: z.string().optional(),
  /** Once it is decided. */
  outcome: z.enum(['granted', 'refused']).optional(),
  answer: text.optional(),
  remedy: text.optional(),
  carriedOutAt: instant.optional(),
});

const party = z.enum(['employer', 'applicant', 'authority', 'system']);
const freely = z.record(z.string(), z.unknown());

/** Everything held on a person as a file, in parts; docs/personal-data.md describes every field. */
export const personalDataPart = z.object({
  format: z.literal('greenpath-personal-data/1'),
  zone: z.string(),
  authority: text,
  madeAt: instant,
  /** What this part holds. */
  part: z.enum(['overview', 'applications', 'readings']),
  held: z.array(held).optional(),
  leftOut: z.array(z.object({ what: text, why: text })).optional(),
  applications: z
    .array(
      z.object({
        id: z.string(),
        receiptNumber: z.string().optional(),
        procedure: z.string(),
        stage: z.string(),
        employerName: z.string().optional(),
        createdAt: instant,
        submittedAt: instant.optional(),
        permitNumber: z.string().optional(),
        form: freely,
        documents: z.array(
          z.object({
            id: z.string(),
            kind: z.string(),
            state: z.string(),
            fileName: z.string().optional(),
            contentType: z.string(),
            bytes: z.int().optional(),
            sha256: z.string().optional(),
            addedAt: instant,
            /** A link that ends by itself after some minutes; ask again for a new one. */
            link: z.string().optional(),
          }),
        ),
        events: z.array(
          z.object({ sequence: z.int(), at: instant, type: z.string(), by: party, text, data: freely.optional() }),
        ),
      }),
    )
    .optional(),
  permits: z.array(freely).optional(),
  cards: z.array(freely).optional(),
  credit: z.array(freely).optional(),
  talents: z.array(freely).optional(),
  visits: z.array(freely).optional(),
  help: z.array(freely).optional(),
  inquiries: z.array(freely).optional(),
  notices: z.array(freely).optional(),
  requests: z.array(ownRequest).optional(),
  /** Who read the data, without the names of officers. */
  readings: z.array(z.object({ at: instant, what: z.string(), about: z.string() })).optional(),
  /** Where the next part begins; absent in the last one. */
  next: z.string().optional(),
});

const target = z.object({ what: z.enum(erasureKinds), count: z.int() });

/** A request as the office sees it. */
const dataRequest = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum([...kinds, 'retention']),
  state,
  from: z.enum(['person', 'paper', 'zone']),
  email: z.string().optional(),
  personId: z.string().optional(),
  upTo: day.optional(),
  createdAt: instant,
  dueOn: day,
  late: z.boolean(),
  words: z.string().optional(),
  proposal: z
    .object({ by: z.string(), at: instant, outcome: z.enum(['granted', 'refused']), answer: text, mine: z.boolean() })
    .optional(),
  sentBack: z.object({ by: z.string(), at: instant, reason: z.string() }).optional(),
  decision: z.object({ by: z.string(), at: instant }).optional(),
  /** Of a request for erasure that is open: what the rules say now. Afterwards what was decided. */
  goes: z.array(target).optional(),
  stays: z.array(z.object({ kind: z.string(), count: z.int(), reason: text, until: day.optional() })).optional(),
  carriedOut: z.object({ at: instant, erased: z.int(), kept: z.int() }).optional(),
  next: z.array(z.enum(['propose', 'decide', 'send-back'])),
});

const requestLine = dataRequest.pick({
  id: true,
  version: true,
  kind: true,
  state: true,
  from: true,
  upTo: true,
  createdAt: true,
  dueOn: true,
  late: true,
});

export const personalDataRoutes = routes({
  readMyData: {
    method: 'GET',
    path: '/api/my-data',
    summary: 'What the zone holds on me, why, how long, and my requests about it',
    access: own,
    answer: {
      status: 200,
      schema: z.object({
        held: z.array(held),
        requests: z.array(ownRequest),
        answerDays: z.int(),
        rights: z.array(text),
      }),
    },
  },
  exportMyData: {
    method: 'GET',
    path: '/api/my-data/export',
    summary: 'A copy of everything that the zone holds on me, part by part, with links to my documents',
    access: own,
    query: z.strictObject({ part: z.string().max(60).optional() }),
    answer: { status: 200, schema: personalDataPart },
  },
  requestOfMyData: {
    method: 'POST',
    path: '/api/my-data/requests',
    summary: 'Ask for erasure, correction or an explanation of what the zone holds on me',
    access: own,
    body: z.strictObject({
      kind: z.enum(kinds),
      words: paragraph(2000).optional(),
      language: z.enum(['zh', 'en']).optional(),
    }),
    answer: { status: 201, schema: ownRequest },
  },
  listDataRequests: {
    method: 'GET',
    path: '/api/data-requests',
    summary: 'Requests of people about their data, the latest first',
    access: deciding,
    query: z.strictObject({ ...pageQuery.shape }),
    answer: { status: 200, schema: page(requestLine) },
  },
  openDataRequest: {
    method: 'POST',
    path: '/api/data-requests',
    summary: 'Record a request that came on paper, or order that what is past its retention goes',
    access: deciding,
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(kinds), personId: reference, receivedOn: day, words: paragraph(2000).optional() }),
      z.strictObject({ kind: z.literal('retention'), upTo: day }),
    ]),
    answer: { status: 201, schema: dataRequest },
  },
  readDataRequest: {
    method: 'GET',
    path: '/api/data-requests/{id}',
    summary: 'One request, with what may go and what has to stay',
    access: deciding,
    answer: { status: 200, schema: dataRequest },
  },
  proposeOnDataRequest: {
    method: 'POST',
    path: '/api/data-requests/{id}/propose',
    summary: 'Propose what a request is answered; a colleague decides',
    access: deciding,
    body: z.strictObject({ outcome: z.enum(['granted', 'refused']), answer: bilingual(2000), ...version }),
    answer: { status: 200, schema: dataRequest },
  },
  decideDataRequest: {
    method: 'POST',
    path: '/api/data-requests/{id}/decide',
    summary: 'Decide as a colleague proposed; the person is told, and what goes is erased by an administrator’s run',
    access: deciding,
    body: z.strictObject({ ...version }),
    bodyOptional: true,
    answer: { status: 200, schema: dataRequest },
  },
  sendDataRequestBack: {
    method: 'POST',
    path: '/api/data-requests/{id}/send-back',
    summary: 'Do not agree with a proposal, and say why',
    access: deciding,
    body: z.strictObject({ reason: paragraph(1000), ...version }),
    answer: { status: 200, schema: dataRequest },
  },
});
