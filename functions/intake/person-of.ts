import type { Category } from '../../shared/domain/application/case-clock.ts';
import { partsAmended } from '../../shared/domain/procedure/amends.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Form } from '../../shared/records/application.ts';
import { enterAlso, enterPerson, type Identity, type Person, readPerson } from '../../shared/records/person.ts';
import type { Table } from '../../shared/records/table.ts';

/**
 * Whom an application concerns, entered in the register of persons. The holder of the permit that it names is known by
 * the permit's number; a new passport or name is entered for the same code, so that whoever files with it anywhere else
 * finds the same person from now on.
 * @returns undefined where the employer alone is concerned
 */
export async function personOf(
  table: Table,
  the: {
    procedure: Procedure;
    form: Form;
    permit: { number: string } | undefined;
    category: Category | null;
    at: Instant;
  },
): Promise<Person | undefined> {
  const { procedure, form, permit, category, at } = the;
  if (procedure.concerns === 'employer') return undefined;
  const who = { ...form.applicant, passport: { ...form.applicant?.passport } } as Identity;
  if (!permit) return enterPerson(table, who, at);
  const { entry, facts, answers } = form;
  const parts = partsAmended(procedure, { entry, facts, answers, category });
  if (parts.includes('passport') || parts.includes('name')) return enterAlso(table, permit.number, who);
  return { ...(await readPerson(table, permit.number)), possiblySame: [] };
}
