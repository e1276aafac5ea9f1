import { etown } from '../infra/zones/etown.ts';
import type { Procedure } from '../shared/domain/procedure/procedure.ts';
import { zoneProcedures } from '../shared/domain/procedure/versions.ts';
import { procedures } from '../shared/policy/procedures/index.ts';
import { creditScoringOf } from '../shared/zone/credit-rules.ts';
import { type Rules, rulesOf } from '../shared/zone/rules.ts';
import { scoringOf } from '../shared/zone/scoring.ts';
import { type Zone, type ZoneFile, zoneSchema } from '../shared/zone/zone.ts';

/** E-Town as it is deployed, with what a test wants otherwise. */
export const etownZone = (otherwise: Partial<ZoneFile> = {}): Zone => zoneSchema.parse({ ...etown, ...otherwise });

/** The rules of E-Town: preliminary review in 1 working day, review on the day itself, conclusion in 3. */
export const etownRules = (otherwise: Partial<ZoneFile> = {}): Rules => zoneRules(etownZone(otherwise));

/** The procedures that a zone's functions are deployed with. */
export const proceduresOf = (zone: Zone): Procedure[] => zoneProcedures(procedures, zone);

/** The rules of a zone with the procedures that its functions are deployed with. */
export const zoneRules = (zone: Zone): Rules =>
  rulesOf(zone, proceduresOf(zone), scoringOf(zone), creditScoringOf(zone));
