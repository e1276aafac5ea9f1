import { type Day, dayIn, epochOf, type Instant } from '../domain/time.ts';
import type { Zone } from '../zone/zone.ts';
import { keys } from './keys.ts';

/**
 * What was read: a case with its form, a file, a letter, a permit with its holder, cases for a rehearsal, this record,
 * how officers worked one by one, who worked on the cases of a sample, a talent of the database, what a search of it
 * found, a dispute, or everything that the zone holds on a person.
 */
export const readingKinds = [
  'application',
  'document',
  'letter',
  'permit',
  'credit',
  'rehearsal',
  'readings',
  'officer-report',
  'sample',
  'talent',
  'talents',
  'merchant-card',
  'certificate',
  'help-request',
  'personal-data',
] as const;
export type ReadingKind = (typeof readingKinds)[number];

/** Who read what. `id` names the application, the permit, the draft policy or the day of the record. */
export type Reading = {
  by: string;
  what: ReadingKind;
  id: string;
  documentId?: string;
  letter?: string;
  /** What was looked for, and how many were shown. */
  search?: { filter: Readonly<Record<string, string>>; shown: number };
};

/** A reading as it is kept, with the second after which the table forgets it. */
export type KeptReading = Reading & { at: Instant; expiresAt: number };

const dayInSeconds = 86_400;

/** The zone as far as its record of readings depends on it. */
export type ReadingZone = Pick<Zone, 'timeZone'> & { retention: Pick<Zone['retention'], 'readingsDays'> };

/**
 * The item of a reading. It stands under its day in the zone's time zone, and expires when the zone's time for readings
 * is over.
 */
export function readingItem(zone: ReadingZone, at: Instant, id: string, reading: Reading) {
  const day: Day = dayIn(zone.timeZone, at);
  const expiresAt = Math.floor(epochOf(at) / 1000) + zone.retention.readingsDays * dayInSeconds;
  return { ...keys.reading(day, at, id), at, ...reading, expiresAt };
}
