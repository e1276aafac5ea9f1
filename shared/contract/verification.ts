import * as z from 'zod';
import { routes } from './route.ts';

/** Verdicts of a verification, worst first where several hold. */
export const verdicts = [
  'forged',
  /** The code names a key that the zone withdrew: it proves nothing, which says nothing against its holder. */
  'key-withdrawn',
  'revoked',
  'cancelled',
  'suspended',
  'superseded',
  'expired',
  'not-yet-valid',
  'valid',
  'unknown',
] as const;

const words = z.object({ zh: z.string(), en: z.string() });

/** What anybody may learn: the verdict, the dates, and a name that only someone who already knows it can confirm. */
export const publicVerification = z.object({
  verdict: z.enum(verdicts),
  text: words,
  checkedAt: z.string(),
  zone: z.string().optional(),
  authority: words.optional(),
  number: z.string().optional(),
  category: z.enum(['A', 'B', 'C']).optional(),
  maskedName: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
});

/** What an inspector sees besides; each such reading is recorded. */
export const inspectorVerification = z.object({
  ...publicVerification.shape,
  record: z
    .object({
      name: z.string(),
      chineseName: z.string().optional(),
      nationality: z.string(),
      sex: z.string(),
      birthDate: z.string(),
      passport: z.object({ number: z.string(), issuingState: z.string() }),
      employer: words.partial({ en: true }),
      post: z.string(),
      workplace: z.string(),
      photoUrl: z.string(),
      photoMatches: z.boolean(),
    })
    .optional(),
});

export const verificationRoutes = routes({
  verify: {
    method: 'POST',
    path: '/api/verifications',
    summary: 'Verify the token of a QR code; an inspector who signs in also sees the record and the photo',
    access: 'optional',
    /** The digits after `#` of the QR link, the whole link, or the `FW1:` form. Never in a URL of this API. */
    body: z.strictObject({ token: z.string().min(1).max(2000) }),
    answer: { status: 200, schema: inspectorVerification },
  },
});
