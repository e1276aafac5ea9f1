import type { Principal } from '../../shared/domain/access/roles.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { employersOf, handles } from '../../shared/records/employer.ts';
import type { Table } from '../../shared/records/table.ts';
import { readVisit, type Visit, type VisitParty } from '../../shared/records/visit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { emailHash } from '../../shared/view/access.ts';

/** A visit as somebody may see it: as its party, or as the front office. */
export type SeenVisit = { visit: Visit; officer: boolean };

export const isFrontOffice = ({ mfa, roles }: Principal): boolean =>
  mfa && roles.some((role) => role === 'front-officer' || role === 'supervisor');

const isOwn = async (table: Table, principal: Principal, { kind, id }: VisitParty): Promise<boolean> =>
  kind === 'employer'
    ? principal.roles.includes('employer') && (await handles(table, principal.subject, id))
    : principal.roles.includes('applicant') && emailHash(principal.email) === id;

/**
 * Finds a visit for its party or for the front office; an officer who is its party sees it as a party (回避). What does
 * not exist and what is not theirs get the same answer.
 */
export async function findVisit(table: Table, principal: Principal, id: string): Promise<Result<SeenVisit, Problem>> {
  const visit = await readVisit(table, id);
  if (visit && (await isOwn(table, principal, visit.party))) return success({ visit, officer: false });
  return visit && isFrontOffice(principal) ? success({ visit, officer: true }) : failure(problem('not-found'));
}

/** As whom somebody has visits: every employer that they handle, then themselves. */
export async function partiesOf(table: Table, principal: Principal): Promise<Pick<VisitParty, 'kind' | 'id'>[]> {
  const employers = principal.roles.includes('employer') ? await employersOf(table, principal.subject) : [];
  const own = principal.roles.includes('applicant') ? emailHash(principal.email) : undefined;
  return [
    ...employers.map(({ id }) => ({ kind: 'employer' as const, id })),
    ...(own ? [{ kind: 'applicant' as const, id: own }] : []),
  ];
}
