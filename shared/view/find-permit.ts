import type { Principal } from '../domain/access/roles.ts';
import { comparableEmail } from '../domain/person/email.ts';
import type { Clock } from '../domain/time.ts';
import { type Problem, problem } from '../http/problem.ts';
import type { Log } from '../log/log.ts';
import { readForm } from '../records/application.ts';
import { handles } from '../records/employer.ts';
import { type Permit, readPermit } from '../records/permit.ts';
import { recordReading } from '../records/reading.ts';
import type { Table } from '../records/table.ts';
import { failure, type Result, success } from '../result.ts';
import type { Zone } from '../zone/zone.ts';

/**
 * Finds a permit for someone: its employer's handler, its holder, or staff, whose reading is recorded first.
 * Everybody else learns as little as of a number that does not exist.
 */
export async function findPermit(
  given: { table: Table; clock: Clock; zone: Zone; log: Log },
  principal: Principal,
  number: string,
): Promise<Result<Permit, Problem>> {
  const { table, clock, zone, log } = given;
  const permit = /^[0-9A-Z]{18}$/.test(number) ? await readPermit(table, number) : undefined;
  if (!permit) return failure(problem('not-found'));
  if (principal.roles.includes('employer') && (await handles(table, principal.subject, permit.employerId))) {
    return success(permit);
  }
  if (principal.roles.includes('applicant') && principal.email) {
    const stored = await readForm(table, permit.applicationId);
    if (comparableEmail(stored?.form.applicant?.email) === principal.email) return success(permit);
  }
  const staff = principal.mfa && principal.roles.some((role) => ['inspector', 'supervisor', 'decider'].includes(role));
  if (!staff) return failure(problem('not-found'));
  await recordReading({ table, clock, zone }, { by: principal.subject, what: 'permit', id: number });
  log.info('sensitive-read', { what: 'permit' });
  return success(permit);
}
