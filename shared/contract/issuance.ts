import * as z from 'zod';
import { category, day, instant, line, text } from './common.ts';
import { routes } from './route.ts';

export const permitStatus = z.enum(['valid', 'not-yet-valid', 'expired', 'suspended', 'revoked', 'cancelled']);

/** One thing that became of a permit: a token that was signed, or a decision about it. */
const permitMoment = z.object({
  at: instant,
  act: z.enum(['granted', 'extended', 'amended', 'reissued', 'suspended', 'reinstated', 'revoked', 'cancelled']),
  period: z.int(),
  validFrom: day,
  validTo: day,
  reason: text.optional(),
  /** The certificate of the old system that this period was converted from. */
  oldCertificate: z.object({ kind: z.string(), number: z.string() }).optional(),
});

/** What can be applied for about a permit; `opensOn` and `closesOn` where it can be only between two days. */
export const onPermit = z.object({
  procedure: z.string(),
  title: text,
  /** Who may ever file it; its guide says when. */
  filedBy: z.array(z.enum(['employer', 'applicant'])),
  opensOn: day.optional(),
  closesOn: day.optional(),
});

export const permitView = z.object({
  number: z.string(),
  version: z.int(),
  status: permitStatus,
  category,
  holder: z.object({
    name: z.string(),
    chineseName: z.string().optional(),
    nationality: z.string(),
    sex: z.enum(['F', 'M', 'X']),
  }),
  employer: text.partial({ en: true }),
  post: z.string(),
  authority: text,
  /** First day since which it has held without a gap, over every extension; what the QR says too. */
  since: day,
  /** The present period; once extended, the next one, while the running one goes on to its end. */
  validFrom: day,
  validTo: day,
  /** Which limit set the last day: category, contract, passport, licence or request. */
  bindingLimit: z.enum(['category', 'contract', 'passport', 'licence', 'credit', 'request']),
  issuedAt: instant,
  applicationId: z.string(),
  period: z.int(),
  /** The signed credential as the QR carries it: the link whose fragment holds the token. None once it is cancelled. */
  qr: z.string().optional(),
  oldCertificate: permitMoment.shape.oldCertificate,
  /** The day on which its cancellation took effect. */
  cancelledOn: day.optional(),
  history: z.array(permitMoment),
  /** What can be applied for about it as it stands today. */
  onward: z.array(onPermit),
});

const change = z.strictObject({ reason: z.strictObject({ zh: line(500), en: line(500) }) });
const permitReaders = ['employer', 'applicant', 'inspector', 'supervisor', 'decider'] as const;

const card = <const P extends `/${string}`>(summary: string, path: P, contentType: string) => ({
  method: 'GET' as const,
  path,
  summary,
  access: permitReaders,
  query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
  answer: { status: 200 as const, contentType },
});

export const issuanceRoutes = routes({
  readPermit: {
    method: 'GET',
    path: '/api/permits/{number}',
    summary: 'A permit with its history and the text of its QR',
    access: permitReaders,
    answer: { status: 200, schema: permitView },
  },
  suspendPermit: {
    method: 'POST',
    path: '/api/permits/{number}/suspend',
    summary: 'Suspend a permit; its QR answers "suspended"',
    access: ['supervisor', 'decider'],
    body: change,
    answer: { status: 200, schema: permitView },
  },
  reinstatePermit: {
    method: 'POST',
    path: '/api/permits/{number}/reinstate',
    summary: 'End a suspension',
    access: ['supervisor', 'decider'],
    body: change,
    answer: { status: 200, schema: permitView },
  },
  revokePermit: {
    method: 'POST',
    path: '/api/permits/{number}/revoke',
    summary: 'Revoke a permit for good',
    access: ['supervisor', 'decider'],
    body: change,
    answer: { status: 200, schema: permitView },
  },
  readKeys: {
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary:
      'Public keys of permits and status lists: the one that signs, the next one, and old ones until their last token ends',
    access: 'open',
    answer: {
      status: 200,
      schema: z.object({
        keys: z.array(
          z.object({
            kty: z.literal('EC'),
            crv: z.literal('P-256'),
            x: z.string(),
            y: z.string(),
            kid: z.string(),
            alg: z.literal('ES256'),
            use: z.literal('sig'),
          }),
        ),
        /** Keys that are trusted no more although tokens that run name them: such a token proves nothing. */
        withdrawn: z.array(z.object({ kid: z.string(), on: day })),
      }),
    },
  },
  readStatusList: {
    method: 'GET',
    path: '/api/status-lists/{list}',
    summary: 'Signed Token Status List: 0 valid, 1 revoked, 2 suspended, 3 superseded',
    access: 'open',
    answer: { status: 200, contentType: 'application/statuslist+jwt' },
  },
});

export const cardRoutes = routes({
  readCardSvg: card('The card as a vector picture', '/api/permits/{number}/card.svg', 'image/svg+xml'),
  readCardPdf: card('The card as a page to print', '/api/permits/{number}/card.pdf', 'application/pdf'),
  readCardPng: card('The card as a picture', '/api/permits/{number}/card.png', 'image/png'),
});
