import type { Category } from '../domain/application/case-clock.ts';
import type { LetterFacts, LetterKind } from '../domain/letters/letter.ts';
import { printedName } from '../domain/person/name.ts';
import { type Clock, dayIn, instantOf } from '../domain/time.ts';
import { editionOn } from '../policy/letters/editions.ts';
import { type Form, type Head, readForm } from '../records/application.ts';
import { readEmployer } from '../records/employer.ts';
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
const markLength = 8;

/** The mark by which a letter knows its applicant again. */
export const addresseeMark = (form: Form): string | undefined => emailHash(form.applicant?.email)?.slice(0, markLength);

async function submittedForm(table: Table, head: Head): Promise<Form> {
  const [stored, submitted] = await Promise.all([readForm(table, head.id), readSubmittedForm(table, head)]);
  return (stored?.editable ? submitted : undefined) ?? stored?.form ?? {};
}

/**
 * What a letter needs beside the event that it announces, as the event must keep it. Spread it into the event's data:
 *
 *     data: { reasons, ...(await letterFacts(given, { head }, 'refusal')) }
 *
 * Reads the employer, and the submitted form where none is given: the function needs the partitions `applications` and
 * `employers`. A letter is made from `data.letter` and these parts of the same event's data, each left out of the
 * letter where the event lacks it:
 *
 * | kind | from the event's data |
 * |---|---|
 * | `receipt` | `round`, `promisedOn`, `provisional`; the documents of that moment |
 * | `acceptance`, `deemed-acceptance` | `promisedOn`, `provisional`, `clock.ceilingOn`, `clock.ceilingProvisional` |
 * | `complete-notice` | `deficiencies`, `respondBy`, `provisional` |
 * | `acceptance-refusal`, `refusal` | `reasons` (code, rule, text, documentId) |
 * | `intended-refusal` | `reasons`, `respondBy`, `provisional` |
 * | `pause` | `kind` (hearing, expert-review, inspection), `announcement`, `until` |
 * | `time-extension` | `workingDays`, `reason`, `promisedOn`, `provisional`, `clock.ceilingOn` |
 * | `grant`, `deemed-grant` | `validity` (from, to, binding) |
 * | `notification-letter` | `permitNumber`, `validFrom`, `validTo`; the submitted form |
 * | `cancellation-certificate` | `permitNumber`, `cancelledOn` or the event's day |
 * | `employer-confirmation` | `unifiedSocialCreditCode` |
 *
 * The receipt alone is not kept in its event, which is full, but with the submitted form: see functions/intake/submit.ts.
 *
 * @param the.form as submitted; read where it is left out
 * @param the.category only for letters that state one
 */
export async function letterFacts(
  { table, clock, zone }: Given,
  the: { head: Head; form?: Form; category?: Category | null },
  kind: LetterKind,
): Promise<{ letter: LetterFacts }> {
  const { head, category } = the;
  const [employer, form] = await Promise.all([
    readEmployer(table, head.employerId),
    the.form ?? submittedForm(table, head),
  ]);
  const { familyName, givenNames } = form.applicant ?? {};
  const to = addresseeMark(form);
  return {
    letter: {
      kind,
      edition: editionOn(dayIn(zone.timeZone, instantOf(clock.now()))),
      authority: issuingAuthority(zone),
      phone: zone.contact.phone,
      ...(zone.rehearsal ? { sample: true } : {}),
      employer: employer?.name ?? { zh: head.employerName },
      ...(familyName ? { applicant: printedName({ familyName, ...(givenNames ? { givenNames } : {}) }) } : {}),
      ...(to ? { to } : {}),
      ...(category ? { category } : {}),
    },
  };
}
