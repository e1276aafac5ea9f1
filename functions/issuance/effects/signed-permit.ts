import { tokenPeriod } from '../../../shared/credential/claims.ts';
import { prepare, seal } from '../../../shared/credential/encode.ts';
import { placeOf } from '../../../shared/credential/status-index.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { publishKey } from '../../../shared/issuing/sign.ts';
import { readDocuments } from '../../../shared/records/document.ts';
import { keys } from '../../../shared/records/keys.ts';
import {
  firstList,
  listChangedStep,
  listValues,
  type Permit,
  reserveStatusIndex,
  statusStep,
} from '../../../shared/records/permit.ts';
import { enterEnding } from '../../../shared/records/reminder.ts';
import { absent, type Table, type TransactionStep } from '../../../shared/records/table.ts';
import { enterTalent, leaveLists } from '../../../shared/records/talent.ts';
import { issuingAuthority } from '../../../shared/zone/issuing-authority.ts';
import type { ApprovedCase, EffectGiven } from './approved-case.ts';

/** What a permit will say; number of its token, signature and instant come with signing. */
export type PermitContent = Omit<Permit, 'authority' | 'issuedAt' | 'statusIndex' | 'token' | 'events' | 'requests'>;

/** What a permit says, for the next token to say it again. */
export function contentOf(permit: Permit): PermitContent {
  const {
    authority: _authority,
    issuedAt: _issuedAt,
    statusIndex: _statusIndex,
    token: _token,
    events: _events,
    requests: _requests,
    ...content
  } = permit;
  return content;
}

/** Enters the holder in the database of talents, where the zone keeps one with their category. */
async function enterAsTalent({ table, rules }: EffectGiven, the: ApprovedCase, permit: Permit): Promise<void> {
  if (!rules.zone.talents?.categories.includes(permit.category)) return;
  const industry = the.employer?.industrySection;
  const languages = the.form.applicant?.languages ?? [];
  await enterTalent(table, permit, { languages, ...(industry ? { industry } : {}) });
}

/** Enters the days on which permit and passport end, where the zone reminds holders of them. */
async function enterEndings({ table, rules }: EffectGiven, { form }: ApprovedCase, permit: Permit): Promise<void> {
  if (!rules.zone.reminders) return;
  const { number, validTo } = permit;
  const passportTo = form.applicant?.passport?.expiresOn;
  await Promise.all([
    enterEnding(table, { ending: 'permit', number }, validTo),
    ...(passportTo ? [enterEnding(table, { ending: 'passport', number }, passportTo)] : []),
  ]);
}

/** Takes out of that database what a permit was before; what is left there by mistake is not shown, and expires. */
export async function leaveAsTalent({ table, rules }: EffectGiven, before: Permit, after?: Permit): Promise<void> {
  if (rules.zone.talents) await leaveLists(table, before, after);
}

/**
 * Signs a permit under a status place of its own. Nothing that means anything by itself stands in the table yet: that
 * place stays empty, and an entry among the talents or the endings counts only with its permit.
 */
export async function signPermit(given: EffectGiven, the: ApprovedCase, content: PermitContent): Promise<Permit> {
  const { table, signer, rules } = given;
  await publishKey(table, signer);
  const statusIndex = await reserveStatusIndex(table, firstList, content.number);
  const { number, name, chineseName, nationality, sex, category, photo } = content;
  const prepared = prepare(
    {
      zone: rules.zone.id,
      number,
      // One code for the running period and those that were granted after it: nobody is ever without a valid one.
      ...tokenPeriod(rules.timeZone, content.since, content.validTo),
      name,
      ...(chineseName ? { chineseName } : {}),
      nationality,
      sex,
      category,
      photoHash: new Uint8Array(Buffer.from(photo.hash, 'hex').subarray(0, 16)),
      statusIndex,
    },
    (await signer.identity()).bytes,
  );
  const permit: Permit = {
    ...content,
    authority: issuingAuthority(rules.zone),
    issuedAt: the.at,
    statusIndex,
    token: seal(prepared, await signer.sign(prepared.toBeSigned)),
    events: (the.permit?.events ?? 0) + 1,
  };
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

/**
 * The steps that put a signed permit in the place of the one that was read, if that did not change meanwhile. The old
 * token's place in the list says "superseded", so that its QR is not "forged"; one that has expired needs no word, and a
 * revocation stays. A suspension is a decision of its own and goes on under the new token.
 */
export function replacingSteps(next: Permit, before: Permit | undefined, today: Day): TransactionStep[] {
  const put = { Item: { ...keys.permit(next.number), ...next } };
  if (!before) return [{ put: { ...put, ...absent } }];
  const silent = before.status === 'revoked' || (before.status === 'valid' && before.validTo < today);
  const old = placeOf(before.statusIndex);
  const own = placeOf(next.statusIndex);
  return [
    {
      put: {
        ...put,
        ConditionExpression: 'events = :seen',
        ExpressionAttributeValues: { ':seen': before.events },
      },
    },
    ...(silent ? [] : [statusStep(old.list, old.position, 3)]),
    ...(next.status === 'valid' ? [] : [statusStep(own.list, own.position, listValues[next.status])]),
  ];
}

/** Has the list signed anew at its next reading; without it that happens within the hour. */
export const noteListChange = (table: Table, list: string) => async (): Promise<void> => {
  const step = listChangedStep(list);
  if ('update' in step) await table.update(step.update);
};
