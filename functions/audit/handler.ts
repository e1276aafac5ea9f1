import { systemClock } from '../../shared/clock.ts';
import { auditRoutes } from '../../shared/contract/audit.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { replayRules } from '../../shared/zone/replay-rules.ts';
import { audit } from './audit.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const zone = deployedZone();
const table = openTable(TABLE_NAME);

export const handler = serve(auditRoutes, audit({ table, clock: systemClock, zone, replay: replayRules(zone) }), {
  clock: systemClock,
  log: openLog('audit'),
  rolesHeld: rolesHeldBy(table),
});
