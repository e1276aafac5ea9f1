import type { Role } from '../../shared/domain/access/roles.ts';

/** Someone as the authorizer tells the functions who they are. */
export type Person = {
  subject: string;
  roles: readonly Role[];
  email?: string;
  mfa: boolean;
  /** Epoch seconds; far away unless a test wants otherwise. */
  expiresAt: number;
};

const someone = (subject: string, roles: readonly Role[], more: Partial<Person> = {}): Person => ({
  subject,
  roles,
  mfa: true,
  expiresAt: 4_000_000_000,
  ...more,
});

/** Everybody who appears in the tests, one for each part. */
export const people = {
  employer: someone('employer-wang', ['employer'], { mfa: false }),
  otherEmployer: someone('employer-zhao', ['employer'], { mfa: false }),
  applicant: someone('applicant-elena', ['applicant'], { mfa: false, email: 'elena.specimen@applicant.example' }),
  otherApplicant: someone('applicant-marco', ['applicant'], { mfa: false, email: 'marco.exempla@applicant.example' }),
  front: someone('front-li', ['front-officer']),
  back: someone('back-chen', ['back-officer']),
  decider: someone('decider-sun', ['decider']),
  otherDecider: someone('decider-ma', ['decider']),
  /** Works in both offices, so that two pairs of eyes are not a matter of roles. */
  both: someone('both-he', ['back-officer', 'decider']),
  supervisor: someone('supervisor-zhou', ['supervisor']),
  inspector: someone('inspector-wu', ['inspector']),
  admin: someone('admin-xu', ['admin']),
} as const satisfies Record<string, Person>;
