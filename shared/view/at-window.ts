import { type Role, staffRoles } from '../domain/access/roles.ts';
import { isOfficerStage, workRoles } from '../domain/application/transitions.ts';
import { coveredRoles, isAway } from '../domain/office/leave.ts';
import { type Membership, worksAt } from '../domain/service-window/membership.ts';
import type { Clock } from '../domain/time.ts';
import { readEveryLeave, readStaffWindows } from '../records/staff.ts';
import type { Table } from '../records/table.ts';
import type { Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';
import { procedureOf } from './application.ts';

type Given = { table: Table; clock: Clock; rules: Pick<Rules, 'zone' | 'today'> };

const membershipOf = async (table: Table, subject: string): Promise<Membership> =>
  (await readStaffWindows(table, subject))?.windows ?? [];

/**
 * The service windows whose cases somebody works today: those to which they belong, those for which theirs stands in,
 * and those of colleagues on leave for whom they stand in.
 * @param who.roles in which a colleague's leave counts
 * @returns numbers in the order of the zone file; `all` for who belongs to no window, and in a zone without windows
 */
export async function windowsWorked(
  { table, clock, rules }: Given,
  who: { subject: string; roles: readonly Role[] },
): Promise<readonly number[] | 'all'> {
  const windows = rules.zone.serviceWindows ?? [];
  if (windows.length === 0) return 'all';
  const membership = await membershipOf(table, who.subject);
  if (membership.length === 0) return 'all';
  const on = rules.today(clock);
  const away = (await readEveryLeave(table, on)).filter(
    (leave) => leave.coveredBy === who.subject && who.roles.includes(leave.role) && isAway(leave, on),
  );
  const covered = await Promise.all(away.map(({ subject }) => membershipOf(table, subject)));
  return windows.map(({ number }) => number).filter((number) => worksAt(windows, { number, membership, covered, on }));
}

/** The case with whether the officer is of another service window, so that it is not theirs to work. */
export async function atWindow(given: Given & { rules: Rules }, the: Case): Promise<Case> {
  const { head, viewer, staff } = the;
  if (!staff || head.serviceWindow === undefined || !viewer.roles.some((role) => staffRoles.includes(role))) return the;
  const roles = isOfficerStage(head.stage) ? workRoles(head.stage, procedureOf(given, head).decidedBy) : coveredRoles;
  const worked = await windowsWorked(given, {
    subject: viewer.subject,
    roles: viewer.roles.filter((role) => (roles as readonly Role[]).includes(role)),
  });
  return worked === 'all' || worked.includes(head.serviceWindow)
    ? the
    : { ...the, viewer: { ...viewer, outsideWindow: true } };
}
