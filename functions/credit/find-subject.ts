import type { Principal } from '../../shared/domain/access/roles.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { readForm } from '../../shared/records/application.ts';
import type { CreditSubject } from '../../shared/records/credit.ts';
import { type Employer, handles, readCodeHolder, readEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import { inForce, type Permit, readPermit } from '../../shared/records/permit.ts';
import { presentPerson } from '../../shared/records/person.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { CreditGiven } from './given.ts';

/** Whose credit somebody asks for, and as what: the subject, an employer of the person, or an officer. */
export type Found = {
  subject: CreditSubject;
  as: 'self' | 'employer' | 'officer';
  /** A person's permit, with the address that it was applied for with. */
  permit?: Permit;
  email?: string;
  /** The employer of the person's permit, or the enterprise itself. */
  employer?: Employer;
};

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'] as const;

/** Officers who are no party; they act with a second factor. */
const isOfficer = ({ mfa, roles }: Principal): boolean => mfa && officers.some((role) => roles.includes(role));

async function person(given: CreditGiven, principal: Principal, named: string): Promise<Found | undefined> {
  const { table, clock, rules } = given;
  if (!/^[0-9A-Z]{18}$/.test(named) || !(await table.get(keys.person(named)))) return undefined;
  const code = await presentPerson(table, named);
  const permit = await readPermit(table, code);
  const [form, employer] = await Promise.all([
    permit ? readForm(table, permit.applicationId) : undefined,
    permit ? readEmployer(table, permit.employerId) : undefined,
  ]);
  const email = comparableEmail(form?.form.applicant?.email);
  const found = {
    subject: { kind: 'person', code },
    ...(permit ? { permit } : {}),
    ...(email ? { email } : {}),
    ...(employer ? { employer } : {}),
  } as const;
  if (email !== undefined && principal.roles.includes('applicant') && principal.email === email) {
    return { ...found, as: 'self' };
  }
  if (employer && principal.roles.includes('employer') && (await handles(table, principal.subject, employer.id))) {
    // Whose permit is over, the person is no employee any more; nor is an officer who handles the employer a stranger.
    return permit && inForce(permit, rules.today(clock)) ? { ...found, as: 'employer' } : undefined;
  }
  return isOfficer(principal) ? { ...found, as: 'officer' } : undefined;
}

async function enterprise({ table }: CreditGiven, principal: Principal, code: string): Promise<Found | undefined> {
  const holder = isCreditCode(code) ? await readCodeHolder(table, code) : undefined;
  const employer = holder && (await readEmployer(table, holder.employerId));
  if (!employer) return undefined;
  const found = { subject: { kind: 'enterprise', code }, employer } as const;
  // Whoever first declares a code is not yet the enterprise; that follows from its registration.
  const own = principal.roles.includes('employer') && (await handles(table, principal.subject, employer.id));
  if (own && holder?.registered) return { ...found, as: 'self' };
  return isOfficer(principal) && !own ? { ...found, as: 'officer' } : undefined;
}

/**
 * Finds whose credit a path names, for someone: the subject itself, whoever handles the enterprise or the person's
 * employer, or an officer, whose reading is recorded before anything is shown. Everybody else learns as little as of a
 * code that does not exist.
 */
export async function findSubject(
  given: CreditGiven,
  principal: Principal,
  { kind, code = '' }: Record<string, string>,
): Promise<Result<Found, Problem>> {
  const look = kind === 'persons' ? person : kind === 'enterprises' ? enterprise : undefined;
  const found = await look?.(given, principal, code);
  if (!found) return failure(problem('not-found'));
  if (found.as === 'officer') {
    const { table, clock, rules, log } = given;
    await recordReading(
      { table, clock, zone: rules.zone },
      { by: principal.subject, what: 'credit', id: found.subject.code },
    );
    log.info('sensitive-read', { what: 'credit' });
  }
  return success(found);
}
