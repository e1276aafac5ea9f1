import type { KeyObject } from 'node:crypto';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { verifyingKey } from '../../shared/http/signed-request.ts';
import { algorithmOf, type Partner, type PartnerAlgorithm, readPartner, spend } from '../../shared/records/partner.ts';
import type { Table } from '../../shared/records/table.ts';

export type KnownKey = { key: KeyObject; algorithm: PartnerAlgorithm; revoked: boolean };

/** A partner as a function knows it for a short while, with what it asked of this function meanwhile. */
export type KnownPartner = {
  partner: Partner;
  keys: ReadonlyMap<string, KnownKey>;
  /** Whether one more check lies within the limit of the minute and the quota of the day. */
  mayAsk: () => 'yes' | 'minute' | 'day';
  /** One check was answered; it counts towards the quota. */
  asked: () => void;
};

type Entry = {
  /** Undefined where there is no such partner. */
  known: Omit<KnownPartner, 'mayAsk' | 'asked'> | undefined;
  readAt: number;
  day: string;
  /** Checks of the day that the table knew at `readAt`, and those that this function answered since. */
  spent: number;
  pending: number;
  minute: number;
  inMinute: number;
};

/** So many partners a function remembers; a flood of invented ones drives out the oldest. */
const mostRemembered = 500;
/** What was spent of a day is of no interest some days later. */
const spentKept = 3 * 86_400;

const minuteOf = (now: number): number => Math.floor(now / 60_000);

/**
 * Partners, read at most so often: a check costs no reading of its partner in between, and a key that was revoked, a
 * service that was withdrawn or a limit that was lowered counts after that time at the latest. With each reading the
 * function tells the table what it answered, and learns what all functions together did.
 */
export function knownPartners(given: { table: Table; clock: Clock; timeZone: string; seconds: number }) {
  const { table, clock, timeZone, seconds } = given;
  const entries = new Map<string, Entry>();
  const today = () => dayIn(timeZone, instantOf(clock.now()));

  async function read(id: string, before: Entry | undefined): Promise<Entry> {
    const now = clock.now();
    const day = today();
    const forgetAt = Math.floor(now / 1000) + spentKept;
    const pending = before?.pending ?? 0;
    if (before) before.pending = 0;
    const partner = await readPartner(table, id);
    // What was answered before midnight belongs to the day before.
    if (before && before.day !== day && pending > 0) await spend(table, id, before.day, pending, forgetAt);
    const more = before?.day === day ? pending : 0;
    const spent = partner ? await spend(table, id, day, more, forgetAt) : 0;
    const keys = (partner?.keys ?? []).map(
      ({ id: keyId, jwk, revokedAt }) =>
        [keyId, { key: verifyingKey(jwk), algorithm: algorithmOf(jwk), revoked: revokedAt !== undefined }] as const,
    );
    return {
      known: partner && { partner, keys: new Map(keys) },
      readAt: now,
      day,
      spent,
      pending: before?.day === day ? before.pending : 0,
      minute: before?.minute ?? minuteOf(now),
      inMinute: before?.inMinute ?? 0,
    };
  }

  return async (id: string): Promise<KnownPartner | undefined> => {
    const before = entries.get(id);
    const age = clock.now() - (before?.readAt ?? Number.NEGATIVE_INFINITY);
    const isFresh = before && age >= 0 && age < seconds * 1000 && before.day === today();
    const entry = isFresh ? before : await read(id, before);
    if (!isFresh) {
      entries.delete(id);
      entries.set(id, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= mostRemembered) break;
        entries.delete(oldest);
      }
    }
    const { known } = entry;
    if (!known) return undefined;
    return {
      ...known,
      mayAsk: () => {
        const minute = minuteOf(clock.now());
        if (entry.minute !== minute) {
          entry.minute = minute;
          entry.inMinute = 0;
        }
        if (entry.inMinute >= known.partner.perMinute) return 'minute';
        if (entry.spent + entry.pending >= known.partner.perDay) return 'day';
        entry.inMinute += 1;
        return 'yes';
      },
      asked: () => {
        entry.pending += 1;
      },
    };
  };
}

export type KnownPartners = ReturnType<typeof knownPartners>;
