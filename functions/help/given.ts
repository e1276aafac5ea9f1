import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import type { HelpActor } from '../../shared/domain/help/mediation.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { readEvents } from '../../shared/records/application.ts';
import type { HelpEvent, HelpHead } from '../../shared/records/help.ts';
import { readHelp } from '../../shared/records/help.ts';
import { readPermit } from '../../shared/records/permit.ts';
import type { Table } from '../../shared/records/table.ts';
import type { HelpSection } from '../../shared/zone/help.ts';
import type { Rules } from '../../shared/zone/rules.ts';

export type HelpGiven = { table: Table; clock: Clock; rules: Rules; log: Log };
export type Found = { head: HelpHead; events: HelpEvent[] };

/** The zone's section; the routes are offered only where there is one. */
export function helpOf({ zone }: Rules): HelpSection {
  if (!zone.help) throw new Error(`zone ${zone.id} offers no help`);
  return zone.help;
}

const officerRoles: readonly Role[] = ['front-officer', 'supervisor'];
export const isOfficer = ({ mfa, roles }: Principal): boolean =>
  mfa && roles.some((role) => officerRoles.includes(role));

/** The other party sees a dispute from the invitation on, unless it declined. */
const otherSees = ({ invitedAt }: HelpHead): boolean => invitedAt !== undefined;

/** Whether somebody is a party of a request, by account or by address: then never an officer of it. */
export const isParty = ({ requester, other }: HelpHead, { subject, email }: Principal): boolean =>
  subject === requester.subject || (email !== undefined && (email === requester.email || email === other?.email));

/**
 * What part somebody has in a request; none for whoever has none. Who is a party is never an officer of it, not even
 * before the invitation.
 */
export function actorsOf(head: HelpHead, principal: Principal): ReadonlySet<HelpActor> {
  if (principal.subject === head.requester.subject) return new Set(['requester']);
  if (head.other && principal.email === head.other.email) return new Set(otherSees(head) ? ['other-party'] : []);
  if (!isOfficer(principal) || isParty(head, principal)) return new Set();
  return new Set(head.handler === principal.subject ? ['officer', 'handler'] : ['officer']);
}

/** Finds a request for someone; what is not theirs is answered like what does not exist. */
export async function findHelp(
  table: Table,
  principal: Principal,
  id: string,
): Promise<(Found & { actors: ReadonlySet<HelpActor> }) | undefined> {
  const found = /^[0-9a-z]{24}$/.test(id) ? await readHelp(table, id) : undefined;
  if (!found) return undefined;
  const actors = actorsOf(found.head, principal);
  return actors.size > 0 ? { ...found, actors } : undefined;
}

/** Whether an officer worked on the application that a dispute is about: then a colleague mediates (回避). */
export async function actedOnIt(table: Table, { about }: HelpHead, subject: string): Promise<boolean> {
  const permit = about?.permitNumber ? await readPermit(table, about.permitNumber) : undefined;
  const applications = [about?.applicationId, permit?.applicationId].flatMap((id) => id ?? []);
  const events = await Promise.all(applications.map((id) => readEvents(table, id)));
  return events.flat().some(({ by }) => by.subject === subject);
}
