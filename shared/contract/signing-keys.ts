import * as z from 'zod';
import { day, instant, text } from './common.ts';
import { pageQuery } from './intake.ts';
import { routes } from './route.ts';

const keyView = z.object({
  /** As the zone file names it. */
  id: z.string(),
  /** As tokens and the key set name it; absent until it is published. */
  kid: z.string().optional(),
  /**
   * `signing` · `next`: published, signs from its day on · `former`: signs no more, and is published because tokens that
   * it signed run · `left`: published no more · `distrusted`: nothing that it signed counts.
   */
  state: z.enum(['signing', 'next', 'former', 'left', 'distrusted']),
  from: day.optional(),
  publishedAt: instant.optional(),
  /** Tokens of permits and cards that it signed, since that is counted. */
  signed: z.int().optional(),
  /** When everything that it signed has ended, at the latest; kept in steps of a month. */
  lastTokenEnds: instant.optional(),
  /** When it need not be published any more. */
  leavesAt: instant.optional(),
  distrusted: z.object({ on: day, reason: text }).optional(),
});

const keysView = z.object({
  items: z.array(keyView),
  /** Whether another key should have followed the one that signs by now. */
  rotationDue: z.boolean(),
  leadDays: z.int(),
  keptDays: z.int(),
  rotateAfterYears: z.int(),
});

const reissuedView = z.object({
  /** What this round signed anew. */
  permits: z.int(),
  cards: z.int(),
  /** What changed while it was signed; go through everything once more for these. */
  missed: z.int(),
  /** Everything that ends before this day was gone through. */
  through: day,
  /** Where the next round goes on; absent when everything was gone through. */
  next: z.string().optional(),
});

export const signingKeysRoutes = routes({
  listSigningKeys: {
    method: 'GET',
    path: '/api/signing-keys',
    summary: 'The keys that sign permits, cards and status lists: which one signs, until when each is published',
    access: ['supervisor', 'admin'],
    answer: { status: 200, schema: keysView },
  },
  reissueUnderPresentKey: {
    method: 'POST',
    path: '/api/signing-keys/{id}/reissue',
    summary:
      'Sign anew what a distrusted key signed, one round at a time; number and days stay. May be repeated, and is recorded with who asked',
    access: ['admin'],
    body: z.strictObject({ cursor: pageQuery.shape.cursor }),
    answer: { status: 200, schema: reissuedView },
  },
});
