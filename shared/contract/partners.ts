import * as z from 'zod';
import { bilingual, day, instant, line, text, version } from './common.ts';
import { routes } from './route.ts';

const serviceId = z.string().regex(/^[a-z][a-z-]{1,23}$/);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'public-key' });

/** A public key as RFC 7517 writes it; nothing else may stand in it, least of all a private part. */
export const publicKey = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
]);

const contact = z.strictObject({
  name: line(80),
  email: z.email({ error: 'email' }).max(120),
  phone: line(30).optional(),
});
const scopes = z.array(serviceId).min(1).max(40);
const perMinute = z.int().min(1).max(6000);
const perDay = z.int().min(1).max(10_000_000);
const reason = bilingual(300);

export const partnerView = z.object({
  id: z.string(),
  version: z.int(),
  name: text,
  contact: z.object({ name: z.string(), email: z.string(), phone: z.string().optional() }),
  status: z.enum(['active', 'suspended', 'ended']),
  /** Services about which it may ask. */
  scopes: z.array(z.string()),
  perMinute: z.int(),
  perDay: z.int(),
  keys: z.array(
    z.object({
      id: z.string(),
      /** What the partner writes as `keyid` of its signatures. */
      keyid: z.string(),
      algorithm: z.enum(['ed25519', 'ecdsa-p256-sha256']),
      addedAt: instant,
      revokedAt: instant.optional(),
    }),
  ),
  createdAt: instant,
  history: z
    .array(
      z.object({ at: instant, act: z.string(), by: z.string(), reason: text.optional(), keyId: z.string().optional() }),
    )
    .optional(),
});

const uses = z.object({ service: z.string(), opened: z.int(), refused: z.int() });
const leaders = ['admin', 'supervisor'] as const;

/** Why a card opens a service now, or does not. `unknown`: no card of this zone, whatever else it may be. */
export const checkReasons = [
  'granted',
  'not-granted',
  'lost',
  'superseded',
  'suspended',
  'not-yet-valid',
  'expired',
  'ended',
  'unknown',
] as const;

export const partnersRoutes = routes({
  registerPartner: {
    method: 'POST',
    path: '/api/partners',
    summary: 'Register a partner that offers services of the merchant card',
    access: ['admin'],
    body: z.strictObject({ name: bilingual(80), contact, scopes, perMinute, perDay, reason }),
    answer: { status: 201, schema: partnerView },
  },
  listPartners: {
    method: 'GET',
    path: '/api/partners',
    summary: 'Every partner of the zone',
    access: leaders,
    answer: { status: 200, schema: z.object({ items: z.array(partnerView) }) },
  },
  readPartner: {
    method: 'GET',
    path: '/api/partners/{id}',
    summary: 'A partner with its keys and what was changed of it',
    access: leaders,
    answer: { status: 200, schema: partnerView },
  },
  changePartner: {
    method: 'PATCH',
    path: '/api/partners/{id}',
    summary: 'Change what a partner may ask, how often, or whether it may at all',
    access: ['admin'],
    body: z.strictObject({
      contact: contact.optional(),
      scopes: scopes.optional(),
      perMinute: perMinute.optional(),
      perDay: perDay.optional(),
      status: z.enum(['active', 'suspended', 'ended']).optional(),
      reason,
      ...version,
    }),
    answer: { status: 200, schema: partnerView },
  },
  addPartnerKey: {
    method: 'POST',
    path: '/api/partners/{id}/keys',
    summary: 'Add a public key; several may hold at once, so that a partner changes from one to the next',
    access: ['admin'],
    body: z.strictObject({ publicKey, reason, ...version }),
    answer: { status: 201, schema: partnerView },
  },
  revokePartnerKey: {
    method: 'POST',
    path: '/api/partners/{id}/keys/{keyId}/revoke',
    summary: 'Revoke a key for good',
    access: ['admin'],
    body: z.strictObject({ reason, ...version }),
    answer: { status: 200, schema: partnerView },
  },
  readPartnerUses: {
    method: 'GET',
    path: '/api/partners/{id}/uses',
    summary: 'How often a partner asked in a month, by day and service; nothing tells which cards or persons',
    access: leaders,
    query: z.strictObject({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { error: 'month' }) }),
    answer: {
      status: 200,
      schema: z.object({
        partner: z.string(),
        month: z.string(),
        /** False while so many checks have to be counted that it takes another request. */
        complete: z.boolean(),
        totals: z.array(uses),
        days: z.array(z.object({ day, services: z.array(uses) })),
      }),
    },
  },
  checkCard: {
    method: 'POST',
    path: '/api/partner/checks',
    summary: 'Whether a merchant card opens a service now; asked by a partner with a signed request (RFC 9421)',
    access: 'partner',
    body: z.strictObject({
      /** What the QR code says, or the number of the card. */
      card: z.string().min(1).max(1500),
      service: serviceId,
    }),
    answer: {
      status: 200,
      schema: z.object({ may: z.boolean(), reason: z.enum(checkReasons), asOf: instant }),
    },
  },
});
