/** Who a signed-in person can be. One person may hold several roles. */
export const roles = [
  'employer',
  'applicant',
  'front-officer',
  'back-officer',
  'decider',
  'supervisor',
  'inspector',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** Roles that act for the authority; they must have signed in with more than one factor. */
export const staffRoles: readonly Role[] = [
  'front-officer',
  'back-officer',
  'decider',
  'supervisor',
  'inspector',
  'admin',
];

/** The person behind a request, as the zone's identity provider vouches for it. */
export type Principal = {
  /** The provider's stable subject identifier. */
  subject: string;
  roles: readonly Role[];
  /** Lower case, present only when the provider says it was verified. */
  email?: string;
  /** Signed in with more than one factor. */
  mfa: boolean;
  /** Epoch seconds after which the token no longer counts. */
  expiresAt: number;
};
