import type { PublishedKeys } from '../../shared/credential/key-plan.ts';
import type { Clock } from '../../shared/domain/time.ts';

const freshMilliseconds = 5 * 60_000;
const pauseMilliseconds = 60_000;

/** The zone's public keys, kept in memory between requests. */
export type KeySet = {
  /** Keys not older than five minutes, or older ones while the table cannot be read. */
  keys: () => Promise<PublishedKeys>;
  /**
   * Keys read anew because a token names one that is not there; undefined within a minute of the last reading, so that
   * a flood of invented tokens does not become a flood on the table.
   */
  readAgain: () => Promise<PublishedKeys | undefined>;
};

/** Opens the set over a reading of the whole set. */
export function openKeySet(readAll: () => Promise<PublishedKeys>, clock: Clock): KeySet {
  let known: PublishedKeys | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<PublishedKeys> | undefined;

  const read = () => {
    reading ??= readAll()
      .then((keys) => {
        known = keys;
        return keys;
      })
      .finally(() => {
        readAt = clock.now();
        reading = undefined;
      });
    return reading;
  };
  const age = () => Math.abs(clock.now() - readAt);

  return {
    keys: async () => {
      if (!known) return read();
      if (age() < freshMilliseconds) return known;
      const last = known;
      return read().catch(() => last);
    },
    readAgain: async () => (age() < pauseMilliseconds ? undefined : read()),
  };
}
