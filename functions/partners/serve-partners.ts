import { partnersRoutes } from '../../shared/contract/partners.ts';
import { type HttpFunction, serve } from '../../shared/http/function.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { knownPartners } from './known-partners.ts';
import { type PartnersGiven, partners } from './partners.ts';
import { signedInPartner } from './signed-in-partner.ts';
import { zoneKeys } from './zone-keys.ts';

/** The function of partners: what administrators change of them, and what they ask. */
export function servePartners(given: Omit<PartnersGiven, 'keys'>): HttpFunction {
  const { table, clock, zone, log } = given;
  const { partnerKnownFor, signatureGoodFor } = zone.partners ?? {};
  const seconds = partnerKnownFor?.seconds ?? 0;
  const known = knownPartners({ table, clock, timeZone: zone.timeZone, seconds });
  return serve(partnersRoutes, partners({ ...given, keys: zoneKeys({ table, clock, zone }, seconds) }), {
    clock,
    log,
    rolesHeld: rolesHeldBy(table),
    partner: signedInPartner({ known, clock, seconds: signatureGoodFor?.seconds ?? 0 }),
  });
}
