import type { Day } from '../domain/time.ts';
import { addDays, epochOf, startOfDay } from '../domain/time.ts';

/**
 * What the QR of a permit says, readable without a network. Deliberately absent: passport number, birth date,
 * employer, salary, points, address.
 */
export type Claims = {
  /** Id of the zone that issued the permit. */
  zone: string;
  /** Number of the permit. */
  number: string;
  /** First second in which the token holds, epoch seconds. */
  notBefore: number;
  /** First second in which it no longer holds, epoch seconds. */
  expires: number;
  /** Name in Latin letters, as the passport prints it. */
  name: string;
  chineseName?: string;
  /** Three letters, ICAO Doc 9303. */
  nationality: string;
  sex: 'F' | 'M' | 'X';
  category: 'A' | 'B' | 'C';
  /** First 16 bytes of the SHA-256 of the photo file. */
  photoHash: Uint8Array;
  /** Place in the zone's status lists, see status-index.ts. */
  statusIndex: number;
};

/** What the QR of a foreign merchant card says: what a permit's says, but no category, for nothing was categorised. */
export type CardClaims = Omit<Claims, 'category'>;

/**
 * The seconds between which a permit's token holds: from the start of its first day to the end of its last day,
 * both in the zone's time zone.
 */
export function tokenPeriod(timeZone: string, validFrom: Day, validTo: Day): Pick<Claims, 'notBefore' | 'expires'> {
  return {
    notBefore: epochOf(startOfDay(timeZone, validFrom)) / 1000,
    expires: epochOf(startOfDay(timeZone, addDays(validTo, 1))) / 1000,
  };
}

/** First 16 bytes of the SHA-256 of a photo file, as the token carries them. */
export async function photoHash(photo: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(photo))).subarray(0, 16);
}
