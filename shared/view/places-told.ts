import { type PlacesLeft, placesLeft } from '../domain/classification/lanes.ts';
import { type QuotaYear, tally } from '../domain/quota/quota.ts';
import { type OpeningSize, readPlaces, readSize } from '../records/quota.ts';
import type { Table } from '../records/table.ts';
import type { Zone } from '../zone/zone.ts';

/** How many places of a year and group are left, as far as the zone tells it. */
export async function placesTold(
  table: Table,
  { classification }: Pick<Zone, 'classification'>,
  of: QuotaYear,
  { perYear }: OpeningSize,
): Promise<PlacesLeft | undefined> {
  if (classification.freePlaces.shown === 'hidden') return undefined;
  const [stored, places] = await Promise.all([readSize(table, of), readPlaces(table, of)]);
  const { size, extent } = stored ?? { size: perYear, extent: perYear };
  return placesLeft(classification.freePlaces, tally({ size, extent, places }).free);
}
