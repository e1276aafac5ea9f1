import type { Category } from '../../shared/domain/application/case-clock.ts';
import type { EmployerStanding } from '../../shared/domain/checklist/employer-gaps.ts';
import type { HolderRecord } from '../../shared/domain/checklist/holder-gaps.ts';
import type { PermitFacts } from '../../shared/domain/checklist/permit-gaps.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { type Day, dayIn } from '../../shared/domain/time.ts';
import { type Form, type Head, readForm } from '../../shared/records/application.ts';
import { type Employer, isDisplaced, readCodeHolder } from '../../shared/records/employer.ts';
import { type Permit, permitStatus, readPermit, readPermitHistory } from '../../shared/records/permit.ts';
import { findPerson, type Identity } from '../../shared/records/person.ts';
import type { Table } from '../../shared/records/table.ts';

/** What the zone's records say about the permits that a submission is judged by. */
export type PermitsKnown = {
  /** The permit that the form names, if whoever files may ask something of it. */
  permit?: PermitFacts & { category: Category };
  holder?: HolderRecord;
  /** The code of the person whom the form describes, and their permit, with whatever employer. */
  code?: string;
  ofPerson?: PermitFacts;
};

/** The day on which a permit ended before its last one: cancelled or revoked. */
async function endOf(table: Table, timeZone: string, { status, cancelled, number }: Permit): Promise<Day | undefined> {
  if (status === 'cancelled') return cancelled?.on;
  if (status !== 'revoked') return undefined;
  const revoked = (await readPermitHistory(table, number)).findLast(({ act }) => act === 'revoked');
  return revoked && dayIn(timeZone, revoked.at);
}

const isWhole = (who: Form['applicant']): who is Form['applicant'] & Identity =>
  Boolean(who?.familyName && who.sex && who.birthDate && who.passport?.number && who.passport.issuingState);

/**
 * Looks up the permit that a form names and the one that its applicant has.
 *
 * A permit of another employer counts as unknown, and so does one of somebody else where the applicant files alone:
 * nobody learns of it.
 */
export async function permitsKnown(
  table: Table,
  zone: { timeZone: string; today: Day },
  { head, form, procedure }: { head: Head; form: Form; procedure: Procedure },
): Promise<PermitsKnown> {
  const factsOf = async (permit: Permit): Promise<PermitFacts & { category: Category }> => {
    const endedOn = await endOf(table, zone.timeZone, permit);
    return {
      number: permit.number,
      ofThisEmployer: permit.employerId === head.employerId,
      state: permitStatus(permit, zone.today),
      validTo: permit.validTo,
      category: permit.category,
      ...(endedOn ? { endedOn } : {}),
    };
  };
  const { applicant, permitNumber } = form;
  const code = isWhole(applicant) ? await findPerson(table, applicant) : undefined;
  const [named, own] = await Promise.all([
    permitNumber && procedure.permit?.kind === 'held' ? readPermit(table, permitNumber) : undefined,
    code ? readPermit(table, code) : undefined,
  ]);
  const ofPerson = { ...(code ? { code } : {}), ...(own ? { ofPerson: await factsOf(own) } : {}) };
  if (!named || named.employerId !== head.employerId) return ofPerson;
  const base = (await readForm(table, named.applicationId))?.form.applicant;
  if (head.filedBy === 'applicant' && (!applicant?.email || base?.email !== applicant.email)) return ofPerson;
  const { name, chineseName, sex, nationality, post } = named;
  return {
    ...ofPerson,
    permit: await factsOf(named),
    holder: {
      name,
      sex,
      nationality,
      post,
      ...(chineseName ? { chineseName } : {}),
      ...(base?.birthDate ? { birthDate: base.birthDate } : {}),
      ...(base?.email ? { email: base.email } : {}),
      ...(base?.passport ? { passport: base.passport } : {}),
    },
  };
}

/** How an employer stands in the register, with who holds its credit code. */
export async function standingOf(table: Table, employer: Employer): Promise<EmployerStanding> {
  const holder = await readCodeHolder(table, employer.unifiedSocialCreditCode);
  const own = holder === undefined || holder.employerId === employer.id;
  return {
    status: employer.status,
    code: isDisplaced(employer, holder) ? 'registered-by-another' : own ? 'own' : 'declared-by-another',
  };
}
