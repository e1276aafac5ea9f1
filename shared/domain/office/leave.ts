import type { Role } from '../access/roles.ts';
import type { Day, Instant } from '../time.ts';

/** Roles whose holders claim applications, so that a colleague can stand in for them. */
export const coveredRoles = ['front-officer', 'back-officer', 'decider'] as const satisfies readonly Role[];
export type CoveredRole = (typeof coveredRoles)[number];

/** An officer is away in one role, from the first to the last day in the zone's time zone, and a colleague stands in. */
export type Leave = {
  id: string;
  subject: string;
  role: CoveredRole;
  from: Day;
  to: Day;
  coveredBy: string;
  /** When it was ended before its last day. */
  endedAt?: Instant;
};

/** Whether a leave counts on a day; one that was ended early counts no more from that moment on. */
export const isAway = ({ from, to, endedAt }: Leave, on: Day): boolean => !endedAt && from <= on && on <= to;

/** Whether two leaves of the same officer and role would hold on the same day. */
export const overlaps = (one: Leave, other: Leave): boolean =>
  !one.endedAt &&
  !other.endedAt &&
  one.subject === other.subject &&
  one.role === other.role &&
  one.from <= other.to &&
  other.from <= one.to;

/**
 * Whether someone stands in for an officer in a role on a day. Standing in is not passed on: who covers someone who
 * covers a third covers only the second.
 */
export const standsInFor = (
  leaves: readonly Leave[],
  { officer, colleague, role, on }: { officer: string; colleague: string; role: Role; on: Day },
): boolean =>
  leaves.some(
    (leave) => leave.subject === officer && leave.coveredBy === colleague && leave.role === role && isAway(leave, on),
  );
