import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { changeOffice, type OfficeEvent, type OfficeHappening } from '../../shared/records/office.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { holdsRole, readStanding, rolesHeld, type Standing } from '../../shared/records/standing.ts';
import type { Table, TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type OfficeGiven = { table: Table; clock: Clock; zone: Zone; log: Log };

type Asked = { principal: Principal; body?: unknown; version?: number; idempotencyKey?: string };

/** What a lead decides, after looking at how the office stands; absent `happening` means that nothing need change. */
type Decided = {
  happening?: OfficeHappening;
  set?: Parameters<typeof changeOffice>[2]['set'];
  also?: readonly TransactionStep[];
};

/** What callers see and send back: moves with everything that happens to the office. */
export const versionOf = ({ events }: Standing): number => events + 1;

const leadingRoles: readonly Role[] = ['supervisor', 'admin'];
const mostAttempts = 5;

/** The office as it stands, for someone who leads it by a role that has not ended. */
export async function standingForLead(table: Table, principal: Principal): Promise<Result<Standing, Problem>> {
  const standing = await readStanding(table);
  const { subject, roles } = principal;
  const leads = leadingRoles.some((role) => roles.includes(role) && holdsRole(standing, { subject, role }));
  return leads ? { ok: true, value: standing } : failure(problem('role-ended'));
}

const colleagueRoles: readonly Role[] = ['front-officer', 'back-officer', 'decider', ...leadingRoles];

/** The office as it stands, for a colleague: which of their roles have not ended; refused where none is left. */
export async function standingForColleague(
  table: Table,
  principal: Principal,
): Promise<Result<{ standing: Standing; held: Role[] }, Problem>> {
  const standing = await readStanding(table);
  const held = rolesHeld(standing, principal).filter((role) => colleagueRoles.includes(role));
  return held.length > 0 ? { ok: true, value: { standing, held } } : failure(problem('role-ended'));
}

/**
 * Changes the office in the name of a lead. What somebody else changed in the same moment is looked at and decided
 * anew; a repeated request is answered like the first.
 * @param decide may be called again; says what happens, or why it cannot
 * @param show the answer, after the change or its repetition
 */
export async function changeAsLead(
  { table, clock, log }: OfficeGiven,
  request: Asked,
  action: string,
  decide: (standing: Standing) => Promise<Result<Decided, Problem>>,
  show: (standing: Standing, event?: OfficeEvent) => Promise<Result<Reply, Problem>>,
): Promise<Result<Reply, Problem>> {
  const mark = requestMark(request, action);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const found = await standingForLead(table, request.principal);
    if (!found.ok) return found;
    const standing = found.value;
    const repeated = repetition(standing.requests, mark);
    if (repeated === 'same') return show(standing);
    if (repeated === 'other-body') return failure(problem('key-reused'));
    if (request.version !== undefined && request.version !== versionOf(standing)) {
      return failure(problem('version-conflict'));
    }
    const decided = await decide(standing);
    if (!decided.ok) return decided;
    const { happening, ...more } = decided.value;
    if (!happening) return show(standing);
    const by = request.principal.subject;
    const outcome = await changeOffice(table, clock, { standing, happening, by, request: mark, ...more });
    if (outcome.ok) {
      const { event } = outcome.value;
      log.info('office-changed', { type: event.type, event: event.sequence });
      return show(outcome.value.standing, event);
    }
    if (outcome.error.repeated) return show(outcome.error.standing);
  }
  return failure(problem('try-again'));
}
