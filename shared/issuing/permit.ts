import { tokenPeriod } from '../credential/claims.ts';
import { prepare, seal } from '../credential/encode.ts';
import { placeOf } from '../credential/status-index.ts';
import type { Day, Instant } from '../domain/time.ts';
import { keys } from '../records/keys.ts';
import { firstList, listValues, type Permit, reserveStatusIndex, statusStep } from '../records/permit.ts';
import { absent, type TransactionStep } from '../records/table.ts';
import { issuingAuthority } from '../zone/issuing-authority.ts';
import type { Zone } from '../zone/zone.ts';
import { readyKey, type SigningGiven } from './ready-key.ts';

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

/**
 * Signs a permit under a status place of its own. Nothing that means anything by itself stands in the table yet: that
 * place stays empty.
 * @param the.events number of the last event of the permit that it replaces; 0 where there is none
 */
export async function sealPermit(
  given: SigningGiven & { zone: Zone },
  content: PermitContent,
  the: { at: Instant; events: number },
): Promise<Permit> {
  const { table, zone } = given;
  const { number, name, chineseName, nationality, sex, category, photo } = content;
  // One code for the running period and those that were granted after it: nobody is ever without a valid one.
  const period = tokenPeriod(zone.timeZone, content.since, content.validTo);
  const key = await readyKey(given, period.expires, 'token');
  const statusIndex = await reserveStatusIndex(table, firstList, number);
  const prepared = prepare(
    {
      zone: zone.id,
      number,
      ...period,
      name,
      ...(chineseName ? { chineseName } : {}),
      nationality,
      sex,
      category,
      photoHash: new Uint8Array(Buffer.from(photo.hash, 'hex').subarray(0, 16)),
      statusIndex,
    },
    key.bytes,
  );
  return {
    ...content,
    authority: issuingAuthority(zone),
    issuedAt: the.at,
    statusIndex,
    token: seal(prepared, await key.sign(prepared.toBeSigned)),
    events: the.events + 1,
  };
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
