import { tokenPeriod } from '../credential/claims.ts';
import { prepareCard, seal } from '../credential/encode.ts';
import type { Day, Instant } from '../domain/time.ts';
import { keys } from '../records/keys.ts';
import type { CardToken } from '../records/merchant-card.ts';
import { firstList, reserveStatusIndex } from '../records/permit.ts';
import { issuingAuthority } from '../zone/issuing-authority.ts';
import type { Zone } from '../zone/zone.ts';
import { readyKey, type SigningGiven } from './ready-key.ts';

/** What a token of a card will say; place, signature and instant come with signing. */
export type CardContent = Omit<CardToken, 'statusIndex' | 'authority' | 'issuedAt' | 'token'>;

/**
 * Signs a token of a merchant card under a status place of its own and keeps what it says. Until a card names it, the
 * record means nothing: it is left behind where the change that follows does not happen.
 */
export async function signCard(
  given: SigningGiven & { zone: Zone },
  content: CardContent,
  the: { validFrom: Day; validTo: Day; at: Instant },
): Promise<CardToken> {
  const { table, zone } = given;
  const period = tokenPeriod(zone.timeZone, the.validFrom, the.validTo);
  const key = await readyKey(given, period.expires, 'token');
  const statusIndex = await reserveStatusIndex(table, firstList, content.number);
  const { number, name, chineseName, nationality, sex, photo } = content;
  const prepared = prepareCard(
    {
      zone: zone.id,
      number,
      ...period,
      name,
      ...(chineseName ? { chineseName } : {}),
      nationality,
      sex,
      photoHash: new Uint8Array(Buffer.from(photo.hash, 'hex').subarray(0, 16)),
      statusIndex,
    },
    key.bytes,
  );
  const token: CardToken = {
    ...content,
    statusIndex,
    authority: issuingAuthority(zone),
    issuedAt: the.at,
    token: seal(prepared, await key.sign(prepared.toBeSigned)),
  };
  await table.put({ ...keys.cardToken(number, statusIndex), ...token });
  return token;
}
