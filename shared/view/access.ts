import { type Principal, type Role, staffRoles } from '../domain/access/roles.ts';
import type { Viewer } from '../domain/application/transitions.ts';
import { comparableEmail } from '../domain/person/email.ts';
import { type Problem, problem } from '../http/problem.ts';
import { type Head, readForm, readHead, type StoredForm } from '../records/application.ts';
import { handles } from '../records/employer.ts';
import { readStanding, rolesHeld, type Standing } from '../records/standing.ts';
import { readSubmittedForm } from '../records/submitted-form.ts';
import { fingerprint, type Table } from '../records/table.ts';
import { failure, type Result, success } from '../result.ts';

/**
 * An application as one person may see it. `staff` are officers who are no party of the case (回避): they see what was
 * submitted and what the office wrote, and their reading is recorded. An officer who is a party sees it as a party.
 */
export type Case = {
  head: Head;
  stored: StoredForm;
  viewer: Viewer;
  staff: boolean;
  /** How the office stands, for staff. */
  standing?: Standing;
  /** The colleague on leave for whom the viewer stands in here. */
  inPlaceOf?: string;
};

/** Fingerprint of an e-mail address, by which an applicant's applications are listed. */
export const emailHash = (email: string | undefined): string | undefined => {
  const comparable = comparableEmail(email);
  return comparable ? fingerprint(comparable) : undefined;
};

/** Staff who work on cases; an inspector looks at permits. */
const isOffice = (role: Role): boolean => staffRoles.includes(role) && role !== 'inspector';

/** The applicant is whoever signed in with the verified address that the form names. */
const isApplicant = (principal: Principal, stored: StoredForm): boolean =>
  principal.roles.includes('applicant') &&
  principal.email !== undefined &&
  comparableEmail(stored.form.applicant?.email) === principal.email;

/**
 * Finds an application for someone. What does not exist and what is not theirs get the same answer, so that nobody
 * learns which applications there are. Staff see what was submitted, as it was submitted: nothing of a draft, whether
 * new or taken back, and nothing that the parties changed since the application was returned. Officers all of whose
 * roles have ended see nothing.
 */
export async function findCase(table: Table, principal: Principal, id: string): Promise<Result<Case, Problem>> {
  const [head, stored] = /^[0-9a-z]{24}$/.test(id)
    ? await Promise.all([readHead(table, id), readForm(table, id)])
    : [undefined, undefined];
  const handlesEmployer =
    principal.roles.includes('employer') &&
    head?.employerId !== undefined &&
    (await handles(table, principal.subject, head.employerId));
  const applicant = stored !== undefined && isApplicant(principal, stored);
  // What an applicant files alone is theirs to act on; the employer sees it once it was submitted.
  const alone = head?.filedBy === 'applicant';
  const party = applicant || (handlesEmployer && !(alone && head?.round === 0));
  const officer = principal.mfa && principal.roles.some(isOffice);
  const staff = officer && !party;
  const standing = staff ? await readStanding(table) : undefined;
  const roles = standing
    ? rolesHeld(standing, principal)
    : principal.roles.filter((role) => !staffRoles.includes(role));
  // Before anything is said of the case: whoever holds no role any more does not learn which ones there are.
  if (standing && !roles.some(isOffice)) return failure(problem('role-ended'));
  if (!head || !stored) return failure(problem('not-found'));
  if (!party && !(staff && head.round > 0 && head.stage !== 'draft')) return failure(problem('not-found'));
  const submitted = staff && stored.editable ? await readSubmittedForm(table, head) : undefined;
  return success({
    head,
    stored: submitted ? { ...stored, form: submitted } : stored,
    staff,
    viewer: {
      subject: principal.subject,
      roles,
      handlesEmployer: handlesEmployer && !alone,
      isApplicant: applicant,
      ...(alone && applicant ? { files: true } : {}),
    },
    ...(standing ? { standing } : {}),
  });
}
