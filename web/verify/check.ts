import { tokenFrom } from '../../shared/credential/carriers.ts';
import type { CardClaims, Claims } from '../../shared/credential/claims.ts';
import { type StatusList, type VerificationKey, verifyCard, verifyToken } from '../../shared/credential/verify.ts';

/** What can be said of a code. `unclear`: this device does not know the key that it names, or knows no keys at all. */
export type Verdict =
  | 'valid'
  | 'genuine'
  | 'superseded'
  | 'suspended'
  | 'revoked'
  | 'cancelled'
  | 'expired'
  | 'not-yet-valid'
  | 'forged'
  | 'key-withdrawn'
  | 'unreadable'
  | 'unknown'
  | 'unclear';

export type Finding = {
  verdict: Verdict;
  /** A work permit, or a foreign merchant card of the same zone. */
  kind?: 'permit' | 'card';
  claims?: CardClaims & { category?: Claims['category'] };
  /** Epoch milliseconds of the status list that was looked at. */
  asOf?: number;
  /** The device's clock is before the zone signed that list: it is wrong for certain. */
  isClockBehind?: true;
};

/** Clocks that are right differ by less, milliseconds. */
const clockTolerance = 5 * 60_000;

export type Knowledge = {
  zone: string;
  keys: readonly VerificationKey[];
  /** Keys that the zone trusts no more. */
  withdrawn?: readonly { kid: string }[];
  list?: StatusList;
};

/**
 * Verifies a code on the device alone. A permit counts as `valid` only by a status list that still clears it; without
 * one it is `genuine`: made by the zone, within its dates, but perhaps revoked since. The present is never before the
 * list was signed: a clock set back neither revives a permit that has ended nor clears one.
 * @param text what was scanned, opened or typed in
 * @param at the present, epoch milliseconds
 */
export async function checkOffline(text: string, knowledge: Knowledge | undefined, at: number): Promise<Finding> {
  const token = tokenFrom(text);
  if (!token.ok) return { verdict: 'unreadable' };
  if (!knowledge || knowledge.keys.length === 0) return { verdict: 'unclear' };
  const { zone, keys, withdrawn = [], list } = knowledge;
  const signedAt = list ? list.issuedAt * 1000 : Number.NEGATIVE_INFINITY;
  const isClockBehind = at < signedAt - clockTolerance;
  const given = { zone, keys, withdrawn, at: Math.max(at, signedAt), ...(list ? { list } : {}) };
  const permit = await verifyToken(token.value, given);
  const isOther = permit.verdict === 'forged' && permit.reason === 'not-a-permit';
  const kind = isOther ? 'card' : 'permit';
  const found = isOther ? await verifyCard(token.value, given) : permit;
  if (found.verdict === 'forged') {
    if (found.reason === 'unknown-key') return { verdict: 'unclear' };
    if (found.reason === 'withdrawn-key') return { verdict: 'key-withdrawn' };
    return { verdict: found.reason === 'malformed' || found.reason === 'not-a-permit' ? 'unreadable' : 'forged' };
  }
  const { claims, status, statusAsOf } = found;
  return {
    verdict: found.verdict === 'valid' && (status !== 'current' || isClockBehind) ? 'genuine' : found.verdict,
    kind,
    claims,
    ...(statusAsOf === undefined ? {} : { asOf: statusAsOf * 1000 }),
    ...(isClockBehind ? { isClockBehind } : {}),
  };
}
