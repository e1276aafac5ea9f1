import { outsideDelegation } from '../domain/application/delegation.ts';
import { type DelegatedCase, suspendedAt, suspensionText } from '../domain/office/suspension.ts';
import type { Text } from '../domain/text.ts';
import { dayIn, type Instant } from '../domain/time.ts';
import { type Problem, problem } from '../http/problem.ts';
import { readOfficeEvent } from '../records/office.ts';
import { readStaffRole } from '../records/staff.ts';
import { type Decision, endedOfficer, type Officer, type Standing } from '../records/standing.ts';
import type { Table } from '../records/table.ts';
import type { Zone } from '../zone/zone.ts';

type Given = { table: Table; zone: Pick<Zone, 'delegation' | 'timeZone'> };

/** Why a suspension keeps the zone from deciding about a case at an instant, in words; undefined when none does. */
export async function suspensionAgainst(
  { table, zone }: Given,
  standing: Pick<Standing, 'suspended'>,
  the: DelegatedCase,
  at: Instant,
): Promise<{ text: Text; entry: string; event: number } | undefined> {
  const found = suspendedAt(standing.suspended, the, at);
  if (!found) return undefined;
  const event = await readOfficeEvent(table, found.event);
  if (event?.type !== 'delegation-suspended') throw new Error('a suspension has no event');
  const since = dayIn(zone.timeZone, found.from);
  const text = suspensionText({ since, reason: event.data.reason, authority: zone.delegation.from });
  return { text, entry: found.entry, event: found.event };
}

/**
 * Why the zone cannot decide about a case at an instant: its file's delegation does not cover it, or it is suspended.
 * @returns undefined when it can
 */
export async function outsideOffice(
  given: Given,
  standing: Pick<Standing, 'suspended'>,
  the: DelegatedCase,
  at: Instant,
): Promise<Problem | undefined> {
  const { delegation, timeZone } = given.zone;
  const outside = outsideDelegation(delegation, { ...the, on: dayIn(timeZone, at) });
  const detail = outside ?? (await suspensionAgainst(given, standing, the, at))?.text;
  return detail && problem('outside-delegation', { detail });
}

const reviewerLeft: Text = {
  zh: '审查人的岗位角色已终止，须由主管退回重新审查后才能作出决定',
  en: 'The reviewer’s role has ended since the review; a supervisor has to send the case back to review first',
};

/** Tells an officer that a role of theirs has ended, since when and why. */
export async function roleEnded({ table, zone }: Given, { subject, role }: Officer): Promise<Problem> {
  const entry = await readStaffRole(table, subject, role);
  if (!entry) return problem('role-ended');
  const on = dayIn(zone.timeZone, entry.at);
  return problem('role-ended', {
    detail: {
      zh: `您的该项角色已于 ${on} 终止。原因：${entry.reason.zh}。如有疑问，请联系主管。`,
      en: `This role of yours ended on ${on}. Reason: ${entry.reason.en}. Ask a supervisor if you think this is a mistake.`,
    },
  });
}

/**
 * Why a decision does not stand, clearest first: the delegation for its case, the role of who decides, the role of who
 * reviewed.
 * @param standing as it is, or as it refused the write of the decision
 * @returns undefined when the decision stands
 */
export async function standingProblem(
  given: Given,
  standing: Standing,
  decision: Decision,
): Promise<Problem | undefined> {
  const outside = await outsideOffice(given, standing, decision.case, decision.at);
  if (outside) return outside;
  const officer = endedOfficer(standing, decision);
  if (!officer) return undefined;
  return officer === decision.by ? roleEnded(given, officer) : problem('role-ended', { detail: reviewerLeft });
}
