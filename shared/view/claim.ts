import { isOfficerStage, workRoles } from '../domain/application/transitions.ts';
import { standsInFor } from '../domain/office/leave.ts';
import type { Clock } from '../domain/time.ts';
import { readEveryLeave } from '../records/staff.ts';
import { holdsRole, standingOf } from '../records/standing.ts';
import type { Table } from '../records/table.ts';
import type { Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';
import { procedureOf } from './application.ts';
import { atWindow } from './at-window.ts';

type Given = { table: Table; clock: Clock; rules: Rules };

/**
 * The case with what its claim means for an officer: what somebody claimed whose role has ended is free, and what a
 * colleague on leave claimed may be worked by who stands in. Standing in lends nothing but the claim: the officer needs
 * the role, and whoever reviewed concludes nothing, in nobody's place.
 */
async function withClaimHeld(given: Given, the: Case): Promise<Case> {
  const { head, viewer } = the;
  const { claimedBy, stage } = head;
  if (!the.staff || !claimedBy || claimedBy === viewer.subject || !isOfficerStage(stage)) return the;
  const roles = workRoles(stage, procedureOf(given, head).decidedBy);
  const standing = the.standing ?? standingOf(undefined);
  const actsFor = { ...the, viewer: { ...viewer, actsFor: claimedBy } };
  if (roles.some((role) => !holdsRole(standing, { subject: claimedBy, role }))) return actsFor;
  const shared = roles.filter((role) => viewer.roles.includes(role));
  if (shared.length === 0) return the;
  const on = given.rules.today(given.clock);
  const leaves = await readEveryLeave(given.table, on);
  return shared.some((role) => standsInFor(leaves, { officer: claimedBy, colleague: viewer.subject, role, on }))
    ? { ...actsFor, inPlaceOf: claimedBy }
    : the;
}

/** The case as an officer may work it: with what its claim means, and whether their service window has it. */
export const withClaim = async (given: Given, the: Case): Promise<Case> =>
  atWindow(given, await withClaimHeld(given, the));
