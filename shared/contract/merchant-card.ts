import * as z from 'zod';
import { cardActs } from '../records/merchant-card.ts';
import { day, instant, line, text, version } from './common.ts';
import { routes } from './route.ts';

const cardStatus = z.enum(['valid', 'not-yet-valid', 'expired', 'suspended', 'lost', 'ended']);
const stay = z.object({ kind: z.string(), until: day });

/** A merchant card as its holder and officers see it; neither passport number nor birth date is among it. */
export const cardView = z.object({
  number: z.string(),
  version: z.int(),
  status: cardStatus,
  holder: z.object({
    name: z.string(),
    chineseName: z.string().optional(),
    nationality: z.string(),
    sex: z.enum(['F', 'M', 'X']),
  }),
  authority: text,
  validFrom: day,
  validTo: day,
  /** What set the last day: the zone's longest period, or the passport. */
  bindingLimit: z.enum(['zone', 'passport']),
  /** Every service of the zone, and whether this card opens it. */
  services: z.array(z.object({ id: z.string(), label: text, granted: z.boolean() })),
  /**
   * On what the holder stays in China, and whether that has ended: a card does not end with it, and whoever looks the card
   * up is told.
   */
  stay: z.object({ ...stay.shape, ended: z.boolean() }).optional(),
  issuedAt: instant,
  /** The signed credential as the QR carries it. None once the card was reported lost or has ended. */
  qr: z.string().optional(),
  history: z.array(
    z.object({
      at: instant,
      act: z.enum(cardActs),
      /** Whether the holder did it; otherwise an officer, or a decision was carried out. */
      byHolder: z.boolean(),
      reason: text.optional(),
      service: z.string().optional(),
      stay: stay.optional(),
    }),
  ),
});

const reason = z.strictObject({ zh: line(300), en: line(300) });
const serviceId = z.string().regex(/^[a-z][a-z-]{1,23}$/);
const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;
const card = { status: 200, schema: cardView } as const;

export const merchantCardRoutes = routes({
  listMerchantCards: {
    method: 'GET',
    path: '/api/merchant-cards',
    summary: 'My merchant cards',
    access: ['applicant'],
    answer: { status: 200, schema: z.object({ items: z.array(cardView) }) },
  },
  readMerchantCard: {
    method: 'GET',
    path: '/api/merchant-cards/{number}',
    summary: 'A merchant card: its services, its history and the text of its QR',
    access: ['applicant', ...officers, 'inspector'],
    answer: card,
  },
  drawMerchantCard: {
    method: 'GET',
    path: '/api/merchant-cards/{number}/card.svg',
    summary: 'The merchant card as a picture with its QR',
    access: ['applicant', ...officers],
    query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
    answer: { status: 200, contentType: 'image/svg+xml' },
  },
  reportMerchantCardLost: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/report-loss',
    summary: 'Report a card lost: from this moment its QR opens nothing',
    access: ['applicant', ...officers],
    body: z.strictObject({ reason: reason.optional(), ...version }),
    bodyOptional: true,
    answer: card,
  },
  reissueMerchantCard: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/reissue',
    summary: 'Give a card a new QR after an officer saw the holder with the passport; the old one stays refused',
    access: officers,
    body: z.strictObject({ identitySeen: z.literal(true), reason: reason.optional(), ...version }),
    answer: card,
  },
  changeMerchantCardService: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/services',
    summary: 'Grant a service to a card or withdraw it, by the officers whom the zone names for it',
    access: officers,
    body: z.strictObject({ service: serviceId, change: z.enum(['grant', 'withdraw']), reason, ...version }),
    answer: card,
  },
  noteMerchantCardStay: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/stay',
    summary: "Note that the holder's stay in China ended, was cancelled or was extended; the card goes on",
    access: officers,
    body: z.strictObject({
      kind: z.enum(['residence-permit', 'visa', 'visa-free']),
      until: day,
      reason,
      ...version,
    }),
    answer: card,
  },
  suspendMerchantCard: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/suspend',
    summary: 'Suspend a card for a while',
    access: ['supervisor', 'decider'],
    body: z.strictObject({ reason, ...version }),
    answer: card,
  },
  reinstateMerchantCard: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/reinstate',
    summary: 'End a suspension',
    access: ['supervisor', 'decider'],
    body: z.strictObject({ reason, ...version }),
    answer: card,
  },
  endMerchantCard: {
    method: 'POST',
    path: '/api/merchant-cards/{number}/end',
    summary: 'End a card for good; another one has to be applied for',
    access: ['supervisor', 'decider'],
    body: z.strictObject({ reason, ...version }),
    answer: card,
  },
});
