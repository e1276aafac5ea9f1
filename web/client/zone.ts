import { useSuspenseQuery } from '@tanstack/react-query';
import type { ZonePart } from '../../shared/zone/parts.ts';
import { call } from './client.ts';
import type { Answer } from './contract.ts';

export type ZoneProfile = Answer<'readZone'>;

/** How the zone's profile is asked for, wherever it is needed. */
export const zoneQuery = {
  queryKey: ['readZone', {}],
  queryFn: () => call('readZone', {}),
  staleTime: 300_000,
};

/** What the zone says of itself; pages are shown once it is known. */
export const useZone = (): ZoneProfile => useSuspenseQuery(zoneQuery).data;

/** Whether this zone has a part beside the permit itself. */
export const useHas = (part: ZonePart): boolean => useZone().parts.includes(part);
