import { addDays } from '../../../shared/domain/time.ts';
import { type PermitContent, sealPermit } from '../../../shared/issuing/permit.ts';
import { readDocuments } from '../../../shared/records/document.ts';
import { listChangedStep, type Permit } from '../../../shared/records/permit.ts';
import { enterEnding } from '../../../shared/records/reminder.ts';
import type { Table } from '../../../shared/records/table.ts';
import { enterTalent, leaveLists } from '../../../shared/records/talent.ts';
import type { ApprovedCase, EffectGiven } from './approved-case.ts';

/** Enters the holder in the database of talents, where the zone keeps one with their category. */
async function enterAsTalent({ table, rules }: EffectGiven, the: ApprovedCase, permit: Permit): Promise<void> {
  if (!rules.zone.talents?.categories.includes(permit.category)) return;
  const industry = the.employer?.industrySection;
  const languages = the.form.applicant?.languages ?? [];
  await enterTalent(table, permit, { languages, ...(industry ? { industry } : {}) });
}

/** Days before an end at which a zone file may have the first reminder given. */
const earliestReminder = 365;

/**
 * Enters the day on which the permit ends, by which all that run are found, and that of the passport where the zone
 * reminds its holder while the permit runs; a longer permit enters it anew.
 */
async function enterEndings({ table, rules }: EffectGiven, { form }: ApprovedCase, permit: Permit): Promise<void> {
  const { number, validTo } = permit;
  const passportTo = form.applicant?.passport?.expiresOn;
  const isReminded = passportTo !== undefined && addDays(passportTo, -earliestReminder) <= validTo;
  await Promise.all([
    enterEnding(table, { ending: 'permit', number }, validTo),
    ...(rules.zone.reminders && isReminded ? [enterEnding(table, { ending: 'passport', number }, passportTo)] : []),
  ]);
}

/** Takes out of that database what a permit was before; what is left there by mistake is not shown, and expires. */
export async function leaveAsTalent({ table, rules }: EffectGiven, before: Permit, after?: Permit): Promise<void> {
  if (rules.zone.talents) await leaveLists(table, before, after);
}

/**
 * Signs a permit. Nothing that means anything by itself stands in the table yet: an entry among the talents or the
 * endings counts only with its permit.
 */
export async function signPermit(given: EffectGiven, the: ApprovedCase, content: PermitContent): Promise<Permit> {
  const { table, signer, clock, rules } = given;
  const signing = { table, signer, clock, zone: rules.zone };
  const permit = await sealPermit(signing, content, { at: the.at, events: the.permit?.events ?? 0 });
  if (content.act !== 'reissued') {
    await enterAsTalent(given, the, permit);
    await enterEndings(given, the, permit);
  }
  return permit;
}

/** The photo that was judged for this case; undefined where it asked for none. */
export async function photoOf({ table }: EffectGiven, { head }: ApprovedCase): Promise<Permit['photo'] | undefined> {
  const documents = await readDocuments(table, head.id);
  const found = documents.findLast(({ kind, state }) => kind === 'photo' && state === 'accepted');
  return found?.sha256 && found.versionId
    ? { key: found.key, versionId: found.versionId, hash: found.sha256 }
    : undefined;
}

/** Has the list signed anew at its next reading; without it that happens within the hour. */
export const noteListChange = (table: Table, list: string) => async (): Promise<void> => {
  const step = listChangedStep(list);
  if ('update' in step) await table.update(step.update);
};
