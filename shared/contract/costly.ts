/**
 * Routes that cost most for what a caller puts in, by name and kind. The zone file says under `protection.costly` how
 * often each kind may be asked; gateway and firewall are made from both.
 */
export const costlyRoutes = {
  verification: ['verify'],
  assessment: ['assess', 'foreseeCase'],
  question: ['askInquiry'],
  following: ['followApplication', 'followInquiry'],
  partner: ['checkCard'],
  upload: ['addDocument', 'completeDocument', 'createImport', 'startImport'],
} as const satisfies Record<string, readonly string[]>;

/** A kind of route with limits of its own. */
export type CostlyKind = keyof typeof costlyRoutes;
