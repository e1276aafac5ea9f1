import { type DueReminder, filingDays } from '../../shared/domain/reminders/reminders.ts';
import type { Day } from '../../shared/domain/time.ts';
import { applicantOf, handlersOf, type Party } from '../../shared/notices/parties.ts';
import { readForm } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { readCard, readCardToken } from '../../shared/records/merchant-card.ts';
import { inForce, type Permit, readPermit } from '../../shared/records/permit.ts';
import { readResidence } from '../../shared/records/reminder.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import type { PermitOutlook } from './wording.ts';

export type OccasionGiven = { table: Table; rules: Rules };

/** Whom a reminder goes to, and what can be done about a permit that ends. */
export type Occasion = { reminded: Party[]; outlook: PermitOutlook };

const nothingToFile: PermitOutlook = { kind: 'not-extendable' };

/** What can be done about a permit that ends, as of a day. */
async function outlookOf({ table, rules }: OccasionGiven, permit: Permit, today: Day): Promise<PermitOutlook> {
  const open = await table.get(keys.openCase(permit.number, permit.employerId, 'extension'));
  if (open) return { kind: 'under-way' };
  const isDelegated = rules.zone.delegation.procedures.includes('extension');
  const extension = isDelegated ? rules.procedureOn('extension', today) : undefined;
  if (!extension?.window) return nothingToFile;
  const { from, to } = filingDays(extension.window, permit.validTo);
  return today > to ? { kind: 'filing-over', to } : { kind: 'filing', from, to };
}

async function cardOccasion({ table }: OccasionGiven, number: string, on: Day): Promise<Occasion | undefined> {
  const card = await readCard(table, number);
  if (!card || card.validTo !== on || card.status === 'ended') return undefined;
  const token = await readCardToken(table, number, card.statusIndex);
  const form = token ? (await readForm(table, token.applicationId))?.form : undefined;
  return { reminded: applicantOf(form), outlook: nothingToFile };
}

/**
 * Follows an entry to what it is about.
 * @returns undefined where it counts for nothing any more: what was extended, changed, ended or stated anew meanwhile
 * has an entry of its own under another day
 */
export async function occasionOf(
  given: OccasionGiven,
  { ending, on }: Pick<DueReminder, 'ending' | 'on'>,
  number: string,
  today: Day,
): Promise<Occasion | undefined> {
  const { table } = given;
  if (ending === 'card') return cardOccasion(given, number, on);
  const permit = await readPermit(table, number);
  if (!permit || !inForce(permit, today)) return undefined;
  const form = (await readForm(table, permit.applicationId))?.form;
  const holder = applicantOf(form);
  if (ending === 'permit') {
    if (permit.validTo !== on) return undefined;
    const reminded = [...holder, ...(await handlersOf(table, permit.employerId))];
    return { reminded, outlook: await outlookOf(given, permit, today) };
  }
  const stated =
    ending === 'passport' ? form?.applicant?.passport?.expiresOn : (await readResidence(table, number))?.validTo;
  if (stated !== on) return undefined;
  // Without an address of the holder, only the employer can pass it on.
  return { reminded: holder.length > 0 ? holder : await handlersOf(table, permit.employerId), outlook: nothingToFile };
}
