import type { Zone } from './zone.ts';

/** What a zone may have beside the permit itself: a section of its file, with routes and pages of its own. */
export const zoneParts = [
  'serviceWindows',
  'talents',
  'visits',
  'credit',
  'certificates',
  'merchantCard',
  'partners',
  'help',
  'reminders',
] as const satisfies readonly (keyof Zone)[];
export type ZonePart = (typeof zoneParts)[number];

/** The parts that this zone has. */
export const partsOf = (zone: Zone): ZonePart[] => zoneParts.filter((part) => zone[part] !== undefined);
