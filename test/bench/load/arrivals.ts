import { randomFrom } from '../../../infra/samples/random.ts';

/**
 * When people come, as weights of the hours of an office day in the zone's time zone. Parties and officers work from
 * nine to half past five with a pause at noon; a little is filed in the evening, and codes are scanned all day. Invented
 * after how offices are visited, not measured in one.
 */
export const officeHours: readonly { hour: number; office: number; verifying: number }[] = [
  { hour: 0, office: 0, verifying: 1 },
  { hour: 1, office: 0, verifying: 1 },
  { hour: 2, office: 0, verifying: 0 },
  { hour: 3, office: 0, verifying: 0 },
  { hour: 4, office: 0, verifying: 0 },
  { hour: 5, office: 0, verifying: 1 },
  { hour: 6, office: 0, verifying: 2 },
  { hour: 7, office: 1, verifying: 4 },
  { hour: 8, office: 4, verifying: 8 },
  { hour: 9, office: 14, verifying: 10 },
  { hour: 10, office: 16, verifying: 9 },
  { hour: 11, office: 11, verifying: 8 },
  { hour: 12, office: 3, verifying: 9 },
  { hour: 13, office: 7, verifying: 8 },
  { hour: 14, office: 12, verifying: 8 },
  { hour: 15, office: 12, verifying: 8 },
  { hour: 16, office: 10, verifying: 8 },
  { hour: 17, office: 5, verifying: 7 },
  { hour: 18, office: 2, verifying: 6 },
  { hour: 19, office: 1, verifying: 5 },
  { hour: 20, office: 1, verifying: 4 },
  { hour: 21, office: 1, verifying: 3 },
  { hour: 22, office: 0, verifying: 2 },
  { hour: 23, office: 0, verifying: 1 },
];

/** How much more comes on a day than on an ordinary one: after a weekend, and before a time to file runs out. */
export const days = { ordinary: 1, monday: 1.4, 'deadline-eve': 1.8 } as const;
export type DayKind = keyof typeof days;

/** What is done, how often of a thousand arrivals on an ordinary day, and by whose hours. */
export const mix: readonly { name: string; share: number; by: 'office' | 'verifying'; onEve?: number }[] = [
  { name: 'begin and save', share: 25, by: 'office', onEve: 3 },
  { name: 'upload', share: 120, by: 'office', onEve: 2 },
  { name: 'submit', share: 20, by: 'office', onEve: 3 },
  { name: 'accept', share: 18, by: 'office' },
  { name: 'review', share: 16, by: 'office' },
  { name: 'conclude', share: 16, by: 'office' },
  { name: 'queue page', share: 130, by: 'office' },
  { name: 'own list', share: 110, by: 'office' },
  { name: 'follow', share: 150, by: 'office' },
  { name: 'read a case', share: 90, by: 'office' },
  { name: 'search', share: 25, by: 'office' },
  { name: 'verify', share: 280, by: 'verifying' },
];

/** Something that comes: when, in milliseconds from midnight, and what. */
export type Arrival = { at: number; name: string };

const anHour = 3_600_000;

/**
 * A day's arrivals in order: as many as wanted on an ordinary day, drawn from the curve of the hours.
 * @param options `kind` makes it a busier day; the same seed gives the same day
 */
export function arrivalsOf(options: { kind: DayKind; ordinary: number; seed: number }): Arrival[] {
  const random = randomFrom(`arrivals ${options.kind} ${options.seed}`);
  const shares = mix.map(({ share, onEve = 1, ...one }) => ({
    ...one,
    share: share * (options.kind === 'deadline-eve' ? onEve : 1),
  }));
  const drawn = <T>(from: readonly T[], weight: (one: T) => number): T => {
    const total = from.reduce((sum, one) => sum + weight(one), 0);
    let left = random() * total;
    for (const one of from) {
      left -= weight(one);
      if (left < 0) return one;
    }
    throw new Error('there is something to draw');
  };
  return Array.from({ length: Math.round(options.ordinary * days[options.kind]) }, () => {
    const { name, by } = drawn(shares, ({ share }) => share);
    const { hour } = drawn(officeHours, (one) => one[by]);
    return { at: (hour + random()) * anHour, name };
  }).sort((one, other) => one.at - other.at);
}
