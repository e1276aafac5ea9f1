import type { Letterhead } from '../domain/letters/letter.ts';
import { printedName } from '../domain/person/name.ts';
import { type Clock, dayIn, instantOf } from '../domain/time.ts';
import { editionOn } from '../policy/letters/editions.ts';
import { type Form, type Head, readForm } from '../records/application.ts';
import { type Employer, readEmployer } from '../records/employer.ts';
import { keepLetterhead } from '../records/letterhead.ts';
import { readSubmittedForm } from '../records/submitted-form.ts';
import type { Table } from '../records/table.ts';
import { issuingAuthority } from '../zone/issuing-authority.ts';
import type { Zone } from '../zone/zone.ts';
import { emailHash } from './access.ts';

type Given = {
  table: Table;
  clock: Clock;
  zone: Pick<Zone, 'authority' | 'delegation' | 'contact' | 'rehearsal' | 'timeZone'>;
};

/** Characters of the address's fingerprint: enough to tell two applicants of one case apart. */
const addresseeLength = 8;

/** The mark by which a letter knows its applicant again. */
export const addresseeMark = (form: Form): string | undefined =>
  emailHash(form.applicant?.email)?.slice(0, addresseeLength);

/** The form as it was last submitted, whatever the parties have changed since. */
async function submittedForm(table: Table, head: Head): Promise<Form> {
  const [stored, submitted] = await Promise.all([readForm(table, head.id), readSubmittedForm(table, head)]);
  return (stored?.editable ? submitted : undefined) ?? stored?.form ?? {};
}

/**
 * Who writes to whom if a letter were written now; reads the employer, and the submitted form where none is given.
 * @param the.form as submitted; read, as the employer is, where it is left out
 */
export async function letterheadNow(
  { table, clock, zone }: Given,
  the: { head: Head; form?: Form; employer?: Pick<Employer, 'name'> },
): Promise<Letterhead> {
  const { head } = the;
  const [employer, form] = await Promise.all([
    the.employer ?? (head.employerId ? readEmployer(table, head.employerId) : undefined),
    the.form ?? submittedForm(table, head),
  ]);
  const { familyName, givenNames } = form.applicant ?? {};
  const to = addresseeMark(form);
  return {
    edition: editionOn(dayIn(zone.timeZone, instantOf(clock.now()))),
    authority: issuingAuthority(zone),
    phone: zone.contact.phone,
    ...(zone.rehearsal ? { sample: true } : {}),
    ...(employer || head.employerName ? { employer: employer?.name ?? { zh: head.employerName ?? '' } } : {}),
    ...(familyName ? { applicant: printedName({ familyName, ...(givenNames ? { givenNames } : {}) }) } : {}),
    ...(to ? { to } : {}),
  };
}

/**
 * What an event must keep so that its letter can be made from it: `data.letter`, the mark of the letterhead, 17 bytes.
 * Spread it into the data of every event that a letter announces (`letterKind` says which these are):
 *
 *     data: { reasons, ...(await letterFacts(given, { head })) }
 *
 * It reads the employer, the submitted form where none is given, and keeps the letterhead beside the application when it
 * is new: the function needs to read `employers` and to read and put `applications`. A letter says besides these parts
 * of its event's data, each left out where the event lacks it:
 *
 * | event | letter | from the event's data |
 * |---|---|---|
 * | `submitted`, `supplemented` | receipt | `round`, `promisedOn`, `provisional`; the documents of that moment |
 * | `accepted`, `deemed-accepted` | acceptance | `promisedOn`, `provisional`, `clock.ceilingOn`, `clock.ceilingProvisional` |
 * | `returned` | complete notice | `deficiencies`, `respondBy`, `provisional` |
 * | `acceptance-refused`, `refused` | refusal | `reasons` (code, rule, text, documentId) |
 * | `refusal-announced` | intended refusal | `reasons`, `respondBy`, `provisional` |
 * | `paused` | pause | `kind` (hearing, expert-review, inspection), `announcement`, `until` |
 * | `time-extended` | extended time | `workingDays`, `reason`, `promisedOn`, `provisional`, `clock.ceilingOn` |
 * | `approved`, `deemed-granted` | grant | `validity` (from, to, binding) |
 * | `permit-issued` | notification letter, where the procedure has one | `permitNumber`, `validFrom`, `validTo`; the form |
 * | `completed` | certificate of cancellation | `permitNumber`, `cancelledOn` or the event's day |
 * | `completed` | confirmation of the employer | `unifiedSocialCreditCode` |
 *
 * A receipt's mark is kept with the form (`receipts`) instead: beside the score, the submission's event has no room in
 * its first KB. The category that a letter states is `category` of the event's data, otherwise that of the last score before it.
 *
 * @param the.form as submitted; read, as the employer is, where it is left out
 */
export const letterFacts = async (
  given: Given,
  the: { head: Head; form?: Form; employer?: Pick<Employer, 'name'> },
): Promise<{ letter: string }> => ({
  letter: await keepLetterhead(given.table, the.head.id, await letterheadNow(given, the)),
});
