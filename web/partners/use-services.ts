import { useRead } from '../client/queries.ts';
import { type Service, servicesIn } from './services.ts';

/** The services about which partners of this zone may ask. */
export function useServices(): Service[] {
  const file = useRead('readZoneFile', {}, { fresh: 300_000 }).data;
  return file ? servicesIn(file.figures) : [];
}
